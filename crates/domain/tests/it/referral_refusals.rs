//! Files that are not taken. Each is refused with the path of the place and without what stands there.

use crate::referral_desk::{Desk, worker};
use crate::referral_shapes::{ANSWERED, NEWER, OLDER};
use domain::decision::Refusal;
use domain::referral::court_application::{MOST_BYTES, MOST_DEPTH, Why, read};
use domain::referral::{OriginalFile, ReferralCommand};
use proptest::prelude::*;
use serde_json::{Value, json};

#[track_caller]
fn refused(json: &str, path: &str, why: Why) {
    let problem = read(json.as_bytes()).unwrap_err();
    assert_eq!((problem.path(), problem.why()), (path, why), "{problem}");
}

fn changed(json: &str, pointer: &str, to: Value) -> String {
    let mut document: Value = serde_json::from_str(json).unwrap();
    *document.pointer_mut(pointer).unwrap() = to;
    document.to_string()
}

#[test]
fn a_wrong_type_is_named_by_its_path_whichever_shape_is_used() {
    for (file, pointer, to, why) in [
        (NEWER, "/case_data", json!([]), Why::NotAnObject),
        (NEWER, "/case_data/newChildDetails", json!(3), Why::NotAList),
        (NEWER, "/case_data/newChildDetails/0", json!("Amina"), Why::NotAnObject),
        (NEWER, "/case_data/newChildDetails/0/value", json!("Amina"), Why::NotAnObject),
        (NEWER, "/case_data/newChildDetails/0/value/firstName", json!(["Amina"]), Why::NotText),
        (NEWER, "/case_data/newChildDetails/0/value/dateOfBirth", json!("4 March"), Why::NotADate),
        (NEWER, "/case_data/newChildDetails/0/value/dateOfBirth", json!(2017), Why::NotText),
        (NEWER, "/case_data/applicants/0/value/address", json!("3 Elm Row"), Why::NotAnObject),
        (NEWER, "/case_data/applicants/0/value/isAddressConfidential", json!("perhaps"), Why::NotAnAnswer),
        (NEWER, "/case_data/newAllegationsOfHarmDomesticAbuseYesNo", json!(true), Why::NotText),
        (NEWER, "/case_data/domesticBehaviours", json!({}), Why::NotAList),
        (NEWER, "/case_data/newOrdersNonMolestationEndDate", json!("soon"), Why::NotADate),
        (NEWER, "/case_data/childAbuses/0", json!(1), Why::NotText),
        (OLDER, "/children", json!(1), Why::NotAList),
        (OLDER, "/bailDetails/bailConditionEndDate", json!("soon"), Why::NotADate),
        (OLDER, "/othersToNotify", json!("none"), Why::NotAList),
        (ANSWERED, "/case_details/case_data/respondents/0/value/response", json!([1]), Why::NotAnObject),
        (ANSWERED, "/case_details/case_data", json!(null), Why::NoApplication),
    ] {
        refused(&changed(file, pointer, to), pointer, why);
    }
    let mut both: Value = serde_json::from_str(NEWER).unwrap();
    both["case_data"]["children"] = json!(5);
    refused(&both.to_string(), "/case_data/children", Why::NotAList);
}

#[test]
fn a_document_within_a_text_is_named_inside_it() {
    let within = |page: &str| json!({"case_data": {"c100RebuildChildDetails": page}}).to_string();
    let path = "/case_data/c100RebuildChildDetails#/cd_children";
    refused(&within(r#"{"cd_children": 2}"#), path, Why::NotAList);
    refused(&within(r#"{"cd_children": [{"id"#), "/case_data/c100RebuildChildDetails#/cd_children/0", Why::BreaksOff);
    refused(
        &within(
            r#"{"cd_children": [{"firstName": "Nia", "personalDetails": {"dateOfBirth": {"year": "2021", "month": "13", "day": "1"}}}]}"#,
        ),
        "/case_data/c100RebuildChildDetails#/cd_children/0/personalDetails/dateOfBirth",
        Why::NotADate,
    );
}

#[test]
fn a_file_that_breaks_off_says_where() {
    let cut = NEWER.find("\"Chidi\"").unwrap();
    refused(&NEWER[..cut], "/case_data/newChildDetails/1/value/firstName", Why::BreaksOff);
    refused("", "/", Why::BreaksOff);
    refused("Dear centre,", "/", Why::NotJson);
    refused("{\"case_data\": {\"applicants\": [}", "/case_data/applicants/0", Why::NotJson);
}

#[test]
fn a_file_too_big_or_too_deep_is_not_read() {
    let big = format!("{{\"case_data\": \"{}\"}}", "x".repeat(MOST_BYTES));
    refused(&big, "/", Why::TooLarge);
    let deep = format!("{{\"case_data\": {}{}}}", "[".repeat(MOST_DEPTH), "]".repeat(MOST_DEPTH));
    let problem = read(deep.as_bytes()).unwrap_err();
    assert_eq!(problem.why(), Why::TooDeep);
    assert!(problem.path().starts_with("/case_data/0/0"), "{problem}");
    let endless = "[".repeat(3_000_000);
    assert_eq!(read(endless.as_bytes()).unwrap_err().why(), Why::TooDeep);
}

#[test]
fn a_file_without_an_application_says_so() {
    for json in
        ["{}", "{\"jurisdiction\": \"PRIVATELAW\"}", "{\"case_data\": {}}", "{\"case_data\": {\"applicants\": []}}"]
    {
        assert_eq!(read(json.as_bytes()).unwrap_err().why(), Why::NoApplication, "{json}");
    }
    assert_eq!(read(b"[1, 2]").unwrap_err().why(), Why::NotAnObject);
    assert!(read(b"\xEF\xBB\xBF{\"case_data\": {\"applicants\": [{\"value\": {\"firstName\": \"Ife\"}}]}}").is_ok());
    assert!(read(b"\xff\xfe\x00").is_err());
}

#[test]
fn a_refused_file_leaves_nothing_behind() {
    let mut desk = Desk::open();
    let original = OriginalFile::new(changed(NEWER, "/case_data/applicants", json!("Ngozi")));
    let command = ReferralCommand::ImportCourtApplication { original, referrer: None };
    let Err(Refusal::Fields(problems)) = desk.give(command, worker(1)) else {
        panic!("refused");
    };
    assert!(problems[0].message.contains("/case_data/applicants"));
    assert!(!problems[0].message.contains("Ngozi"));
    assert!(desk.world.cases.is_empty() && desk.world.people.is_empty());
}

/// Every place of a document, by pointer.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                places(value, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (i, value) in items.iter().enumerate() {
                places(value, &format!("{at}/{i}"), found);
            }
        }
        _ => {}
    }
}

/// Texts of a document that no field's name can be mistaken for.
fn values(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.contains(' ') => found.push(text.clone()),
        Value::Object(object) => object.values().for_each(|value| values(value, found)),
        Value::Array(items) => items.iter().for_each(|value| values(value, found)),
        _ => {}
    }
}

fn file() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just(NEWER), Just(OLDER), Just(ANSWERED)]
}

fn other_type() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        Just(json!(7)),
        Just(json!(true)),
        Just(json!("a text that is no date")),
        Just(json!([])),
        Just(json!([[1]])),
        Just(json!({})),
        Just(json!({"value": 1})),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn a_cut_file_is_refused_with_a_path_and_never_a_value(file in file(), cut in 0.0_f64..1.0) {
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a small file")]
        let at = (file.trim_end().len() as f64 * cut) as usize;
        let problem = read(&file.as_bytes()[..at]).unwrap_err();
        prop_assert!(problem.path().starts_with('/'));
        prop_assert!(!problem.to_string().contains("Elm Row"));
    }

    #[test]
    fn a_place_of_another_type_is_taken_or_named_and_never_panics(
        file in file(), place in any::<prop::sample::Index>(), to in other_type()
    ) {
        let document: Value = serde_json::from_str(file).unwrap();
        let mut pointers = Vec::new();
        places(&document, "", &mut pointers);
        let pointer = place.get(&pointers);
        if let Err(problem) = read(changed(file, pointer, to).as_bytes()) {
            let near = problem.path() == "/"
                || pointer.starts_with(problem.path())
                || problem.path().starts_with(pointer.as_str());
            prop_assert!(near, "{pointer}: {problem}");
            let mut texts = Vec::new();
            values(&document, &mut texts);
            for text in texts {
                prop_assert!(!problem.to_string().contains(&text), "{problem}");
            }
        }
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
    }

    #[test]
    fn json_like_noise_is_read_without_a_panic(text in "[\\[\\]{}\",:\\\\a-z0-9 ]{0,200}") {
        let _ = read(text.as_bytes());
    }
}
