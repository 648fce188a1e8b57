//! Every component on one page: what no single fixture can show, such as ids that meet and classes without a style.

use std::collections::BTreeSet;

use scraper::{Html as Page, Selector};

use super::showcase::page;

fn select(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

#[test]
fn ids_are_unique_and_everything_that_names_one_finds_it() {
    let page = Page::parse_document(&page());
    let mut ids = BTreeSet::new();
    for element in page.select(&select("[id]")) {
        let id = element.attr("id").unwrap();
        assert!(ids.insert(id), "the id {id} stands twice");
    }
    for attribute in ["for", "aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls"] {
        for element in page.select(&select(&format!("[{attribute}]"))) {
            for id in element.attr(attribute).unwrap().split_whitespace() {
                assert!(ids.contains(id), "{attribute} names {id}, which is not on the page");
            }
        }
    }
}

#[test]
fn no_component_needs_an_inline_script_style_or_handler() {
    let page = Page::parse_document(&page());
    assert_eq!(page.select(&select("style, script:not([src]), [style]")).count(), 0);
    for element in page.select(&select("*")) {
        assert!(element.value().attrs().all(|(name, _)| !name.starts_with("on")), "{}", element.html());
    }
}

#[test]
fn every_class_of_a_component_has_a_style_that_is_served() {
    // Hooks for scripts, and names that only structure the markup.
    let bare = [
        "govuk-js-",
        "govuk-pagination__item--",
        "govuk-generic-header__container",
        "govuk-service-navigation__active-fallback",
        "govuk-password-input",
        "govuk-language-navigation__text",
        "moj-timeline__header",
        "moj-alert--with-heading",
        "moj-filter__content",
        "govuk-form-group",
        "govuk-footer__meta-item",
        "moj-alert__",
        "govuk-task-list__",
        "govuk-summary-card__",
        "moj-identity-bar__",
        "govuk-panel__actions",
        "govuk-label-wrapper",
        "govuk-table__body",
        "moj-filter__",
    ];
    let css = web_assets::get(web_assets::url("app.css").trim_start_matches("/assets/")).unwrap();
    let css = std::str::from_utf8(css.bytes).unwrap();
    let page = Page::parse_document(&page());
    let classes: BTreeSet<_> = page
        .select(&select("[class]"))
        .flat_map(|element| element.value().classes().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let missing: Vec<_> = classes
        .iter()
        .filter(|class| !css.contains(&format!(".{class}")) && !bare.iter().any(|hook| class.starts_with(hook)))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_page_of_all_components_can_be_looked_at() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("gallery");
    std::fs::create_dir_all(folder.join("assets")).unwrap();
    for asset in web_assets::all() {
        std::fs::write(folder.join("assets").join(asset.path), asset.bytes).unwrap();
    }
    std::fs::write(folder.join("index.html"), page()).unwrap();
    println!("serve {} and open it", folder.display());
}
