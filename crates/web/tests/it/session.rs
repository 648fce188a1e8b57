use crate::client::{Page, signed_in};
use crate::family::{save, steps};
use axum::http::StatusCode;
use domain::session::{Ending, Stage};
use domain::words::{ContactLevel, Role, Side};
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, SCHOOL, TELEPHONE, TEN};

fn at(house: &TestHouse, time: &str) {
    house.clock.set(format!("2026-11-28T{time}:00Z").parse().unwrap());
}

async fn page_of(house: &TestHouse, role: Role, path: &str) -> Page {
    signed_in(house, role).await.get(path).await
}

#[tokio::test]
async fn a_supported_session_has_taps_and_no_place_to_write_what_was_seen() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    at(&house, "09:30");
    let page = page_of(&house, Role::Volunteer, &format!("/sessions/{session}")).await;
    let text = page.text();
    assert!(!text.contains("<textarea"), "no observation box");
    assert!(text.contains("I am worried, or somebody said something"));
    assert_eq!(steps(&page).first().map(String::as_str), Some("visiting-in"));
    let note = [("note", "They played."), ("_step", "save")];
    let client = signed_in(&house, Role::Coordinator).await;
    let refused = client.post(&format!("/sessions/{session}/observe"), &note).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text());
    assert!(refused.text().contains("R-I05"));
}

#[tokio::test]
async fn a_supervised_session_takes_notes_and_how_everybody_was() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    at(&house, "10:20");
    let client = signed_in(&house, Role::ContactSupervisor).await;
    let path = format!("/sessions/{session}");
    assert!(client.get(&path).await.text().contains("<textarea"));
    let note = [("note", "They built a bridge of blocks."), ("at", "10:05"), ("_step", "save")];
    let saved = client.post(&format!("{path}/observe"), &note).await;
    assert_eq!(saved.location.as_deref(), Some(path.as_str()), "{}", saved.text());
    let text = client.get(&path).await.text();
    assert!(text.contains("They built a bridge of blocks.") && text.contains("10:05am"), "{text}");
    let (child, how) = (family.child.to_string(), format!("{path}/how"));
    let fields = [("person", child.as_str()), ("when", "before"), ("note", "as-planned")];
    let noted = client.post(&how, &fields).await;
    assert_eq!(noted.location.unwrap(), format!("{path}#how"));
    let worried = [("person", child.as_str()), ("when", "after"), ("note", "concern")];
    let led = client.post(&how, &worried).await;
    assert_eq!(led.location.unwrap(), format!("{path}/concern"), "a concern is recorded on its own");
    let described = [("kind", "described"), ("note", "Quiet at first.")];
    let saved = save(&client, &format!("{how}/{}/before", family.visiting), &described).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
}

#[tokio::test]
async fn everything_can_be_recorded_late_from_paper_and_in_any_order() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    house.clock.set("2026-11-30T09:00:00Z".parse().unwrap());
    let client = signed_in(&house, Role::ContactSupervisor).await;
    let path = format!("/sessions/{session}/movement");
    let (child, visiting) = (family.child.to_string(), family.visiting.to_string());
    let incomplete =
        [("movement", "child-in"), ("person", child.as_str()), ("known", "from-paper"), ("_step", "check")];
    let asked = client.post(&path, &incomplete).await;
    assert!(asked.at(".govuk-error-summary").contains("Enter the time"), "now is no answer two days later");
    for (movement, person, time) in
        [("child-out", &child, "11:02"), ("child-in", &child, "10:01"), ("visiting-in", &visiting, "9:31")]
    {
        let answers = [("movement", movement), ("person", person.as_str()), ("at", time), ("known", "from-paper")];
        let saved = save(&client, &path, &answers).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{movement}: {}", saved.text());
    }
    let text = client.get(&format!("/sessions/{session}")).await.text();
    assert!(text.contains("10:01am, from paper"), "{text}");
}

#[tokio::test]
async fn a_family_that_did_not_come_is_recorded_and_finished_in_two_taps() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    at(&house, "10:40");
    let client = signed_in(&house, Role::Volunteer).await;
    for step in ["no-visiting", "close-not-seen"] {
        let page = client.post(&format!("/sessions/{session}/tap"), &[("step", step), ("back", "session")]).await;
        assert_eq!(page.location.unwrap(), format!("/sessions/{session}"), "{step}");
    }
    let record = family.record(&house, session).await;
    assert_eq!(record.session.stage(), Stage::Closed);
    assert!(matches!(record.session.ended(), Some((_, Ending::NoShow(Side::Visiting)))));
}

#[tokio::test]
async fn how_it_ended_asks_why_only_where_it_was_stopped() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    at(&house, "10:40");
    let client = signed_in(&house, Role::ShiftLead).await;
    let path = format!("/sessions/{session}/end");
    let asked = client.post(&path, &[("how", "stopped-early"), ("_step", "check")]).await;
    assert!(asked.at(".govuk-error-summary").contains("why it was stopped"));
    let saved = save(&client, &path, &[("how", "stopped-early"), ("because", "childs-wish")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let text = client.get(&format!("/sessions/{session}")).await.text();
    assert!(text.contains("stopped early, the child wished it"), "{text}");
}

#[tokio::test]
async fn the_card_shows_controls_to_the_floor_and_what_is_on_record_to_those_who_may_read_the_case() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    let path = format!("/sessions/{session}/confirm");
    let coordinator = page_of(&house, Role::Coordinator, &path).await.text();
    assert!(coordinator.contains("Alleged, not decided"), "the status stands beside it: {coordinator}");
    for protected in [SCHOOL, TELEPHONE] {
        assert!(!coordinator.contains(protected), "{protected}");
    }
    let other = Family::live(&house, ContactLevel::Supported).await;
    let session = other.book(&house, SATURDAY, TEN).await;
    let path = format!("/sessions/{session}/confirm");
    let floor = page_of(&house, Role::Volunteer, &path).await.text();
    assert!(floor.contains("What must be in place") && !floor.contains("What is on record"), "{floor}");
    assert!(floor.contains("A coordinator or safeguarding lead confirms"), "{floor}");
}

#[tokio::test]
async fn an_ordinary_supported_session_has_at_most_two_warnings_and_can_be_confirmed() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let path = format!("/sessions/{session}/confirm");
    let page = client.get(&path).await.text();
    assert!(page.matches(">Warning<").count() <= 2, "{page}");
    assert!(page.contains("I have read this: confirm the session"), "{page}");
    let confirmed = client.post(&path, &[]).await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.text());
    assert_eq!(family.record(&house, session).await.session.stage(), Stage::Confirmed);
}

#[tokio::test]
async fn a_worker_who_is_not_on_a_session_sees_nothing_of_it() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    for role in [Role::ContactSupervisor, Role::Trustee, Role::Administrator, Role::Reviewer] {
        let client = signed_in(&house, role).await;
        // Whoever works the day records what happened, by the form as by the tap; what the day shows is all it shows.
        let records = role == Role::ContactSupervisor;
        let closed =
            ["", "/confirm", "/observe"].into_iter().chain(["/movement", "/end"].into_iter().filter(|_| !records));
        for page in closed {
            let path = format!("/sessions/{session}{page}");
            assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND, "{role:?} {path}");
        }
    }
}

#[tokio::test]
async fn whoever_writes_a_report_tells_what_each_statement_rests_on() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    family.hold(&house, session).await;
    let client = signed_in(&house, Role::ContactSupervisor).await;
    let path = format!("/sessions/{session}/report");
    let text = client.get(&path).await.text();
    for basis in ["m Visiting adult in the contact room", "m Child in the contact room", "m Contact ended"] {
        assert_eq!(text.matches(basis).count(), 1, "{basis} in {text}");
    }
    for (whose, when) in [("child", "before"), ("child", "after"), ("visiting adult", "after")] {
        assert!(text.contains(&format!("How somebody was {when} ({whose})")), "{whose} {when}: {text}");
    }
    let checked = client.post(&path, &[("text-0", "They met."), ("_step", "check")]).await;
    assert_eq!(checked.heading(), "Check your answers");
    for part in domain::report::Section::ALL {
        assert!(checked.text().contains(&format!("<h2 class=\"govuk-heading-m\">{}</h2>", part.label())), "{part:?}");
    }
}
