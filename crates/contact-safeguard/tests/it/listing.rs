use crate::program::Hall;

#[test]
fn the_rules_are_listed_as_json_and_as_markdown() {
    let hall = Hall::new();
    let json = hall.run(&["rules", "list", "--format", "json"]);
    assert!(json.status.success());
    let rules: Vec<serde_json::Value> = serde_json::from_slice(&json.stdout).unwrap();
    for asked in [
        "N-01", "N-02", "N-03", "R-O01", "R-O03", "R-O04", "R-O06", "R-R01", "R-R02", "R-R08", "R-R17", "R-R09",
        "R-P01", "R-P02", "R-P04", "R-P05", "R-P06", "R-P07", "R-P08", "R-P09", "R-P10", "R-S02", "R-S04", "R-S05",
        "R-T01", "R-T02", "R-D02", "R-I01", "R-I02", "R-I03", "R-I04", "R-I05", "R-I21", "R-V01", "R-V07",
    ] {
        let rule = rules.iter().find(|rule| rule["id"] == asked).unwrap_or_else(|| panic!("{asked} is not listed"));
        for field in ["statement", "source", "clears"] {
            assert!(rule[field].as_str().is_some_and(|text| !text.is_empty()), "{asked} has no {field}");
        }
    }
    let markdown = String::from_utf8(hall.run(&["rules", "list"]).stdout).unwrap();
    assert!(markdown.starts_with("# Safety rules") && markdown.contains("R-O01"));
}

#[test]
fn an_unknown_word_on_the_command_line_is_exit_code_two() {
    let output = Hall::new().run(&["serve", "--datum", "x"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_version_is_told() {
    let output = Hall::new().run(&["--version"]);
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("contact-safeguard "));
}
