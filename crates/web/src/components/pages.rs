//! Long lists, page by page.

use askama::Template;

use super::Html;
use super::builder::{components, options};

/// A link to the page before or after.
#[derive(Clone)]
pub struct PaginationLink {
    href: String,
    text: Option<Html>,
    label: Option<Html>,
}

impl PaginationLink {
    /// A link to this address.
    pub fn new(href: impl Into<String>) -> Self {
        Self { href: href.into(), text: None, label: None }
    }
}

options! {
    impl PaginationLink {
        /// Other words than "Previous page" and "Next page".
        text: html => text;
        /// What stands on the page it leads to.
        label: html => label;
    }
}

/// An entry between the two links.
#[derive(Clone)]
pub enum PaginationItem {
    /// A page by its number, and what a screen reader calls it if not "Page" and the number.
    Page {
        /// The number.
        number: String,
        /// Its address.
        href: String,
        /// What a screen reader calls it.
        spoken: String,
        /// It is this page.
        current: bool,
    },
    /// Pages left out.
    Gap,
}

impl PaginationItem {
    /// A page by its number.
    pub fn page(number: usize, href: impl Into<String>) -> Self {
        Self::Page { number: number.to_string(), href: href.into(), spoken: format!("Page {number}"), current: false }
    }
}

/// The way through a long list.
#[derive(Template, Clone)]
#[template(path = "components/pagination.html")]
pub struct Pagination {
    previous: Option<PaginationLink>,
    next: Option<PaginationLink>,
    items: Option<Vec<PaginationItem>>,
    label: String,
    classes: String,
}

impl Default for Pagination {
    fn default() -> Self {
        Self::new()
    }
}

impl Pagination {
    /// A way with no link yet.
    pub fn new() -> Self {
        Self {
            previous: None,
            next: None,
            items: None,
            label: "Pagination".to_owned(),
            classes: "govuk-pagination".to_owned(),
        }
    }

    /// The way through `total` pages from page `current`, both counted from 1: the first, the last, this one and its
    /// neighbours, with gaps between. `address` makes the address of a page.
    pub fn through(current: usize, total: usize, address: impl Fn(usize) -> String) -> Self {
        let mut pagination = Self::new();
        if current > 1 {
            pagination = pagination.previous(PaginationLink::new(address(current - 1)));
        }
        if current < total {
            pagination = pagination.next(PaginationLink::new(address(current + 1)));
        }
        let mut items = Vec::new();
        let mut last = 0;
        for number in (1..=total).filter(|n| *n == 1 || *n == total || n.abs_diff(current) <= 1) {
            if number > last + 1 {
                items.push(PaginationItem::Gap);
            }
            last = number;
            items.push(PaginationItem::Page {
                number: number.to_string(),
                href: address(number),
                spoken: format!("Page {number}"),
                current: number == current,
            });
        }
        pagination.items(items)
    }

    /// The link to the page before.
    #[must_use]
    pub fn previous(mut self, link: PaginationLink) -> Self {
        self.previous = Some(link);
        self
    }

    /// The link to the page after.
    #[must_use]
    pub fn next(mut self, link: PaginationLink) -> Self {
        self.next = Some(link);
        self
    }

    /// The entries between them.
    #[must_use]
    pub fn items(mut self, items: impl IntoIterator<Item = PaginationItem>) -> Self {
        self.items = Some(items.into_iter().collect());
        self
    }

    /// Without numbers the two links stand one above the other.
    fn is_block(&self) -> bool {
        self.items.is_none() && (self.next.is_some() || self.previous.is_some())
    }
}

options! {
    impl Pagination {
        /// What a screen reader calls it.
        label: text => label;
        /// Adds class names.
        classes: classes => classes;
    }
}

components!(Pagination);
