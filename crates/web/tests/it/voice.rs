use crate::client::signed_in;
use crate::family::{hidden, names, save};
use axum::http::StatusCode;
use domain::ids::PersonId;
use domain::voice::{MaySee, Outcome, Stage, VoiceReader};
use domain::words::{ContactLevel, Role};
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, SCHOOL, TELEPHONE, TEN};

const WORDS: &str = "I want to build the tower again, but not the whole day.";

fn at(family: &Family, person: PersonId, way: &str) -> String {
    format!("/cases/{}/voice/{person}/{way}", family.case)
}

fn page(family: &Family) -> String {
    format!("/cases/{}/voice", family.case)
}

#[tokio::test]
async fn a_childs_words_stand_on_the_page_as_they_were_said_with_who_may_see_them() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::IntakeWorker).await;
    let form = client.get(&at(&family, family.child, "said")).await.text();
    assert!(!form.contains(" checked"), "{form}");
    let fields = [
        ("words", WORDS),
        ("read_back", "agreed"),
        ("stage", "referral"),
        ("may_see", VoiceReader::VisitingAdult.name()),
        ("may_see", VoiceReader::Court.name()),
    ];
    let saved = save(&client, &at(&family, family.child, "said"), &fields).await;
    assert_eq!(saved.location, Some(page(&family)), "{}", saved.text());
    let entries = family.state(&house).await.voice.entries;
    let readers = [VoiceReader::VisitingAdult, VoiceReader::Court];
    assert_eq!(entries[0].may_see, Some(MaySee::These(readers.into())));
    let taken = client.get(&page(&family)).await.text();
    assert!(!taken.contains(WORDS) && taken.contains("Asked"), "intake sees who was asked, and no words: {taken}");
    let text = signed_in(&house, Role::Coordinator).await.get(&page(&family)).await.text();
    assert!(text.contains(WORDS) && text.contains("Read back and agreed"), "{text}");
    assert!(text.contains("only when the safeguarding lead has decided so"), "{text}");
    assert!(!text.contains(SCHOOL) && !text.contains(TELEPHONE));
}

#[tokio::test]
async fn nobody_is_presumed_to_be_a_reader_and_nobody_else_stands_alone() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let path = at(&family, family.child, "said");
    let told = "Choose nobody else, or those who may see it";
    let said = [("words", WORDS), ("read_back", "agreed"), ("stage", "referral")];
    let missing = client.post(&path, &said).await;
    assert!(missing.at(".govuk-error-summary").contains(told), "{}", missing.text());
    let both: Vec<_> = said.into_iter().chain([("may_see", "nobody-else"), ("may_see", "court")]).collect();
    let mixed = client.post(&path, &both).await;
    assert!(mixed.at(".govuk-error-summary").contains(told), "{}", mixed.text());
    let empty = client.post(&path, &[("_step", "check")]).await.at(".govuk-error-summary");
    for told in ["Write what they said", "Choose whether it was read back", "Choose the stage"] {
        assert!(empty.contains(told), "{told} in {empty}");
    }
    assert!(family.state(&house).await.voice.entries.is_empty());
}

#[tokio::test]
async fn that_somebody_was_not_asked_is_written_down_and_is_no_answer() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let fields = [("reason", "not-alone"), ("stage", "referral"), ("note", "Somebody else stayed in the room.")];
    let saved = save(&client, &at(&family, family.child, "not-asked"), &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let text = client.get(&page(&family)).await.text();
    assert!(text.contains("They could not be asked on their own") && !text.contains(">\n  Asked\n"), "{text}");
    let entry = &family.state(&house).await.voice.entries[0];
    assert!(matches!(entry.outcome, Outcome::NotAsked { .. }) && entry.may_see.is_none());
    let case = client.get(&format!("/cases/{}", family.case)).await;
    assert!(case.text().contains("Ask each child"));
}

#[tokio::test]
async fn an_adult_is_asked_too_and_is_never_too_young_to_say() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let too_young = at(&family, family.visiting, "too-young");
    assert_eq!(client.get(&too_young).await.status, StatusCode::NOT_FOUND);
    let fields = [("stage", "pre-visit"), ("asked-day", "20"), ("asked-month", "11"), ("asked-year", "2026")];
    let path = at(&family, family.visiting, "chose-not-to-say");
    let half = client.post(&path, &fields).await;
    assert!(half.at(".govuk-error-summary").contains("Enter the time, as nearly as it is known"), "{}", half.text());
    let whole: Vec<_> = fields.into_iter().chain([("asked_at", "9:30")]).collect();
    assert_eq!(save(&client, &path, &whole).await.status, StatusCode::SEE_OTHER);
    let text = client.get(&page(&family)).await.text();
    assert!(text.contains("20 November 2026, 9:30am") && text.contains("Asked, and chose not to say"), "{text}");
    let tomorrow = [
        ("stage", "pre-visit"),
        ("asked-day", "24"),
        ("asked-month", "11"),
        ("asked-year", "2026"),
        ("asked_at", "9:30"),
    ];
    let page = save(&client, &path, &tomorrow).await;
    assert!(page.at(".govuk-error-summary").contains("Enter a time that has passed"), "{}", page.text());
}

#[tokio::test]
async fn what_was_said_at_a_session_is_linked_to_it_and_at_another_stage_to_none() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    family.hold(&house, session).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let path = at(&family, family.child, "chose-not-to-say");
    let shown = hidden(&client.get(&path).await, "_shown");
    assert!(!shown.contains("session"), "{shown}");
    let opened = client.post(&path, &[("stage", "after-session"), ("_shown", shown.as_str())]).await;
    assert!(opened.text().contains("Which session does it belong to?"), "{}", opened.text());
    let which = session.to_string();
    save(&client, &path, &[("stage", "after-session"), ("session", which.as_str())]).await;
    save(&client, &path, &[("stage", "review"), ("session", which.as_str())]).await;
    let entries = family.state(&house).await.voice.entries;
    let linked = |stage| entries.iter().find(|entry| entry.stage == stage).unwrap().session;
    assert_eq!((linked(Stage::AfterSession), linked(Stage::Review)), (Some(session), None));
}

#[tokio::test]
async fn whoever_may_not_read_the_case_finds_neither_page_nor_form_and_no_title_holds_a_name() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supported).await;
    let (families, child) = names(&house, &family).await;
    let title = signed_in(&house, Role::Coordinator).await.get(&at(&family, family.child, "said")).await.at("title");
    assert!(!title.contains(&child) && families.iter().all(|name| !title.contains(name.as_str())), "{title}");
    for role in [Role::Volunteer, Role::ShiftLead, Role::Trustee, Role::Administrator, Role::Reviewer] {
        let client = signed_in(&house, role).await;
        for path in [page(&family), at(&family, family.child, "said"), at(&family, family.child, "not-asked")] {
            assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND, "{role:?} {path}");
        }
    }
}
