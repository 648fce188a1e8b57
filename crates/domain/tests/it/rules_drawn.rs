//! Facts drawn at random: every field may hold anything its type allows. Bytes decide, so that a failure shrinks.

use crate::rules_drawn_plans::{draw_papers, draw_plan};
use crate::rules_family::{
    ELDER, RESIDENT, VISITING, YOUNGER, abuse, adult, clause, instant, order, previsit_of, restriction,
    signed_assessment, trained,
};
use domain::ids::{CaseId, PersonId, WorkerId};
use domain::rules::facts::{
    AssessmentStanding, ChildImpactFact, DecidedBy, FactFinding, Filled, Levels, MandatoryAnswerFact,
    MandatoryQuestion, PreVisitStanding, ProtectedPair, RequestStanding, RiskConclusionFact, TriggerFact, TriggerKind,
    WorkerFact,
};
use domain::rules::pack::EstablishedAbuse;
use domain::rules::{Facts, PackParameters};
use domain::words::{Answer, ContactLevel, EvidentialStatus, Exception, Harm, OrderKind, Prohibition, Side, Window};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use uuid::Uuid;

pub const ANSWERS: [Answer; 6] =
    [Answer::NotAsked, Answer::Declined, Answer::Unknown, Answer::CannotBeObtained, Answer::No, Answer::Yes];
pub const LEVELS: [Option<ContactLevel>; 9] = [
    None,
    Some(ContactLevel::Supported),
    Some(ContactLevel::Supervised),
    Some(ContactLevel::Handover),
    Some(ContactLevel::Indirect),
    Some(ContactLevel::Virtual),
    Some(ContactLevel::Community),
    Some(ContactLevel::SupervisedAssessment),
    Some(ContactLevel::LifeStory),
];

/// Bytes that decide, the day everything happens around, and how ids are named.
pub struct Draw<'a> {
    bytes: std::iter::Cycle<std::slice::Iter<'a, u8>>,
    pub today: Date,
    naming: u128,
}

impl<'a> Draw<'a> {
    pub fn new(bytes: &'a [u8], today: Date, naming: u128) -> Self {
        Self { bytes: bytes.iter().cycle(), today, naming }
    }

    pub fn byte(&mut self) -> u8 {
        self.bytes.next().copied().unwrap_or(0)
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[usize::from(self.byte()) % from.len()].clone()
    }

    pub fn answer(&mut self) -> Answer {
        self.pick(&ANSWERS)
    }

    pub fn some<T>(&mut self, upto: u8, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.byte() % (upto + 1);
        (0..count).map(|_| make(self)).collect()
    }

    pub fn maybe<T>(&mut self, value: T) -> Option<T> {
        (!self.byte().is_multiple_of(4)).then_some(value)
    }

    pub fn day(&mut self, back: i32, on: i32) -> Date {
        let range = back + on + 1;
        let offset = i32::from(self.byte()) * range / 256 - back;
        self.today.checked_add(offset.days()).unwrap()
    }

    pub fn person(&mut self) -> PersonId {
        let n = self.pick(&[RESIDENT, VISITING, ELDER, YOUNGER, 70]);
        self.named(n)
    }

    fn named(&self, n: u128) -> PersonId {
        PersonId::from_uuid(Uuid::from_u128(n ^ self.naming))
    }

    pub fn worker(&mut self) -> WorkerId {
        let n = self.pick(&[1, 2, 3]);
        WorkerId::from_uuid(Uuid::from_u128(n ^ self.naming))
    }

    pub fn window(&mut self, day: Date) -> Window {
        let from = i8::try_from(self.byte() % 20).unwrap();
        let minute = i8::try_from(self.byte() % 60).unwrap();
        let start = jiff::civil::time(from, minute, 0, 0);
        Window::new(day, start, jiff::civil::time(from + 2, minute, 0, 0)).unwrap()
    }
}

/// Facts drawn from bytes.
pub fn drawn(draw: &mut Draw<'_>) -> Facts {
    let mut facts = Facts::new(instant("2026-11-23T10:00:00Z"), draw.today, &PackParameters::shipped());
    facts.now = draw.today.at(10, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
    facts.pack.established_abuse_in_supported_contact =
        draw.pick(&[EstablishedAbuse::Never, EstablishedAbuse::WithConditions]);
    let ramp_ends = draw.day(60, 60);
    facts.pack.training_ramp_ends = draw.maybe(ramp_ends);
    draw_case(draw, &mut facts);
    draw_risk(draw, &mut facts);
    draw_plan(draw, &mut facts);
    draw_papers(draw, &mut facts);
    facts
}

fn draw_case(draw: &mut Draw<'_>, facts: &mut Facts) {
    let naming = draw.naming;
    let case = &mut facts.case;
    case.id = draw.maybe(CaseId::from_uuid(Uuid::from_u128(1 ^ naming)));
    let mut level = || draw.pick(&LEVELS);
    case.levels = Levels { requested: level(), ordered: level(), assessed: level(), delivered: level() };
    case.decided_by =
        draw.pick(&[None, Some(DecidedBy::Court), Some(DecidedBy::LocalAuthority), Some(DecidedBy::Agreement)]);
    for answer in [
        &mut case.agreement,
        &mut case.domestic_abuse_flag,
        &mut case.supported_by_relative,
        &mut case.qualified_assessor,
    ] {
        *answer = draw.answer();
    }
    draw_what_is_said(draw, facts);
    draw_people(draw, facts);
}

fn draw_what_is_said(draw: &mut Draw<'_>, facts: &mut Facts) {
    let case = &mut facts.case;
    case.assertions = draw.some(3, |d| {
        let status = d.pick(&[
            EvidentialStatus::Allegation,
            EvidentialStatus::Finding,
            EvidentialStatus::Caution,
            EvidentialStatus::NotKnown,
        ]);
        let mut assertion = abuse(u128::from(d.byte()), status);
        assertion.harm = d.pick(&[Harm::DomesticAbuse, Harm::ChildAbuse]);
        let (by, to) = (d.person(), d.person());
        (assertion.done_by, assertion.done_to) = (d.maybe(by), d.maybe(to));
        assertion.fact_finding = d.pick(&[FactFinding::NotKnown, FactFinding::Pending, FactFinding::Concluded]);
        assertion
    });
    case.orders = draw.some(3, draw_order);
    case.risk_conclusions =
        draw.some(2, |d| RiskConclusionFact { id: d.byte().to_string(), adult: d.person(), poses_risk: d.answer() });
}

fn draw_people(draw: &mut Draw<'_>, facts: &mut Facts) {
    let case = &mut facts.case;
    case.adults = draw.some(3, |d| {
        let side = d.pick(&[Side::Resident, Side::Visiting, Side::Other]);
        let mut adult = adult(0, side);
        (adult.person, adult.account, adult.engagement) = (d.person(), d.answer(), d.answer());
        adult
    });
    case.children = draw.some(2, Draw::person);
    case.protected_pairs = draw.some(2, |d| ProtectedPair {
        one: d.person(),
        other: d.person(),
        because: format!("control/{}", d.byte()),
    });
    case.mandatory = draw.some(4, |d| MandatoryAnswerFact {
        question: d.pick(&MandatoryQuestion::ALL),
        answer: d.answer(),
        request: RequestStanding::None,
    });
}

fn draw_order(d: &mut Draw<'_>) -> domain::rules::facts::OrderFact {
    let kind = d.pick(&[
        OrderKind::ChildArrangements,
        OrderKind::NonMolestation,
        OrderKind::BailCondition,
        OrderKind::Section91,
        OrderKind::Other,
    ]);
    let clauses = d.some(2, |d| {
        let prohibition = d.pick(&[
            Prohibition::ContactWithChild,
            Prohibition::ContactWithAdult,
            Prohibition::AttendingPlace,
            Prohibition::NotTranscribed,
        ]);
        let mut clause =
            clause(prohibition, d.pick(&[Exception::Unknown, Exception::None, Exception::NotMet, Exception::Met]));
        let restrained = d.person();
        clause.restrained = d.maybe(restrained);
        clause.protected = d.some(2, Draw::person);
        clause.covers_the_centre = d.answer();
        clause
    });
    let (expires, discharged) = (d.day(10, 30), d.day(10, 30));
    let mut made = restriction(0, kind, clauses);
    made.id = order(u128::from(d.byte()));
    made.level = d.pick(&LEVELS);
    (made.expires_on, made.discharged_on) = (d.maybe(expires), d.maybe(discharged));
    made
}

fn draw_risk(draw: &mut Draw<'_>, facts: &mut Facts) {
    let today = draw.today;
    facts.previsits = draw.some(3, |d| {
        let day = d.day(5, 8);
        let mut visit = previsit_of(0, today, "10:00", "11:00");
        visit.id = domain::ids::PreVisitId::from_uuid(Uuid::from_u128(u128::from(d.byte())));
        (visit.adult, visit.window) = (d.person(), d.window(day));
        visit.standing = d.pick(&[PreVisitStanding::Planned, PreVisitStanding::Held, PreVisitStanding::NotHeld]);
        (visit.ground_rules, visit.recording_notice) = (d.answer(), d.answer());
        visit
    });
    draw_assessment(draw, facts);
    facts.roster = draw.some(1, draw_worker);
}

fn draw_assessment(draw: &mut Draw<'_>, facts: &mut Facts) {
    let mut assessment = signed_assessment();
    assessment.standing =
        draw.pick(&[AssessmentStanding::Draft, AssessmentStanding::Current, AssessmentStanding::Superseded]);
    assessment.authors = draw.some(2, Draw::worker);
    let signed_on = draw.day(120, 0);
    if let Some(signed) = assessment.signed.as_mut() {
        signed.by = draw.worker();
        signed.on = signed_on;
        signed.at = signed_on.at(9, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
    }
    assessment.signed = assessment.signed.and_then(|signed| draw.maybe(signed));
    let second = draw.worker();
    assessment.countersigned_by = draw.maybe(second);
    let filled = [Filled::Complete, Filled::Missing];
    assessment.children =
        draw.some(2, |d| ChildImpactFact { child: d.person(), impact: d.pick(&filled), voice: d.pick(&filled) });
    assessment.triggers = draw.some(3, |d| TriggerFact {
        id: d.byte().to_string(),
        kind: d.pick(&[TriggerKind::Incident, TriggerKind::Disclosure, TriggerKind::Custody]),
    });
    facts.assessment = draw.maybe(assessment);
}

pub fn draw_worker(d: &mut Draw<'_>) -> WorkerFact {
    let on = d.day(370, 5);
    let mut worker = trained(0, on);
    worker.id = d.worker();
    if d.byte().is_multiple_of(3) {
        worker.specialist_da = None;
    }
    if d.byte().is_multiple_of(5) {
        worker.induction = None;
    }
    worker
}

/// A Monday in November; the properties also use days next to a change of the clock.
pub const MONDAY: Date = date(2026, 11, 23);
