use crate::client::{Client, Page, signed_in};
use crate::family::{hidden, save};
use axum::http::StatusCode;
use domain::concern::{CaptureDisclosure, ConcernCommand};
use domain::ids::AssessmentId;
use domain::risk::{AppliesTo, ControlKind, Readiness, Requirement};
use domain::words::{ContactLevel, Role};
use testkit::TestHouse;
use testkit::story::{Family, SCHOOL, TELEPHONE, text};

/// A safe house of which nobody may learn, written as a traced address.
const REFUGE: &str = "14 Heron Walk";

async fn begun(house: &TestHouse, client: &Client, family: &Family) -> AssessmentId {
    let fields = [("level", "supervised"), ("sources", "resident-adult"), ("sources", "police")];
    let saved = save(client, &format!("/cases/{}/risk/begin", family.case), &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    family.state(house).await.risk.draft.expect("a draft").id
}

fn at(family: &Family, id: AssessmentId) -> String {
    format!("/cases/{}/risk/{id}", family.case)
}

/// Presses a button of a version's page, with the version of the case that the page showed.
async fn tap(client: &Client, version: &str, step: &str) -> Page {
    let seen = hidden(&client.get(version).await, "_version");
    client.post(&format!("{version}/{step}"), &[("_version", seen.as_str())]).await
}

/// Everything a version says, and beside it that the child was asked.
async fn written(client: &Client, family: &Family, version: &str) {
    let asked = format!("/cases/{}/voice/{}/chose-not-to-say", family.case, family.child);
    assert_eq!(save(client, &asked, &[("stage", "pre-visit")]).await.status, StatusCode::SEE_OTHER);
    let (visiting, resident) = (family.visiting.to_string(), family.resident.to_string());
    let hazard = [
        ("kind", "coercive-control"),
        ("status", "allegation"),
        ("about", visiting.as_str()),
        ("towards", resident.as_str()),
        ("what", "Said to have watched where the other went."),
    ];
    let impact = format!("impact-{}", family.child);
    let impact = [(impact.as_str(), "Settled, and looks forward to it.")];
    let unknowns = [("unknown-1", "Whether there is a hearing."), ("tell-1", "court")];
    let one = ControlKind::SeparateEntrances.name();
    let (need, to) = (format!("need-{one}"), format!("for-{one}"));
    let controls = [("controls", one), (need.as_str(), "mandatory"), (to.as_str(), "session")];
    let pair = if family.resident <= family.visiting {
        format!("{}_{}", family.resident, family.visiting)
    } else {
        format!("{}_{}", family.visiting, family.resident)
    };
    for (section, fields) in [
        ("hazards/new", hazard.as_slice()),
        ("impact", &impact),
        ("unknowns", &unknowns),
        ("controls", &controls),
        ("apart", &[("protected_pairs", pair.as_str())]),
    ] {
        let saved = save(client, &format!("{version}/{section}"), fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{section}: {}", saved.text());
        assert!(saved.location.is_some_and(|next| next.starts_with(version)), "{section}");
    }
}

#[tokio::test]
async fn an_assessment_is_begun_written_signed_and_signed_again_by_somebody_else() {
    let house = TestHouse::build().await;
    let family = Family::pre_visited(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let form = client.get(&format!("/cases/{}/risk/begin", family.case)).await.text();
    assert!(!form.contains(" checked"), "{form}");
    let id = begun(&house, &client, &family).await;
    let version = at(&family, id);
    written(&client, &family, &version).await;
    let content = family.state(&house).await.risk.draft.unwrap().content;
    let counts = (content.sources.len(), content.hazards.len(), content.impact.len(), content.unknowns.len());
    assert_eq!((counts, content.protected_pairs.len()), ((2, 1, 1, 1), 1));
    let control = &content.controls[0];
    assert_eq!((control.requirement, control.applies_to), (Requirement::Mandatory, AppliesTo::Session));
    let page = client.get(&version).await.text();
    assert!(page.contains("alleged, not decided") && page.contains("Whether there is a hearing."), "{page}");
    assert_eq!(tap(&client, &version, "finish").await.status, StatusCode::SEE_OTHER);
    assert_eq!(family.state(&house).await.risk.draft.unwrap().readiness, Readiness::ReadyToSign);
    let signed = tap(&client, &version, "sign").await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());
    assert!(family.state(&house).await.risk.awaiting.is_some());
    let page = client.get(&version).await.text();
    assert!(page.contains("You signed it.") && !page.contains(&format!("{version}/countersign")), "{page}");
    assert_eq!(client.post(&format!("{version}/countersign"), &[]).await.status, StatusCode::CONFLICT);
    let lead = signed_in(&house, Role::SafeguardingLead).await;
    let second = tap(&lead, &version, "countersign").await;
    assert_eq!(second.status, StatusCode::SEE_OTHER, "{}", second.text());
    assert!(family.state(&house).await.risk.current.is_some());
    let page = lead.get(&format!("/cases/{}/risk", family.case)).await.text();
    assert!(page.contains("The version that counts") && page.contains("Countersigned by"), "{page}");
}

#[tokio::test]
async fn a_version_that_says_nothing_of_a_child_is_not_signed_and_the_page_says_what_is_missing() {
    let house = TestHouse::build().await;
    let family = Family::pre_visited(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let version = at(&family, begun(&house, &client, &family).await);
    let page = client.get(&version).await.text();
    assert!(page.contains("What will stop it from being signed") && page.contains("What would clear it"), "{page}");
    tap(&client, &version, "finish").await;
    let refused = tap(&client, &version, "sign").await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text());
    assert!(refused.text().contains("What would clear it"));
    assert!(family.state(&house).await.risk.draft.is_some());
}

#[tokio::test]
async fn what_is_missing_from_a_section_is_told_at_its_question() {
    let house = TestHouse::build().await;
    let family = Family::pre_visited(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let page = client.post(&format!("/cases/{}/risk/begin", family.case), &[("_step", "check")]).await;
    assert!(page.at(".govuk-error-summary").contains("an assessment rests on something"), "{}", page.text());
    let version = at(&family, begun(&house, &client, &family).await);
    for (section, fields, told) in [
        ("hazards/new", [("status", "finding"), ("about", "nobody")].as_slice(), "Choose what could happen"),
        ("hazards/new", &[("kind", "weapons"), ("about", "nobody")], "Choose what stands behind it"),
        ("unknowns", &[("unknown-1", "Who drives.")], "Choose who could tell"),
        ("controls", &[("controls", "bag-check")], "Choose whether a session is possible without it"),
        ("controls", &[("controls", "other"), ("for-other", "session")], "Say what the control is"),
        ("withdraw", &[], "Write why it is withdrawn"),
    ] {
        let page = client.post(&format!("{version}/{section}"), fields).await;
        assert!(page.at(".govuk-error-summary").contains(told), "{section}: {}", page.text());
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_in_the_order_of_the_page_and_what_was_given_under_its_headings() {
    let house = TestHouse::build().await;
    let family = Family::pre_visited(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let version = at(&family, begun(&house, &client, &family).await);
    let page = client.post(&format!("{version}/hazards/new"), &[("_step", "check")]).await;
    let (_, text) = page.text().split_once("error-summary").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let told: Vec<_> = text.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let places: Vec<_> = told.iter().map(|field| text.find(&format!("id=\"{field}\""))).collect();
    assert!(places.len() > 1 && places.is_sorted() && places.iter().all(Option::is_some), "{told:?}");
}

#[tokio::test]
async fn a_hazard_is_changed_and_taken_out_at_its_place() {
    let house = TestHouse::build().await;
    let family = Family::pre_visited(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let version = at(&family, begun(&house, &client, &family).await);
    written(&client, &family, &version).await;
    let form = client.get(&format!("{version}/hazards/0")).await.text();
    assert!(form.contains("Said to have watched where the other went."), "{form}");
    let fields = [("kind", "stalking"), ("status", "finding"), ("about", "nobody"), ("what", "A court found so.")];
    save(&client, &format!("{version}/hazards/0"), &fields).await;
    let hazards = family.state(&house).await.risk.draft.unwrap().content.hazards;
    assert_eq!((hazards.len(), hazards[0].kind.name()), (1, "stalking"));
    assert_eq!(tap(&client, &version, "hazards/0/remove").await.status, StatusCode::SEE_OTHER);
    assert!(family.state(&house).await.risk.draft.unwrap().content.hazards.is_empty());
    assert_eq!(client.get(&format!("{version}/hazards/0")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_traced_address_is_on_no_page_of_the_assessment_and_is_kept_when_the_form_leaves_it_out() {
    let house = TestHouse::build().await;
    let family = Family::pre_visited(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let version = at(&family, begun(&house, &client, &family).await);
    let traced = [("kind", "location-traced"), ("status", "allegation"), ("about", "nobody"), ("what", REFUGE)];
    save(&client, &format!("{version}/hazards/new"), &traced).await;
    let kept = [("kind", "location-traced"), ("status", "finding"), ("about", "nobody"), ("what", "")];
    let saved = save(&client, &format!("{version}/hazards/0"), &kept).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let overview = format!("/cases/{}/risk", family.case);
    for page in [version.clone(), format!("{version}/hazards/0"), format!("{version}/opened"), overview] {
        let text = client.get(&page).await.text();
        assert!(!text.contains(REFUGE) && !text.contains(SCHOOL) && !text.contains(TELEPHONE), "{page}");
    }
    let opened = client.post(&format!("{version}/opened"), &[("purpose", "safeguarding")]).await;
    assert_eq!(opened.status, StatusCode::OK, "{}", opened.text());
    assert!(opened.text().contains(REFUGE) && opened.text().contains("This look is recorded"));
    let asked = client.post(&format!("{version}/opened"), &[]).await;
    assert!(asked.at(".govuk-error-summary").contains("Say what you need them for") && !asked.text().contains(REFUGE));
}

#[tokio::test]
async fn what_happens_makes_it_due_and_a_new_version_begins_with_what_the_last_one_says() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let trigger = format!("/cases/{}/risk/trigger", family.case);
    let form = client.get(&trigger).await.text();
    assert!(!form.contains("value=\"disclosure\""), "what somebody disclosed is written down elsewhere");
    let saved = save(&client, &trigger, &[("kind", "new-order"), ("note", "An order came in the post.")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = client.get(&format!("/cases/{}/risk", family.case)).await.text();
    assert!(page.contains("An order came in the post.") && page.contains("Not yet"), "{page}");
    let begin = format!("/cases/{}/risk/begin", family.case);
    let fields = [("level", "supervised"), ("sources", "court")];
    let missing = client.post(&begin, &fields).await;
    assert!(missing.at(".govuk-error-summary").contains("Choose what to begin with"));
    let fields = [("start", "carry-over"), ("level", "supervised"), ("sources", "court")];
    assert_eq!(save(&client, &begin, &fields).await.status, StatusCode::SEE_OTHER);
    let risk = family.state(&house).await.risk;
    let (draft, current) = (risk.draft.unwrap(), risk.current.unwrap().signed.draft);
    assert_eq!(draft.content.hazards.len(), current.content.hazards.len());
    let against = client.get(&format!("/cases/{}/risk/{}/against/{}", family.case, draft.id, current.id)).await;
    assert_eq!(against.status, StatusCode::OK, "{}", against.text());
    assert!(against.text().contains("side by side"));
}

#[tokio::test]
async fn a_disclosure_makes_it_due_and_its_words_are_on_no_page_of_the_assessment() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let words = "The shed was locked from outside.";
    let capture = CaptureDisclosure {
        case: family.case,
        session: None,
        from: family.child,
        about: Vec::new(),
        words: text(words),
        at: None,
    };
    house.carry_out(Role::Volunteer, ConcernCommand::CaptureDisclosure(capture)).await.expect("it is taken");
    let client = signed_in(&house, Role::Coordinator).await;
    let page = client.get(&format!("/cases/{}/risk", family.case)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains(words) && page.text().contains("Not yet"), "{}", page.text());
}

#[tokio::test]
async fn a_version_is_withdrawn_with_a_reason_and_counts_no_more() {
    let house = TestHouse::build().await;
    let family = Family::countersigned(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::SafeguardingLead).await;
    let id = family.state(&house).await.risk.current.expect("a version that counts").signed.draft.id;
    let path = format!("{}/withdraw", at(&family, id));
    let saved = save(&client, &path, &[("reason", "It was about another family.")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert!(family.state(&house).await.risk.current.is_none());
    let page = client.get(&format!("/cases/{}/risk", family.case)).await.text();
    assert!(page.contains("No assessment counts.") && page.contains("Withdrawn"), "{page}");
    assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn somebody_else_wrote_meanwhile_and_nothing_is_overwritten() {
    let house = TestHouse::build().await;
    let family = Family::pre_visited(&house, ContactLevel::Supervised).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let version = at(&family, begun(&house, &client, &family).await);
    let seen = hidden(&client.get(&format!("{version}/impact")).await, "_version");
    written(&client, &family, &version).await;
    let field = format!("impact-{}", family.child);
    let fields = [(field.as_str(), "Something else."), ("_version", seen.as_str())];
    let page = save(&client, &format!("{version}/impact"), &fields).await;
    assert_ne!(page.status, StatusCode::SEE_OTHER);
    assert!(page.text().contains("Something else."), "what was typed is kept: {}", page.text());
    let stale = client.post(&format!("{version}/finish"), &[("_version", seen.as_str())]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let draft = family.state(&house).await.risk.draft.unwrap();
    assert_eq!(draft.readiness, Readiness::StillWriting);
}

#[tokio::test]
async fn an_intake_worker_reads_and_writes_nothing_and_the_floor_reads_nothing() {
    let house = TestHouse::build().await;
    let family = Family::pre_visited(&house, ContactLevel::Supervised).await;
    let coordinator = signed_in(&house, Role::Coordinator).await;
    let version = at(&family, begun(&house, &coordinator, &family).await);
    for role in [Role::IntakeWorker, Role::Volunteer, Role::ShiftLead, Role::Trustee, Role::Administrator] {
        let client = signed_in(&house, role).await;
        let expected = if role == Role::IntakeWorker { StatusCode::OK } else { StatusCode::NOT_FOUND };
        let page = client.get(&version).await;
        assert_eq!(page.status, expected, "{role:?}");
        assert!(!page.text().contains("/finish") && !page.text().contains("hazards/new"), "{role:?}");
        // An intake worker opens protected facts to get in touch safely, and then only for that.
        let opened = client.get(&format!("{version}/opened")).await;
        assert_eq!(opened.status, expected, "{role:?}");
        assert!(!opened.text().contains("safeguarding"), "{role:?}");
        for step in ["grounds", "hazards/new", "impact", "unknowns", "controls", "apart", "withdraw"] {
            assert_eq!(client.get(&format!("{version}/{step}")).await.status, StatusCode::NOT_FOUND, "{role:?} {step}");
        }
        for step in ["finish", "sign", "countersign"] {
            let sent = client.post(&format!("{version}/{step}"), &[]).await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "{role:?} {step}");
        }
    }
}
