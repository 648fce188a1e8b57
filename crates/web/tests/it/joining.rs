use crate::client::{Client, anybody, signed_in};
use axum::http::StatusCode;
use domain::ids::WorkerId;
use domain::stream::StreamName;
use domain::words::{PersonName, Role};
use domain::worker::{Terms, WorkerCommand};
use std::collections::BTreeSet;
use testkit::TestHouse;

async fn engaged(house: &TestHouse) -> WorkerId {
    let engage = WorkerCommand::EngageWorker {
        worker: None,
        name: PersonName::parse("Oluwaseun", "Hart").unwrap(),
        roles: BTreeSet::from([Role::Volunteer]),
        terms: Terms::Volunteer,
        started_on: "2026-11-01".parse().unwrap(),
    };
    let done = house.carry_out(Role::Coordinator, engage).await.unwrap();
    let worker = done.streams.iter().find_map(|stream| match stream {
        StreamName::Worker(worker) => Some(*worker),
        _ => None,
    });
    worker.unwrap()
}

/// The path of the link on the page that shows it.
async fn invited(client: &Client, worker: WorkerId) -> String {
    let text = client.post(&format!("/workforce/{worker}/join"), &[]).await.text();
    let from = text.find("/join/").unwrap_or_else(|| panic!("{text}"));
    text[from..].split('<').next().unwrap().to_owned()
}

fn chosen<'a>(name: &'a str, password: &'a str) -> [(&'static str, &'a str); 2] {
    [("name", name), ("password", password)]
}

#[tokio::test]
async fn somebody_who_was_engaged_chooses_how_they_sign_in_by_a_link_that_works_once() {
    let house = TestHouse::build().await;
    let worker = engaged(&house).await;
    let coordinator = signed_in(&house, Role::Coordinator).await;
    let page = format!("/workforce/{worker}");
    assert!(coordinator.get(&page).await.text().contains("They cannot sign in yet"));
    let link = invited(&coordinator, worker).await;
    let them = anybody(&house);
    assert_eq!(them.get(&link).await.heading(), "Choose how you sign in");
    let short = them.post(&link, &chosen("oluwaseun", "short")).await;
    assert!(short.at(".govuk-error-summary").contains("at least 12 characters"));
    let in_use = them.post(&link, &chosen("coordinator@willow", "three quiet otters")).await;
    assert!(in_use.at(".govuk-error-summary").contains("Choose another sign-in name"), "{}", in_use.text());
    let saved = them.post(&link, &chosen(" oluwaseun ", "three quiet otters")).await;
    assert_eq!(saved.location.as_deref(), Some("/sign-in"), "{}", saved.text());
    let again = them.post(&link, &chosen("somebody", "three quiet otters")).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "it works once");
    let whence = app::sign_in::Whence::Within;
    let entered = house.house.sign_in(whence, "oluwaseun", "three quiet otters".to_owned().into()).await.unwrap();
    let Some(app::sign_in::Entered::In(token)) = entered else { panic!("they are in") };
    assert_eq!(house.house.signed_in(&token).await.unwrap().unwrap().asker.worker, worker);
    let text = coordinator.get(&page).await.text();
    assert!(!text.contains("They cannot sign in yet"));
    assert_eq!(
        coordinator.post(&format!("{page}/join"), &[]).await.status,
        StatusCode::CONFLICT,
        "nobody gets a second name"
    );
}

#[tokio::test]
async fn nobody_makes_a_link_without_the_right_to_engage_people_and_an_old_one_or_one_of_somebody_who_left_is_nothing()
{
    let house = TestHouse::build().await;
    let worker = engaged(&house).await;
    for role in [Role::Volunteer, Role::ContactSupervisor, Role::SafeguardingLead] {
        let client = signed_in(&house, role).await;
        let refused = client.post(&format!("/workforce/{worker}/join"), &[]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{role:?}");
    }
    let coordinator = signed_in(&house, Role::Coordinator).await;
    let own = house.worker(Role::Coordinator);
    assert_eq!(coordinator.post(&format!("/workforce/{own}/join"), &[]).await.status, StatusCode::CONFLICT);
    let link = invited(&coordinator, worker).await;
    let nothing = anybody(&house).post("/join/AAAA", &chosen("coordinator@willow", "x")).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND, "whoever has no link learns of no name");
    let end = WorkerCommand::EndEngagement { worker, on: "2026-11-22".parse().unwrap() };
    house.carry_out(Role::Coordinator, end).await.unwrap();
    let left = anybody(&house).post(&link, &chosen("oluwaseun", "three quiet otters")).await;
    assert_eq!(left.status, StatusCode::NOT_FOUND);
    let other = engaged(&house).await;
    let link = invited(&signed_in(&house, Role::Coordinator).await, other).await;
    house.clock.set("2026-11-25T09:00:00Z".parse().unwrap());
    let late = anybody(&house).post(&link, &chosen("oluwaseun", "three quiet otters")).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND, "it works for a day");
}
