//! One family, from court application to a report that left, as the people who may take each step.

use crate::answers::{because, rules_of};
use crate::path_case::Okafor;
use crate::upkeep::flipped_byte_is_named;
use app::Failure;
use domain::concern::{CaptureDisclosure, ConcernCommand, IncidentKind, ReportIncident, Severity};
use domain::ids::{ReportId, SessionId};
use domain::report::{Checked, ReleaseReport, ReportCommand, ReportStage, StatementText};
use domain::session::{Ending, Movement, SessionCommand, Stage};
use domain::stream::StreamName;
use domain::words::{Answer, ContactLevel, Role};
use sha2::{Digest, Sha256};
use testkit::story::{Family, SATURDAY, TEN, text};
use testkit::{TestHouse, houses_on_both_engines};

/// The school of one of the children, which the file does not hold: the intake worker records it.
pub const SCHOOL: &str = "Kestrel Lane Primary School";

/// The number in the file that its applicant asked to be kept from the others.
const NUMBER: &str = "07700 900123";

#[tokio::test]
async fn a_family_goes_from_court_application_to_a_report_in_the_right_hands() {
    houses_on_both_engines(async |house| {
        let okafor = Okafor::imported(&house).await;
        okafor.is_looked_through(&house).await;
        okafor.comes_to_pre_visits(&house).await;
        okafor.is_assessed(&house).await;
        okafor.agrees(&house).await;
        let session = okafor.family.book(&house, SATURDAY, TEN).await;
        is_held(&okafor, &house, session).await;
        let report = is_reported(&okafor, &house, session).await;
        leaves(&okafor, &house, session, report).await;
        let storage = house.house.storage();
        storage.verify().await.unwrap();
        assert!(storage.rebuild().await.unwrap() > 20);
        assert_eq!(storage.compare_lists().await.unwrap(), None, "{}", house.engine);
        flipped_byte_is_named(&house, &StreamName::Session(session)).await;
        storage.verify().await.unwrap();
    })
    .await;
}

/// Everybody comes in the right order; something happens and something is said; everybody leaves in the right order.
async fn is_held(okafor: &Okafor, house: &TestHouse, session: SessionId) {
    let family = &okafor.family;
    let confirm = SessionCommand::Confirm { session };
    assert!(house.carry_out(Role::ContactSupervisor, confirm.clone()).await.is_err(), "not theirs to confirm");
    family.moment(house, session, -45).await;
    house.carry_out(Role::Coordinator, confirm).await.unwrap();
    family.moves(house, session, -30, Movement::VisitingIn).await;
    family.moves(house, session, -5, Movement::ChildIn).await;
    for (minute, note) in [(5, "Chidi showed a drawing of a boat."), (25, "Amina asked when the next visit is.")] {
        family.moment(house, session, minute).await;
        let observe = SessionCommand::Observe { session, at: None, note: text(note) };
        house.carry_out(Role::ContactSupervisor, observe.clone()).await.unwrap();
        assert!(house.carry_out(Role::Volunteer, observe).await.is_err(), "a volunteer observes nothing");
    }
    something_happens(okafor, house, session).await;
    family.moment(house, session, 60).await;
    let end = SessionCommand::End { session, ending: Ending::AsPlanned, at: None };
    house.carry_out(Role::ShiftLead, end).await.unwrap();
    let close = SessionCommand::Close { session };
    let early = house.carry_out(Role::ShiftLead, close).await;
    assert!(because(early).contains("how people were"), "nobody said how they were yet");
    family.moves(house, session, 65, Movement::ChildOut).await;
    family.moves(house, session, 90, Movement::VisitingOut).await;
    family.close(house, session).await;
    let record = family.record(house, session).await;
    assert_eq!(record.session.stage(), Stage::Closed);
    assert_eq!(record.concern.incidents().count(), 1, "the buffer held: no near miss beside what was reported");
}

async fn something_happens(okafor: &Okafor, house: &TestHouse, session: SessionId) {
    let case = okafor.family.case;
    let incident = ReportIncident {
        case,
        session: Some(session),
        kind: IncidentKind::Injury,
        severity: Severity::Moderate,
        people: vec![okafor.family.child],
        what: text("A finger was caught in the door and cooled under the tap."),
        at: None,
    };
    house.carry_out(Role::Volunteer, ConcernCommand::ReportIncident(incident)).await.unwrap();
    let disclosure = CaptureDisclosure {
        case,
        session: Some(session),
        from: okafor.family.child,
        about: vec![okafor.family.visiting],
        words: text("I heard shouting when I was small."),
        at: None,
    };
    house.carry_out(Role::ContactSupervisor, ConcernCommand::CaptureDisclosure(disclosure)).await.unwrap();
    let record = okafor.family.record(house, session).await;
    let (disclosure, _) = record.concern.disclosures().next().unwrap();
    let see = ConcernCommand::SeeDisclosure { case, session: Some(session), disclosure };
    assert!(house.carry_out(Role::Coordinator, see.clone()).await.is_err(), "disclosures are the safeguarding side's");
    house.carry_out(Role::SafeguardingLead, see).await.unwrap();
    assert_eq!(okafor.family.state(house).await.risk.triggers.len(), 2, "both make the assessment due");
}

/// Drafted by the supervisor, whom nobody lets pass their own work; passed by the reviewer. It tells of the school.
async fn is_reported(okafor: &Okafor, house: &TestHouse, session: SessionId) -> ReportId {
    let says = format!("Amina told of a play at {SCHOOL}.");
    let report = okafor.family.report_saying(house, session, &says).await;
    let pass = ReportCommand::PassReport { session, report };
    let early = house.carry_out(Role::Reviewer, pass.clone()).await;
    assert!(because(early).contains("not waiting for a review"));
    let submit = ReportCommand::SubmitReport { session, report };
    assert!(because(house.carry_out(Role::Coordinator, submit).await).contains("somebody who wrote it"));
    okafor.family.pass(house, session, report).await;
    let own = house.carry_out(Role::ContactSupervisor, pass).await;
    assert!(matches!(own, Err(Failure::NotOpen)));
    report
}

/// A copy that holds the school or the kept number stays in the house; without them it goes, and is kept as it went.
async fn leaves(okafor: &Okafor, house: &TestHouse, session: SessionId, report: ReportId) {
    let (_, coordinator) = house.sign_in(Role::Coordinator).await;
    let stream = StreamName::Session(session);
    for says in [None, Some(format!("The number {NUMBER} was on a note.")), Some("They waved at the door.".to_owned())]
    {
        if let Some(says) = &says {
            is_changed(&okafor.family, house, session, report, says).await;
        }
        let before = house.world(&[stream]).await.versions[&stream];
        let released = house.house.release_report(&coordinator, report, 0, None).await;
        if says.as_deref() == Some("They waved at the door.") {
            released.unwrap();
            break;
        }
        assert_eq!(rules_of(released), ["R-I01"], "{says:?}");
        assert_eq!(house.world(&[stream]).await.versions[&stream], before, "nothing is kept of what does not leave");
        assert!(house.house.kept_paper(&coordinator, report, 0).await.is_err());
    }
    let kept = house.house.kept_paper(&coordinator, report, 0).await.unwrap();
    assert!(kept.pdf.starts_with(b"%PDF"));
    let record = okafor.family.record(house, session).await;
    let (_, left) = record.report.current().unwrap();
    assert_eq!(left.stage, ReportStage::Released);
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&kept.pdf));
    assert_eq!(left.last_release(0).unwrap().paper, hash);
    let again = house.house.release_report(&coordinator, report, 0, None).await;
    assert!(because(again).contains("has the report already"));
    let nobody = house.house.release_report(&coordinator, report, 7, None).await;
    assert!(nobody.is_err());
}

/// Returned by the reviewer, changed by its author so that its last statement says this, and passed again.
pub async fn is_changed(family: &Family, house: &TestHouse, session: SessionId, report: ReportId, says: &str) {
    let reason = text("Leave out what could lead somebody to a door.");
    house.carry_out(Role::Reviewer, ReportCommand::ReturnReport { session, report, reason }).await.unwrap();
    let record = family.record(house, session).await;
    let (_, draft) = record.report.current().unwrap();
    let mut statements: Vec<_> = draft
        .statements
        .iter()
        .map(|statement| StatementText {
            id: Some(statement.id),
            section: statement.section,
            text: statement.text.expose().cloned(),
            sources: statement.sources.clone(),
        })
        .collect();
    statements.last_mut().unwrap().text = Some(text(says));
    let amend = ReportCommand::AmendReport { session, report, statements };
    house.carry_out(Role::ContactSupervisor, amend).await.unwrap();
    family.pass(house, session, report).await;
}

#[tokio::test]
async fn a_report_is_never_released_but_by_way_of_its_comparison() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    family.hold(&house, session).await;
    let report = family.report(&house, session).await;
    let release = ReleaseReport {
        session,
        report,
        recipient: 0,
        paper: "00".repeat(32),
        content: "JVBERg==".to_owned(),
        checked: Checked { compared: Answer::Yes, hits: Vec::new() },
    };
    let released = house.carry_out(Role::Coordinator, ReportCommand::ReleaseReport(release)).await;
    assert!(matches!(released, Err(Failure::NotOpen)));
    let supervisor = house.sign_in(Role::ContactSupervisor).await.1;
    let by_author = house.house.release_report(&supervisor, report, 0, None).await;
    assert!(matches!(by_author, Err(Failure::NotOpen)));
    let record = family.record(&house, session).await;
    assert!(record.report.current().unwrap().1.releases.is_empty());
}
