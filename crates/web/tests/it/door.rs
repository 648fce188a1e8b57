//! The hall's tablet: opened at the door by the shift lead, today's sheet after a PIN, entries with a PIN, and nothing else.

use crate::client::{Client, Page, anybody, at_door, signed_in};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::ids::SessionId;
use domain::session::Movement;
use domain::words::{ContactLevel, Role};
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, SCHOOL, TELEPHONE, TEN};
use web::routes::{For, table};

const PIN: &str = "4821";

/// A Saturday morning with one family to come, whose supervisor has a PIN.
async fn saturday(level: ContactLevel) -> (TestHouse, Family, SessionId) {
    let house = TestHouse::build().await;
    let family = Family::live(&house, level).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    house.clock.set("2026-11-28T09:20:00Z".parse().unwrap());
    let supervisor = signed_in(&house, Role::ContactSupervisor).await;
    let saved = supervisor.post("/account/pin", &[("pin", PIN)]).await;
    assert_eq!(saved.location.as_deref(), Some("/account"), "{}", saved.text());
    (house, family, session)
}

fn cookies(page: &Page) -> Vec<String> {
    page.headers.get_all(header::SET_COOKIE).iter().map(|line| line.to_str().unwrap().to_owned()).collect()
}

/// The shift lead opens the browser they stand at.
async fn opened(house: &TestHouse) -> String {
    let lead = signed_in(house, Role::ShiftLead).await;
    lead.post("/step-up", &[("then", "/door/open")]).await;
    let sent = lead.post("/door/open", &[("place", "every-door"), ("until", "13:30")]).await;
    assert_eq!(sent.location.as_deref(), Some("/door"), "{}", sent.text());
    let device = cookies(&sent).into_iter().find(|cookie| cookie.starts_with("door=")).expect("a device's cookie");
    device["door=".len()..].split(';').next().unwrap().to_owned()
}

async fn shown(house: &TestHouse) -> Client {
    let device = at_door(house, &opened(house).await);
    let unlocked = device.post("/door", &[("name", "contact-supervisor@willow"), ("pin", PIN)]).await;
    assert_eq!(unlocked.location.as_deref(), Some("/door"), "{}", unlocked.text());
    device
}

#[tokio::test]
async fn the_shift_lead_gives_their_second_factor_opens_the_tablet_and_is_signed_out_on_it() {
    let (house, ..) = saturday(ContactLevel::Supervised).await;
    let lead = signed_in(&house, Role::ShiftLead).await;
    assert!(lead.get("/today").await.text().contains("/door/open"), "a way there");
    assert!(!signed_in(&house, Role::Volunteer).await.get("/today").await.text().contains("/door/open"));
    let asked = lead.get("/door/open").await;
    assert_eq!(asked.location.as_deref(), Some("/step-up?then=/door/open"));
    lead.post("/step-up", &[("then", "/door/open")]).await;
    let page = lead.get("/door/open").await;
    assert!(page.text().contains("You are signed out on this device"), "{}", page.text());
    let wrong = lead.post("/door/open", &[("until", "7")]).await;
    assert!(wrong.at(".govuk-error-summary").contains("Choose where it stands"), "{}", wrong.text());
    let late = lead.post("/door/open", &[("place", "every-door"), ("until", "7:00")]).await;
    assert!(late.at(".govuk-error-summary").contains("later today"), "{}", late.text());
    let sent = lead.post("/door/open", &[("place", "every-door"), ("until", "13:30")]).await;
    let laid = cookies(&sent);
    let device = laid.iter().find(|cookie| cookie.starts_with("door=")).expect("a device's cookie");
    assert!(device.contains("HttpOnly; SameSite=Strict"), "{device}");
    assert!(laid.iter().any(|cookie| cookie.starts_with("sign-in=; Max-Age=0")), "{laid:?}");
    assert_eq!(lead.get("/today").await.status, StatusCode::SEE_OTHER, "signed out on it");
}

#[tokio::test]
async fn the_tablet_shows_todays_sheet_after_a_pin_only_and_what_the_printed_one_shows() {
    let (house, _, session) = saturday(ContactLevel::Supervised).await;
    let device = at_door(&house, &opened(&house).await);
    let hidden = device.get("/door").await;
    assert_eq!(hidden.heading(), "The sheet is hidden");
    assert!(
        !hidden.text().contains("Supervisor") && !hidden.text().contains(&session.to_string()),
        "{}",
        hidden.text()
    );
    assert_eq!(hidden.headers["clear-site-data"], "\"cache\"", "nothing to go back to");
    let wrong = device.post("/door", &[("name", "contact-supervisor@willow"), ("pin", "4822")]).await;
    assert!(wrong.at(".govuk-error-summary").contains("do not go together"), "{}", wrong.text());
    let unknown = device.post("/door", &[("name", "nobody@willow"), ("pin", PIN)]).await;
    assert_eq!(unknown.text(), wrong.text(), "nobody learns who works today");
    device.post("/door", &[("name", "contact-supervisor@willow"), ("pin", PIN)]).await;
    let sheet = device.get("/door").await;
    let text = sheet.text();
    assert!(text.contains("The sheet is hidden at 9:25am") && text.contains("open until 1:30pm"), "{text}");
    assert_eq!(sheet.headers["refresh"], "301; url=/door", "the screen goes blank by itself");
    for kept in [SCHOOL, TELEPHONE, "supervised", "/cases/", "/sessions/", "Sign out", "concern\""] {
        assert!(!text.contains(kept), "{kept}: {text}");
    }
    let links = text.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let ours = |to: &str| to == "/" || ["/door", "/assets", "#"].iter().any(|ours| to.starts_with(ours));
    let outside: Vec<_> = links.filter(|to| !ours(to)).collect();
    assert!(outside.is_empty(), "{outside:?}");
    device.post("/door/hide", &[]).await;
    assert_eq!(device.get("/door").await.heading(), "The sheet is hidden");
}

/// The key that a page's form carries.
fn repeat_key(page: &Page) -> String {
    let text = page.text();
    let (_, rest) = text.split_once("name=\"repeat_key\" value=\"").unwrap_or_else(|| panic!("{text}"));
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_entry_takes_a_pin_is_made_once_and_keeps_no_trace_of_the_pin() {
    let (house, family, session) = saturday(ContactLevel::Supervised).await;
    let device = shown(&house).await;
    let at = format!("/door/{session}/visiting-in");
    assert!(device.get("/door").await.text().contains(&at));
    let page = device.get(&at).await;
    assert_eq!(page.heading(), "Visiting adult is here");
    let (worker, key) = (house.worker(Role::ContactSupervisor).to_string(), repeat_key(&page));
    let wrong = device.post(&at, &[("worker", &worker), ("pin", "1111"), ("repeat_key", &key)]).await;
    assert!(wrong.at(".govuk-error-summary").contains("do not go together"), "{}", wrong.text());
    let nobody = device.post(&at, &[("pin", PIN), ("repeat_key", &key)]).await;
    assert!(nobody.at(".govuk-error-summary").contains("Choose who records it"), "{}", nobody.text());
    assert!(family.record(&house, session).await.session.moved().is_empty(), "nothing without a PIN");
    let sent = device.post(&at, &[("worker", &worker), ("pin", PIN), ("repeat_key", &key)]).await;
    assert_eq!(sent.location, Some(format!("/door#s-{session}")), "{}", sent.text());
    let before = family.record(&house, session).await;
    assert!(before.session.when(family.visiting, Movement::VisitingIn).is_some());
    assert!(device.get("/door").await.text().contains("came at 9:20am"));
    let supervisor = signed_in(&house, Role::ContactSupervisor).await;
    supervisor.post("/account/pin", &[("pin", "903817")]).await;
    let again = device.post(&at, &[("worker", &worker), ("pin", "903817"), ("repeat_key", &key)]).await;
    assert_eq!(
        again.location,
        Some(format!("/door#s-{session}")),
        "the same entry, whatever the PIN: {}",
        again.text()
    );
    assert_eq!(family.record(&house, session).await.version, before.version, "made once");
}

#[tokio::test]
async fn the_tablet_takes_what_happens_until_the_family_has_left() {
    let (house, family, session) = saturday(ContactLevel::Supported).await;
    let volunteer = signed_in(&house, Role::Volunteer).await;
    volunteer.post("/account/pin", &[("pin", "7310")]).await;
    let device = at_door(&house, &opened(&house).await);
    device.post("/door", &[("name", "volunteer@willow"), ("pin", "7310")]).await;
    let worker = house.worker(Role::Volunteer).to_string();
    for tap in ["visiting-in", "child-in", "left-as-planned"] {
        let sheet = device.get("/door").await;
        let next = sheet.at(".govuk-summary-card a.govuk-button");
        let page = device.get(&format!("/door/{session}/{tap}")).await;
        assert!(next.starts_with(&page.heading()), "{tap} comes next, not {next}");
        let sent = device.post(&format!("/door/{session}/{tap}"), &[("worker", &worker), ("pin", "7310")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{tap}: {}", sent.text());
    }
    assert!(family.record(&house, session).await.session.ended().is_some());
    for tap in ["close", "close-as-usual", "nonsense"] {
        let sent = device.post(&format!("/door/{session}/{tap}"), &[("worker", &worker), ("pin", "7310")]).await;
        assert_eq!(sent.location.as_deref(), Some("/door"), "{tap} is not told at the door");
    }
}

#[tokio::test]
async fn a_devices_cookie_opens_no_other_route() {
    let (house, _, session) = saturday(ContactLevel::Supervised).await;
    let device = shown(&house).await;
    let filled = |path: &str| {
        let id = session.to_string();
        path.split('/').map(|word| if word.starts_with('{') { id.as_str() } else { word }).collect::<Vec<_>>().join("/")
    };
    let mut asked = 0;
    for route in table().into_iter().filter(|route| route.who == For::SignedIn) {
        let path = filled(route.path);
        let page =
            if route.method == "GET" { device.get(&path).await } else { device.post(&path, &[("a", "1")]).await };
        let sent = page.location.as_deref().is_some_and(|to| to.starts_with("/sign-in"));
        let asks = sent || page.status == StatusCode::UNAUTHORIZED || page.text().contains("<title>Sign in");
        assert!(asks, "{} {}: {} {}", route.method, route.path, page.status, page.text());
        asked += 1;
    }
    assert!(asked > 150, "{asked}");
    assert_eq!(device.get("/door").await.status, StatusCode::OK, "and it is still a device");
}

#[tokio::test]
async fn no_other_site_and_no_other_browser_sends_a_devices_forms() {
    let (house, _, session) = saturday(ContactLevel::Supervised).await;
    let device = shown(&house).await;
    let body = form_urlencoded::Serializer::new(String::new()).append_pair("pin", PIN).finish();
    for path in ["/door".to_owned(), "/door/hide".to_owned(), format!("/door/{session}/child-in")] {
        let forged = device.post_raw(&path, body.clone()).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN, "{path} without the device's token");
        let elsewhere = Request::post(&path).header("sec-fetch-site", "cross-site");
        assert_eq!(device.send(elsewhere, Body::from(body.clone())).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    for other in [anybody(&house), at_door(&house, "nonsense"), signed_in(&house, Role::Coordinator).await] {
        let page = other.get("/door").await;
        assert_eq!(page.heading(), "This device is not open at the door");
        assert_eq!(other.get(&format!("/door/{session}/child-in")).await.location.as_deref(), Some("/door"));
        assert_eq!(other.post(&format!("/door/{session}/child-in"), &[]).await.location.as_deref(), Some("/door"));
    }
}

#[tokio::test]
async fn ones_own_account_tells_of_the_pin_and_whoever_may_ends_the_device_there() {
    let (house, ..) = saturday(ContactLevel::Supervised).await;
    let device = shown(&house).await;
    let supervisor = signed_in(&house, Role::ContactSupervisor).await;
    let page = supervisor.get("/account").await.text();
    assert!(page.contains("Chosen; nobody can see it") && !page.contains("End this device"), "{page}");
    let weak = supervisor.post("/account/pin", &[("pin", "1234")]).await;
    assert!(weak.at(".govuk-error-summary").contains("not in a row"), "{}", weak.text());
    let coordinator = signed_in(&house, Role::Coordinator).await;
    let page = coordinator.get("/account").await.text();
    assert!(page.contains("No PIN yet") && page.contains("Every door"), "{page}");
    let (_, rest) = page.split_once("/account/doors/").expect("a button that ends it");
    let end = format!("/account/doors/{}", rest.split('"').next().unwrap());
    assert_eq!(supervisor.post(&end, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(coordinator.post(&end, &[]).await.location.as_deref(), Some("/account"));
    assert_eq!(device.get("/door").await.heading(), "This device is not open at the door");
    assert!(coordinator.get("/account").await.text().contains("No device is open at the door"));
}
