//! One invented family whose facts are all in order: no rule finds anything at any moment. Each test changes one thing.

use domain::ids::{
    AssertionId, AssessmentId, CaseId, ControlId, EntranceId, OrderId, PersonId, PreVisitId, RoomId, WorkerId,
};
use domain::rules::facts::{
    AdultFact, AssertionFact, AssessmentFact, AssessmentStanding, AttendeeFact, Capacity, ChildImpactFact,
    ChildVoiceFact, ClauseFact, ControlFact, ControlNeed, CourtProperty, DecidedBy, EditFact, EditKind, FactFinding,
    Filled, LevelChangeFact, Levels, MandatoryAnswerFact, MandatoryQuestion, OrderFact, OutputFact, Place, PlanFact,
    PreVisitFact, PreVisitStanding, Presence, RecipientFact, RecipientKind, RequestStanding, Signature, TrainingFact,
    VoiceStanding, WorkerFact, WritingFact, WritingKind,
};
use domain::rules::{Effect, Facts, Finding, Moment, PackParameters, at};
use domain::words::{
    Answer, ContactLevel, EvidentialStatus, Exception, Harm, OrderKind, OrderSeen, Prohibition, Role, Side, Window,
};
use jiff::Timestamp;
use jiff::civil::{Date, Time, date};
use uuid::Uuid;

pub const RESIDENT: u128 = 1;
pub const VISITING: u128 = 2;
pub const ELDER: u128 = 11;
pub const YOUNGER: u128 = 12;
pub const SATURDAY: Date = date(2026, 11, 28);

macro_rules! ids {
    ($($name:ident -> $id:ident),+ $(,)?) => {
        $(pub fn $name(n: u128) -> $id {
            $id::from_uuid(Uuid::from_u128(n))
        })+
    };
}

ids! {
    person -> PersonId,
    worker -> WorkerId,
    room -> RoomId,
    door -> EntranceId,
    order -> OrderId,
    assertion -> AssertionId,
    assessment -> AssessmentId,
    control -> ControlId,
    previsit -> PreVisitId,
    case -> CaseId,
}

pub fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn window(day: Date, from: &str, to: &str) -> Window {
    let time = |text: &str| text.parse::<Time>().unwrap();
    Window::new(day, time(from), time(to)).unwrap()
}

/// What one rule finds at a moment.
pub fn found(moment: Moment, facts: &Facts, rule: &str) -> Vec<Finding> {
    at(moment, facts).into_iter().filter(|finding| finding.rule.as_str() == rule).collect()
}

/// Compares the effects of what one rule finds.
#[track_caller]
pub fn expect(moment: Moment, facts: &Facts, rule: &str, effects: &[Effect]) {
    let found: Vec<Effect> = found(moment, facts, rule).iter().map(|finding| finding.effect).collect();
    assert_eq!(found, effects, "{rule} at {moment:?}");
}

pub fn adult(n: u128, side: Side) -> AdultFact {
    AdultFact { person: person(n), side, account: Answer::Yes, engagement: Answer::NotAsked }
}

pub fn restriction(n: u128, kind: OrderKind, clauses: Vec<ClauseFact>) -> OrderFact {
    OrderFact {
        id: order(n),
        kind,
        seen: OrderSeen::SecondChecked,
        expires_on: None,
        discharged_on: None,
        level: None,
        clauses,
    }
}

pub fn clause(prohibition: Prohibition, exception: Exception) -> ClauseFact {
    ClauseFact {
        prohibition,
        restrained: Some(person(VISITING)),
        protected: vec![person(ELDER)],
        exception,
        covers_the_centre: Answer::NotAsked,
    }
}

pub fn abuse(n: u128, status: EvidentialStatus) -> AssertionFact {
    AssertionFact {
        id: assertion(n),
        harm: Harm::DomesticAbuse,
        done_by: Some(person(VISITING)),
        done_to: Some(person(RESIDENT)),
        status,
        fact_finding: FactFinding::NotKnown,
    }
}

pub fn previsit_of(n: u128, day: Date, from: &str, to: &str) -> PreVisitFact {
    PreVisitFact {
        id: previsit(n),
        adult: person(n),
        window: window(day, from, to),
        standing: PreVisitStanding::Held,
        ground_rules: Answer::Yes,
        recording_notice: Answer::Yes,
    }
}

pub fn trained(n: u128, on: Date) -> WorkerFact {
    let record = |what: &str| Some(TrainingFact { id: format!("worker/{n}/{what}"), completed_on: on });
    WorkerFact {
        id: worker(n),
        roles: vec![Role::ContactSupervisor],
        induction: record("induction"),
        safeguarding: record("safeguarding"),
        specialist_da: record("specialist-da"),
        report_writing: None,
        level_three: Answer::Yes,
    }
}

fn attendee(n: u128, capacity: Capacity, arriving: (&str, &str), leaving: (&str, &str), by: u128) -> AttendeeFact {
    AttendeeFact {
        person: person(n),
        capacity,
        listed: Answer::Yes,
        arriving: Some(window(SATURDAY, arriving.0, arriving.1)),
        leaving: Some(window(SATURDAY, leaving.0, leaving.1)),
        entrance: Some(door(by)),
        presences: Vec::new(),
    }
}

pub fn plan() -> PlanFact {
    let mut visiting = attendee(VISITING, Capacity::Visiting, ("09:30", "09:40"), ("11:20", "11:30"), 2);
    visiting.presences = vec![Presence { place: Place::Room(room(1)), window: window(SATURDAY, "09:40", "11:20") }];
    let by_front = |n, capacity| attendee(n, capacity, ("09:55", "10:05"), ("10:55", "11:05"), 1);
    PlanFact {
        id: None,
        level: Some(ContactLevel::Supervised),
        session: window(SATURDAY, "10:00", "11:00"),
        first: Answer::Yes,
        room: Some(room(1)),
        attendees: vec![
            visiting,
            by_front(ELDER, Capacity::Child),
            by_front(YOUNGER, Capacity::Child),
            by_front(RESIDENT, Capacity::Escort),
        ],
        others_there: Vec::new(),
        workers: vec![trained(1, date(2026, 5, 9)), trained(2, date(2026, 6, 13))],
        supervisors: vec![worker(1)],
        engaged_elsewhere: Vec::new(),
        lead: Some(worker(2)),
        safeguarding_lead_on_call: Some(worker(3)),
        minimum_staff: None,
        advice_by_telephone: Answer::NotAsked,
        controls: vec![control(1), control(2)],
    }
}

pub fn signed_assessment() -> AssessmentFact {
    let child = |n| ChildImpactFact { child: person(n), impact: Filled::Complete, voice: Filled::Complete };
    AssessmentFact {
        id: assessment(1),
        standing: AssessmentStanding::Current,
        level: Some(ContactLevel::Supervised),
        authors: vec![worker(2)],
        signed: Some(Signature { by: worker(2), at: instant("2026-11-12T15:00:00Z"), on: date(2026, 11, 12) }),
        countersigned_by: None,
        children: vec![child(ELDER), child(YOUNGER)],
        controls: vec![
            ControlFact { id: control(1), need: ControlNeed::Mandatory },
            ControlFact { id: control(2), need: ControlNeed::Advised },
        ],
        triggers: Vec::new(),
    }
}

fn report() -> OutputFact {
    OutputFact {
        id: "report/1".to_owned(),
        kind: WritingKind::Report,
        level: Some(ContactLevel::Supervised),
        author: Some(worker(1)),
        reviewer: Some(worker(2)),
        court_property: CourtProperty::Yes(Answer::Yes),
        recipients: vec![RecipientFact {
            id: format!("person/{}", person(RESIDENT)),
            kind: RecipientKind::Party,
            allowed: Answer::Yes,
            checked: Answer::Yes,
            hits: Vec::new(),
        }],
    }
}

fn change() -> LevelChangeFact {
    let asked = |n| ChildVoiceFact { child: person(n), entry: None, standing: VoiceStanding::Answered };
    LevelChangeFact {
        from: Some(ContactLevel::Supervised),
        to: ContactLevel::Handover,
        last_changed_at: Some(instant("2026-08-01T10:00:00Z")),
        children: vec![asked(ELDER), asked(YOUNGER)],
    }
}

/// Everything in order on Monday 23 November 2026, for a session on the Saturday after.
pub fn orderly() -> Facts {
    let mut facts = Facts::new(instant("2026-11-23T10:00:00Z"), date(2026, 11, 23), &PackParameters::shipped());
    let supervised = Some(ContactLevel::Supervised);
    facts.case.id = Some(case(1));
    facts.case.levels =
        Levels { requested: supervised, ordered: supervised, assessed: supervised, delivered: supervised };
    facts.case.decided_by = Some(DecidedBy::Court);
    facts.case.orders = vec![OrderFact {
        level: supervised,
        expires_on: Some(date(2027, 6, 30)),
        ..restriction(1, OrderKind::ChildArrangements, Vec::new())
    }];
    facts.case.adults = vec![adult(RESIDENT, Side::Resident), adult(VISITING, Side::Visiting)];
    facts.case.children = vec![person(ELDER), person(YOUNGER)];
    facts.case.mandatory = MandatoryQuestion::ALL
        .map(|question| MandatoryAnswerFact { question, answer: Answer::No, request: RequestStanding::None })
        .to_vec();
    add_session(&mut facts);
    facts
}

fn add_session(facts: &mut Facts) {
    let supervised = Some(ContactLevel::Supervised);
    facts.previsits = vec![
        previsit_of(RESIDENT, date(2026, 11, 9), "10:00", "11:00"),
        previsit_of(VISITING, date(2026, 11, 10), "10:00", "11:00"),
    ];
    facts.assessment = Some(signed_assessment());
    facts.plan = Some(plan());
    facts.writing = Some(WritingFact { kind: WritingKind::Observation, level: supervised });
    facts.output = Some(report());
    facts.change = Some(change());
    facts.edit = Some(EditFact { record: "report/1".to_owned(), signed: Answer::Yes, kind: EditKind::Addendum });
}

/// The same family where the contact is supported.
pub fn supported() -> Facts {
    let mut facts = orderly();
    let level = Some(ContactLevel::Supported);
    facts.case.levels = Levels { requested: level, ordered: level, assessed: level, delivered: level };
    facts.plan.as_mut().unwrap().level = level;
    facts
}

/// The attendee of the plan with this number.
pub fn coming(facts: &mut Facts, n: u128) -> &mut AttendeeFact {
    let attendees = &mut facts.plan.as_mut().unwrap().attendees;
    attendees.iter_mut().find(|attendee| attendee.person == person(n)).unwrap()
}
