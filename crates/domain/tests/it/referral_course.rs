//! The course of a referral: what can be done when, and by whom.

use crate::referral_desk::{Desk, TODAY, case_of, words, worker};
use crate::referral_questions::{command, telephoned};
use crate::referral_shapes::{NEWER, OLDER};
use domain::arrangement::case_facts;
use domain::decision::Refusal;
use domain::ids::CaseId;
use domain::referral::{
    Amendment, Asked, CheckOutcome, Clause, Contradiction, DeclineGround, InfoOutcome, OrderTerms, RedirectTo,
    ReferralCommand, Stage, Topic, Triage, Unknown, triage,
};
use domain::words::{Answer, ContactLevel, EvidentialStatus, Exception, OrderKind, OrderSeen, Prohibition, Side};
use jiff::civil::date;

fn taken(desk: &mut Desk) -> CaseId {
    case_of(&desk.give(command(telephoned()), worker(1)).unwrap())
}

fn submitted(desk: &mut Desk) -> CaseId {
    let case = taken(desk);
    desk.give(ReferralCommand::Submit { case }, worker(1)).unwrap();
    case
}

#[track_caller]
fn not_now(result: &Result<Vec<domain::decision::Recorded>, Refusal>) {
    assert!(matches!(result, Err(Refusal::NotNow { .. })), "{result:?}");
}

fn looked_at(desk: &Desk, case: CaseId) -> Triage {
    let now = "2026-10-05T09:00:00Z".parse().unwrap();
    let facts = case_facts(&desk.world, case, now, TODAY);
    triage(desk.referral(case), &facts)
}

fn accept_to_previsit(case: CaseId) -> ReferralCommand {
    ReferralCommand::AcceptToPreVisit {
        case,
        level: ContactLevel::Supervised,
        reasons: words("Both adults agree to supervision"),
    }
}

#[test]
fn a_draft_is_handed_in_once() {
    let mut desk = Desk::open();
    let case = submitted(&mut desk);
    assert_eq!(desk.referral(case).stage, Some(Stage::Submitted));
    not_now(&desk.give(ReferralCommand::Submit { case }, worker(1)));
}

#[test]
fn a_question_keeps_the_referral_waiting_until_it_is_answered() {
    let mut desk = Desk::open();
    let case = submitted(&mut desk);
    let ask = |due| ReferralCommand::OpenInformationRequest {
        case,
        to: Asked::Police,
        about: vec![Topic::PoliceInvolved, Topic::FactFindingHearing],
        question: words("Are there any reports?"),
        due,
    };
    let past = desk.give(ask(date(2026, 10, 4)), worker(1));
    assert!(matches!(past, Err(Refusal::Fields(_))));
    desk.give(ask(date(2026, 10, 9)), worker(1)).unwrap();
    assert_eq!(desk.referral(case).stage, Some(Stage::InfoRequested));
    let request = desk.referral(case).requests[0].request;
    assert_eq!(looked_at(&desk, case).open_requests, [request]);
    let end = ReferralCommand::RecordInformation {
        case,
        request,
        outcome: InfoOutcome::CannotBeObtained,
        reply: None,
        answers: Vec::new(),
    };
    desk.give(end.clone(), worker(1)).unwrap();
    let referral = desk.referral(case);
    assert_eq!(referral.stage, Some(Stage::Submitted));
    assert_eq!(referral.answer(Topic::FactFindingHearing), Answer::CannotBeObtained);
    assert_eq!(referral.answer(Topic::PoliceInvolved), Answer::No, "what is known stays");
    not_now(&desk.give(end, worker(1)));
}

#[test]
fn nobody_goes_forward_while_it_is_not_said_who_visits() {
    let mut desk = Desk::open();
    let case = desk.import(NEWER);
    desk.give(ReferralCommand::Submit { case }, worker(1)).unwrap();
    not_now(&desk.give(accept_to_previsit(case), worker(1)));
    for (name, side) in [("Ngozi Okafor", Side::Resident), ("Tomasz Nowak", Side::Visiting)] {
        let person = desk.named(name);
        let amendment = Box::new(Amendment::Side { person, side });
        desk.give(ReferralCommand::AmendReferral { case, amendment }, worker(1)).unwrap();
    }
    let Err(Refusal::Rules(findings)) = desk.give(accept_to_previsit(case), worker(1)) else {
        panic!("rules stop it");
    };
    assert!(findings.iter().any(|f| f.rule.as_str() == "R-R08"), "police and bail are unknown");
}

#[test]
fn every_decision_is_equally_at_hand() {
    let reasons = || words("As discussed");
    let decisions: [fn(CaseId, domain::words::Narrative) -> ReferralCommand; 4] = [
        |case, reasons| ReferralCommand::Redirect { case, to: RedirectTo::BackToCourt, reasons },
        |case, reasons| ReferralCommand::Decline { case, ground: DeclineGround::NoCapacity, reasons },
        |case, reasons| ReferralCommand::Waitlist { case, reasons },
        |case, reasons| ReferralCommand::AcceptToPreVisit { case, level: ContactLevel::Supervised, reasons },
    ];
    let stages = [Stage::Redirected, Stage::Declined, Stage::Waitlisted, Stage::PreVisit];
    for (decision, stage) in decisions.into_iter().zip(stages) {
        let mut desk = Desk::open();
        let case = submitted(&mut desk);
        desk.give(decision(case, reasons()), worker(1)).unwrap();
        let referral = desk.referral(case);
        assert_eq!(referral.stage, Some(stage));
        assert_eq!(referral.decision_reasons.as_ref().unwrap().expose(), Some(&reasons()));
    }
}

#[test]
fn no_referral_is_accepted_before_both_pre_visits() {
    let mut desk = Desk::open();
    let case = submitted(&mut desk);
    let accept = ReferralCommand::AcceptReferral { case, reasons: words("Both came") };
    not_now(&desk.give(accept.clone(), worker(1)));
    desk.give(accept_to_previsit(case), worker(1)).unwrap();
    not_now(&desk.give(accept, worker(1)));
}

#[test]
fn a_closed_referral_stays_closed() {
    let mut desk = Desk::open();
    let case = submitted(&mut desk);
    let withdraw = ReferralCommand::Withdraw { case, reasons: words("Moved away") };
    desk.give(withdraw.clone(), worker(1)).unwrap();
    not_now(&desk.give(withdraw, worker(1)));
    not_now(&desk.give(accept_to_previsit(case), worker(1)));
}

#[test]
fn a_transcription_counts_when_somebody_else_has_checked_it() {
    let mut desk = Desk::open();
    let case = desk.import(OLDER);
    let order = desk.referral(case).orders[0].id();
    let sofia = desk.named("Sofia Lind");
    let terms = OrderTerms {
        issued_on: Some(date(2026, 9, 30)),
        ends_on: Some(date(2026, 12, 24)),
        current: Answer::Yes,
        protects: vec![desk.named("Yusuf Khan")],
        restrains: vec![sofia],
        clauses: vec![Clause { prohibition: Prohibition::ContactWithChild, exception: Exception::Unknown }],
        directs: None,
    };
    let check = |outcome| ReferralCommand::SecondCheckOrder { case, order, outcome };
    not_now(&desk.give(check(CheckOutcome::Agrees), worker(2)));
    desk.give(ReferralCommand::TranscribeOrder { case, order, terms }, worker(1)).unwrap();
    assert_eq!(desk.referral(case).orders[0].seen, OrderSeen::CopySeen);
    not_now(&desk.give(check(CheckOutcome::Agrees), worker(1)));
    desk.give(check(CheckOutcome::Agrees), worker(2)).unwrap();
    assert_eq!(desk.referral(case).orders[0].seen, OrderSeen::SecondChecked);
    let exception = ReferralCommand::RecordClauseException {
        case,
        order,
        clause: 0,
        now: Clause { prohibition: Prohibition::ContactWithChild, exception: Exception::Met },
        source: words("Clause 2: unless supervised at a centre"),
    };
    desk.give(exception, worker(1)).unwrap();
    assert_eq!(desk.referral(case).orders[0].terms().clauses[0].exception, Exception::Met);
}

#[test]
fn an_allegation_becomes_a_finding_only_when_somebody_records_one() {
    let mut desk = Desk::open();
    let case = taken(&mut desk);
    assert!(!desk.referral(case).domestic_abuse_established());
    let assertion = desk.referral(case).assertions[0].assertion;
    let found = ReferralCommand::RecordAssertionStatus {
        case,
        assertion,
        status: EvidentialStatus::Finding,
        source: words("Judgment, paragraph 9"),
    };
    desk.give(found, worker(1)).unwrap();
    assert!(desk.referral(case).domestic_abuse_established());
}

#[test]
fn triage_shows_what_contradicts_itself() {
    let mut desk = Desk::open();
    let case = desk.import(NEWER);
    let seen = looked_at(&desk, case).contradictions;
    let order = desk.referral(case).orders[0].id();
    let chidi = desk.named("Chidi Okafor");
    for contradiction in [
        Contradiction::LivesWithBothSides(chidi),
        Contradiction::InForceAfterItsEnd(order),
        Contradiction::NoHarmButStated(domain::words::Harm::DomesticAbuse),
        Contradiction::NoAbuseButExempt,
        Contradiction::ContactDespiteRestriction(order),
        Contradiction::PlanButNotKnown,
    ] {
        assert!(seen.contains(&contradiction), "{contradiction:?} in {seen:?}");
    }
}

#[test]
fn triage_says_what_is_unknown_and_decides_nothing() {
    let mut desk = Desk::open();
    let case = desk.import(NEWER);
    let seen = looked_at(&desk, case);
    assert_eq!(seen.levels.needed, None, "the program never says what is needed");
    let unknown: Vec<_> = seen.unknown.iter().map(|u| u.what).collect();
    for what in [
        Unknown::Question(Topic::PoliceInvolved),
        Unknown::Question(Topic::BailConditions),
        Unknown::Referrer,
        Unknown::SideOf(desk.named("Tomasz Nowak")),
        Unknown::TermsOf(desk.referral(case).orders[0].id()),
        Unknown::WhoDecides,
        Unknown::NextHearing,
    ] {
        assert!(unknown.contains(&what), "{what:?} in {unknown:?}");
    }
    assert!(unknown[0].is_mandatory());
    assert!(!seen.hard_stops.is_empty());
}

#[test]
fn unwatched_contact_beside_bail_is_shown() {
    let mut desk = Desk::open();
    let case = desk.import(OLDER);
    let amendment = Box::new(Amendment::LevelOrdered { level: ContactLevel::Handover, order: None });
    desk.give(ReferralCommand::AmendReferral { case, amendment }, worker(1)).unwrap();
    let bail = desk.referral(case).orders[0].id();
    let seen = looked_at(&desk, case).contradictions;
    assert!(seen.contains(&Contradiction::UnwatchedDespiteRestriction(bail)), "{seen:?}");
}

#[test]
fn facts_can_be_added_at_any_stage_about_people_of_the_referral_only() {
    let mut desk = Desk::open();
    let case = submitted(&mut desk);
    let withdraw = ReferralCommand::Withdraw { case, reasons: words("Moved away") };
    desk.give(withdraw, worker(1)).unwrap();
    let order = |restrains| ReferralCommand::AmendReferral {
        case,
        amendment: Box::new(Amendment::Order {
            kind: OrderKind::NonMolestation,
            issued_on: None,
            ends_on: None,
            current: Answer::Unknown,
            protects: Vec::new(),
            restrains,
            directs: None,
            made_by: None,
        }),
    };
    let stranger = domain::ids::PersonId::from_uuid(uuid::Uuid::from_u128(5));
    assert!(matches!(desk.give(order(vec![stranger]), worker(1)), Err(Refusal::Fields(_))));
    let kwame = desk.named("Kwame Mensah");
    desk.give(order(vec![kwame]), worker(1)).unwrap();
    let known = desk.referral(case).orders.last().unwrap();
    assert!(known.may_be_in_force(TODAY), "unknown counts as in force");
    assert_eq!(known.terms().clauses, [Clause::UNREAD]);
}
