//! What two histories of a pair differ in, and from whom it is hidden.

use super::past::{Past, Reader, Stands};
use domain::concern::{CaptureDisclosure, ConcernCommand};
use domain::emergency::{EmergencyCommand, Length};
use domain::person::{Confidentiality, FactKind, KnownFrom, NameGiven, PersonCommand};
use domain::referral::{ReferralCommand, ReferrerKind, RelationshipKind, Route, TypedAdult, TypedChild, TypedReferral};
use domain::report::{AskRelease, ReportCommand};
use domain::risk::{ContentGiven, ProtectedPair, Readiness, RiskCommand, TriggerKind, TriggerOrigin};
use domain::voice::{MaySee, Outcome, ReadBack, Stage, VoiceCommand};
use domain::words::{Answer, Role, Side};
use std::collections::BTreeMap;
use testkit::TestHouse;
use testkit::story::text;

/// One thing in which two histories differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hidden {
    /// Somebody disclosed something at a session. Else the safeguarding lead holds something else, which makes the
    /// assessment due as well.
    DisclosureAtSession,
    /// The same, outside a session.
    DisclosureOutside,
    /// The other side refers the same family.
    ReferralByTheOtherSide,
    /// Two adults of another family are to be kept apart.
    KeptApart,
    /// Somebody was refused.
    RefusedAccess,
    /// Somebody asks to be let in in an emergency.
    BreakGlass,
    /// A paper that was stopped is asked about.
    GateException,
    /// An address.
    ProtectedFact,
    /// A refuge.
    Refuge,
    /// What a child said, of which both histories tell that it was said.
    ChildsWords,
}

/// Which of the two histories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Without it, or with other words.
    One,
    /// With it.
    Other,
}

impl Hidden {
    pub const ALL: [Self; 10] = [
        Self::DisclosureAtSession,
        Self::DisclosureOutside,
        Self::ReferralByTheOtherSide,
        Self::KeptApart,
        Self::RefusedAccess,
        Self::BreakGlass,
        Self::GateException,
        Self::ProtectedFact,
        Self::Refuge,
        Self::ChildsWords,
    ];

    /// Whether a reader may not learn of it.
    pub fn from(self, reader: &Reader) -> bool {
        use Role::{
            ContactSupervisor, Coordinator, DeputySafeguardingLead, IntakeWorker, SafeguardingLead, ShiftLead, Trustee,
        };
        if reader.stands == Stands::Kept && self != Self::ReferralByTheOtherSide && self != Self::KeptApart {
            return true;
        }
        let by_role = reader.stands != Stands::Plain;
        let learns: &[Role] = match self {
            // Whoever wrote it down reads their own entry.
            Self::DisclosureAtSession | Self::DisclosureOutside => {
                &[SafeguardingLead, DeputySafeguardingLead, ContactSupervisor]
            }
            // Whoever was refused knows that they were.
            Self::RefusedAccess => &[SafeguardingLead, DeputySafeguardingLead, Role::Reviewer],
            Self::Refuge => &[SafeguardingLead, DeputySafeguardingLead],
            Self::ReferralByTheOtherSide | Self::KeptApart => {
                &[IntakeWorker, Coordinator, SafeguardingLead, DeputySafeguardingLead]
            }
            Self::BreakGlass => &[
                IntakeWorker,
                Coordinator,
                SafeguardingLead,
                DeputySafeguardingLead,
                ContactSupervisor,
                ShiftLead,
                Trustee,
            ],
            Self::GateException => &[Coordinator, SafeguardingLead, DeputySafeguardingLead],
            Self::ProtectedFact => {
                &[IntakeWorker, Coordinator, SafeguardingLead, DeputySafeguardingLead, ContactSupervisor, ShiftLead]
            }
            Self::ChildsWords => &[Coordinator, SafeguardingLead, DeputySafeguardingLead, ContactSupervisor],
        };
        !(by_role && learns.contains(&reader.role))
    }

    pub async fn happens(self, house: &TestHouse, past: &Past, which: Which) {
        match (self, which) {
            (Self::DisclosureAtSession | Self::DisclosureOutside, Which::One) => held(house, past).await,
            (Self::ChildsWords, Which::One) => said(house, past, "It was fine.").await,
            (_, Which::One) => {}
            (Self::DisclosureAtSession, _) => disclosed(house, past, Some(past.sessions[3])).await,
            (Self::DisclosureOutside, _) => disclosed(house, past, None).await,
            (Self::ReferralByTheOtherSide, _) => referred(house).await,
            (Self::KeptApart, _) => kept_apart(house, past).await,
            (Self::RefusedAccess, _) => {
                let (_, who) = house.sign_in(Role::Reviewer).await;
                house.house.case_overview(&who, past.family.case).await.expect_err("a reviewer reads no case");
            }
            (Self::BreakGlass, _) => asked(house, past).await,
            (Self::GateException, _) => excepted(house, past).await,
            (Self::ProtectedFact, _) => fact(house, past, FactKind::Address, "14 Quarry Steps, Otterby OT4 7QZ").await,
            (Self::Refuge, _) => fact(house, past, FactKind::Refuge, "Harrier House").await,
            (Self::ChildsWords, _) => said(house, past, "I do not want to come back.").await,
        }
    }
}

async fn held(house: &TestHouse, past: &Past) {
    let held = RiskCommand::RaiseTrigger {
        case: past.family.case,
        kind: TriggerKind::Disclosure,
        origin: TriggerOrigin::Told,
        note: None,
        happened_at: None,
    };
    house.carry_out(Role::SafeguardingLead, held).await.expect("the safeguarding lead holds something");
}

async fn disclosed(house: &TestHouse, past: &Past, session: Option<domain::ids::SessionId>) {
    let disclosure = ConcernCommand::CaptureDisclosure(CaptureDisclosure {
        case: past.family.case,
        session,
        from: past.family.child,
        about: vec![past.family.visiting],
        words: text("He follows us home."),
        at: None,
    });
    house.carry_out(Role::ContactSupervisor, disclosure).await.expect("a disclosure");
}

async fn referred(house: &TestHouse) {
    let name = |given: &str, family: &str| NameGiven { given: given.to_owned(), family: family.to_owned() };
    let child = TypedChild { name: name("Amina", "Kone"), date_of_birth: None, school: None, needs: Vec::new() };
    let adult = TypedAdult {
        name: name("Sekou", "Barry"),
        aliases: Vec::new(),
        date_of_birth: None,
        side: Side::Visiting,
        role: None,
        relationship: RelationshipKind::Parent,
        relationship_words: None,
        parental_responsibility: Answer::Yes,
        telephone: None,
        messages: domain::person::LeavingMessages::DoNotLeave,
        code_word: None,
        times: None,
        address: None,
        keep_from_others: Answer::No,
        needs: Vec::new(),
    };
    let referral = TypedReferral {
        route: Route::ByTelephone,
        referrer: ReferrerKind::Solicitor,
        referrer_details: None,
        received_on: None,
        children: vec![child],
        adults: vec![adult],
        answers: BTreeMap::new(),
        texts: BTreeMap::new(),
        orders: Vec::new(),
        assertions: Vec::new(),
        requested_level: None,
        ordered_level: None,
        decided_by: None,
        court: None,
        court_case_number: None,
        next_hearing: None,
    };
    let take = ReferralCommand::RecordTypedReferral(Box::new(referral));
    house.carry_out(Role::IntakeWorker, take).await.expect("the other side refers");
}

async fn kept_apart(house: &TestHouse, past: &Past) {
    let pair = ProtectedPair { one: past.other.resident, other: past.other.visiting };
    let content = ContentGiven { protected_pairs: vec![pair], ..past.other.assessment() };
    let draft = RiskCommand::DraftAssessment { case: past.other.case, content, readiness: Readiness::ReadyToSign };
    house.carry_out(Role::Coordinator, draft).await.expect("another version");
    let assessment = past.other.state(house).await.risk.draft.expect("a draft").id;
    let sign = RiskCommand::SignAssessment { case: past.other.case, assessment };
    house.carry_out(Role::Coordinator, sign).await.expect("it is signed");
    past.other.countersign(house).await;
}

async fn asked(house: &TestHouse, past: &Past) {
    let (_, who) = house.sign_in_surely(Role::ShiftLead).await;
    let ask = EmergencyCommand::AskEmergency {
        case: past.family.case,
        length: Length::OneHour,
        reason: text("The child did not come home."),
    };
    let order = app::Order::from(domain::command::Command::from(ask));
    house.house.carry_out(&who, order).await.expect("they ask to be let in");
}

async fn excepted(house: &TestHouse, past: &Past) {
    let ask = ReportCommand::AskRelease(AskRelease {
        session: past.sessions[0],
        report: past.reports[0],
        recipient: 0,
        reason: text("He has the number from the order."),
        compared: None,
    });
    house.carry_out(Role::Coordinator, ask).await.expect("a paper is asked about");
}

async fn fact(house: &TestHouse, past: &Past, kind: FactKind, words: &str) {
    let record = PersonCommand::RecordProtectedFact {
        person: past.family.resident,
        kind,
        text: text(words),
        confidentiality: Confidentiality::Confidential,
        known_from: KnownFrom::ThePerson,
    };
    house.carry_out(Role::SafeguardingLead, record).await.expect("a protected fact");
}

async fn said(house: &TestHouse, past: &Past, words: &str) {
    let said = VoiceCommand::RecordVoice {
        case: past.family.case,
        person: past.family.child,
        stage: Stage::Review,
        session: None,
        outcome: Outcome::Said { words: text(words), read_back: ReadBack::Agreed },
        may_see: Some(MaySee::NobodyElse),
        asked_at: None,
    };
    house.carry_out(Role::Coordinator, said).await.expect("a child's words");
}
