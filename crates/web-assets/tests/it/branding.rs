//! Leaving things out of a style sheet, and putting our own in.

use crate::css::{self, Brand};

#[track_caller]
fn check(input: &str, expected: &str) {
    let keeps = |class: &str| !class.starts_with("tabs");
    let brand = Brand { keeps: &keeps, colours: &[(".b", "#111", "var(--b)"), ("", "#1d70b8", "var(--ours)")] };
    let nodes = css::brand(css::parse(input).unwrap(), &brand);
    assert_eq!(css::write(&nodes), expected);
}

#[test]
fn a_font_face_is_dropped_and_the_font_becomes_a_variable() {
    check(
        "@font-face{font-family:GDS Transport;src:url(/a;b.woff)}.a{font-family:GDS Transport,arial,sans-serif}",
        ".a{font-family:var(--house-font)}",
    );
}

#[test]
fn a_selector_of_a_component_that_is_not_used_goes_and_its_neighbours_stay() {
    check(".tabs__item,.a:not(.tabs),.a .tabs{color:red}.tabs{color:red}", ".a:not(.tabs){color:red}");
}

#[test]
fn a_condition_with_nothing_left_in_it_goes_too() {
    check("@media print{.tabs{color:red}}.a{b:c}", ".a{b:c}");
}

#[test]
fn neighbouring_rules_under_one_condition_share_it() {
    check("@media print{.a{b:c}}@media print{.d{e:f}}.g{h:i}", "@media print{.a{b:c}.d{e:f}}.g{h:i}");
}

#[test]
fn colours_are_replaced_whole_and_only_where_they_are_meant() {
    check(".b{x:#111}.c{x:#111}.d{x:#1d70b8;y:#1d70b8ff}", ".b{x:var(--b)}.c{x:#111}.d{x:var(--ours);y:#1d70b8ff}");
}

#[test]
fn a_variable_loses_the_colour_it_would_fall_back_to() {
    check(
        ".a{x:0 1px var(--govuk-focus-colour,#fd0),var(--govuk-y)}",
        ".a{x:0 1px var(--govuk-focus-colour),var(--govuk-y)}",
    );
}

#[test]
fn the_root_keeps_what_is_not_a_colour() {
    check(
        ":root{--govuk-brand-colour:#1d70b8;--govuk-breakpoint-tablet:40rem}",
        ":root{--govuk-breakpoint-tablet:40rem}",
    );
}

#[test]
fn braces_and_semicolons_in_strings_and_comments_are_text() {
    check("/* } */.a:after{content:\"};{\"}", ".a:after{content:\"};{\"}");
}

#[test]
fn keyframes_pass_unchanged() {
    check("@keyframes k{from{a:b}to{a:c}}", "@keyframes k{from{a:b}to{a:c}}");
}

#[test]
fn the_address_of_a_link_is_not_printed() {
    check("@media print{[href^=\"/\"].a:after{content:attr(href)}}.a{b:c}", ".a{b:c}");
}

#[test]
fn a_broken_style_sheet_is_refused() {
    assert!(css::parse(".a{b:c").is_err());
    assert!(css::parse("}").is_err());
}
