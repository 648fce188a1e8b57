use super::{nobody, program};
use domain::words::{ContactLevel, Role};
use scraper::{Html, Selector};
use serde_json::Value;
use std::collections::BTreeSet;
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, SCHOOL, TELEPHONE, TEN};
use web::routes::{For, table};

const ITSELF: &str = "/api/openapi.json";

async fn document(house: &TestHouse) -> Value {
    nobody(house).await.get(ITSELF).await.done()
}

fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    let each = paths.flat_map(|(path, item)| item.as_object().unwrap().iter().map(move |(m, o)| (m, path, o)));
    each.map(|(method, path, operation)| (method.to_uppercase(), path.clone(), operation)).collect()
}

#[tokio::test]
async fn the_document_and_the_table_of_routes_name_the_same_routes() {
    let house = TestHouse::build().await;
    let document = document(&house).await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "{}", document["openapi"]);
    let told: BTreeSet<_> = operations(&document).into_iter().map(|(method, path, _)| (method, path)).collect();
    let api = table().into_iter().filter(|route| route.path.starts_with("/api/") && route.path != ITSELF);
    let there: BTreeSet<_> = api.map(|route| (route.method.to_owned(), route.path.to_owned())).collect();
    assert_eq!(told, there);
    assert!(table().iter().any(|route| route.path == ITSELF && route.who == For::Anybody));
}

#[tokio::test]
async fn the_document_says_where_a_token_is_needed_as_the_table_does() {
    let house = TestHouse::build().await;
    let document = document(&house).await;
    assert_eq!(document["components"]["securitySchemes"]["token"]["scheme"], "bearer");
    for (method, path, operation) in operations(&document) {
        let asked = operation.get("security").unwrap_or(&document["security"]);
        let needed = asked.as_array().unwrap().iter().all(|one| one.get("token").is_some());
        let route = table().into_iter().find(|route| route.method == method && route.path == path).unwrap();
        assert_eq!(needed, route.who == For::SignedIn, "{method} {path}");
        assert!(operation["responses"]["401"].is_object(), "{method} {path} can be asked by nobody");
    }
}

#[tokio::test]
async fn every_value_in_a_path_is_declared_and_every_reference_leads_somewhere() {
    let house = TestHouse::build().await;
    let document = document(&house).await;
    for (method, path, operation) in operations(&document) {
        let in_path = path.split('/').filter_map(|word| word.strip_prefix('{')?.strip_suffix('}'));
        let declared = operation["parameters"].as_array().cloned().unwrap_or_default();
        let declared = declared.iter().filter(|one| one["in"] == "path" && one["required"] == true);
        let named: Vec<_> = declared.map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(in_path.collect::<Vec<_>>(), named, "{method} {path}");
    }
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
}

/// What a page shows of a question is the same as what a program reads, and no more than it.
#[tokio::test]
async fn every_question_is_answered_without_a_family_name_or_a_protected_fact() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    family.hold(&house, session).await;
    let report = family.report(&house, session).await;
    let client = program(&house, Role::Coordinator).await;
    let case = client.get(&format!("/api/v1/cases/{}", family.case)).await;
    assert_eq!(case.done()["stage"].as_str().map(str::is_empty), Some(false));
    let list = client.get("/api/v1/cases").await;
    assert_eq!(list.done()["cases"][0]["case"], family.case.to_string());
    let day = client.get("/api/v1/days/2026-11-28").await;
    assert_eq!(day.done()["sessions"][0]["session"], session.to_string());
    let reports = client.get("/api/v1/reports").await;
    assert_eq!(reports.done()["reports"][0]["report"], report.to_string());
    let (families, child) = crate::family::names(&house, &family).await;
    assert_eq!(list.json()["cases"][0]["children"][0], child);
    for reply in [case, list, day, reports] {
        let text = reply.text();
        for hidden in families.iter().map(String::as_str).chain([SCHOOL, TELEPHONE]) {
            assert!(!text.contains(hidden), "{hidden} in {text}");
        }
    }
    let report = client.get(&format!("/api/v1/reports/{report}")).await;
    assert!(!report.done()["statements"].as_array().unwrap().is_empty());
    assert!(report.header("etag").unwrap().starts_with("\"session/"));
    let rules = client.get("/api/v1/rules").await.done();
    assert!(rules.as_array().unwrap().iter().any(|rule| rule["id"] == "R-P07"), "{}", rules[0]);
}

#[tokio::test]
async fn a_list_is_asked_for_by_its_page_and_a_page_past_the_last_has_nothing() {
    let house = TestHouse::build().await;
    Family::drafted(&house, ContactLevel::Supported).await;
    let client = program(&house, Role::Coordinator).await;
    for (page, found) in [("", 1), ("?page=0", 1), ("?page=1", 1)] {
        let list = client.get(&format!("/api/v1/cases{page}")).await.done();
        assert_eq!(list["cases"].as_array().unwrap().len(), found, "{page}");
    }
    let shown = crate::client::signed_in(&house, Role::Coordinator).await.get("/cases").await.text();
    let rows = Html::parse_document(&shown);
    let links = Selector::parse("tbody a[href^=\"/cases/\"]").unwrap();
    assert_eq!(rows.select(&links).count(), 1, "as many as the page shows");
}
