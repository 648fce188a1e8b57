use crate::client::signed_in;
use axum::http::StatusCode;
use domain::concern::{CaptureDisclosure, ConcernCommand};
use domain::ids::CaseId;
use domain::words::{ContactLevel, Role};
use testkit::TestHouse;
use testkit::story::{Family, SCHOOL, TELEPHONE, text};

async fn reference(house: &TestHouse, family: &Family) -> String {
    family.state(house).await.referral.reference.expect("a reference").to_string()
}

#[tokio::test]
async fn the_list_names_children_by_first_name_and_initial_and_counts_what_it_shows() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supported).await;
    Family::drafted(&house, ContactLevel::Supervised).await;
    let page = signed_in(&house, Role::Coordinator).await.get("/cases").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.heading(), "Cases");
    let text = page.text();
    assert!(text.contains(&reference(&house, &family).await) && text.contains("1 to 2 of 2 cases"), "{text}");
    for surname in ["Kone", "Lis", "Almeida", "Hughes", "Tan", "Aziz"] {
        assert!(!text.contains(&format!(" {surname}<")), "a family name in the list");
    }
}

#[tokio::test]
async fn the_list_filters_by_stage_level_and_the_beginning_of_a_reference() {
    let house = TestHouse::build().await;
    let handed_in = reference(&house, &Family::submitted(&house, ContactLevel::Supported).await).await;
    let draft = reference(&house, &Family::drafted(&house, ContactLevel::Supervised).await).await;
    let client = signed_in(&house, Role::IntakeWorker).await;
    for (query, shown, hidden) in [
        ("stage=draft", &draft, &handed_in),
        ("stage=submitted", &handed_in, &draft),
        ("level=supervised", &draft, &handed_in),
        (&format!("reference={}", &draft[3..7].to_lowercase()), &draft, &handed_in),
    ] {
        let text = client.get(&format!("/cases?{query}")).await.text();
        assert!(text.contains(&format!(">{shown}</a>")) && !text.contains(&format!(">{hidden}</a>")), "{query}");
    }
}

#[tokio::test]
async fn whoever_may_not_list_cases_finds_no_page() {
    let house = TestHouse::build().await;
    for role in [Role::Volunteer, Role::Administrator, Role::Trustee, Role::ContactSupervisor] {
        let page = signed_in(&house, role).await.get("/cases").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{role:?}");
    }
}

#[tokio::test]
async fn a_case_that_is_not_there_and_one_that_is_refused_look_the_same() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supported).await;
    let refused = signed_in(&house, Role::Volunteer).await.get(&format!("/cases/{}", family.case)).await;
    let other = CaseId::fresh(&mut house.house.ids());
    let missing = signed_in(&house, Role::Coordinator).await.get(&format!("/cases/{other}")).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert_eq!((refused.status, refused.heading()), (missing.status, missing.heading()));
}

#[tokio::test]
async fn the_first_page_of_a_case_shows_what_is_to_be_done_and_why_it_waits() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supported).await;
    let page = signed_in(&house, Role::Coordinator).await.get(&format!("/cases/{}", family.case)).await;
    let text = page.text();
    assert_eq!(page.heading(), "Overview");
    for step in
        ["Assess the risk", "Pre-visit of the visiting adult", "Agree the arrangement", "Book the first session"]
    {
        assert!(text.contains(step), "{step}");
    }
    assert!(text.contains("The referral has not been accepted to pre-visits."));
    assert!(text.contains("The arrangement is not agreed."));
}

#[tokio::test]
async fn an_allegation_stands_with_its_status_beside_it_and_the_centre_alone_is_called_no_safeguard() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supervised).await;
    let page = signed_in(&house, Role::Coordinator).await.get(&format!("/cases/{}", family.case)).await;
    let text = page.text();
    assert!(text.contains("On record about harm") && text.contains("<strong>alleged, not decided</strong>"));
    assert!(text.contains("The contact centre is the only recorded safeguard"));
}

#[tokio::test]
async fn a_live_case_has_every_step_done() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::SafeguardingLead).await;
    let text = client.get(&format!("/cases/{}", family.case)).await.text();
    assert!(text.contains("None is booked."), "only the first session is left to book");
    assert!(!text.contains("Cannot start yet"), "{text}");
}

#[tokio::test]
async fn no_page_of_a_case_holds_a_protected_fact() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    for part in ["", "/referral", "/triage", "/timeline", "/overrides"] {
        let page = client.get(&format!("/cases/{}{part}", family.case)).await;
        assert_eq!(page.status, StatusCode::OK, "{part}");
        assert!(!page.text().contains(SCHOOL) && !page.text().contains(TELEPHONE), "{part}");
    }
}

#[tokio::test]
async fn protected_facts_open_for_a_stated_purpose_once_and_the_look_is_written_down() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let path = format!("/cases/{}/people/{}/protected", family.case, family.resident);
    let asked = client.get(&path).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(!asked.text().contains(TELEPHONE) && !asked.text().contains("checked"), "nothing is shown or chosen");
    let without = client.post(&path, &[]).await;
    assert!(
        without.text().contains("Say what you need the protected facts for") && !without.text().contains(TELEPHONE)
    );
    let before = house.house.storage().access_log(house.centre, 0, 10_000).await.unwrap().len();
    let opened = client.post(&path, &[("purpose", "safe-contact")]).await;
    assert!(opened.text().contains(TELEPHONE));
    let log = house.house.storage().access_log(house.centre, 0, 10_000).await.unwrap();
    let look = log[before..].iter().find(|line| line.event.action == "open-protected-facts").expect("the look");
    assert_eq!(look.event.purpose, "safe-contact");
}

#[tokio::test]
async fn protected_facts_stay_closed_to_whoever_may_not_open_them() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let path = format!("/cases/{}/people/{}/protected", family.case, family.resident);
    for role in [Role::Volunteer, Role::Administrator, Role::Reviewer] {
        let client = signed_in(&house, role).await;
        for page in [client.get(&path).await, client.post(&path, &[("purpose", "safe-contact")]).await] {
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{role:?}");
            assert!(!page.text().contains(TELEPHONE));
        }
    }
}

#[tokio::test]
async fn the_timeline_tells_what_happened_in_words_and_by_whom() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let text = client.get(&format!("/cases/{}/timeline", family.case)).await.text();
    for told in ["The referral was handed in", "Accepted to pre-visits, for supported contact", "by Worker coordinator"]
    {
        assert!(text.contains(told), "{told}");
    }
    let only = client.get(&format!("/cases/{}/timeline?only=risk", family.case)).await.text();
    assert!(only.contains("The risk assessment was signed") && !only.contains("The referral was handed in"));
}

#[tokio::test]
async fn the_timeline_of_a_reader_who_may_not_open_disclosures_is_as_if_there_were_none() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let path = format!("/cases/{}/timeline?only=concerns", family.case);
    let coordinator = signed_in(&house, Role::Coordinator).await;
    let before = coordinator.get(&path).await.text();
    let captured = ConcernCommand::CaptureDisclosure(CaptureDisclosure {
        case: family.case,
        session: None,
        from: family.child,
        about: Vec::new(),
        words: text("He shouts at night."),
        at: None,
    });
    house.carry_out(Role::Volunteer, captured).await.expect("a disclosure is recorded");
    assert_eq!(coordinator.get(&path).await.text(), before);
    let lead = signed_in(&house, Role::SafeguardingLead).await.get(&path).await.text();
    assert!(lead.contains("A disclosure was recorded"));
}
