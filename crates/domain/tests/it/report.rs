use crate::case_story::{because, fields_of, rules_of, text};
use crate::report_release::{named, recipient, release, releases};
use crate::saturday::{COORDINATOR, Family, LEAD, SAFEGUARDING, Saturday};
use domain::actor::Actor;
use domain::ids::{ReportId, SessionId, StatementId, WorkerId};
use domain::report::{Basis, Report, ReportCommand, ReportStage, Section, StatementText, draft_from};
use domain::session::{BeforeOrAfter, Ending, Movement, SessionCommand, WellbeingNote};
use domain::words::ContactLevel;
use jiff::civil::time;
use uuid::Uuid;

/// A supervised session that was held, with two notes.
pub fn held(day: &mut Saturday) -> (Family, SessionId) {
    let family = day.family(ContactLevel::Supervised);
    let session = day.booked(family, time(12, 0, 0, 0));
    day.at("2026-03-14T11:30").moves(session, Movement::VisitingIn);
    let note = |words| SessionCommand::Observe { session, at: None, note: text(words) };
    day.at("2026-03-14T11:58").does(LEAD, note("Waited with a toy bear.")).unwrap();
    day.at("2026-03-14T12:00").moves(session, Movement::ChildIn);
    day.at("2026-03-14T12:20").does(LEAD, note("They built a tower and laughed.")).unwrap();
    let end = SessionCommand::End { session, ending: Ending::AsPlanned, at: None };
    day.at("2026-03-14T13:00").does(LEAD, end).unwrap();
    day.at("2026-03-14T13:04").moves(session, Movement::ChildOut);
    day.at("2026-03-14T13:25").moves(session, Movement::VisitingOut);
    let (person, when) = (Some(family.child), BeforeOrAfter::After);
    let after = SessionCommand::NoteWellbeing { session, person, when, note: WellbeingNote::AsPlanned };
    day.at("2026-03-14T13:30").does(LEAD, after).unwrap();
    (family, session)
}

pub fn written(day: &Saturday, session: SessionId) -> Vec<StatementText> {
    let mut statements = draft_from(day.record(session), &day.world.centre.zone());
    for statement in statements.iter_mut().filter(|s| s.text.is_none()) {
        statement.text = Some(text("A summary in the author's own words."));
    }
    statements
}

pub fn drafted(day: &mut Saturday, session: SessionId) -> ReportId {
    let statements = written(day, session);
    day.does(LEAD, ReportCommand::DraftReport { session, statements }).unwrap();
    day.record(session).report.current().unwrap().0
}

pub fn passed(day: &mut Saturday, session: SessionId) -> ReportId {
    let report = drafted(day, session);
    day.does(LEAD, ReportCommand::SubmitReport { session, report }).unwrap();
    day.does(SAFEGUARDING, ReportCommand::PassReport { session, report }).unwrap();
    report
}

pub fn report(day: &Saturday, session: SessionId, id: ReportId) -> &Report {
    day.record(session).report.report(id).unwrap()
}

fn does(day: &mut Saturday, worker: WorkerId, command: ReportCommand) {
    day.does(worker, command).unwrap();
}

#[test]
fn a_report_goes_from_draft_through_review_to_release() {
    let mut day = Saturday::of_centre();
    let (family, session) = held(&mut day);
    let id = drafted(&mut day, session);
    let stage = |day: &Saturday| report(day, session, id).stage;
    assert_eq!(stage(&day), ReportStage::Draft);
    does(&mut day, LEAD, ReportCommand::SubmitReport { session, report: id });
    assert_eq!(stage(&day), ReportStage::Submitted);
    let reason = text("Say who began to play.");
    does(&mut day, SAFEGUARDING, ReportCommand::ReturnReport { session, report: id, reason });
    assert_eq!((stage(&day), report(&day, session, id).returned.len()), (ReportStage::Draft, 1));
    let statement = report(&day, session, id).statements[0].clone();
    let changed = StatementText {
        id: Some(statement.id),
        section: Section::Session,
        text: Some(text("The child began the game.")),
        sources: statement.sources.clone(),
    };
    does(&mut day, LEAD, ReportCommand::AmendReport { session, report: id, statements: vec![changed] });
    assert_eq!(report(&day, session, id).statements[0].id, statement.id, "a statement keeps its id");
    does(&mut day, LEAD, ReportCommand::SubmitReport { session, report: id });
    does(&mut day, SAFEGUARDING, ReportCommand::PassReport { session, report: id });
    assert_eq!(stage(&day), ReportStage::Passed);
    assert_eq!(report(&day, session, id).reviewer.unwrap().1, Actor::Worker(SAFEGUARDING));
    named(&mut day, session, id, vec![recipient(family, Basis::WrittenAgreement)]);
    releases(&mut day, release(session, id, 0)).unwrap();
    assert_eq!(stage(&day), ReportStage::Released);
    let again = releases(&mut day, release(session, id, 0)).unwrap_err();
    assert!(because(again).contains("has the report already"));
}

#[test]
fn an_addendum_shows_both_texts_and_the_recipient_can_have_the_report_again() {
    let mut day = Saturday::of_centre();
    let (family, session) = held(&mut day);
    let id = passed(&mut day, session);
    named(&mut day, session, id, vec![recipient(family, Basis::WrittenAgreement)]);
    releases(&mut day, release(session, id, 0)).unwrap();
    let before = report(&day, session, id).statements[0].clone();
    let text = text("It was the visiting adult who began it.");
    let addendum = ReportCommand::WriteAddendum { session, report: id, statement: before.id, text };
    day.at("2026-03-20T10:00").does(LEAD, addendum).unwrap();
    let now = report(&day, session, id);
    assert_eq!(now.statement(before.id), Some(&before), "the statement itself never changes");
    let added: Vec<_> = now.addenda_to(before.id).map(|a| a.text.expose().unwrap().as_str()).collect();
    assert_eq!(added, ["It was the visiting adult who began it."]);
    assert!(!now.has_newest(0), "the recipient's paper lacks the addendum");
    day.at("2026-03-20T11:00");
    releases(&mut day, release(session, id, 0)).unwrap();
    assert_eq!(report(&day, session, id).releases.len(), 2);
}

#[test]
fn nobody_who_wrote_a_report_passes_it() {
    let mut day = Saturday::of_centre();
    let (_, session) = held(&mut day);
    let id = drafted(&mut day, session);
    let statements = written(&day, session);
    day.does(SAFEGUARDING, ReportCommand::AmendReport { session, report: id, statements }).unwrap();
    day.does(LEAD, ReportCommand::SubmitReport { session, report: id }).unwrap();
    for writer in [LEAD, SAFEGUARDING] {
        let refused = day.does(writer, ReportCommand::PassReport { session, report: id }).unwrap_err();
        assert_eq!(rules_of(refused), ["R-I03"]);
    }
    day.does(COORDINATOR, ReportCommand::PassReport { session, report: id }).unwrap();
}

#[test]
fn a_passed_or_released_report_is_never_changed_in_place() {
    let mut day = Saturday::of_centre();
    let (family, session) = held(&mut day);
    let id = drafted(&mut day, session);
    let statements = written(&day, session);
    let amend = ReportCommand::AmendReport { session, report: id, statements };
    day.does(LEAD, ReportCommand::SubmitReport { session, report: id }).unwrap();
    assert!(because(day.does(LEAD, amend.clone()).unwrap_err()).contains("with its reviewer"));
    day.does(SAFEGUARDING, ReportCommand::PassReport { session, report: id }).unwrap();
    assert_eq!(rules_of(day.does(LEAD, amend.clone()).unwrap_err()), ["R-I21"]);
    let statement = report(&day, session, id).statements[0].id;
    let addendum = ReportCommand::WriteAddendum { session, report: id, statement, text: text("More.") };
    assert!(because(day.does(LEAD, addendum.clone()).unwrap_err()).contains("reached nobody"));
    named(&mut day, session, id, vec![recipient(family, Basis::WrittenAgreement)]);
    releases(&mut day, release(session, id, 0)).unwrap();
    assert_eq!(rules_of(day.does(LEAD, amend).unwrap_err()), ["R-I21"]);
    let reason = text("Too late.");
    let back = ReportCommand::ReturnReport { session, report: id, reason };
    assert!(because(day.does(SAFEGUARDING, back).unwrap_err()).contains("has been released"));
    let elsewhere = StatementId::from_uuid(Uuid::from_u128(404));
    let nowhere = ReportCommand::WriteAddendum { session, report: id, statement: elsewhere, text: text("More.") };
    assert_eq!(fields_of(day.does(LEAD, nowhere).unwrap_err()), ["statement"]);
    day.does(LEAD, addendum).unwrap();
}

#[test]
fn no_report_is_written_about_contact_that_is_not_observed_or_has_not_ended() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let session = day.booked(family, time(12, 0, 0, 0));
    day.at("2026-03-14T13:30").does(LEAD, SessionCommand::LeftAsPlanned { session }).unwrap();
    let statement =
        StatementText { id: None, section: Section::Session, text: Some(text("They played.")), sources: vec![] };
    let draft = |session| ReportCommand::DraftReport { session, statements: vec![statement.clone()] };
    assert_eq!(rules_of(day.does(LEAD, draft(session)).unwrap_err()), ["R-I05"]);
    let watched = day.family(ContactLevel::Supervised);
    let running = day.booked(watched, time(16, 0, 0, 0));
    assert!(because(day.does(LEAD, draft(running)).unwrap_err()).contains("has not ended"));
}

#[test]
fn a_session_has_one_report_handed_in_by_somebody_who_wrote_it() {
    let mut day = Saturday::of_centre();
    let (_, session) = held(&mut day);
    let id = drafted(&mut day, session);
    let statements = written(&day, session);
    let second = day.does(LEAD, ReportCommand::DraftReport { session, statements }).unwrap_err();
    assert!(because(second).contains("there is a report"));
    let submit = ReportCommand::SubmitReport { session, report: id };
    assert!(because(day.does(COORDINATOR, submit.clone()).unwrap_err()).contains("who wrote it"));
    let pass = ReportCommand::PassReport { session, report: id };
    assert!(because(day.does(SAFEGUARDING, pass).unwrap_err()).contains("not waiting"));
    day.does(LEAD, submit).unwrap();
}
