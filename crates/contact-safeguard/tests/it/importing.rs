use crate::program::{Hall, refused, text};
use serde_json::{Value, json};

/// An invented application: nobody in it exists.
fn application() -> Value {
    json!({
        "case_data": {
            "applicants": [{
                "id": "6f0c2f4c-0d5b-4c52-9d0c-0b8f6a3c1e01",
                "value": { "firstName": "Tegan", "lastName": "Alderwick", "dateOfBirth": "1990-05-02" }
            }],
            "respondents": [{
                "id": "6f0c2f4c-0d5b-4c52-9d0c-0b8f6a3c1e02",
                "value": { "firstName": "Omar", "lastName": "Skelhorn" }
            }],
            "children": [{
                "id": "6f0c2f4c-0d5b-4c52-9d0c-0b8f6a3c1e03",
                "value": { "firstName": "Isla", "lastName": "Alderwick", "dateOfBirth": "2018-01-30" }
            }]
        }
    })
}

fn import(hall: &Hall, bytes: &[u8]) -> std::process::Output {
    let file = hall.path("application.json");
    std::fs::write(&file, bytes).unwrap();
    hall.run(&["referral", "import", text(&file), "--data", text(&hall.data())])
}

#[test]
fn a_court_application_becomes_a_draft_and_one_json_object_tells_of_it() {
    let hall = Hall::new();
    let output = import(&hall, application().to_string().as_bytes());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&told["children"], &told["adults"]), (&json!(1), &json!(2)));
    assert!(told["reference"].as_str().unwrap().starts_with("CS-"));
    for field in ["allegations", "orders", "unknown"] {
        assert!(told[field].is_array(), "{field}");
    }
    assert!(told["contact_wanted"].is_string() && told["not_mapped"].is_number());

    let again = import(&hall, application().to_string().as_bytes());
    let second: Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_ne!(told["reference"], second["reference"]);
}

#[track_caller]
fn not_taken(bytes: &[u8], path: &str) {
    let hall = Hall::new();
    refused(&import(&hall, bytes), 1, &[path, "Nothing was saved"]);
    assert!(!hall.data().exists(), "a file that is not taken leaves nothing behind");
}

#[test]
fn a_truncated_file_is_not_taken_and_the_place_is_named() {
    let whole = application().to_string();
    let at = whole.find("Skelhorn").unwrap();
    not_taken(&whole.as_bytes()[..at], "/case_data/respondents/0/value/lastName");
}

#[test]
fn a_file_over_five_mebibytes_is_not_taken() {
    let mut large = application();
    large["case_data"]["padding"] = Value::String("x".repeat(5 * 1024 * 1024));
    not_taken(large.to_string().as_bytes(), "5 MiB");
}

#[test]
fn a_deeply_nested_file_is_not_taken_and_the_place_is_named() {
    let deep = format!("{{\"case_data\":{}1{}}}", "[".repeat(5_000), "]".repeat(5_000));
    not_taken(deep.as_bytes(), "/case_data");
}

#[test]
fn a_field_of_the_wrong_type_is_not_taken_and_the_place_is_named() {
    let mut wrong = application();
    wrong["case_data"]["children"][0]["value"]["firstName"] = json!({ "not": "text" });
    not_taken(wrong.to_string().as_bytes(), "/case_data/children/0/value/firstName");
}

#[test]
fn a_file_that_is_not_there_is_not_taken() {
    let hall = Hall::new();
    let output = hall.run(&["referral", "import", "/nowhere/application.json", "--data", text(&hall.data())]);
    refused(&output, 1, &["/nowhere/application.json"]);
    assert!(!hall.data().exists());
}
