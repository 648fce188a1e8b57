//! From a fixture's options to our components: the table of all, and those that stand alone.

use web::components::{
    BackLink, Breadcrumbs, Button, Details, ErrorMessage, ErrorSummary, ExitThisPage, Footer, FooterColumn,
    GenericHeader, InsetText, Language, LanguageNavigation, NavigationItem, Panel, PhaseBanner, ServiceNavigation,
    SkipLink, Tag, WarningText,
};

use super::options::Options;
use super::{fields, rows};

pub type Adapter = fn(&Options<'_>) -> String;

pub const ADAPTERS: &[(&str, Adapter)] = &[
    ("back-link", back_link),
    ("breadcrumbs", breadcrumbs),
    ("button", |options| button(options).to_string()),
    ("checkboxes", fields::checkboxes),
    ("date-input", fields::date_input),
    ("details", details),
    ("error-message", error_message),
    ("error-summary", error_summary),
    ("exit-this-page", exit_this_page),
    ("fieldset", fields::fieldset),
    ("file-upload", fields::file_upload),
    ("footer", footer),
    ("generic-header", generic_header),
    ("hint", fields::hint),
    ("input", fields::input),
    ("inset-text", inset_text),
    ("label", fields::label),
    ("language-navigation", language_navigation),
    ("pagination", rows::pagination),
    ("panel", panel),
    ("password-input", fields::password_input),
    ("phase-banner", phase_banner),
    ("radios", fields::radios),
    ("select", fields::select),
    ("service-navigation", service_navigation),
    ("skip-link", skip_link),
    ("summary-list", rows::summary_list),
    ("table", rows::table),
    ("tag", |options| tag(options).to_string()),
    ("task-list", rows::task_list),
    ("textarea", fields::textarea),
    ("warning-text", warning_text),
];

fn back_link(options: &Options<'_>) -> String {
    let link = BackLink::new(options.text_or("href", "#")).classes(&options.text("classes"));
    let text = options.content();
    if text.is_empty() { link.to_string() } else { link.text(text).to_string() }
}

fn breadcrumbs(options: &Options<'_>) -> String {
    let mut crumbs =
        Breadcrumbs::new().classes(&options.text("classes")).label(options.text_or("labelText", "Breadcrumb"));
    for item in options.list("items") {
        crumbs = crumbs.link(item.text("href"), item.content());
    }
    if options.flag("collapseOnMobile") { crumbs.collapse().to_string() } else { crumbs.to_string() }
}

fn button(options: &Options<'_>) -> Button {
    let href = options.text("href");
    let text = options.content();
    let mut button = if href.is_empty() { Button::new(text) } else { Button::link(href, text) };
    button = button
        .classes(&options.text("classes"))
        .id(options.text("id"))
        .name(options.text("name"))
        .value(options.text("value"));
    if options.text("type") == "button" {
        button = button.inert();
    }
    if options.flag("isStartButton") {
        button = button.with_arrow();
    }
    if options.flag("disabled") {
        button = button.disabled();
    }
    if options.flag("preventDoubleClick") { button.once() } else { button }
}

fn details(options: &Options<'_>) -> String {
    let details = Details::new(options.either("summaryHtml", "summaryText"), options.content())
        .id(options.text("id"))
        .classes(&options.text("classes"));
    if options.flag("open") { details.open().to_string() } else { details.to_string() }
}

fn error_message(options: &Options<'_>) -> String {
    let message = ErrorMessage::new(options.content()).id(options.text("id")).classes(&options.text("classes"));
    match options.word("visuallyHiddenText") {
        Some(word) => message.word(word).to_string(),
        None => message.to_string(),
    }
}

fn error_summary(options: &Options<'_>) -> String {
    let mut summary = ErrorSummary::new(options.either("titleHtml", "titleText")).classes(&options.text("classes"));
    let description = options.either("descriptionHtml", "descriptionText");
    if !description.is_empty() {
        summary = summary.description(description);
    }
    for item in options.list("errorList") {
        summary = summary.entry(item.text("href"), item.content());
    }
    if options.flag("disableAutoFocus") { summary.without_focus().to_string() } else { summary.to_string() }
}

fn exit_this_page(options: &Options<'_>) -> String {
    // Their default target is a weather page; ours is always said.
    let exit = ExitThisPage::new(options.text_or("redirectUrl", "https://www.bbc.co.uk/weather"))
        .id(options.text("id"))
        .classes(&options.text("classes"))
        .activated(options.text("activatedText"))
        .timed_out(options.text("timedOutText"))
        .two_more(options.text("pressTwoMoreTimesText"))
        .one_more(options.text("pressOneMoreTimeText"));
    let text = options.content();
    if text.is_empty() { exit.to_string() } else { exit.text(text).to_string() }
}

fn footer(options: &Options<'_>) -> String {
    let columns = options.list("navigation").into_iter().map(|column| {
        let mut made = FooterColumn::new(column.text("title")).width(column.text_or("width", "full"));
        made = made.columns(column.text("columns").parse().unwrap_or(0));
        for item in column.list("items") {
            made = made.link(item.text("href"), item.text("text"));
        }
        made
    });
    let mut footer =
        Footer::new().columns(columns).classes(&options.text("classes")).container(&options.text("containerClasses"));
    if let Some(meta) = options.object("meta") {
        footer = footer.heading(meta.text_or("visuallyHiddenTitle", "Support links"));
        for item in meta.list("items") {
            footer = footer.link(item.text("href"), item.text("text"));
        }
        let note = meta.content();
        if !note.is_empty() {
            footer = footer.note(note);
        }
    }
    footer.to_string()
}

fn generic_header(options: &Options<'_>) -> String {
    GenericHeader::new(options.either("logoHtml", "logoText"))
        .href(options.text_or("url", "/"))
        .classes(&options.text("classes"))
        .container(options.text_or("containerClasses", "govuk-width-container"))
        .to_string()
}

fn inset_text(options: &Options<'_>) -> String {
    InsetText::new(options.content()).id(options.text("id")).classes(&options.text("classes")).to_string()
}

fn language_navigation(options: &Options<'_>) -> String {
    let languages = options.list("items").into_iter().map(|item| {
        let mut language = Language::new(item.text("lang"), item.content(), item.text("href"))
            .dir(item.text("dir"))
            .classes(&item.text("classes"));
        let description = item.text("languageDescriptionText");
        if !description.is_empty() {
            language = language.description(description);
        }
        if item.text("current") == "true" { language.current() } else { language }
    });
    LanguageNavigation::new(languages)
        .label(options.text_or("ariaLabel", "Language"))
        .classes(&options.text("classes"))
        .to_string()
}

fn panel(options: &Options<'_>) -> String {
    let title = options.either("titleHtml", "titleText");
    let classes = options.text("classes");
    let mut panel = if classes.contains("govuk-panel--interruption") {
        Panel::interruption(title)
    } else {
        Panel::confirmation(title)
    };
    panel = panel.classes(&classes).level(options.text_or("headingLevel", "1").parse().unwrap());
    let body = options.content();
    if !body.is_empty() {
        panel = panel.body(body);
    }
    for action in options.object("actions").iter().flat_map(|actions| actions.list("items")) {
        let (href, text, kind) = (action.text("href"), action.text("text"), action.text("type"));
        panel = match (href.is_empty(), kind.as_str()) {
            (true, "submit") => panel.button(Button::new(text)),
            (true, _) => panel.button(Button::new(text).inert()),
            (false, "button") => panel.button(Button::link(href, text)),
            (false, _) => panel.link(href, text),
        };
    }
    panel.to_string()
}

fn phase_banner(options: &Options<'_>) -> String {
    let tag = options.object("tag");
    let text = tag.as_ref().map(Options::content).unwrap_or_default();
    let classes = tag.map(|tag| tag.text("classes")).unwrap_or_default();
    PhaseBanner::new(text, options.content()).tag_classes(&classes).classes(&options.text("classes")).to_string()
}

fn service_navigation(options: &Options<'_>) -> String {
    let items = options.list("navigation").into_iter().map(|item| {
        let made = NavigationItem::new(item.text("href"), item.content());
        let (active, current) = (item.text("active") == "true", item.text("current") == "true");
        match (current, active) {
            (true, _) => made.current(),
            (false, true) => made.active(),
            (false, false) => made,
        }
    });
    let navigation = ServiceNavigation::new()
        .items(items)
        .name(options.text("serviceName"))
        .href(options.text("serviceUrl"))
        .classes(&options.text("classes"))
        .label(options.text_or("ariaLabel", "Service information"))
        .navigation_label(options.text("navigationLabel"))
        .navigation_classes(&options.text("navigationClasses"))
        .navigation_id(options.text_or("navigationId", "navigation"))
        .menu(options.text_or("menuButtonText", "Menu"))
        .menu_label(options.text("menuButtonLabel"));
    if options.is_off("collapseNavigationOnMobile") {
        navigation.unfolded().to_string()
    } else {
        navigation.to_string()
    }
}

fn skip_link(options: &Options<'_>) -> String {
    SkipLink::new(options.text_or("href", "#content"), options.content()).classes(&options.text("classes")).to_string()
}

pub fn tag(options: &Options<'_>) -> Tag {
    Tag::new(options.content()).classes(&options.text("classes"))
}

fn warning_text(options: &Options<'_>) -> String {
    WarningText::new(options.content())
        .word(options.text_or("iconFallbackText", "Warning"))
        .classes(&options.text("classes"))
        .to_string()
}
