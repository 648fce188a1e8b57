//! What our components do beyond the fixtures.

use web::components::*;

#[test]
fn what_a_person_typed_is_shown_and_never_run() {
    let typed = "<script>alert('x')</script>\" onfocus=\"y";
    let pieces: Vec<Html> = vec![
        TextInput::new("a", typed).hint(typed).value(typed).error(typed).into(),
        Textarea::new("b", typed).value(typed).into(),
        Radios::new("c", typed).choices([Choice::new(typed, typed).hint(typed)]).into(),
        Select::new("d", typed).options([SelectOption::new(typed, typed)]).into(),
        SummaryList::new([SummaryRow::new(typed, typed).change(typed, typed)]).card(typed).into(),
        Table::new().head([typed]).row([typed]).into(),
        Alert::new(AlertKind::Warning, typed).headed(typed).into(),
        Timeline::new([TimelineItem::new(typed, typed, typed, typed).byline(typed)]).into(),
        Panel::interruption(typed).link(typed, typed).into(),
        Html::link(typed, typed),
        Html::verbatim(typed),
    ];
    for piece in pieces {
        let fragment = scraper::Html::parse_fragment(piece.as_str());
        let run = scraper::Selector::parse("script, [onfocus]").unwrap();
        assert_eq!(fragment.select(&run).count(), 0, "{piece}");
        assert!(piece.as_str().contains("&#60;script&#62;"), "{piece}");
    }
}

#[test]
fn text_that_begins_with_a_line_break_comes_back_whole() {
    let markup = Textarea::new("words", "Words").value("\nsecond line").to_string();
    let fragment = scraper::Html::parse_fragment(&markup);
    let field = fragment.select(&scraper::Selector::parse("textarea").unwrap()).next().unwrap();
    assert_eq!(field.text().collect::<String>(), "\nsecond line");
}

#[test]
fn a_password_is_never_sent_back_to_the_page() {
    assert!(!PasswordInput::new("password", "Password").to_string().contains("value="));
}

#[test]
fn an_error_leads_to_the_first_of_a_group() {
    let summary = ErrorSummary::default().field("order", "Select one").to_string();
    let radios =
        Radios::new("order", "Order?").choices([Choice::new("yes", "Yes"), Choice::new("no", "No")]).to_string();
    assert!(summary.contains("href=\"#order\""));
    assert!(radios.contains("id=\"order\"") && radios.contains("id=\"order-2\""));
}

#[test]
fn a_date_marks_all_its_boxes_unless_one_is_to_blame() {
    let wrong = |date: DateInput| date.to_string().matches("govuk-input--error").count();
    assert_eq!(wrong(DateInput::new("dob", "Born").error("Enter a date")), 3);
    assert_eq!(wrong(DateInput::new("dob", "Born").error("Enter a month").wrong(DatePart::Month)), 1);
    assert_eq!(wrong(DateInput::new("dob", "Born")), 0);
}

#[test]
fn an_error_that_is_not_there_leaves_no_trace() {
    let plain = TextInput::new("a", "A").to_string();
    assert_eq!(TextInput::new("a", "A").error_if(None::<&str>).to_string(), plain);
    assert!(TextInput::new("a", "A").error_if(Some("Enter an A")).to_string().contains("govuk-input--error"));
}

#[track_caller]
fn pages(current: usize, total: usize, expected: &str) {
    let markup = Pagination::through(current, total, |page| format!("?page={page}")).to_string();
    let fragment = scraper::Html::parse_fragment(&markup);
    let items = scraper::Selector::parse(".govuk-pagination__item").unwrap();
    let shown: Vec<String> = fragment
        .select(&items)
        .map(|item| {
            let text: String = item.text().collect::<String>().trim().to_owned();
            if item.value().classes().any(|class| class.ends_with("--current")) { format!("[{text}]") } else { text }
        })
        .collect();
    assert_eq!(shown.join(" "), expected);
}

#[test]
fn a_long_list_shows_its_ends_and_the_pages_around_this_one() {
    pages(1, 1, "[1]");
    pages(1, 3, "[1] 2 3");
    pages(5, 9, "1 ⋯ 4 [5] 6 ⋯ 9");
    pages(9, 9, "1 ⋯ 8 [9]");
}

#[test]
fn the_title_of_an_event_does_not_run_into_who_recorded_it() {
    let markup = Timeline::new([TimelineItem::new("Concern recorded", "2026-11-21", "21 November", "x").byline("Ana")])
        .to_string();
    let text: String = scraper::Html::parse_fragment(&markup).root_element().text().collect();
    assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").starts_with("Concern recorded by Ana"), "{text}");
}

#[test]
fn sorting_says_its_order_without_a_colour() {
    let markup = Table::new().head([Cell::sort("?sort=-age", "Age", Sorted::Ascending)]).to_string();
    assert!(markup.contains("aria-sort=\"ascending\"") && markup.contains("href=\"?sort=-age\""), "{markup}");
}

#[test]
fn every_asset_that_a_template_names_is_served() {
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/templates"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for name in text.split("web_assets::url(\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
                assert_ne!(web_assets::url(name), "/assets/unknown", "{} names {name}", path.display());
            }
        }
    }
}
