//! What we leave out of `govuk-frontend`'s components, and why.

/// An option of a component: `*` stands for every component; a path that starts with `**.` means any option below one of
/// that name.
pub struct Left(pub &'static str, pub &'static str);

impl Left {
    pub fn matches(&self, component: &str, path: &str) -> bool {
        let of = self.0 == "*" || self.0 == component;
        of && match self.1.strip_prefix("**.") {
            Some(name) => path.split('.').any(|part| part == name),
            None => self.1 == path,
        }
    }
}

/// Options we do not have.
pub const UNSUPPORTED: &[(Left, &str)] = &[
    (
        Left("*", "**.attributes"),
        "an attribute is a typed option or it is not there: nothing can smuggle in a handler or a style",
    ),
    (Left("button", "preventDoubleClick"), "it is off unless asked for"),
    (Left("checkboxes", "fieldset.classes"), "no page styles a group"),
    (Left("checkboxes", "items[].checked"), "an answer is chosen by the values alone; nothing overrides them to off"),
    (Left("checkboxes", "items[].label.classes"), "no page styles one answer's label"),
    (Left("checkboxes", "items[].name"), "one list of boxes is one field"),
    (Left("date-input", "classes"), "no page styles a date"),
    (Left("date-input", "day"), "a box always has its name and value"),
    (Left("date-input", "year"), "a box always has its name and value"),
    (Left("date-input", "month.error"), "a wrong box is said; a right one is not"),
    (Left("date-input", "year.error"), "a wrong box is said; a right one is not"),
    (Left("date-input", "items[].error"), "a wrong box is said; a right one is not"),
    (Left("date-input", "day.name"), "the boxes are called day, month and year"),
    (Left("date-input", "month.name"), "the boxes are called day, month and year"),
    (Left("date-input", "year.name"), "the boxes are called day, month and year"),
    (Left("date-input", "items[].name"), "the boxes are called day, month and year"),
    (Left("date-input", "values.dob-user1-day"), "the boxes are called day, month and year"),
    (Left("date-input", "values.dob-user1-month"), "the boxes are called day, month and year"),
    (Left("date-input", "values.dob-user1-year"), "the boxes are called day, month and year"),
    (Left("date-input", "year.value"), "the boxes are called day, month and year"),
    (Left("date-input", "items[].classes"), "the width follows from the part"),
    (Left("date-input", "items[].id"), "the id follows from the field's"),
    (Left("date-input", "items[].inputmode"), "a date is digits"),
    (Left("date-input", "items[].pattern"), "an old way to ask for digits"),
    (Left("error-summary", "disableAutoFocus"), "it is off unless asked for"),
    (Left("file-upload", "javascript"), "the browser's own control is what people know; the scripted one needs 10 KB"),
    (Left("file-upload", "chooseFilesButtonText"), "words of the scripted control"),
    (Left("file-upload", "dropInstructionText"), "words of the scripted control"),
    (Left("file-upload", "enteredDropZoneText"), "words of the scripted control"),
    (Left("file-upload", "leftDropZoneText"), "words of the scripted control"),
    (Left("file-upload", "noFileChosenText"), "words of the scripted control"),
    (Left("file-upload", "multipleFilesChosenText.one"), "words of the scripted control"),
    (Left("file-upload", "multipleFilesChosenText.other"), "words of the scripted control"),
    (Left("file-upload", "wrapperClasses"), "part of the scripted control"),
    (Left("file-upload", "**.wrapperAttributes"), "part of the scripted control"),
    (Left("file-upload", "value"), "no browser lets a page fill in a file"),
    (Left("footer", "contentLicence"), "our pages are not under the Open Government Licence"),
    (Left("footer", "contentLicence.html"), "our pages are not under the Open Government Licence"),
    (Left("footer", "contentLicence.text"), "our pages are not under the Open Government Licence"),
    (Left("footer", "copyright.html"), "our pages are not the Crown's"),
    (Left("footer", "copyright.text"), "our pages are not the Crown's"),
    (Left("input", "inputWrapper.classes"), "no page styles it"),
    (Left("input", "prefix.classes"), "no page styles it"),
    (Left("input", "suffix.classes"), "no page styles it"),
    (Left("panel", "actions.classes"), "no page styles it"),
    (Left("panel", "actions.items[].classes"), "no page styles it"),
    (Left("password-input", "value"), "a secret never goes back to the page"),
    (Left("radios", "fieldset.classes"), "no page styles a group"),
    (Left("radios", "items[].checked"), "an answer is chosen by the value alone; nothing overrides it to off"),
    (Left("radios", "items[].label.classes"), "no page styles one answer's label"),
    (Left("select", "items[].selected"), "a line is chosen by the value alone; nothing overrides it to off"),
    (Left("service-navigation", "collapseNavigationOnMobile"), "one entry never folds"),
    (Left("service-navigation", "slots.end"), "what else a header needs has a place of its own"),
    (Left("service-navigation", "slots.end.align"), "what else a header needs has a place of its own"),
    (Left("service-navigation", "slots.end.html"), "what else a header needs has a place of its own"),
    (Left("service-navigation", "slots.navigationEnd"), "what else a header needs has a place of its own"),
    (Left("service-navigation", "slots.navigationStart"), "what else a header needs has a place of its own"),
    (Left("service-navigation", "slots.start"), "what else a header needs has a place of its own"),
    (Left("summary-list", "rows[].actions.classes"), "no page styles a part of a row"),
    (Left("summary-list", "rows[].actions.items[].classes"), "no page styles a part of a row"),
    (Left("summary-list", "rows[].key.classes"), "no page styles a part of a row"),
    (Left("summary-list", "rows[].value.classes"), "no page styles a part of a row"),
    (Left("task-list", "items[].title.classes"), "no page styles a part of a task"),
];

/// Fixtures with options we have, which we render differently on purpose.
pub const DIFFERENT: &[(&str, &str, &str)] = &[
    ("checkboxes", "with falsy values", "a list in Rust has no empty entries that could count in an id"),
    ("radios", "with falsy items", "a list in Rust has no empty entries that could count in an id"),
    ("task-list", "with empty values", "a list in Rust has no empty entries that could count in an id"),
    ("select", "with falsy values", "a value is always text"),
    ("footer", "with empty meta", "a heading over nothing confuses"),
    ("footer", "with empty meta items", "a heading over nothing confuses"),
    ("label", "empty", "a label always has words"),
    ("panel", "confirmation, with actions", "what a panel is given, it shows"),
    ("summary-list", "summary card with custom classes", "a card always has a title"),
];

/// Parts of their output that are marks of the Crown, and never ours to show. The last box of the footer holds the crest.
pub fn pruned_classes(component: &str) -> &'static [&'static str] {
    match component {
        "footer" => &[
            "govuk-footer__crown",
            "govuk-footer__licence-logo",
            "govuk-footer__licence-description",
            "govuk-footer__meta-item",
        ],
        _ => &[],
    }
}
