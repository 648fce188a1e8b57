use crate::client::signed_in;
use crate::family::{names, save};
use axum::http::StatusCode;
use domain::words::{ContactLevel, Role};
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, TEN};

#[tokio::test]
async fn whoever_says_that_they_know_a_family_is_told_who_steps_in_and_no_page_of_it_opens_again() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    house.clock.set("2026-11-28T09:00:00Z".parse().unwrap());
    let client = signed_in(&house, Role::ContactSupervisor).await;
    let (page, case) = (format!("/sessions/{session}"), format!("/cases/{}", family.case));
    let declare = format!("{case}/interests/declare");
    assert!(client.get(&page).await.text().contains(&declare), "the way to say so stands on the session's page");
    let form = client.get(&declare).await;
    let (family_names, child) = names(&house, &family).await;
    assert!(family_names.iter().chain([&child]).all(|name| !form.text().contains(name.as_str())));
    let empty = client.post(&declare, &[("_step", "check")]).await;
    assert!(empty.at(".govuk-error-summary").contains("Choose how close you are"));
    let saved = save(&client, &declare, &[("closeness", "close-associate")]).await;
    assert_eq!(saved.location.as_deref(), Some("/today"), "{}", saved.text());
    let today = client.get("/today").await.text();
    assert!(today.contains("One family is not shown to you") && today.contains("steps in"), "{today}");
    assert!(family_names.iter().chain([&child]).all(|name| !today.contains(name.as_str())), "{today}");
    let nowhere = client.get(&format!("/cases/{}", uuid::Uuid::from_u128(7))).await;
    for path in [&page, &case, &format!("{case}/interests"), &format!("{page}/confirm"), &format!("{page}/report")] {
        let refused = client.get(path).await;
        assert_eq!((refused.status, refused.heading()), (StatusCode::NOT_FOUND, nowhere.heading()), "{path}");
    }
    assert_eq!(client.get(&format!("{page}/concern")).await.status, StatusCode::OK, "a concern can always be told");
}

#[tokio::test]
async fn a_lead_writes_down_what_they_were_told_and_another_settles_it() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let at = format!("/cases/{}/interests", family.case);
    let coordinator = signed_in(&house, Role::Coordinator).await;
    assert!(coordinator.get(&at).await.text().contains("Nothing is known"));
    let worker = house.worker(Role::SafeguardingLead).to_string();
    let told = save(&coordinator, &format!("{at}/told"), &[("worker", worker.as_str())]).await;
    assert_eq!(told.location.as_deref(), Some(at.as_str()), "{}", told.text());
    assert!(coordinator.get(&at).await.text().contains("Not settled"));
    let lead = signed_in(&house, Role::SafeguardingLead).await;
    assert_eq!(lead.get(&at).await.status, StatusCode::NOT_FOUND, "it is about them");
    let settle = format!("{at}/{worker}/settle");
    let unfounded = coordinator.post(&settle, &[("found", "cleared"), ("_step", "check")]).await;
    assert!(unfounded.at(".govuk-error-summary").contains("Write how you know"));
    save(&coordinator, &settle, &[("found", "acquaintance"), ("reason", "They share a bus route.")]).await;
    let settled = coordinator.get(&at).await.text();
    assert!(settled.contains("Knows somebody by sight") && settled.contains("They share a bus route."), "{settled}");
    assert_eq!(lead.get(&at).await.status, StatusCode::OK, "knowing somebody by sight keeps nobody away");
}
