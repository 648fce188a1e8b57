//! From a fixture's options to our form fields.

use web::components::{
    Checkboxes, Choice, DateInput, DatePart, Fieldset, FileUpload, Hint, Html, InputKind, Label, Legend, PasswordInput,
    Radios, Select, SelectOption, Spellcheck, TextInput, Textarea,
};

use super::options::Options;

/// Tells a field the options all fields share. A macro, because the fields share methods and no trait.
macro_rules! shared {
    ($field:expr, $options:expr) => {{
        let (mut field, options): (_, &Options<'_>) = ($field, $options);
        let classes = options.object("formGroup").map(|group| group.text("classes")).unwrap_or_default();
        field = field.group_classes(&classes);
        if let Some(hint) = options.content_of("hint") {
            field = field.hint(hint);
        }
        field.error_if(options.content_of("errorMessage"))
    }};
}

/// Tells a field with a label of its own the options of that label.
macro_rules! labelled {
    ($field:expr, $options:expr) => {{
        let (mut field, options): (_, &Options<'_>) = (shared!($field, $options), $options);
        field = field.classes(&options.text("classes")).described_by(options.text("describedBy"));
        let id = options.text("id");
        if !id.is_empty() {
            field = field.id(id);
        }
        if let Some(label) = options.object("label") {
            field = field.label_classes(&label.text("classes"));
            if label.flag("isPageHeading") {
                field = field.label_is_heading();
            }
        }
        field
    }};
}

fn label_text(options: &Options<'_>) -> Html {
    options.content_of("label").unwrap_or_default()
}

fn spellcheck(options: &Options<'_>) -> Option<Spellcheck> {
    match (options.is_off("spellcheck"), options.text("spellcheck").as_str()) {
        (true, _) => Some(Spellcheck::Off),
        (false, "true") => Some(Spellcheck::On),
        _ => None,
    }
}

pub fn label(options: &Options<'_>) -> String {
    let label = Label::new(options.text("for"), options.content()).classes(&options.text("classes"));
    if options.flag("isPageHeading") { label.heading().to_string() } else { label.to_string() }
}

pub fn hint(options: &Options<'_>) -> String {
    Hint::new(options.content()).id(options.text("id")).classes(&options.text("classes")).to_string()
}

fn legend(options: &Options<'_>) -> Option<Legend> {
    let legend = options.object("legend")?;
    let made = Legend::new(legend.content()).classes(&legend.text("classes"));
    Some(if legend.flag("isPageHeading") { made.heading() } else { made })
}

pub fn fieldset(options: &Options<'_>) -> String {
    Fieldset::new(legend(options).unwrap_or_default(), Html::trusted(options.text("html")))
        .classes(&options.text("classes"))
        .role(options.text("role"))
        .described_by(options.text("describedBy"))
        .to_string()
}

pub fn input(options: &Options<'_>) -> String {
    let kind = match options.text("type").as_str() {
        "email" => InputKind::Email,
        "number" => InputKind::Number,
        "tel" => InputKind::Telephone,
        "password" => InputKind::Password,
        _ => InputKind::Text,
    };
    let mut field = labelled!(TextInput::new(options.text("name"), label_text(options)), options)
        .kind(kind)
        .value(options.text("value"))
        .inputmode(options.text("inputmode"))
        .autocomplete(options.text("autocomplete"))
        .autocapitalize(options.text("autocapitalize"))
        .pattern(options.text("pattern"));
    if let Some(prefix) = options.content_of("prefix") {
        field = field.prefix(prefix);
    }
    if let Some(suffix) = options.content_of("suffix") {
        field = field.suffix(suffix);
    }
    if let Some(marks) = spellcheck(options) {
        field = field.spellcheck(marks);
    }
    if options.flag("disabled") { field.disabled().to_string() } else { field.to_string() }
}

pub fn password_input(options: &Options<'_>) -> String {
    labelled!(PasswordInput::new(options.text("name"), label_text(options)), options)
        .autocomplete(options.text_or("autocomplete", "current-password"))
        .show(options.text("showPasswordText"))
        .show_label(options.text("showPasswordAriaLabelText"))
        .hide(options.text("hidePasswordText"))
        .hide_label(options.text("hidePasswordAriaLabelText"))
        .shown(options.text("passwordShownAnnouncementText"))
        .hidden(options.text("passwordHiddenAnnouncementText"))
        .to_string()
}

pub fn textarea(options: &Options<'_>) -> String {
    let mut field = labelled!(Textarea::new(options.text("name"), label_text(options)), options)
        .value(options.text("value"))
        .autocomplete(options.text("autocomplete"))
        .rows(options.text_or("rows", "5").parse().unwrap());
    if let Some(marks) = spellcheck(options) {
        field = field.spellcheck(marks);
    }
    field.to_string()
}

pub fn select(options: &Options<'_>) -> String {
    let items = options.list("items").into_iter().map(|item| {
        let mut made = match item.given("value") {
            Some(value) => SelectOption::new(value, item.text("text")),
            None => SelectOption::plain(item.text("text")),
        };
        if item.flag("selected") {
            made = made.selected();
        }
        if item.flag("disabled") { made.disabled() } else { made }
    });
    labelled!(Select::new(options.text("name"), label_text(options)), options)
        .options(items)
        .value(options.text("value"))
        .to_string()
}

pub fn file_upload(options: &Options<'_>) -> String {
    let accept = options.object("attributes").map(|attributes| attributes.text("accept")).unwrap_or_default();
    let mut field = labelled!(FileUpload::new(options.text("name"), label_text(options)), options).accept(accept);
    if options.flag("multiple") {
        field = field.multiple();
    }
    if options.flag("disabled") { field.disabled().to_string() } else { field.to_string() }
}

fn choices(options: &Options<'_>) -> Vec<Choice> {
    let made = options.list("items").into_iter().map(|item| {
        if item.has("divider") {
            return Choice::divider(item.text("divider"));
        }
        let mut choice = Choice::new(item.text("value"), item.content()).id(item.text("id"));
        if let Some(hint) = item.content_of("hint") {
            choice = choice.hint(hint);
        }
        let revealed = item.object("conditional").map(|shown| shown.text("html")).unwrap_or_default();
        if !revealed.is_empty() {
            choice = choice.reveals(Html::trusted(revealed));
        }
        if item.text_is("behaviour", "exclusive") {
            choice = choice.exclusive();
        }
        if item.flag("checked") {
            choice = choice.checked();
        }
        if item.flag("disabled") { choice.disabled() } else { choice }
    });
    made.collect()
}

/// The legend and what describes the group.
fn group(options: &Options<'_>) -> (Option<Legend>, String) {
    let fieldset = options.object("fieldset");
    let described = fieldset.as_ref().map(|fieldset| fieldset.text("describedBy")).unwrap_or_default();
    (fieldset.and_then(|fieldset| legend(&fieldset)), described)
}

pub fn radios(options: &Options<'_>) -> String {
    let name = options.text("name");
    let (legend, described) = group(options);
    let field = match legend {
        Some(legend) => Radios::new(&name, legend),
        None => Radios::bare(&name),
    };
    shared!(field.id(options.text_or("idPrefix", &name)), options)
        .described_by(described)
        .choices(choices(options))
        .value(options.text("value"))
        .classes(&options.text("classes"))
        .to_string()
}

pub fn checkboxes(options: &Options<'_>) -> String {
    let name = options.text("name");
    let (legend, described) = group(options);
    let described = options.text_or("describedBy", &described);
    let field = match legend {
        Some(legend) => Checkboxes::new(&name, legend),
        None => Checkboxes::bare(&name),
    };
    shared!(field.id(options.text_or("idPrefix", &name)), options)
        .described_by(described)
        .choices(choices(options))
        .values(options.texts("values"))
        .classes(&options.text("classes"))
        .to_string()
}

pub fn date_input(options: &Options<'_>) -> String {
    let (legend, described) = group(options);
    let field = match legend {
        Some(legend) => DateInput::new("", legend),
        None => DateInput::bare(""),
    };
    let prefix = options.text("namePrefix");
    let mut field = shared!(field.id(options.text("id")).name(&prefix), options).described_by(described);
    let mut values = ["day", "month", "year"].map(|part| options.date_value(&prefix, part));
    let mut labels = ["Day", "Month", "Year"].map(Html::from);
    let listed = options.list("items");
    if !listed.is_empty() {
        let there = |part: &DatePart| listed.iter().any(|item| item.text_is("name", part.name()));
        field = field.only([DatePart::Day, DatePart::Month, DatePart::Year].into_iter().filter(there));
    }
    for (index, part) in [DatePart::Day, DatePart::Month, DatePart::Year].into_iter().enumerate() {
        let named = listed.iter().find(|item| item.text_is("name", part.name()));
        let item = named.map_or_else(|| options.object(part.name()), |item| Some(item.again()));
        let Some(item) = item else { continue };
        let classes = item.text_of(&["govuk-input--width-2", "govuk-input--width-4", "govuk-input--error"], "classes");
        if item.flag("error") || classes.contains("govuk-input--error") {
            field = field.wrong(part);
        }
        if item.has("value") {
            values[index] = item.text("value");
        }
        if item.has("label") {
            labels[index] = item.text("label").into();
        }
        if item.text_is("autocomplete", &format!("bday-{}", part.name())) {
            field = field.birthday();
        }
        item.text_is("inputmode", "numeric");
        item.text_is("name", part.name());
    }
    let [day, month, year] = values;
    let field = field.values(day, month, year);
    let [day, month, year] = labels;
    field.labels(day, month, year).to_string()
}
