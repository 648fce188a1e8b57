use crate::client::{Client, Page, signed_in};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::ids::CaseId;
use domain::referral::{Route, Stage, Topic};
use domain::stream::StreamName;
use domain::words::{Answer, ContactLevel, Role};
use domain::world::CaseState;
use scraper::{Html, Selector};
use testkit::TestHouse;
use testkit::story::{Family, TELEPHONE};

/// The value of a hidden field.
fn hidden(page: &Page, name: &str) -> String {
    let document = Html::parse_document(&page.text());
    let selector = Selector::parse(&format!("main input[name={name}]")).unwrap();
    let field = document.select(&selector).next().unwrap_or_else(|| panic!("no {name} in {}", page.text()));
    field.value().attr("value").unwrap().to_owned()
}

async fn upload(client: &Client, file: &[u8]) -> Page {
    let token = hidden(&client.get("/referrals/upload").await, "form_token");
    let mut body = Vec::new();
    body.extend_from_slice(b"--cut\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n");
    body.extend_from_slice(token.as_bytes());
    body.extend_from_slice(
        b"\r\n--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"c100.json\"\r\n\r\n",
    );
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--cut--\r\n");
    let request = Request::post("/referrals/upload").header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut");
    client.send(request, Body::from(body)).await
}

/// A court application with one child, two adults and an allegation, invented and in the service's shape.
const APPLICATION: &str = r#"{"case_data": {
    "children": [{"id": "c1", "value": {"firstName": "Ines", "lastName": "Okoro", "dateOfBirth": "2019-02-01"}}],
    "applicants": [{"id": "a1", "value": {"firstName": "Ada", "lastName": "Okoro", "phoneNumber": "07700 900444"}}],
    "respondents": [{"id": "r1", "value": {"firstName": "Jonah", "lastName": "Reyes"}}],
    "somethingNew": "a text that nobody foresaw"
}}"#;

async fn case_of(house: &TestHouse, page: &Page) -> (CaseId, CaseState) {
    let location = page.location.clone().unwrap_or_else(|| panic!("{}", page.text()));
    let case: CaseId = location.split('/').nth(2).unwrap().parse().unwrap();
    let mut world = house.world(&[StreamName::Case(case)]).await;
    (case, world.cases.remove(&case).unwrap())
}

#[tokio::test]
async fn a_court_application_is_looked_into_before_anything_is_saved() {
    let house = TestHouse::build().await;
    let client = signed_in(&house, Role::IntakeWorker).await;
    let looked = upload(&client, APPLICATION.as_bytes()).await;
    assert_eq!(looked.heading(), "What the file holds");
    assert!(looked.text().contains("/case_data/somethingNew") && !looked.text().contains("Okoro"));
    assert!(client.get("/cases").await.text().contains("There are no cases yet"));
    let (id, key) = (hidden(&looked, "file_id"), hidden(&looked, "repeat_key"));
    let fields = [("file_id", id.as_str()), ("repeat_key", &key), ("referrer", "court")];
    let saved = client.post("/referrals/upload/save", &fields).await;
    let (case, state) = case_of(&house, &saved).await;
    assert_eq!((state.referral.route, state.referral.stage), (Some(Route::CourtApplicationFile), Some(Stage::Draft)));
    let again = client.post("/referrals/upload/save", &fields).await;
    assert_eq!(case_of(&house, &again).await.0, case, "sent twice, saved once");
}

#[tokio::test]
async fn a_file_that_is_not_taken_is_told_with_its_path_and_saves_nothing() {
    let house = TestHouse::build().await;
    let client = signed_in(&house, Role::IntakeWorker).await;
    for (file, told) in [
        (
            r#"{"case_data": {"children": "none"}}"#.to_owned(),
            "At /case_data/children of the document: expected a list",
        ),
        (APPLICATION[..80].to_owned(), "breaks off"),
        ("not json".to_owned(), "expected JSON"),
        (String::new(), "Choose a file"),
        (" ".repeat(5 * 1024 * 1024 + 1), "at most 5 MiB"),
    ] {
        let page = upload(&client, file.as_bytes()).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        assert!(page.at(".govuk-error-summary").contains(told), "{told}: {}", page.at(".govuk-error-summary"));
    }
    assert!(client.get("/cases").await.text().contains("There are no cases yet"));
}

#[tokio::test]
async fn a_file_thrown_away_cannot_be_saved_any_more() {
    let house = TestHouse::build().await;
    let client = signed_in(&house, Role::Coordinator).await;
    let looked = upload(&client, APPLICATION.as_bytes()).await;
    let id = hidden(&looked, "file_id");
    client.post("/referrals/upload/discard", &[("file_id", &id)]).await;
    let saved = client.post("/referrals/upload/save", &[("file_id", &id), ("repeat_key", "k")]).await;
    assert_eq!(saved.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn whoever_takes_no_referrals_in_finds_no_page() {
    let house = TestHouse::build().await;
    for role in [Role::Volunteer, Role::ContactSupervisor, Role::Administrator] {
        let client = signed_in(&house, role).await;
        for path in ["/referrals/new", "/referrals/upload", "/referrals/type", "/referrals/phone"] {
            assert_eq!(client.get(path).await.status, StatusCode::NOT_FOUND, "{role:?} {path}");
        }
    }
}

const PHONED: [(&str, &str); 12] = [
    ("referrer", "solicitor"),
    ("children.0.name.given", "Ines"),
    ("children.0.name.family", "Okoro"),
    ("adults.0.name.given", "Ada"),
    ("adults.0.relationship", "parent"),
    ("adults.0.telephone", TELEPHONE),
    ("adults.0.messages", "do-not-leave"),
    ("adults.1.name.given", "Jonah"),
    ("adults.1.relationship", "parent"),
    ("adults.1.messages", "safe"),
    ("requested_level", "supported"),
    ("answers.other_concerns", "no"),
];

#[tokio::test]
async fn a_referral_by_telephone_is_asked_checked_and_saved_as_a_draft() {
    let house = TestHouse::build().await;
    let client = signed_in(&house, Role::IntakeWorker).await;
    let asked = client.get("/referrals/phone").await;
    let document = Html::parse_document(&asked.text());
    let groups = Selector::parse("main .govuk-form-group").unwrap();
    // Two names in two boxes each, the child's too, and how many other children there are.
    assert!(document.select(&groups).count() <= 25 + 3 + 1 + 3, "date boxes count as groups of their own");
    assert!(!asked.text().contains(" checked"), "nothing is chosen beforehand");
    assert!(asked.text().contains("Why we ask:"));
    let checked = client.post("/referrals/phone", &PHONED).await;
    assert_eq!(checked.heading(), "Check your answers");
    let key = hidden(&checked, "repeat_key");
    let fields: Vec<_> = PHONED.into_iter().chain([("_step", "save"), ("repeat_key", key.as_str())]).collect();
    let saved = client.post("/referrals/phone", &fields).await;
    let (case, state) = case_of(&house, &saved).await;
    assert_eq!(state.referral.route, Some(Route::ByTelephone));
    assert_eq!(state.referral.answer(Topic::SubstanceAbuse), Answer::No);
    assert_eq!(state.referral.answer(Topic::DomesticAbuse), Answer::NotAsked, "what nobody answered is not No");
    let page = client.get(&format!("/cases/{case}/referral")).await;
    assert_eq!(page.heading(), "Referral");
    assert!(!page.text().contains(TELEPHONE) && page.text().contains("Hand the referral in"));
}

#[tokio::test]
async fn an_answer_opens_further_questions_before_anything_is_checked() {
    let house = TestHouse::build().await;
    let client = signed_in(&house, Role::IntakeWorker).await;
    let shown = hidden(&client.get("/referrals/type").await, "_shown");
    assert!(!shown.contains("assertions.0.status"));
    let fields: Vec<_> = PHONED.into_iter().chain([("answers.domestic_abuse", "yes"), ("_shown", &shown)]).collect();
    let opened = client.post("/referrals/type", &fields).await;
    assert_eq!(opened.heading(), "Type a referral in");
    assert!(opened.text().contains("What stands behind it?") && opened.text().contains("opens further questions"));
    let shown = hidden(&opened, "_shown");
    let again: Vec<_> = PHONED.into_iter().chain([("answers.domestic_abuse", "yes"), ("_shown", &shown)]).collect();
    let missing = client.post("/referrals/type", &again).await;
    assert!(missing.at(".govuk-error-summary").contains("Choose what stands behind it"));
}

#[tokio::test]
async fn the_form_says_what_is_missing_at_each_field() {
    let house = TestHouse::build().await;
    let page = signed_in(&house, Role::Coordinator).await.post("/referrals/type", &[]).await;
    let summary = page.at(".govuk-error-summary");
    for problem in ["Choose who refers the family", "Choose what this person is to the child"] {
        assert!(summary.contains(problem), "{summary}");
    }
    assert!(page.at("title").starts_with("Error: "));
}

#[tokio::test]
async fn a_draft_is_handed_in_once() {
    let house = TestHouse::build().await;
    let family = Family::drafted(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::IntakeWorker).await;
    let path = format!("/cases/{}/referral/submit", family.case);
    assert_eq!(client.post(&path, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(client.post(&path, &[]).await.status, StatusCode::CONFLICT);
    assert_eq!(family.state(&house).await.referral.stage, Some(Stage::Submitted));
}

#[tokio::test]
async fn every_way_to_amend_a_referral_opens() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    for path in [
        format!("adults/{}/side", family.visiting),
        format!("adults/{}/account", family.resident),
        "people/new".to_owned(),
        "relationships/new".to_owned(),
        "answers/police_involved".to_owned(),
        "referral/referrer".to_owned(),
        "referral/level".to_owned(),
        "referral/decided-by".to_owned(),
        "referral/court".to_owned(),
        "referral/text".to_owned(),
        "orders/new".to_owned(),
        "assertions/new".to_owned(),
        "conclusions/new".to_owned(),
    ] {
        let page = client.get(&format!("/cases/{}/{path}", family.case)).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.text().contains(" checked"), "{path}: nothing is chosen beforehand");
    }
}

#[tokio::test]
async fn an_answer_is_recorded_and_a_person_of_another_case_is_not_found() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supported).await;
    let other = Family::submitted(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::IntakeWorker).await;
    let path = format!("/cases/{}/answers/police_involved", family.case);
    let saved = client.post(&path, &[("answer", "unknown"), ("_step", "save"), ("repeat_key", "one")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(family.state(&house).await.referral.answer(Topic::PoliceInvolved), Answer::Unknown);
    let foreign = client.get(&format!("/cases/{}/adults/{}/side", family.case, other.visiting)).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}
