use crate::case_story::{because, erased, fields_of, text, wall};
use crate::saturday::{Family, SAFEGUARDING, Saturday, VOLUNTEER};
use domain::body::split;
use domain::concern::{CaptureDisclosure, ConcernCommand, ConcernEvent, IncidentKind, ReportIncident, Severity};
use domain::event::Event;
use domain::ids::{CaseId, DisclosureId, IncidentId, SessionId};
use domain::private::{Compartment, Private, Subject};
use domain::risk::{RiskEvent, TriggerKind, TriggerOrigin};
use domain::stream::StreamName;
use domain::words::ContactLevel;
use jiff::civil::time;
use uuid::Uuid;

fn incident(family: Family, kind: IncidentKind, severity: Severity) -> ReportIncident {
    ReportIncident {
        case: family.case,
        session: None,
        kind,
        severity,
        people: vec![family.visiting, family.child],
        what: text("The gate was left open and they met in the yard."),
        at: None,
    }
}

fn disclosure(family: Family) -> CaptureDisclosure {
    CaptureDisclosure {
        case: family.case,
        session: None,
        from: family.child,
        about: vec![family.visiting],
        words: text("I am told to keep it secret."),
        at: None,
    }
}

fn triggers(day: &Saturday, case: CaseId) -> Vec<TriggerKind> {
    day.world.cases[&case].risk.triggers.iter().map(|t| t.kind).collect()
}

#[test]
fn which_incidents_make_the_assessment_due() {
    let due = [
        (IncidentKind::Aggression, Severity::NearMiss, None),
        (IncidentKind::Aggression, Severity::Minor, None),
        (IncidentKind::Aggression, Severity::Moderate, Some(TriggerKind::Incident)),
        (IncidentKind::Injury, Severity::Serious, Some(TriggerKind::Incident)),
        (IncidentKind::AddressKnown, Severity::NearMiss, Some(TriggerKind::AddressLeak)),
        (IncidentKind::FollowedOrWatched, Severity::Minor, Some(TriggerKind::Following)),
    ];
    for (kind, severity, expected) in due {
        let mut day = Saturday::of_centre();
        let family = day.family(ContactLevel::Supported);
        let command = ConcernCommand::ReportIncident(incident(family, kind, severity));
        day.does(VOLUNTEER, command).unwrap();
        assert_eq!(triggers(&day, family.case), Vec::from_iter(expected), "{kind:?} {severity:?}");
    }
}

#[test]
fn a_disclosure_makes_the_assessment_due_and_the_trigger_does_not_say_why() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let events = day.does(VOLUNTEER, ConcernCommand::CaptureDisclosure(disclosure(family))).unwrap();
    let Event::Concern(ConcernEvent::DisclosureCaptured { id, .. }) = &events[0] else { panic!("{events:?}") };
    let expected =
        RiskEvent::TriggerRaised { kind: TriggerKind::Disclosure, origin: TriggerOrigin::Disclosure(*id), note: None };
    assert_eq!(events[1], expected.into());
    assert_eq!(day.world.cases[&family.case].risk.open_triggers().count(), 1);
    assert!(!TriggerKind::Disclosure.label().contains("disclos"));
}

#[test]
fn the_edition_of_a_case_counts_what_a_disclosure_makes_due_and_not_the_disclosure_itself() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let case = StreamName::Case(family.case);
    let stands = |day: &Saturday| (day.world.versions[&case], day.world.edition(case));
    let (version, edition) = stands(&day);
    day.does(VOLUNTEER, ConcernCommand::CaptureDisclosure(disclosure(family))).unwrap();
    assert_eq!(stands(&day), (version + 2, edition + 1));
    let reported = incident(family, IncidentKind::Injury, Severity::Minor);
    day.does(VOLUNTEER, ConcernCommand::ReportIncident(reported)).unwrap();
    assert_eq!(stands(&day), (version + 3, edition + 2));
    assert_eq!(day.world.edition(StreamName::Person(family.child)), 0, "nobody is shown an edition of a person");
}

#[test]
fn what_was_disclosed_and_by_whom_lies_with_the_discloser_in_the_disclosure_compartment() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let events = day.does(VOLUNTEER, ConcernCommand::CaptureDisclosure(disclosure(family))).unwrap();
    let owner = Subject::Case(family.case);
    let segments = split(owner, events[0].encode().unwrap().body);
    let kept: Vec<_> = segments[1..].iter().map(|s| (s.subject, s.compartment)).collect();
    assert_eq!(kept, [(Subject::Person(family.child), Compartment::Disclosure)]);
    let skeleton = String::from_utf8(segments[0].value.clone()).unwrap();
    assert!(!skeleton.contains("secret") && !skeleton.contains(&family.visiting.to_string()));
    let Event::Concern(ConcernEvent::DisclosureCaptured { from, about, words, .. }) = erased(&events[0], owner) else {
        panic!("another event came back")
    };
    assert_eq!((from, about, words), (Private::Erased, Private::Erased, Private::Erased));
}

#[test]
fn a_concern_at_a_session_is_of_the_sessions_case_whatever_case_is_named() {
    let mut day = Saturday::of_centre();
    let (family, other) = (day.family(ContactLevel::Supported), day.family(ContactLevel::Supported));
    let session = day.booked(family, time(12, 0, 0, 0));
    let mut report = incident(family, IncidentKind::AdultsMet, Severity::Serious);
    (report.case, report.session) = (other.case, Some(session));
    day.at("2026-03-14T12:30").does(VOLUNTEER, ConcernCommand::ReportIncident(report)).unwrap();
    assert_eq!(triggers(&day, family.case), [TriggerKind::Incident]);
    assert_eq!(triggers(&day, other.case), []);
    let (_, record) = day.record(session).concern.incidents().next().unwrap();
    assert_eq!(record.at, wall("2026-03-14T12:30"));
    assert_eq!(day.world.cases[&family.case].concern.incidents().count(), 0, "it is the session's");
}

#[test]
fn only_what_cannot_be_read_is_refused() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let mut nowhere = disclosure(family);
    nowhere.session = Some(SessionId::from_uuid(Uuid::from_u128(404)));
    let refused = day.does(VOLUNTEER, ConcernCommand::CaptureDisclosure(nowhere)).unwrap_err();
    assert_eq!(fields_of(refused), ["session"]);
    let mut nobody = disclosure(family);
    nobody.case = CaseId::from_uuid(Uuid::from_u128(404));
    let refused = day.does(VOLUNTEER, ConcernCommand::CaptureDisclosure(nobody)).unwrap_err();
    assert_eq!(fields_of(refused), ["case"]);
    let mut tomorrow = incident(family, IncidentKind::Other, Severity::Minor);
    tomorrow.at = Some(wall("2026-03-03T10:00"));
    let refused = day.does(VOLUNTEER, ConcernCommand::ReportIncident(tomorrow)).unwrap_err();
    assert_eq!(fields_of(refused), ["at"]);
}

#[test]
fn a_concern_is_recorded_whatever_has_become_of_the_case() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let stream = StreamName::Case(family.case);
    let outcome = domain::arrangement::EndOutcome::Safety;
    day.happens(stream, domain::arrangement::ArrangementEvent::Ended { outcome, note: None });
    day.happens(stream, domain::referral::ReferralEvent::Withdrawn { reasons: Private::Erased });
    day.does(VOLUNTEER, ConcernCommand::CaptureDisclosure(disclosure(family))).unwrap();
    let report = incident(family, IncidentKind::FollowedOrWatched, Severity::Serious);
    day.does(VOLUNTEER, ConcernCommand::ReportIncident(report)).unwrap();
}

#[test]
fn a_disclosure_is_seen_once_and_stays_on_the_list_until_then() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let case = family.case;
    day.does(VOLUNTEER, ConcernCommand::CaptureDisclosure(disclosure(family))).unwrap();
    let state = |day: &Saturday| day.world.cases[&case].concern.clone();
    let (id, _) = state(&day).unseen().next().unwrap();
    let see = |disclosure| ConcernCommand::SeeDisclosure { case, session: None, disclosure };
    day.at("2026-03-02T10:20").does(SAFEGUARDING, see(id)).unwrap();
    assert_eq!(state(&day).unseen().count(), 0);
    let seen = state(&day).disclosure(id).unwrap().seen.unwrap();
    assert_eq!(seen, (wall("2026-03-02T10:20"), domain::actor::Actor::Worker(SAFEGUARDING)));
    assert!(because(day.does(SAFEGUARDING, see(id)).unwrap_err()).contains("seen already"));
    let unknown = DisclosureId::from_uuid(Uuid::from_u128(404));
    assert_eq!(fields_of(day.does(SAFEGUARDING, see(unknown)).unwrap_err()), ["disclosure"]);
}

#[test]
fn an_incident_is_reviewed_with_what_follows_and_may_be_again() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let case = family.case;
    let report = incident(family, IncidentKind::AdultsMet, Severity::Moderate);
    day.does(VOLUNTEER, ConcernCommand::ReportIncident(report)).unwrap();
    let state = |day: &Saturday| day.world.cases[&case].concern.clone();
    let (id, _) = state(&day).unreviewed().next().unwrap();
    let review =
        |incident, words| ConcernCommand::ReviewIncident { case, session: None, incident, outcome: text(words) };
    day.does(SAFEGUARDING, review(id, "Children's services told.")).unwrap();
    assert_eq!(state(&day).unreviewed().count(), 0);
    day.does(SAFEGUARDING, review(id, "Doors are now locked between arrivals.")).unwrap();
    let outcome = state(&day).incident(id).unwrap().outcome.clone().unwrap();
    assert!(outcome.expose().unwrap().as_str().starts_with("Doors"));
    let unknown = IncidentId::from_uuid(Uuid::from_u128(404));
    assert_eq!(fields_of(day.does(SAFEGUARDING, review(unknown, "None.")).unwrap_err()), ["incident"]);
}
