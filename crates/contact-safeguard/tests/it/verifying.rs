use crate::program::{Hall, refused, text};
use std::path::Path;

fn recorded() -> Hall {
    let hall = Hall::new();
    let file = hall.path("application.json");
    let application = serde_json::json!({ "case_data": {
        "applicants": [{ "id": "1", "value": { "firstName": "Wen", "lastName": "Rowntree" } }],
        "respondents": [{ "id": "2", "value": { "firstName": "Leon", "lastName": "Danso" } }],
        "children": [{ "id": "3", "value": { "firstName": "Seren", "lastName": "Danso" } }],
    }});
    std::fs::write(&file, application.to_string()).unwrap();
    let output = hall.run(&["referral", "import", text(&file), "--data", text(&hall.data())]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    hall
}

/// Flips one bit of the first place in the database where these bytes stand.
fn flip(data: &Path, bytes: &[u8]) {
    let file = data.join("record.sqlite");
    let mut database = std::fs::read(&file).unwrap();
    let at = database.windows(bytes.len()).position(|window| window == bytes).expect("the bytes stand in the database");
    database[at + 1] ^= 1;
    std::fs::write(&file, database).unwrap();
}

#[test]
fn an_untouched_record_verifies_and_rebuilds() {
    let hall = recorded();
    let data = hall.data();
    for task in ["verify", "rebuild", "verify"] {
        let output = hall.run(&[task, "--data", text(&data)]);
        assert!(output.status.success(), "{task}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn one_flipped_bit_is_exit_code_one_and_the_entry_is_named() {
    let hall = recorded();
    flip(&hall.data(), b"referral.drafted");
    refused(&hall.run(&["verify", "--data", text(&hall.data())]), 1, &["does not verify"]);
}

#[test]
fn verifying_what_is_not_there_makes_nothing() {
    let hall = Hall::new();
    refused(&hall.run(&["verify", "--data", text(&hall.data())]), 2, &["no record"]);
    assert!(!hall.data().exists());
}

#[test]
fn a_wrong_key_file_is_not_called_a_changed_record() {
    let hall = recorded();
    let other = hall.path("other-keys");
    let output = hall.run(&["verify", "--data", text(&hall.data()), "--key-file", text(&other)]);
    refused(&output, 3, &["key file"]);
}
