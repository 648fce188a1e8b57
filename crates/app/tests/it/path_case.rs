//! The Okafor family of the invented court application: from the file to an arrangement.

use crate::answers::{because, rules_of};
use crate::path::SCHOOL;
use domain::ids::{OrderId, PersonId};
use domain::person::{Confidentiality, FactKind, KnownFrom, PersonCommand};
use domain::previsit::{Held, Plan, PreVisitCommand, TextVersion};
use domain::referral::{
    Amendment, Asked, CheckOutcome, Clause, InfoOutcome, OrderTerms, OriginalFile, ReferralCommand, ReferrerKind, Topic,
};
use domain::stream::StreamName;
use domain::words::{Answer, ContactLevel, Exception, OrderSeen, PersonName, Prohibition, Role, Side, Window};
use jiff::civil::{Date, date, time};
use testkit::TestHouse;
use testkit::story::{Family, text};

const FILE: &str = include_str!("../../../domain/tests/fixtures/newer.json");
pub const LEVEL: ContactLevel = ContactLevel::Supervised;

/// The family, and what they have beside one child and two adults.
pub struct Okafor {
    pub family: Family,
    pub children: Vec<PersonId>,
    pub order: OrderId,
}

impl Okafor {
    /// The intake worker imports the file and says what it leaves open about the people.
    pub async fn imported(house: &TestHouse) -> Self {
        let referrer = Some(ReferrerKind::Solicitor);
        let import = ReferralCommand::ImportCourtApplication { original: OriginalFile::new(FILE.to_owned()), referrer };
        let done = house.carry_out(Role::IntakeWorker, import).await.unwrap();
        let case = done.case().unwrap();
        for (name, side) in
            [("Ngozi Okafor", Side::Resident), ("Tomasz Nowak", Side::Visiting), ("Ewa Nowak", Side::Other)]
        {
            let person = named(house, name).await;
            amend(house, case, Amendment::Side { person, side }).await;
        }
        let family = Family::of_case(house, case, LEVEL).await;
        let state = family.state(house).await;
        let school = PersonCommand::RecordProtectedFact {
            person: family.child,
            kind: FactKind::School,
            text: text(SCHOOL),
            confidentiality: Confidentiality::Confidential,
            known_from: KnownFrom::ThePerson,
        };
        house.carry_out(Role::IntakeWorker, school).await.unwrap();
        house.carry_out(Role::IntakeWorker, ReferralCommand::Submit { case }).await.unwrap();
        Self { family, children: state.referral.children_of_referral().collect(), order: state.referral.orders[0].id() }
    }

    /// Nothing goes forward while what must be known is not, or an order in force is unread.
    pub async fn is_looked_through(&self, house: &TestHouse) {
        let (case, reasons) = (self.family.case, text("Contact is wished and can be watched over."));
        let looked = ReferralCommand::RecordTriage { case, level_needed: Some(LEVEL), reasons: reasons.clone() };
        assert!(
            house.carry_out(Role::IntakeWorker, looked.clone()).await.is_err(),
            "not the intake worker's to decide"
        );
        house.carry_out(Role::Coordinator, looked).await.unwrap();
        let invite = ReferralCommand::AcceptToPreVisit { case, level: LEVEL, reasons };
        let stopped = rules_of(house.carry_out(Role::Coordinator, invite.clone()).await);
        assert!(stopped.contains(&"R-O01".to_owned()) && stopped.contains(&"R-R08".to_owned()), "{stopped:?}");
        self.order_is_read(house).await;
        let ask = ReferralCommand::OpenInformationRequest {
            case,
            to: Asked::Police,
            about: vec![Topic::PoliceInvolved, Topic::LocalAuthorityKnown, Topic::OrdersInForce, Topic::BailConditions],
            question: text("What is known, and what is in force?"),
            due: date(2026, 12, 7),
        };
        house.carry_out(Role::IntakeWorker, ask).await.unwrap();
        house.carry_out(Role::Coordinator, invite).await.unwrap();
    }

    /// The order forbids contact between the adults; the intake worker writes that down and somebody else compares it.
    async fn order_is_read(&self, house: &TestHouse) {
        let (case, order) = (self.family.case, self.order);
        let clause = Clause { prohibition: Prohibition::ContactWithAdult, exception: Exception::None };
        let terms = OrderTerms {
            issued_on: Some(date(2025, 1, 1)),
            ends_on: Some(date(2027, 1, 1)),
            current: Answer::Yes,
            protects: vec![self.family.resident],
            restrains: vec![self.family.visiting],
            clauses: vec![clause],
            directs: None,
        };
        house.carry_out(Role::IntakeWorker, ReferralCommand::TranscribeOrder { case, order, terms }).await.unwrap();
        let check = ReferralCommand::SecondCheckOrder { case, order, outcome: CheckOutcome::Agrees };
        let own = house.carry_out(Role::IntakeWorker, check.clone()).await;
        assert!(because(own).contains("transcribed this order yourself"));
        house.carry_out(Role::Coordinator, check).await.unwrap();
        assert_eq!(self.family.state(house).await.referral.orders[0].seen, OrderSeen::SecondChecked);
    }

    /// The two sides come on different days; then the police reply and the referral is accepted.
    pub async fn comes_to_pre_visits(&self, house: &TestHouse) {
        let [tuesday, wednesday] = [date(2026, 11, 24), date(2026, 11, 25)];
        self.plan(house, self.family.resident, tuesday).await.unwrap();
        let same_day = self.plan(house, self.family.visiting, tuesday).await;
        assert!(because(same_day).contains("on that day"));
        self.plan(house, self.family.visiting, wednesday).await.unwrap();
        let case = self.family.case;
        for (adult, day) in [(self.family.resident, tuesday), (self.family.visiting, wednesday)] {
            let early = ReferralCommand::AcceptReferral { case, reasons: text("Both were seen.") };
            assert!(because(house.carry_out(Role::Coordinator, early).await).contains("pre-visits"));
            house.clock.reach(day.at(16, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp());
            self.comes(house, adult, day).await;
            let (topic, about, answer) = (Topic::AccountObtained, Some(adult), Answer::Yes);
            amend(house, case, Amendment::Answer { topic, about, answer, note: None }).await;
        }
        let request = self.family.state(house).await.referral.requests[0].request;
        let replied = ReferralCommand::RecordInformation {
            case,
            request,
            outcome: InfoOutcome::Replied,
            reply: Some(text("Nothing known beside the order.")),
            answers: [Topic::PoliceInvolved, Topic::BailConditions].map(|topic| (topic, Answer::No)).to_vec(),
        };
        house.carry_out(Role::IntakeWorker, replied).await.unwrap();
        let accept = ReferralCommand::AcceptReferral { case, reasons: text("Both were seen.") };
        house.carry_out(Role::Coordinator, accept).await.unwrap();
    }

    async fn plan(&self, house: &TestHouse, adult: PersonId, day: Date) -> Result<app::Done, app::Failure> {
        let plan = Plan {
            window: Window::new(day, time(14, 0, 0, 0), time(14, 45, 0, 0)).unwrap(),
            room: Some(house.rooms[1]),
            worker: house.worker(Role::Coordinator),
            children: Vec::new(),
        };
        house.carry_out(Role::Coordinator, PreVisitCommand::PlanPreVisit { case: self.family.case, adult, plan }).await
    }

    async fn comes(&self, house: &TestHouse, adult: PersonId, day: Date) {
        let version = Some(TextVersion::parse("2026-01").unwrap());
        let held = Held {
            window: Window::new(day, time(14, 0, 0, 0), time(14, 50, 0, 0)).unwrap(),
            identity_checked: Answer::Yes,
            rules_explained: version.clone(),
            children_shown: Vec::new(),
            safe_contact_asked: Answer::Yes,
            voices: Vec::new(),
            note: Some(text("Calm and well prepared.")),
        };
        let command = PreVisitCommand::HoldPreVisit {
            case: self.family.case,
            previsit: None,
            adult,
            held,
            rules_signed: version.clone(),
            notice_signed: version,
        };
        house.carry_out(Role::Coordinator, command).await.unwrap();
    }
}

async fn amend(house: &TestHouse, case: domain::ids::CaseId, amendment: Amendment) {
    let amend = ReferralCommand::AmendReferral { case, amendment: Box::new(amendment) };
    house.carry_out(Role::IntakeWorker, amend).await.unwrap();
}

/// The person of this name.
async fn named(house: &TestHouse, name: &str) -> PersonId {
    let streams = house.house.storage().streams(house.centre).await.unwrap();
    let people: Vec<_> = streams.into_iter().filter(|stream| matches!(stream, StreamName::Person(_))).collect();
    let world = house.world(&people).await;
    let is_called = |state: &domain::person::PersonState| {
        let name_of = state.identity.as_ref().and_then(|identity| identity.name.as_ref()?.expose());
        name_of.map(PersonName::full).as_deref() == Some(name)
    };
    let found = world.people.iter().find(|(_, state)| is_called(state));
    *found.unwrap_or_else(|| panic!("nobody is called {name}")).0
}
