//! A refuge opens apart, for two roles, and nobody else learns whether anybody is in one.

use crate::client::{Client, Page, signed_in};
use axum::http::StatusCode;
use domain::person::{Confidentiality, FactKind, KnownFrom, PersonCommand};
use domain::words::{ContactLevel, Role};
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, TELEPHONE, TEN, text};

const REFUGE: &str = "Harrier House";
const OPENERS: [Role; 2] = [Role::SafeguardingLead, Role::DeputySafeguardingLead];

async fn is_sheltered(house: &TestHouse, family: &Family) {
    let record = PersonCommand::RecordProtectedFact {
        person: family.resident,
        kind: FactKind::Refuge,
        text: text(REFUGE),
        confidentiality: Confidentiality::Confidential,
        known_from: KnownFrom::ThePerson,
    };
    house.carry_out(Role::IntakeWorker, record).await.unwrap();
}

/// Everything a reader can be told about somebody's protected facts and refuge: statuses and bytes.
async fn told(client: &Client, family: &Family) -> Vec<(StatusCode, String)> {
    let at = format!("/cases/{}/people/{}", family.case, family.resident);
    let mut pages: Vec<Page> = Vec::new();
    for place in ["protected", "refuge"] {
        pages.push(client.get(&format!("{at}/{place}")).await);
        for purpose in ["", "safe-contact", "safeguarding", "emergency", "leak-check"] {
            pages.push(client.post(&format!("{at}/{place}"), &[("purpose", purpose)]).await);
        }
    }
    for part in ["", "/referral", "/timeline", "/protected"] {
        pages.push(client.get(&format!("/cases/{}{part}", family.case)).await);
    }
    pages.iter().map(|page| (page.status, page.text())).collect()
}

#[tokio::test]
async fn whoever_may_not_open_a_refuge_is_told_the_same_whether_or_not_somebody_is_in_one() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    family.book(&house, SATURDAY, TEN).await;
    let mut before = Vec::new();
    for role in Role::ALL {
        let client = signed_in(&house, role).await;
        // What an opening for an emergency leaves on the timeline is there from the first time on.
        told(&client, &family).await;
        before.push((role, client));
    }
    let mut without = Vec::new();
    for (_, client) in &before {
        without.push(told(client, &family).await);
    }
    is_sheltered(&house, &family).await;
    for ((role, client), without) in before.iter().zip(without) {
        let with = told(client, &family).await;
        if OPENERS.contains(role) {
            assert_ne!(with, without, "{role:?}");
            continue;
        }
        for (number, (with, without)) in with.iter().zip(&without).enumerate() {
            assert_eq!(with, without, "{role:?} learns of it on page {number}");
        }
    }
}

#[tokio::test]
async fn a_refuge_opens_with_a_click_of_its_own_and_never_with_the_other_facts() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    is_sheltered(&house, &family).await;
    let at = format!("/cases/{}/people/{}", family.case, family.resident);
    let purpose = [("purpose", "safeguarding")];
    for role in OPENERS {
        let client = signed_in(&house, role).await;
        let facts = client.post(&format!("{at}/protected"), &purpose).await.text();
        assert!(facts.contains(TELEPHONE) && !facts.contains(REFUGE), "{role:?}");
        let way = client.get(&format!("{at}/protected")).await.text();
        assert!(way.contains(&format!("{at}/refuge")), "{role:?} finds the way to it");
        let asked = client.get(&format!("{at}/refuge")).await;
        assert!(asked.status == StatusCode::OK && !asked.text().contains(REFUGE), "{role:?}");
        assert!(!client.post(&format!("{at}/refuge"), &[]).await.text().contains(REFUGE), "{role:?} says for what");
        let opened = client.post(&format!("{at}/refuge"), &purpose).await.text();
        assert!(opened.contains(REFUGE) && !opened.contains(TELEPHONE), "{role:?}");
        let log = house.house.storage().access_log(house.centre, 0, 10_000).await.unwrap();
        let look = log.iter().rev().find(|line| line.event.action == "open-refuge").expect("the look");
        assert_eq!((look.event.purpose.as_str(), look.event.compartments.len()), ("safeguarding", 1));
    }
    for role in Role::ALL.into_iter().filter(|role| !OPENERS.contains(role)) {
        let client = signed_in(&house, role).await;
        let refused = client.post(&format!("{at}/refuge"), &purpose).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{role:?}");
        assert!(!client.get(&format!("{at}/protected")).await.text().contains("refuge"), "{role:?}");
    }
}
