use crate::client::{Client, Page, anybody, signed_in};
use crate::overrides::{asked, family, save, standing};
use axum::http::StatusCode;
use domain::overrides::OverrideStanding;
use domain::words::Role;
use scraper::{Html, Selector};
use testkit::TestHouse;
use testkit::story::Family;

const NAMED: [(&str, &str); 4] =
    [("given", "Temi"), ("family", "Balogun"), ("organisation", "Rowan House"), ("telephone", "01632 960 001")];

async fn lead_of(house: &TestHouse) -> String {
    let client = signed_in(house, Role::Trustee).await;
    assert_eq!(save(&client, "/centre/partners/new", &NAMED).await.location.as_deref(), Some("/centre"));
    house.world(&[]).await.centre.partner_leads().keys().next().unwrap().to_string()
}

/// The path of the link and the code, from the page that shows them.
fn link_and_code(page: &Page) -> (String, String) {
    let document = Html::parse_document(&page.text());
    let text = |selector: &str| {
        let selector = Selector::parse(selector).unwrap();
        let found = document.select(&selector).next().unwrap_or_else(|| panic!("{}", page.text()));
        found.text().collect::<String>()
    };
    let link = text("main code");
    let path = link.strip_prefix("http://localhost").unwrap().to_owned();
    (path, text("main .govuk-summary-list strong"))
}

struct Story {
    house: TestHouse,
    family: Family,
    id: domain::ids::OverrideId,
    lead: String,
    coordinator: Client,
}

impl Story {
    async fn begin() -> Self {
        let house = TestHouse::build().await;
        let lead = lead_of(&house).await;
        let family = family(&house).await;
        let id = asked(&house, &family).await;
        let coordinator = signed_in(&house, Role::Coordinator).await;
        Self { house, family, id, lead, coordinator }
    }

    fn at(&self, what: &str) -> String {
        format!("/cases/{}/overrides/{}/{what}", self.family.case, self.id)
    }

    async fn make(&self) -> (String, String) {
        let made = self.coordinator.post(&self.at("partner/link"), &[("lead", &self.lead)]).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.text());
        link_and_code(&made)
    }

    async fn standing(&self) -> OverrideStanding {
        standing(&self.house, &self.family, self.id).await
    }
}

#[tokio::test]
async fn the_lead_of_a_partner_centre_is_named_rung_and_ended_by_those_who_may() {
    let house = TestHouse::build().await;
    let lead = lead_of(&house).await;
    let client = signed_in(&house, Role::SafeguardingLead).await;
    let page = client.get("/centre").await.text();
    assert!(page.contains("Temi Balogun") && page.contains("Rowan House") && !page.contains("960 001"));
    let telephone = format!("/centre/partners/{lead}/telephone");
    assert!(client.post(&telephone, &[]).await.text().contains("01632 960 001"));
    let administrator = signed_in(&house, Role::Administrator).await;
    assert!(!administrator.get("/centre").await.text().contains("/centre/partners"));
    assert_eq!(administrator.get("/centre/partners/new").await.status, StatusCode::NOT_FOUND);
    assert_eq!(administrator.post(&telephone, &[]).await.status, StatusCode::NOT_FOUND);
    let empty = client.post("/centre/partners/new", &[("_step", "check")]).await;
    assert!(empty.at(".govuk-error-summary").contains("Enter a telephone number"));
    assert_eq!(save(&client, &format!("/centre/partners/{lead}/end"), &[]).await.location.as_deref(), Some("/centre"));
    assert!(!client.get("/centre").await.text().contains("Temi Balogun"));
}

#[tokio::test]
async fn a_link_shows_one_request_without_names_to_whoever_has_its_code_and_takes_one_answer() {
    let story = Story::begin().await;
    let overrides = story.coordinator.get(&format!("/cases/{}/overrides", story.family.case)).await.text();
    assert!(overrides.contains("Send to the lead of a partner centre"));
    assert!(story.coordinator.get(&story.at("partner")).await.text().contains("Temi Balogun, Rowan House"));
    let nobody = story.coordinator.post(&story.at("partner/link"), &[]).await;
    assert!(nobody.at(".govuk-error-summary").contains("Choose who is asked"));
    let (path, code) = story.make().await;
    let anybody = anybody(&story.house);
    let opened = anybody.get(&path).await;
    assert_eq!((opened.status, opened.heading()), (StatusCode::OK, "Enter your code".to_owned()));
    assert!(!opened.text().contains("second worker"));
    assert!(anybody.post(&path, &[("code", "nothing")]).await.at("title").starts_with("Error:"));
    let request = anybody.post(&path, &[("code", &code)]).await;
    assert_eq!(request.heading(), "A departure from a safety rule");
    let text = request.text();
    assert!(text.contains("A second worker stays in the room.") && text.contains("20 December 2026"), "{text}");
    let (case, reference) = (story.family.case.to_string(), story.family.state(&story.house).await.referral.reference);
    let reference = reference.map(|r| r.to_string()).unwrap_or_default();
    for hidden in [case.as_str(), reference.as_str(), "Worker", "Willow", "Temi", "Balogun", "R-R02", "/cases"] {
        assert!(hidden.is_empty() || !text.contains(hidden), "{hidden} in {text}");
    }
    for _ in 0..2 {
        anybody.get(&path).await;
    }
    assert_eq!(story.standing().await, OverrideStanding::Requested);
    let done = anybody.post(&path, &[("code", &code), ("answer", "authorise")]).await;
    assert_eq!(done.heading(), "You authorised this");
    assert_eq!(story.standing().await, OverrideStanding::InForce);
    let page = story.coordinator.get(&format!("/cases/{}/overrides", story.family.case)).await.text();
    assert!(page.contains("Temi Balogun, lead of a partner centre, by a link"), "{page}");
}

#[tokio::test]
async fn used_old_burnt_and_unknown_links_give_one_page() {
    let story = Story::begin().await;
    let anybody = anybody(&story.house);
    let unknown = anybody.get("/partner/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let mut seen = vec![unknown, anybody.post("/partner/x", &[("code", "12345678")]).await];
    let (burnt, _) = story.make().await;
    for _ in 0..4 {
        anybody.post(&burnt, &[("code", "none")]).await;
    }
    seen.push(anybody.post(&burnt, &[("code", "none")]).await);
    seen.push(anybody.get(&burnt).await);
    let (old, code) = story.make().await;
    story.house.clock.set("2026-11-26T09:00:01Z".parse().unwrap());
    seen.push(anybody.post(&old, &[("code", &code)]).await);
    story.house.clock.set("2026-11-24T09:00:00Z".parse().unwrap());
    let again = signed_in(&story.house, Role::Coordinator).await;
    let (used, code) = link_and_code(&again.post(&story.at("partner/link"), &[("lead", &story.lead)]).await);
    let declined = anybody.post(&used, &[("code", &code), ("answer", "decline")]).await;
    assert_eq!(declined.heading(), "You did not authorise this");
    assert_eq!(story.standing().await, OverrideStanding::Declined);
    seen.push(anybody.post(&used, &[("code", &code), ("answer", "authorise")]).await);
    let first = seen[0].text();
    assert!(seen.iter().all(|page| page.text() == first && page.status == StatusCode::NOT_FOUND));
}

#[tokio::test]
async fn a_call_is_written_down_and_confirmed_by_the_link() {
    let story = Story::begin().await;
    let fields = [("second", story.lead.as_str()), ("role", "partner-lead"), ("channel", "by-phone")];
    let form = story.coordinator.get(&story.at("authorise")).await.text();
    assert!(form.contains("Temi Balogun, Rowan House, lead of a partner centre; by telephone"), "{form}");
    let in_person = [fields[0], fields[1], ("channel", "in-person")];
    let refused =
        story.coordinator.post(&story.at("authorise"), &[&in_person[..], &[("_step", "save")]].concat()).await;
    assert_ne!(refused.status, StatusCode::SEE_OTHER);
    assert_eq!(save(&story.coordinator, &story.at("authorise"), &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(story.standing().await, OverrideStanding::AwaitingConfirmation);
    let (path, code) = story.make().await;
    let anybody = anybody(&story.house);
    let request = anybody.post(&path, &[("code", &code)]).await.text();
    assert!(request.contains("you authorised this departure from a safety rule by telephone"), "{request}");
    let done = anybody.post(&path, &[("code", &code), ("answer", "authorise")]).await;
    assert_eq!(done.heading(), "You confirmed this");
    assert_eq!(story.standing().await, OverrideStanding::InForce);
}
