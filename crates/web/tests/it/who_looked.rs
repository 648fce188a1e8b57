//! Who looked at a case, as a page.

use crate::client::signed_in;
use crate::family::save;
use axum::http::StatusCode;
use domain::words::{ContactLevel, Role};
use testkit::TestHouse;
use testkit::story::Family;

#[tokio::test]
async fn the_lead_reads_in_words_who_looked_at_what_and_for_what() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let case = format!("/cases/{}", family.case);
    let coordinator = signed_in(&house, Role::Coordinator).await;
    coordinator.post(&format!("{case}/people/{}/protected", family.resident), &[("purpose", "safe-contact")]).await;
    assert_eq!(signed_in(&house, Role::Reviewer).await.get(&case).await.status, StatusCode::NOT_FOUND);
    let lead = signed_in(&house, Role::SafeguardingLead).await;
    assert!(lead.get(&case).await.text().contains(&format!("{case}/who-looked")), "the way to it");
    let page = lead.get(&format!("{case}/who-looked")).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    for told in [
        "Open protected facts",
        "Sealed: protected facts",
        "Getting in touch safely",
        "Worker coordinator",
        "coordinator",
        "Read access log",
        "Refused",
    ] {
        assert!(text.contains(told), "{told}");
    }
    for role in [Role::Coordinator, Role::Trustee, Role::Volunteer] {
        let client = signed_in(&house, role).await;
        assert_eq!(client.get(&format!("{case}/who-looked")).await.status, StatusCode::NOT_FOUND, "{role:?}");
        assert!(!client.get(&case).await.text().contains("who-looked"), "{role:?}");
    }
}

#[tokio::test]
async fn somebody_is_made_data_protection_officer_by_another_and_then_reads_who_looked() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let at = format!("/cases/{}/who-looked", family.case);
    let trustee = signed_in(&house, Role::Trustee).await;
    assert_eq!(trustee.get(&at).await.status, StatusCode::NOT_FOUND);
    let coordinator = signed_in(&house, Role::Coordinator).await;
    let worker = format!("/workforce/{}", house.worker(Role::Trustee));
    assert!(coordinator.get(&worker).await.text().contains("Data-protection officer"));
    save(&coordinator, &format!("{worker}/office"), &[("office", "data-protection")]).await;
    assert_eq!(trustee.get(&at).await.status, StatusCode::OK);
    assert_eq!(trustee.get(&format!("/cases/{}", family.case)).await.status, StatusCode::NOT_FOUND);
    save(&coordinator, &format!("{worker}/office"), &[("office", "nobody")]).await;
    assert_eq!(trustee.get(&at).await.status, StatusCode::NOT_FOUND);
}
