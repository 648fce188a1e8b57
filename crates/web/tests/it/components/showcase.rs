//! One page with every component on it, about invented people.

use std::fmt::Write as _;

use web::components::*;

fn yes_no() -> [Choice; 2] {
    [Choice::new("yes", "Yes"), Choice::new("no", "No")]
}

fn form_fields() -> Vec<Html> {
    vec![
        TextInput::new("name", "Name the child likes to be called")
            .hint("As they say it")
            .value("Ifeoluwa")
            .width(20)
            .into(),
        TextInput::new("phone", "Safe telephone number")
            .kind(InputKind::Telephone)
            .autocomplete("tel")
            .error("Enter a telephone number, like 01632 960 001")
            .into(),
        TextInput::new("minutes", "Length of the session").digits().width(3).suffix("minutes").into(),
        PasswordInput::new("password", "Password").into(),
        Textarea::new("words", "What did the child say?")
            .hint("Their own words, as they said them")
            .value("\u{201c}I want to go now\u{201d}")
            .rows(4)
            .into(),
        Select::new("centre", "Centre")
            .options([SelectOption::new("n", "Northgate"), SelectOption::new("r", "Riverside")])
            .value("r")
            .into(),
        Radios::new("order", Legend::new("Is there a court order?").size(Size::Medium))
            .hint("An interim order counts")
            .choices(yes_no())
            .inline()
            .error("Select whether there is a court order")
            .into(),
        Radios::new("contact", "How may we reach you?")
            .choices([
                Choice::new("text", "Text message")
                    .hint("We never name the centre")
                    .reveals(TextInput::new("number", "Number")),
                Choice::new("call", "Telephone call"),
                Choice::divider("or"),
                Choice::new("none", "Do not contact me"),
            ])
            .value("text")
            .into(),
        Checkboxes::new("worries", "What worries you?")
            .choices([
                Choice::new("handover", "Meeting the other adult").hint("At the door or outside"),
                Choice::new("road", "The way there and back"),
                Choice::divider("or"),
                Choice::new("none", "None of these").exclusive(),
            ])
            .values(["road"])
            .into(),
        DateInput::new("dob", Legend::new("Date of birth").size(Size::Small))
            .hint("For example, 27 3 2017")
            .values("31", "13", "2017")
            .wrong(DatePart::Month)
            .error("Month must be from 1 to 12")
            .into(),
        FileUpload::new("file", "Court order").hint("PDF or a photograph, up to 10 MB").accept(".pdf,.jpg").into(),
        Fieldset::new(Legend::new("Where do you live?").size(Size::Medium), TextInput::new("street", "Street")).into(),
        Html::trusted("<div class=\"govuk-button-group\">")
            .then(Button::new("Save and continue").once())
            .then(Button::new("Save and come back later").secondary().name("then").value("later"))
            .then(Html::link("/cases", "Cancel"))
            .then(Html::trusted("</div>")),
        Button::new("Withdraw this referral").warning().into(),
        Button::start("/refer", "Start a referral").into(),
    ]
}

fn lists() -> Vec<Html> {
    vec![
        SummaryList::new([
            SummaryRow::new("Adult visiting", "Tomasz W.").change("/1", "adult visiting"),
            SummaryRow::new("Door", "Garden door, from 9:50am").change("/2", "door"),
            SummaryRow::new("Reference", "NG-2041"),
        ])
        .into(),
        SummaryList::new([SummaryRow::new("Age", 7_u8).change("/3", "age"), SummaryRow::new("Language", "Polish")])
            .card("Child A")
            .card_action(SummaryAction::new("/4", "Edit"))
            .into(),
        TaskList::new([
            Task::new("Both adults seen alone", "Completed").href("/5"),
            Task::tagged("Risk assessment", Tag::new("Incomplete").colour(TagColour::Tint))
                .href("/6")
                .hint("Due 4 December 2026"),
            Task::new("Child\u{2019}s visit to the hall", "Cannot start yet")
                .cannot_start()
                .hint("After the risk assessment"),
        ])
        .into(),
        Table::new()
            .caption("Sessions on Saturday")
            .caption_classes("govuk-table__caption--m")
            .head([
                Cell::sort("?sort=-time", "Time", Sorted::Ascending),
                Cell::sort("?sort=room", "Room", Sorted::No),
                Cell::new("Status"),
                Cell::number("Children"),
            ])
            .row([
                Cell::from("10:00am"),
                "Blue room".into(),
                Tag::new("Confirmed").colour(TagColour::Green).into(),
                Cell::number(2_u8),
            ])
            .row([
                Cell::from("11:30am"),
                "Garden".into(),
                Tag::new("On hold").colour(TagColour::Red).into(),
                Cell::number(1_u8),
            ])
            .headed_rows()
            .scrolls("Sessions on Saturday")
            .into(),
        Pagination::through(4, 9, |page| format!("?page={page}")).into(),
        Pagination::new()
            .previous(PaginationLink::new("/a").label("Friday 20 November"))
            .next(PaginationLink::new("/b").label("Sunday 22 November"))
            .label("Days")
            .into(),
        Timeline::new([
            TimelineItem::new(
                "Concern recorded",
                "2026-11-21T11:05:00Z",
                "21 November 2026 at 11:05am",
                Html::verbatim("\u{201c}My tummy hurts on Fridays\u{201d}"),
            )
            .byline("volunteer on duty"),
            TimelineItem::new(
                "Session ended early",
                "2026-11-21T11:02:00Z",
                "21 November 2026 at 11:02am",
                "At the child\u{2019}s wish.",
            )
            .byline("session supervisor"),
        ])
        .into(),
        Filter::new(
            "/cases",
            Checkboxes::new("status", "Status")
                .choices([Choice::new("open", "Open"), Choice::new("held", "On hold")])
                .values(["open"]),
        )
        .set("/cases", "Open")
        .clear("/cases")
        .into(),
    ]
}

fn messages() -> Vec<Html> {
    vec![
        ErrorSummary::default()
            .field("phone", "Enter a telephone number")
            .field("order", "Select whether there is a court order")
            .into(),
        Alert::new(AlertKind::Error, "Do not let them meet: an order forbids it").into(),
        Alert::new(AlertKind::Warning, "The order ends soon")
            .headed("It ends on 1 December 2026. Ask the referrer before booking again.")
            .into(),
        Alert::new(AlertKind::Success, "Session confirmed").dismissible().into(),
        Alert::new(AlertKind::Information, "Two forms are still drafts").into(),
        WarningText::new("Never promise a child to keep a secret.").into(),
        InsetText::new("The record shows what was known on that day.").into(),
        Details::new("Who will see this?", "The safeguarding lead and the coordinator.").into(),
        Panel::confirmation("Referral sent")
            .body(Html::from("Your reference").then(Html::trusted("<br><strong>NG-2041</strong>")))
            .level(2)
            .into(),
        Panel::interruption("Is it safe to read this here?")
            .level(2)
            .body(Html::paragraph("Somebody may see your screen."))
            .button(Button::link("/go", "Continue"))
            .link("/exit", "Leave")
            .into(),
        ErrorMessage::new("The file could not be read").into(),
        Hint::new("Shown as it was typed").into(),
        Label::new("name", "A label alone").into(),
        DraftStatus::default().into(),
        SessionWarning::new(1200, "/session/extend", "/signed-out").token("csrf", "t").into(),
    ]
}

fn tags() -> Html {
    use TagColour::*;
    let all = [
        ("Grey", Grey),
        ("Green", Green),
        ("Teal", Teal),
        ("Tint", Tint),
        ("Purple", Purple),
        ("Magenta", Magenta),
        ("Red", Red),
        ("Orange", Orange),
        ("Yellow", Yellow),
    ];
    all.into_iter().map(|(name, colour)| Html::from(Tag::new(name).colour(colour)).then(" ")).collect()
}

/// The whole page.
pub fn page() -> String {
    let navigation = ServiceNavigation::new().name("Northgate contact centre").href("/today").items([
        NavigationItem::new("/today", "Today").current(),
        NavigationItem::new("/cases", "Cases"),
        NavigationItem::new("/rota", "Rota"),
    ]);
    let footer = Footer::new()
        .columns([FooterColumn::new("Help")
            .link("/guide", "How to use this")
            .link("/worried", "I am worried about a child")
            .columns(2)])
        .link("/privacy", "Privacy")
        .link("/accessibility", "Accessibility")
        .note("A demonstration with invented families.");
    let mut body = String::new();
    let pieces = [messages(), form_fields(), vec![tags()], lists()];
    for piece in pieces.iter().flatten() {
        let _ = writeln!(body, "{piece}");
    }
    let url = web_assets::url;
    format!(
        "<!DOCTYPE html><html lang=\"en\" class=\"govuk-template\"><head><meta charset=\"utf-8\"><title>Components</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"stylesheet\" href=\"{}\"><link rel=\"icon\" href=\"{}\" type=\"image/svg+xml\"><script type=\"module\" src=\"{}\"></script></head>\
         <body class=\"govuk-template__body\"><script src=\"{}\"></script>{}<header>{}{navigation}</header>{}\
         <div class=\"govuk-width-container\">{}{}{}{}<main class=\"govuk-main-wrapper\" id=\"main-content\"><h1 class=\"govuk-heading-l\">Components</h1>{}{}{body}</main></div>\
         <footer>{footer}</footer></body></html>",
        url("app.css"),
        url("favicon.svg"),
        url("app.js"),
        url("js-enabled.js"),
        SkipLink::default(),
        GenericHeader::new("Contact Safeguard"),
        IdentityBar::new("NG-2041, two children").action(Button::link("/worried", "Record a concern").secondary()),
        PhaseBanner::new("Demo", "Invented people and places."),
        ExitThisPage::new("/exit"),
        Breadcrumbs::new().link("/", "Home").link("/cases", "Cases").here("NG-2041"),
        BackLink::new("/cases"),
        SubNavigation::new("Views of this case")
            .current("/o", "Overview")
            .link("/t", "Timeline")
            .link("/s", "Sessions")
            .link("/r", "Risk")
            .link("/d", "Documents"),
        LanguageNavigation::new([
            Language::new("en", "English", "?lang=en").current(),
            Language::new("cy", "Cymraeg", "?lang=cy"),
            Language::new("ur", "\u{627}\u{631}\u{62f}\u{648}", "?lang=ur").dir("rtl")
        ]),
    )
}
