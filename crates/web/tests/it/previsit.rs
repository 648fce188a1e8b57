use crate::client::{Client, Page, signed_in};
use crate::family::{hidden, names, save};
use axum::http::StatusCode;
use domain::ids::PersonId;
use domain::previsit::{Progress, SignedText};
use domain::referral::ReferralCommand;
use domain::words::{ContactLevel, Role};
use testkit::TestHouse;
use testkit::story::{Family, SCHOOL, TELEPHONE, text};

/// A family whose two adults are invited to pre-visits.
async fn invited(house: &TestHouse) -> Family {
    let family = Family::submitted(house, ContactLevel::Supported).await;
    let (case, level, reasons) = (family.case, family.level, text("Everything that must be known is known."));
    let looked = ReferralCommand::RecordTriage { case, level_needed: Some(level), reasons: reasons.clone() };
    house.carry_out(Role::Coordinator, looked).await.expect("it is looked through");
    let accepted = ReferralCommand::AcceptToPreVisit { case, level, reasons };
    house.carry_out(Role::Coordinator, accepted).await.expect("both adults are invited");
    family
}

fn at(family: &Family, step: &str, adult: PersonId) -> String {
    format!("/cases/{}/pre-visits/{step}/{adult}", family.case)
}

async fn planned(house: &TestHouse, client: &Client, family: &Family, adult: PersonId, day: &str) -> Page {
    let worker = house.worker(Role::Coordinator).to_string();
    let fields = [
        ("window-day", day),
        ("window-month", "11"),
        ("window-year", "2026"),
        ("from", "14:00"),
        ("to", "14:45"),
        ("room", "open"),
        ("worker", worker.as_str()),
    ];
    save(client, &at(family, "plan", adult), &fields).await
}

/// Held today, with the ground rules and the notice signed.
fn held(child: &str) -> Vec<(&str, &str)> {
    vec![
        ("window-day", "23"),
        ("window-month", "11"),
        ("window-year", "2026"),
        ("from", "8:00"),
        ("to", "8:45"),
        ("identity_checked", "yes"),
        ("rules_explained", "2026-01"),
        ("signed", SignedText::GroundRules.name()),
        ("signed", SignedText::RecordingNotice.name()),
        ("notice_version", "2026-02"),
        ("children_shown", child),
        ("safe_contact_asked", "declined"),
        ("note", "The ramp at the garden door was tried."),
    ]
}

#[tokio::test]
async fn a_pre_visit_is_planned_held_and_its_signatures_stand_on_the_page() {
    let house = TestHouse::build().await;
    let family = invited(&house).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let form = client.get(&at(&family, "plan", family.resident)).await.text();
    assert!(!form.contains(" checked") && !form.contains(" selected"), "{form}");
    let saved = planned(&house, &client, &family, family.resident, "23").await;
    assert_eq!(saved.location, Some(format!("/cases/{}/pre-visits", family.case)), "{}", saved.text());
    let form = client.get(&at(&family, "held", family.resident)).await;
    assert_eq!((hidden(&form, "from"), hidden(&form, "window-day")), ("14:00".to_owned(), "23".to_owned()));
    assert!(!form.text().contains("\" checked"), "{}", form.text());
    let child = family.child.to_string();
    let saved = save(&client, &at(&family, "held", family.resident), &held(&child)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let state = family.state(&house).await.previsit;
    assert_eq!(state.visits.len(), 1, "the plan became the visit");
    assert!(matches!(state.visits[0].progress, Progress::Held(_)));
    let page = client.get(&format!("/cases/{}/pre-visits", family.case)).await.text();
    for told in ["Signed on 23 November 2026, version 2026-01", "version 2026-02", "The ramp at the garden door"] {
        assert!(page.contains(told), "{told} in {page}");
    }
}

#[tokio::test]
async fn the_two_sides_never_come_on_one_day() {
    let house = TestHouse::build().await;
    let family = invited(&house).await;
    let client = signed_in(&house, Role::Coordinator).await;
    planned(&house, &client, &family, family.resident, "25").await;
    let form = client.get(&at(&family, "plan", family.visiting)).await.text();
    assert!(form.contains("Wednesday 25 November 2026"), "{form}");
    let refused = planned(&house, &client, &family, family.visiting, "25").await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text());
    assert!(refused.text().contains("different days"), "{}", refused.text());
    assert_eq!(planned(&house, &client, &family, family.visiting, "26").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_is_missing_is_told_and_a_signature_needs_the_version_that_was_signed() {
    let house = TestHouse::build().await;
    let family = invited(&house).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let path = at(&family, "held", family.visiting);
    let summary = client.post(&path, &[("_step", "check")]).await.at(".govuk-error-summary");
    for told in ["Enter the day", "Choose what came of checking identity", "Choose whether they were asked"] {
        assert!(summary.contains(told), "{told} in {summary}");
    }
    let ground = SignedText::GroundRules.name();
    let summary = client.post(&path, &[("signed", ground)]).await.at(".govuk-error-summary");
    assert!(summary.contains("Enter the version of the ground rules they signed"), "{summary}");
    let mut later = held("");
    later.retain(|(name, _)| *name != "window-day" && *name != "children_shown");
    later.push(("window-day", "24"));
    let page = save(&client, &path, &later).await;
    assert!(page.at(".govuk-error-summary").contains("Enter a day that has come"), "{}", page.text());
    let missing = client.post(&at(&family, "plan", family.visiting), &[("_step", "check")]).await;
    assert!(missing.at(".govuk-error-summary").contains("Choose who receives them"), "{}", missing.text());
}

#[tokio::test]
async fn a_signature_given_at_another_time_is_recorded_by_itself() {
    let house = TestHouse::build().await;
    let family = invited(&house).await;
    let client = signed_in(&house, Role::SafeguardingLead).await;
    let path = at(&family, "signed", family.visiting);
    let missing = client.post(&path, &[("_step", "check")]).await;
    assert!(missing.at(".govuk-error-summary").contains("Choose what they signed"), "{}", missing.text());
    let fields = [
        ("text", SignedText::GroundRules.name()),
        ("version", "2026-01"),
        ("on-day", "20"),
        ("on-month", "11"),
        ("on-year", "2026"),
    ];
    let saved = save(&client, &path, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = client.get(&format!("/cases/{}/pre-visits", family.case)).await.text();
    assert!(page.contains("Signed on 20 November 2026, version 2026-01"), "{page}");
}

#[tokio::test]
async fn one_that_did_not_take_place_is_recorded_where_one_was_planned() {
    let house = TestHouse::build().await;
    let family = invited(&house).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let path = at(&family, "not-held", family.visiting);
    assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND);
    planned(&house, &client, &family, family.visiting, "24").await;
    let saved = save(&client, &path, &[("reason", "did-not-come"), ("note", "Nobody answered the telephone.")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = client.get(&format!("/cases/{}/pre-visits", family.case)).await.text();
    assert!(page.contains("The adult did not come") && page.contains("Nobody answered the telephone."), "{page}");
    assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_may_not_plan_finds_no_form_and_no_title_holds_a_name() {
    let house = TestHouse::build().await;
    let family = invited(&house).await;
    let (families, _) = names(&house, &family).await;
    let coordinator = signed_in(&house, Role::Coordinator).await;
    for step in ["plan", "held", "signed"] {
        let page = coordinator.get(&at(&family, step, family.resident)).await;
        let title = page.at("title");
        assert!(families.iter().all(|name| !title.contains(name.as_str())), "{title}");
        assert!(!page.text().contains(SCHOOL) && !page.text().contains(TELEPHONE), "{step}");
        for role in [Role::IntakeWorker, Role::Volunteer, Role::Trustee, Role::Administrator] {
            let page = signed_in(&house, role).await.get(&at(&family, step, family.resident)).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{role:?} {step}");
        }
    }
    let intake = signed_in(&house, Role::IntakeWorker).await;
    let page = intake.get(&format!("/cases/{}/pre-visits", family.case)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("pre-visits/plan") && !page.text().contains(TELEPHONE), "{}", page.text());
}
