//! One world with a family in every stage and everything that can be kept of one, and a reader of every kind.

use super::marks::{Kept, Marks};
use crate::overrides;
use app::Order;
use domain::concern::{CaptureDisclosure, ConcernCommand, IncidentKind, ReportIncident, Severity};
use domain::ids::{CaseId, CentreId, SessionId, WorkerId};
use domain::interest::{Closeness, InterestCommand};
use domain::person::{
    Channel, Confidentiality, FactKind, KnownFrom, LeavingMessages, Need, NeedKind, PersonCommand, SafeContactRules,
};
use domain::voice::{MaySee, Outcome, ReadBack, Stage, VoiceCommand};
use domain::words::{ContactLevel, Role};
use jiff::civil::date;
use std::collections::BTreeMap;
use testkit::TestHouse;
use testkit::story::Family;

/// How somebody stands to every family of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// Not at all.
    Plain,
    /// On the team of a session of the family that has sessions.
    Assigned,
    /// On the team, and the author of the reports and of the entries.
    Author,
    /// They said that they know the families.
    Conflicted,
    /// They are thought to know them.
    Suspected,
    /// They work at another centre.
    Elsewhere,
}

/// Somebody who asks.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    pub role: Role,
    pub stands: Stands,
    pub centre: CentreId,
    pub worker: WorkerId,
}

pub struct World {
    pub house: TestHouse,
    pub readers: Vec<Reader>,
    pub marks: Marks,
    /// What stands for a name in braces, by the name, or by route and name where one differs.
    pub values: BTreeMap<String, String>,
}

pub const LEVEL: ContactLevel = ContactLevel::Supervised;

impl World {
    pub async fn build() -> Self {
        let mut making = Making { house: TestHouse::build().await, marks: Marks::default(), values: BTreeMap::new() };
        let readers = making.readers().await;
        making.families(&readers).await;
        Self { house: making.house, readers, marks: making.marks, values: making.values }
    }

    /// The path of a route with the world's values in it.
    pub fn path(&self, route: &str) -> String {
        let words = route.split('/').map(|word| {
            let Some((name, rest)) = word.strip_prefix('{').and_then(|word| word.split_once('}')) else {
                return word.to_owned();
            };
            let own = self.values.get(&format!("{route} {name}"));
            let value = own.or_else(|| self.values.get(&format!("{} {name}", part(route))));
            let value = value.or_else(|| self.values.get(name)).unwrap_or_else(|| panic!("no {name} for {route}"));
            format!("{value}{rest}")
        });
        words.collect::<Vec<_>>().join("/")
    }
}

/// The part of the service a route belongs to: its first and third word.
fn part(route: &str) -> String {
    let mut words = route.split('/').skip(1);
    let first = words.next().unwrap_or_default();
    let third = words.nth(1).unwrap_or_default();
    format!("{first}/{third}")
}

pub struct Making {
    pub(super) house: TestHouse,
    pub(super) marks: Marks,
    pub(super) values: BTreeMap<String, String>,
}

impl Making {
    pub(super) fn set(&mut self, name: &str, value: &impl ToString) {
        self.values.insert(name.to_owned(), value.to_string());
    }

    async fn readers(&mut self) -> Vec<Reader> {
        let (mut readers, centre) = (Vec::new(), self.house.centre);
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Referrer) {
            for stands in [Stands::Plain, Stands::Conflicted, Stands::Suspected] {
                let worker = self.house.newcomer(role, &format!("{}-{stands:?}", role.name())).await;
                readers.push(Reader { role, stands, centre, worker });
            }
        }
        let worker = self.house.newcomer(Role::Referrer, "referrer-outside").await;
        readers.push(Reader { role: Role::Referrer, stands: Stands::Plain, centre, worker });
        for role in [Role::Volunteer, Role::ContactSupervisor, Role::ShiftLead] {
            let worker = self.house.another(role).await;
            readers.push(Reader { role, stands: Stands::Assigned, centre, worker });
        }
        let author = self.house.worker(Role::ContactSupervisor);
        readers.push(Reader { role: Role::ContactSupervisor, stands: Stands::Author, centre, worker: author });
        let neighbour = self.house.neighbour().await;
        for role in [Role::Coordinator, Role::SafeguardingLead, Role::Administrator] {
            let worker = neighbour.newcomer(role, &format!("{}-elsewhere", role.name())).await;
            readers.push(Reader { role, stands: Stands::Elsewhere, centre: neighbour.centre, worker });
        }
        readers
    }

    async fn families(&mut self, readers: &[Reader]) {
        let drafted = Family::drafted(&self.house, LEVEL).await;
        let submitted = Family::submitted(&self.house, LEVEL).await;
        let overridden = overrides::family(&self.house).await;
        let awaiting = Family::assessed(&self.house, LEVEL).await;
        let live = Family::live(&self.house, LEVEL).await;
        self.set("/cases/{case}/referral/submit case", &drafted.case);
        self.triaged(&submitted).await;
        self.set("/cases/{case}/risk/{assessment}/countersign case", &awaiting.case);
        let second = awaiting.awaiting(&self.house).await.expect("it waits");
        self.set("/cases/{case}/risk/{assessment}/countersign assessment", &second);
        self.lived(&live, readers).await;
        let suspected = readers.iter().find(|reader| reader.stands == Stands::Suspected).expect("a suspected reader");
        self.set("/cases/{case}/interests/{worker}/settle worker", &suspected.worker);
        let until = [("reason", "So."), ("until-day", "20"), ("until-month", "1"), ("until-year", "2027")];
        let id = overrides::asked_with(&self.house, &overridden, &until).await;
        self.set("cases/overrides case", &overridden.case);
        self.set("id", &id);
        let proposed = self.in_other_stages().await;
        for family in [drafted, submitted, overridden, awaiting, live].into_iter().chain(proposed) {
            self.kept(&family).await;
            self.interested(family.case, readers).await;
        }
        for _ in 0..4 {
            let family = Family::drafted(&self.house, LEVEL).await;
            self.kept(&family).await;
        }
        self.centre().await;
    }

    /// What could lead to a door, how to reach people, what they need, what a child said, what somebody disclosed.
    async fn kept(&mut self, family: &Family) {
        let (_, lead) = self.house.sign_in(Role::SafeguardingLead).await;
        let lead = |command: PersonCommand| {
            let (house, lead) = (&self.house.house, &lead);
            async move { house.carry_out(lead, Order::from(domain::command::Command::from(command))).await }
        };
        for person in [family.child, family.resident, family.visiting] {
            let facts = [
                FactKind::Address,
                FactKind::Telephone,
                FactKind::Email,
                FactKind::School,
                FactKind::Vehicle,
                FactKind::Refuge,
                FactKind::Workplace,
                FactKind::Associate,
            ];
            for kind in facts {
                let text = self.marks.make(if kind == FactKind::Refuge { Kept::Refuge } else { Kept::Fact });
                let confidentiality = Confidentiality::Confidential;
                let known_from = KnownFrom::ThePerson;
                let record = PersonCommand::RecordProtectedFact { person, kind, text, confidentiality, known_from };
                lead(record).await.expect("a protected fact");
            }
            let rules = SafeContactRules {
                channels: vec![Channel::Telephone],
                times: Some(self.marks.make(Kept::Fact)),
                messages: LeavingMessages::DoNotLeave,
                code_word: Some(self.marks.make(Kept::Fact)),
                instructions: Some(self.marks.make(Kept::Fact)),
            };
            let asked_on = date(2026, 11, 20);
            let contact = PersonCommand::RecordSafeContact { person, asked_on, rules };
            lead(contact).await.expect("safe contact");
            let need = Need { kind: NeedKind::Medical, text: Some(self.marks.make(Kept::Health)) };
            lead(PersonCommand::RecordNeed { person, need }).await.expect("a need");
        }
        self.said(family).await;
    }

    async fn said(&mut self, family: &Family) {
        let voice = VoiceCommand::RecordVoice {
            case: family.case,
            person: family.child,
            stage: Stage::Review,
            session: None,
            outcome: Outcome::Said { words: self.marks.make(Kept::Voice), read_back: ReadBack::Agreed },
            may_see: Some(MaySee::NobodyElse),
            asked_at: None,
        };
        self.house.carry_out(Role::Coordinator, voice).await.expect("a child's words");
        self.disclosed(family, None).await;
    }

    /// A disclosure and an incident, written down by the author.
    pub(super) async fn disclosed(&mut self, family: &Family, session: Option<SessionId>) {
        let disclosure = ConcernCommand::CaptureDisclosure(CaptureDisclosure {
            case: family.case,
            session,
            from: family.child,
            about: vec![family.visiting],
            words: self.marks.make(Kept::Disclosure),
            at: None,
        });
        self.house.carry_out(Role::ContactSupervisor, disclosure).await.expect("a disclosure");
        let incident = ConcernCommand::ReportIncident(ReportIncident {
            case: family.case,
            session,
            kind: IncidentKind::Other,
            severity: Severity::Serious,
            people: vec![family.child],
            what: self.marks.make(Kept::Incident),
            at: None,
        });
        self.house.carry_out(Role::ContactSupervisor, incident).await.expect("an incident");
    }

    async fn interested(&self, case: CaseId, readers: &[Reader]) {
        for reader in readers {
            match reader.stands {
                Stands::Conflicted => {
                    let declare = InterestCommand::DeclareInterest { case, closeness: Closeness::Relative };
                    self.house.carry_out_as(reader.worker, declare).await.expect("an interest is declared");
                }
                Stands::Suspected => {
                    let suspect = InterestCommand::SuspectInterest { case, worker: reader.worker };
                    self.house.carry_out(Role::SafeguardingLead, suspect).await.expect("an interest is suspected");
                }
                Stands::Plain | Stands::Assigned | Stands::Author | Stands::Elsewhere => {}
            }
        }
    }
}
