use crate::client::{Client, Page, signed_in};
use crate::family::{hidden, names, save};
use axum::http::StatusCode;
use domain::arrangement::{ComesAs, LevelDecision, OrderEnd, PauseReason, Phase};
use domain::words::{ContactLevel, Role};
use testkit::TestHouse;
use testkit::story::{Family, SCHOOL, TELEPHONE};

type Answers = Vec<(String, String)>;

/// What the form for terms asks, answered as the family's own terms are.
fn answers(house: &TestHouse, family: &Family) -> Answers {
    let id = |id: &dyn ToString| id.to_string();
    let people = [(family.child, "child"), (family.visiting, "visiting"), (family.resident, "escort")];
    let mut all: Answers = people.map(|(person, way)| (format!("comes-{person}"), way.to_owned())).into();
    let resident = id(&family.resident);
    let rest = [
        ("level", "supervised"),
        ("frequency", "fortnightly"),
        ("minutes", "60"),
        ("brings", resident.as_str()),
        ("collects", resident.as_str()),
        ("room", &id(&house.rooms[1])),
        ("room_buffer", "15"),
        ("door_resident", &id(&house.entrances[0])),
        ("door_visiting", &id(&house.entrances[1])),
        ("language", "shared"),
        ("visiting_arrives-from", "35"),
        ("visiting_arrives-to", "25"),
        ("child_arrives-from", "10"),
        ("child_arrives-to", "0"),
        ("child_leaves-from", "0"),
        ("child_leaves-to", "10"),
        ("visiting_leaves-from", "25"),
        ("visiting_leaves-to", "35"),
        ("photos", "not-allowed"),
        ("gifts", "ask-first"),
        ("food", "ask-first"),
        ("phones", "not-allowed"),
        ("toilet", "worker"),
        ("decided_by", "agreement"),
        ("order_end", "no-order"),
        ("review_on-day", "1"),
        ("review_on-month", "2"),
        ("review_on-year", "2027"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    all.extend(rest);
    all
}

fn borrowed(answers: &Answers) -> Vec<(&str, &str)> {
    answers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

fn with(mut answers: Answers, name: &str, value: &str) -> Answers {
    answers.retain(|(known, _)| known != name);
    answers.push((name.to_owned(), value.to_owned()));
    answers
}

fn at(family: &Family) -> String {
    format!("/cases/{}/arrangement", family.case)
}

async fn phase(house: &TestHouse, family: &Family) -> Phase {
    family.state(house).await.arrangement.phase
}

async fn proposed(house: &TestHouse, client: &Client, family: &Family) -> Page {
    save(client, &format!("{}/propose", at(family)), &borrowed(&answers(house, family))).await
}

/// What each adult said, as the form sends it.
fn said(family: &Family, resident: &str, visiting: &str) -> Answers {
    vec![
        (format!("agreed-{}", family.resident), resident.to_owned()),
        (format!("agreed-{}", family.visiting), visiting.to_owned()),
    ]
}

#[tokio::test]
async fn terms_are_proposed_from_an_empty_form_and_stand_on_the_page() {
    let house = TestHouse::build().await;
    let family = Family::countersigned(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    assert!(client.get(&at(&family)).await.text().contains("Nothing has been proposed yet."));
    let form = client.get(&format!("{}/propose", at(&family))).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    assert!(!form.text().contains(" checked") && !form.text().contains(" selected"), "{}", form.text());
    let saved = proposed(&house, &client, &family).await;
    let expected = format!("{}#proposed", at(&family));
    assert_eq!(saved.location.as_deref(), Some(expected.as_str()), "{}", saved.text());
    let state = family.state(&house).await.arrangement;
    let terms = state.proposed.expect("proposed terms");
    assert_eq!((state.phase, terms.level, terms.order_end), (Phase::Proposed, family.level, OrderEnd::NoOrder));
    assert_eq!(terms.people(ComesAs::Escort).collect::<Vec<_>>(), [family.resident]);
    assert_eq!(terms.timing, domain::arrangement::Timing::USUAL);
    let page = client.get(&at(&family)).await.text();
    for told in
        ["Terms that are proposed", "Every two weeks", "Small room", "35 to 25 minutes before", "1 February 2027"]
    {
        assert!(page.contains(told), "{told} in {page}");
    }
}

#[tokio::test]
async fn an_empty_form_is_told_everything_that_is_missing_and_keeps_nothing() {
    let house = TestHouse::build().await;
    let family = Family::countersigned(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let page = client.post(&format!("{}/propose", at(&family)), &[("_step", "check")]).await;
    let summary = page.at(".govuk-error-summary");
    for missing in [
        "Choose the level",
        "comes, and as what",
        "Choose how often",
        "Choose a room",
        "Choose the door of the visiting side",
        "Choose whether it is allowed",
        "Choose who decided",
        "Choose until when the order runs",
        "Enter the day on which it is looked at again",
    ] {
        assert!(summary.contains(missing), "{missing} in {summary}");
    }
    assert_eq!(phase(&house, &family).await, Phase::None);
}

#[tokio::test]
async fn what_the_domain_refuses_is_told_at_the_question_that_was_asked() {
    let house = TestHouse::build().await;
    let family = Family::countersigned(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let path = format!("{}/propose", at(&family));
    let nobody = with(answers(&house, &family), &format!("comes-{}", family.child), "does-not-come");
    let page = save(&client, &path, &borrowed(&nobody)).await;
    let link = format!("href=\"#comes-{}\"", family.child);
    assert!(page.text().contains(&link) && page.text().contains("Name at least one child"), "{}", page.text());
    let late = with(answers(&house, &family), "review_on-month", "9");
    let page = save(&client, &path, &borrowed(&late)).await;
    assert!(page.at(".govuk-error-summary").contains("within three months"), "{}", page.text());
    let backwards = with(answers(&house, &family), "child_arrives-to", "20");
    let page = client.post(&path, &borrowed(&backwards)).await;
    assert!(page.at(".govuk-error-summary").contains("fewer minutes than for the earliest"), "{}", page.text());
}

#[tokio::test]
async fn an_order_that_ends_opens_the_question_on_which_day() {
    let house = TestHouse::build().await;
    let family = Family::countersigned(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let path = format!("{}/propose", at(&family));
    let shown = hidden(&client.get(&path).await, "_shown");
    let fields = with(with(answers(&house, &family), "order_end", "on"), "_shown", &shown);
    let page = client.post(&path, &borrowed(&fields)).await;
    assert!(page.text().contains("What is the order") && page.text().contains("related to the child"));
    let mut fields = with(answers(&house, &family), "order_end", "on");
    for (part, value) in [("day", "30"), ("month", "6"), ("year", "2027")] {
        fields = with(fields, &format!("order_ends_on-{part}"), value);
    }
    let saved = save(&client, &path, &borrowed(&fields)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let terms = family.state(&house).await.arrangement.proposed.expect("proposed terms");
    assert_eq!(terms.order_end, OrderEnd::On(jiff::civil::date(2027, 6, 30)));
}

#[tokio::test]
async fn each_adult_agrees_for_themselves_and_the_terms_hold_when_both_have() {
    let house = TestHouse::build().await;
    let family = Family::countersigned(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    proposed(&house, &client, &family).await;
    let path = format!("{}/agree", at(&family));
    let form = client.get(&path).await;
    assert!(!form.text().contains(" checked") && form.text().contains("Terms that are proposed"), "{}", form.text());
    let one = vec![(format!("agreed-{}", family.resident), "agreed".to_owned())];
    let page = client.post(&path, &borrowed(&one)).await;
    assert!(page.at(".govuk-error-summary").contains("Choose what"), "{}", page.text());
    let saved = save(&client, &path, &borrowed(&said(&family, "agreed", "agreed"))).await;
    assert_eq!(saved.location, Some(at(&family)), "{}", saved.text());
    assert_eq!(phase(&house, &family).await, Phase::Live);
    let page = client.get(&at(&family)).await.text();
    assert!(page.contains("Terms that hold") && page.contains("Who agreed to them"), "{page}");
    assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND, "nothing is proposed any more");
}

#[tokio::test]
async fn whoever_did_not_agree_is_not_named_among_those_who_did() {
    let house = TestHouse::build().await;
    let family = Family::countersigned(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    proposed(&house, &client, &family).await;
    let saved =
        save(&client, &format!("{}/agree", at(&family)), &borrowed(&said(&family, "agreed", "not-agreed"))).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(family.state(&house).await.arrangement.agreed_by, [family.resident]);
    let page = client.get(&at(&family)).await;
    let row = page.at("#agreed + dl dd");
    let (families, _) = names(&house, &family).await;
    let [_, resident, visiting] = families.as_slice() else { panic!("three names") };
    assert!(row.contains(resident.as_str()) && !row.contains(visiting.as_str()), "{row}");
}

#[tokio::test]
async fn terms_are_not_agreed_while_no_assessment_counts_and_the_page_says_so_beforehand() {
    let house = TestHouse::build().await;
    let family = Family::pre_visited(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    proposed(&house, &client, &family).await;
    let page = client.get(&at(&family)).await.text();
    assert!(page.contains("What the rules say about the arrangement") && page.contains("R-P05"), "{page}");
    let page = save(&client, &format!("{}/agree", at(&family)), &borrowed(&said(&family, "agreed", "agreed"))).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text());
}

#[tokio::test]
async fn other_terms_begin_with_those_that_hold_and_stay_at_their_level() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let path = format!("{}/propose", at(&family));
    let form = client.get(&path).await;
    assert!(form.text().contains("These terms stay at supervised contact"), "{}", form.text());
    assert!(!form.text().contains("name=\"level\""));
    assert_eq!(hidden(&form, "minutes"), "60");
    assert_eq!(hidden(&form, "visiting_arrives-from"), "35");
    let fields = with(with(answers(&house, &family), "minutes", "90"), "_version", &hidden(&form, "_version"));
    let saved = save(&client, &path, &borrowed(&fields)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let state = family.state(&house).await.arrangement;
    assert_eq!((state.phase, state.agreed.unwrap().minutes, state.proposed.unwrap().minutes), (Phase::Live, 60, 90));
    let again = save(&client, &path, &borrowed(&fields)).await;
    assert!(again.text().contains("changed"), "{}", again.text());
    assert_ne!(again.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn it_is_paused_resumed_and_ended_with_what_was_written_beside_it() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let step = |step: &str| format!("{}/{step}", at(&family));
    let missing = client.post(&step("pause"), &[("_step", "check")]).await;
    assert!(missing.at(".govuk-error-summary").contains("Choose why it is paused"));
    save(&client, &step("pause"), &[("reason", "safety"), ("note", "A new worry was told.")]).await;
    let state = family.state(&house).await.arrangement;
    assert!(state.phase == Phase::Paused && state.pause.is_some_and(|(why, _)| why == PauseReason::Safety));
    let page = client.get(&at(&family)).await.text();
    assert!(page.contains("For safety") && page.contains("A new worry was told."), "{page}");
    assert!(page.contains("arrangement/resume") && !page.contains("arrangement/pause"));
    assert_eq!(client.get(&step("pause")).await.status, StatusCode::NOT_FOUND);
    save(&client, &step("resume"), &[("note", "It was looked into.")]).await;
    assert_eq!(phase(&house, &family).await, Phase::Live);
    let saved = save(&client, &step("end"), &[("outcome", "own-arrangements")]).await;
    assert_eq!(saved.location, Some(at(&family)), "{}", saved.text());
    let page = client.get(&at(&family)).await.text();
    assert!(page.contains("Moved on to arrangements of their own") && page.contains("Terms that held"), "{page}");
    assert!(page.contains("Propose a new arrangement") && !page.contains("arrangement/end"));
}

#[tokio::test]
async fn whoever_proposes_a_level_does_not_decide_on_it() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let coordinator = signed_in(&house, Role::Coordinator).await;
    let fields = [("to", "supported"), ("why", "Nothing worried anybody for months.")];
    let path = format!("{}/level", at(&family));
    let form = coordinator.get(&path).await.text();
    assert!(form.contains("watched over less closely") && !form.contains(" checked"), "{form}");
    save(&coordinator, &path, &fields).await;
    let decide = format!("{path}/decide");
    assert_eq!(coordinator.get(&decide).await.status, StatusCode::NOT_FOUND);
    let page = coordinator.get(&at(&family)).await.text();
    assert!(page.contains("You proposed it.") && !page.contains("level/decide"), "{page}");
    let lead = signed_in(&house, Role::SafeguardingLead).await;
    let form = lead.get(&decide).await.text();
    assert!(form.contains("What stops the level from changing") && form.contains("R-V07"), "{form}");
    let approves = [("decision", "approved"), ("why", "I agree.")];
    assert_eq!(save(&lead, &decide, &approves).await.status, StatusCode::CONFLICT);
    let saved = save(&lead, &decide, &[("decision", "refused"), ("why", "The child has not been asked.")]).await;
    assert_eq!(saved.location, Some(at(&family)), "{}", saved.text());
    let changes = family.state(&house).await.arrangement.changes;
    assert_eq!(changes[0].decided.as_ref().map(|d| d.decision), Some(LevelDecision::Refused));
    let page = lead.get(&at(&family)).await.text();
    assert!(page.contains("Changes of level that were decided") && page.contains("The child has not been asked."));
}

#[tokio::test]
async fn whoever_may_only_read_is_offered_no_step_and_nobody_else_finds_the_page() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let steps = ["propose", "agree", "pause", "resume", "end", "level", "level/decide"];
    let intake = signed_in(&house, Role::IntakeWorker).await;
    let page = intake.get(&at(&family)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("What can be done"), "{}", page.text());
    for role in [Role::IntakeWorker, Role::Volunteer, Role::Trustee, Role::Administrator, Role::Reviewer] {
        let client = signed_in(&house, role).await;
        for step in steps {
            let page = client.get(&format!("{}/{step}", at(&family))).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{role:?} {step}");
        }
        let sent = client.post(&format!("{}/end", at(&family)), &[("_step", "save"), ("outcome", "safety")]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{role:?}");
        if role != Role::IntakeWorker {
            assert_eq!(client.get(&at(&family)).await.status, StatusCode::NOT_FOUND, "{role:?}");
        }
    }
    assert_eq!(phase(&house, &family).await, Phase::Live);
}

#[tokio::test]
async fn no_page_of_the_arrangement_holds_a_protected_fact() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    for step in ["", "/propose", "/pause", "/end", "/level"] {
        let page = client.get(&format!("{}{step}", at(&family))).await;
        assert_eq!(page.status, StatusCode::OK, "{step}");
        assert!(!page.text().contains(SCHOOL) && !page.text().contains(TELEPHONE), "{step}");
    }
}
