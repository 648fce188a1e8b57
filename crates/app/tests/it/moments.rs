//! Rules at their moments: what they stop, what two people let pass, and what nobody may stop.

use crate::answers::{because, findings_of, rules_of};
use app::{Done, Failure};
use domain::actor::Actor;
use domain::arrangement::ArrangementCommand;
use domain::booking::BookingCommand;
use domain::concern::{CaptureDisclosure, ConcernCommand, IncidentKind, RaisedBy, ReportIncident, Severity};
use domain::decision::Refusal;
use domain::overrides::{Channel, OverrideCommand, SecondRole};
use domain::referral::{Amendment, ReferralCommand};
use domain::rules::FindingKey;
use domain::session::{Ending, HowKnown, Movement, SessionCommand, Stage};
use domain::words::{Answer, ContactLevel, Narrative, OrderKind, Role};
use jiff::ToSpan;
use jiff::civil::Date;
use testkit::story::{Family, SATURDAY, TEN, text};
use testkit::{TestHouse, houses_on_both_engines};

const LEVEL: ContactLevel = ContactLevel::Supervised;

/// Somebody tells of a bail condition that nobody has read yet.
async fn hears_of_bail(family: &Family, house: &TestHouse) {
    let order = Amendment::Order {
        kind: OrderKind::BailCondition,
        issued_on: None,
        ends_on: None,
        current: Answer::Yes,
        protects: vec![family.child],
        restrains: vec![family.visiting],
        directs: None,
        made_by: None,
    };
    let amend = ReferralCommand::AmendReferral { case: family.case, amendment: Box::new(order) };
    house.carry_out(Role::IntakeWorker, amend).await.unwrap();
}

async fn asks(family: &Family, house: &TestHouse, finding: &FindingKey, until: Date) -> Result<Done, Failure> {
    let request = OverrideCommand::RequestOverride {
        case: family.case,
        finding: finding.clone(),
        reason: text("The safeguarding lead is away; the deputy reads it with the author on Monday."),
        until,
    };
    house.carry_out(Role::Coordinator, request).await
}

/// A trustee authorises whatever waits for a second person.
async fn trustee_agrees(family: &Family, house: &TestHouse) {
    let state = family.state(house).await;
    for waiting in state.overrides.records().filter(|record| record.authorised.is_none()) {
        let authorise = OverrideCommand::AuthoriseOverride {
            case: family.case,
            id: waiting.id,
            second: Actor::Worker(house.worker(Role::Trustee)),
            role: SecondRole::Trustee,
            channel: Channel::InPerson,
        };
        house.carry_out(Role::Trustee, authorise).await.unwrap();
    }
}

#[tokio::test]
async fn a_hard_stop_stops_whoever_asks_and_nobody_can_override_it() {
    houses_on_both_engines(async |house| {
        let family = Family::live(&house, LEVEL).await;
        let session = family.book(&house, SATURDAY, TEN).await;
        hears_of_bail(&family, &house).await;
        let confirm = SessionCommand::Confirm { session };
        let again = BookingCommand::Book(family.booking(&house, SATURDAY + 14.days(), TEN));
        for role in [Role::Coordinator, Role::SafeguardingLead] {
            let stopped = rules_of(house.carry_out(role, again.clone()).await);
            assert!(stopped.contains(&"R-O01".to_owned()), "{}: {stopped:?}", house.engine);
        }
        let findings = findings_of(house.carry_out(Role::Coordinator, confirm).await);
        let stop = findings.iter().find(|finding| finding.rule.to_string() == "R-O01").unwrap();
        let override_it = asks(&family, &house, &stop.key(), SATURDAY).await;
        assert!(because(override_it).contains("Nobody can override"));
        assert_eq!(family.record(&house, session).await.session.stage(), Stage::Planned);
    })
    .await;
}

#[tokio::test]
async fn what_two_people_let_pass_goes_ahead_until_the_day_they_said() {
    houses_on_both_engines(async |house| {
        let family = Family::assessed(&house, LEVEL).await;
        let today = house.house.clock_at(&house.world(&[]).await).date();
        let propose =
            ArrangementCommand::ProposeArrangement { case: family.case, terms: Box::new(family.terms(&house, today)) };
        house.carry_out(Role::Coordinator, propose).await.unwrap();
        let agreed_by = vec![family.resident, family.visiting];
        let agree = ArrangementCommand::AgreeArrangement { case: family.case, agreed_by };
        let findings = findings_of(house.carry_out(Role::Coordinator, agree.clone()).await);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!(finding.rule.to_string(), "R-P08");
        asks(&family, &house, &finding.key(), SATURDAY).await.unwrap();
        let alone = house.carry_out(Role::Coordinator, agree.clone()).await;
        assert_eq!(rules_of(alone), ["R-P08"], "{}: asked for by one person", house.engine);
        trustee_agrees(&family, &house).await;
        house.carry_out(Role::Coordinator, agree).await.unwrap();
        family.book(&house, SATURDAY, TEN).await;
        house.clock.reach("2026-11-29T09:00:00Z".parse().unwrap());
        let late = BookingCommand::Book(family.booking(&house, SATURDAY + 14.days(), TEN));
        assert_eq!(rules_of(house.carry_out(Role::Coordinator, late).await), ["R-P08"], "its last day is over");
    })
    .await;
}

#[tokio::test]
async fn an_override_has_a_reason_and_an_end_that_is_not_far_off() {
    let house = TestHouse::build().await;
    let family = Family::assessed(&house, LEVEL).await;
    let today = house.house.clock_at(&house.world(&[]).await).date();
    let terms = Box::new(family.terms(&house, today));
    house
        .carry_out(Role::Coordinator, ArrangementCommand::ProposeArrangement { case: family.case, terms })
        .await
        .unwrap();
    let agreed_by = vec![family.resident, family.visiting];
    let agree = ArrangementCommand::AgreeArrangement { case: family.case, agreed_by };
    let key = findings_of(house.carry_out(Role::Coordinator, agree).await)[0].key();
    for until in [today - 1.day(), today + 2.years()] {
        match asks(&family, &house, &key, until).await {
            Err(Failure::Refused(Refusal::Fields(problems))) => assert_eq!(problems[0].field, "until"),
            other => panic!("{until}: {other:?}"),
        }
    }
    assert!(Narrative::parse("  ").is_err(), "no reason is none");
    let body = serde_json::json!({
        "do": "request-override", "case": family.case, "finding": key, "reason": " ", "until": today,
    });
    assert!(serde_json::from_value::<OverrideCommand>(body).is_err());
    assert_eq!(family.state(&house).await.overrides.records().count(), 0);
}

#[tokio::test]
async fn what_has_happened_is_recorded_whatever_was_stopped_in_any_order_and_late() {
    houses_on_both_engines(async |house| {
        let family = Family::live(&house, LEVEL).await;
        let session = family.book(&house, SATURDAY, TEN).await;
        hears_of_bail(&family, &house).await;
        assert!(house.carry_out(Role::Coordinator, SessionCommand::Confirm { session }).await.is_err());
        // They came nevertheless; it is typed from paper three days later, the leaving before the coming.
        family.moment(&house, session, 3 * 24 * 60).await;
        let start = family.start(&house, session).await;
        let minute = |minutes: i64| Some(start + minutes.minutes());
        for (movement, minutes) in
            [(Movement::VisitingOut, 61), (Movement::ChildOut, 62), (Movement::ChildIn, -2), (Movement::VisitingIn, -1)]
        {
            let moved = SessionCommand::Move {
                session,
                person: None,
                movement,
                at: minute(minutes),
                known: HowKnown::FromPaper,
            };
            house.carry_out(Role::ShiftLead, moved).await.unwrap();
        }
        let note = text("They drew with chalk.");
        let observe = SessionCommand::Observe { session, at: minute(20), note };
        house.carry_out(Role::ContactSupervisor, observe).await.unwrap();
        let end = SessionCommand::End { session, ending: Ending::AsPlanned, at: minute(60) };
        house.carry_out(Role::ShiftLead, end).await.unwrap();
        is_reported_by_a_volunteer(&family, &house, Some(session)).await;
        let record = family.record(&house, session).await;
        let by_rule = |incident: &domain::concern::Incident| matches!(incident.raised, RaisedBy::Rule(_));
        let raised = record.concern.incidents().filter(|(_, known)| by_rule(&known.incident)).count();
        assert!(raised > 0, "{}: the order in which they came is a near miss", house.engine);
        assert_eq!(record.session.observed().len(), 1);
    })
    .await;
}

/// An incident and a disclosure, by somebody who may read nothing of the case.
async fn is_reported_by_a_volunteer(family: &Family, house: &TestHouse, session: Option<domain::ids::SessionId>) {
    let incident = ReportIncident {
        case: family.case,
        session,
        kind: IncidentKind::AdultsMet,
        severity: Severity::Minor,
        people: vec![family.resident, family.visiting],
        what: text("They passed each other at the gate."),
        at: None,
    };
    house.carry_out(Role::Volunteer, ConcernCommand::ReportIncident(incident)).await.unwrap();
    let heard = CaptureDisclosure {
        case: family.case,
        session,
        from: family.child,
        about: Vec::new(),
        words: text("I do not like it when the door is shut."),
        at: None,
    };
    house.carry_out(Role::Volunteer, ConcernCommand::CaptureDisclosure(heard)).await.unwrap();
}

#[tokio::test]
async fn a_concern_is_recorded_of_a_case_at_any_stage() {
    let house = TestHouse::build().await;
    let drafted = Family::drafted(&house, LEVEL).await;
    let submitted = Family::submitted(&house, LEVEL).await;
    for family in [drafted, submitted, Family::live(&house, LEVEL).await] {
        is_reported_by_a_volunteer(&family, &house, None).await;
        let concern = family.state(&house).await.concern;
        assert_eq!((concern.incidents().count(), concern.disclosures().count()), (1, 1));
    }
}
