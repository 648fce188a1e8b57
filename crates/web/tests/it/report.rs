//! A paper in which something was found, as two people see it on their pages.

use crate::client::{Client, signed_in};
use crate::overrides::save;
use axum::http::StatusCode;
use domain::ids::ReportId;
use domain::words::{ContactLevel, Role};
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, SCHOOL, TEN};

/// A passed report whose paper tells of the child's school, for the visiting adult.
async fn told(house: &TestHouse) -> ReportId {
    let family = Family::live(house, ContactLevel::Supervised).await;
    let session = family.book(house, SATURDAY, TEN).await;
    family.hold(house, session).await;
    let report = family.report_saying(house, session, &format!("They spoke of a play at {SCHOOL}.")).await;
    family.pass(house, session, report).await;
    report
}

async fn asks(client: &Client, report: ReportId) -> StatusCode {
    let reason = [("reason", "The order names the school.")];
    save(client, &format!("/reports/{report}/release/0/ask"), &reason).await.status
}

#[tokio::test]
async fn one_person_asks_that_a_paper_goes_and_another_sees_the_words_and_agrees() {
    let house = TestHouse::build().await;
    let report = told(&house).await;
    let page = format!("/reports/{report}");
    let coordinator = signed_in(&house, Role::Coordinator).await;
    let stopped = coordinator.post(&format!("{page}/release/0"), &[]).await;
    assert!(stopped.text().contains("R-I01"), "{}", stopped.text());
    let form = coordinator.get(&format!("{page}/release/0/ask")).await.text();
    assert!(form.contains("A school") && !form.contains(SCHOOL), "kind and whose, not the words: {form}");
    let empty = save(&coordinator, &format!("{page}/release/0/ask"), &[]).await;
    assert!(empty.text().contains("error-summary"), "{}", empty.text());
    assert_eq!(asks(&coordinator, report).await, StatusCode::SEE_OTHER);
    let shown = coordinator.get(&page).await.text();
    assert!(shown.contains("You asked. Somebody else answers.") && !shown.contains("and answer</a>"), "{shown}");
    let lead = signed_in(&house, Role::SafeguardingLead).await;
    let way = format!("{page}/release/0/answer");
    assert!(lead.get(&page).await.text().contains(&way));
    let held = lead.get(&way).await.text();
    assert!(held.contains(SCHOOL) && held.contains("The order names the school.") && held.contains("page 1"), "{held}");
    assert!(!held.contains(" checked"), "nothing is chosen for them");
    let undecided = save(&lead, &way, &[("reason", "Yes.")]).await;
    assert!(undecided.text().contains("Choose whether it may go"));
    let fields = [("answer", "agree"), ("reason", "I read the order.")];
    assert_eq!(save(&coordinator, &way, &fields).await.status, StatusCode::CONFLICT, "not one's own");
    assert_eq!(save(&lead, &way, &fields).await.status, StatusCode::SEE_OTHER);
    assert!(coordinator.get(&page).await.text().contains("Exactly that paper goes"));
    let released = coordinator.post(&format!("{page}/release/0"), &[]).await;
    assert_eq!(released.status, StatusCode::SEE_OTHER, "{}", released.text());
    let paper = format!("{page}/paper/0");
    assert_eq!(coordinator.get(&paper).await.status, StatusCode::OK);
    let reviewer = signed_in(&house, Role::Reviewer).await;
    assert_eq!(reviewer.get(&paper).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_refusal_stands_on_the_page_and_the_pages_are_not_there_for_others() {
    let house = TestHouse::build().await;
    let report = told(&house).await;
    let page = format!("/reports/{report}");
    let coordinator = signed_in(&house, Role::Coordinator).await;
    assert_eq!(asks(&coordinator, report).await, StatusCode::SEE_OTHER);
    let answer = format!("{page}/release/0/answer");
    for role in [Role::Reviewer, Role::ContactSupervisor, Role::Trustee, Role::Volunteer] {
        let other = signed_in(&house, role).await;
        for path in [&answer, &format!("{page}/release/0/ask")] {
            assert_eq!(other.get(path).await.status, StatusCode::NOT_FOUND, "{role:?} {path}");
        }
    }
    let lead = signed_in(&house, Role::SafeguardingLead).await;
    let fields = [("answer", "refuse"), ("reason", "The words can be left out.")];
    assert_eq!(save(&lead, &answer, &fields).await.status, StatusCode::SEE_OTHER);
    let shown = coordinator.get(&page).await.text();
    assert!(shown.contains("refused by a second person") && !shown.contains("The words can be left out."), "{shown}");
    assert!(coordinator.post(&format!("{page}/release/0"), &[]).await.text().contains("R-I01"));
    assert_eq!(lead.get(&answer).await.status, StatusCode::NOT_FOUND, "it was answered");
}

#[tokio::test]
async fn a_service_is_named_with_what_it_is_told_for() {
    let house = TestHouse::build().await;
    let report = told(&house).await;
    let coordinator = signed_in(&house, Role::Coordinator).await;
    let path = format!("/reports/{report}/recipients");
    let lado = [("kind-1", "lado"), ("name-1", "The duty officer"), ("basis-1", "safeguarding")];
    let missing = save(&coordinator, &path, &lado).await;
    assert!(missing.text().contains("#purpose-1") && missing.text().contains("what this service is told it for"));
    let named: Vec<_> = lado.into_iter().chain([("purpose-1", "worker-allegation")]).collect();
    assert_eq!(save(&coordinator, &path, &named).await.status, StatusCode::SEE_OTHER);
    let page = format!("/reports/{report}");
    assert!(coordinator.get(&page).await.text().contains("An allegation about somebody who works with children"));
    let released = coordinator.post(&format!("{page}/release/0"), &[]).await;
    assert_eq!(released.status, StatusCode::SEE_OTHER, "a school is what a LADO needs: {}", released.text());
}
