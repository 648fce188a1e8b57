//! What the tests of the day share: the page's small forms, and how a value is read out of one.

use crate::client::{Client, Page};
use scraper::{Html, Selector};
use testkit::TestHouse;
use testkit::story::Family;

/// The value of a form's hidden field.
#[track_caller]
pub fn hidden(page: &Page, name: &str) -> String {
    let document = Html::parse_document(&page.text());
    let selector = Selector::parse(&format!("input[name=\"{name}\"]")).unwrap();
    let found = document.select(&selector).next();
    let found = found.unwrap_or_else(|| panic!("no {name} in {}", page.text()));
    found.value().attr("value").unwrap_or_default().to_owned()
}

/// What the buttons of a page send as their step, in order.
pub fn steps(page: &Page) -> Vec<String> {
    let document = Html::parse_document(&page.text());
    let selector = Selector::parse("button[name=\"step\"]").unwrap();
    let steps = document.select(&selector).filter_map(|button| button.value().attr("value"));
    steps.map(str::to_owned).collect()
}

/// Sends a form from its first page to saved: checked, then confirmed.
pub async fn save(client: &Client, path: &str, answers: &[(&str, &str)]) -> Page {
    let step = |step| answers.iter().copied().chain([("_step", step)]).collect::<Vec<_>>();
    let check = client.post(path, &step("check")).await;
    assert_eq!(check.heading(), "Check your answers", "{}", check.text());
    client.post(path, &step("save")).await
}

/// The family names of a family, and a first name with its initial.
pub async fn names(house: &TestHouse, family: &Family) -> (Vec<String>, String) {
    let people = [family.child, family.resident, family.visiting];
    let streams: Vec<_> = people.into_iter().map(domain::stream::StreamName::Person).collect();
    let world = house.world(&streams).await;
    let name = |person| {
        let identity = world.people[&person].identity.as_ref().unwrap();
        identity.name.as_ref().unwrap().expose().unwrap().clone()
    };
    let families = people.iter().filter_map(|p| name(*p).family().map(str::to_owned)).collect();
    (families, name(family.child).first_and_initial())
}
