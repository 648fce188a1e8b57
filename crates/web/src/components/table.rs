//! Rows and columns.

use askama::Template;

use super::Html;
use super::builder::{components, options};

/// How a column is sorted. Sorting is a link to the same page in another order: it works without JavaScript, and the
/// address can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    /// By another column; this one can be chosen.
    No,
    /// From small to large.
    Ascending,
    /// From large to small.
    Descending,
}

impl Sorted {
    fn as_str(self) -> &'static str {
        match self {
            Self::No => "none",
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }
}

/// One cell.
#[derive(Clone, Default)]
pub struct Cell {
    content: Html,
    numeric: bool,
    classes: String,
    colspan: Option<u16>,
    rowspan: Option<u16>,
    sorted: Option<Sorted>,
}

impl Cell {
    /// A cell with this content.
    pub fn new(content: impl Into<Html>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }

    /// A cell with a number, which stands to the right.
    pub fn number(content: impl Into<Html>) -> Self {
        Self { numeric: true, ..Self::new(content) }
    }

    /// The head of a column by which the table can be sorted: the link chooses it, or turns its order round.
    pub fn sort(href: &str, text: impl Into<Html>, sorted: Sorted) -> Self {
        let arrow = match sorted {
            Sorted::No => "",
            Sorted::Ascending => " <span aria-hidden=\"true\">\u{25b2}</span>",
            Sorted::Descending => " <span aria-hidden=\"true\">\u{25bc}</span>",
        };
        let link = format!(
            "<a class=\"govuk-link govuk-link--no-visited-state house-sort\" href=\"{}\">{}{arrow}</a>",
            Html::from(href),
            text.into(),
        );
        Self { sorted: Some(sorted), ..Self::new(Html::trusted(link)) }
    }

    /// How many columns it covers.
    #[must_use]
    pub fn colspan(mut self, columns: u16) -> Self {
        self.colspan = Some(columns);
        self
    }

    /// How many rows it covers.
    #[must_use]
    pub fn rowspan(mut self, rows: u16) -> Self {
        self.rowspan = Some(rows);
        self
    }
}

options! {
    impl Cell {
        /// Adds class names.
        classes: classes => classes;
    }
}

impl<T: Into<Html>> From<T> for Cell {
    fn from(content: T) -> Self {
        Self::new(content)
    }
}

/// A table. Few columns, and what a row is about in the first.
#[derive(Template, Clone)]
#[template(path = "components/table.html")]
pub struct Table {
    caption: Option<Html>,
    caption_classes: String,
    head: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
    classes: String,
    headed_rows: bool,
    scroll_label: String,
}

impl Default for Table {
    fn default() -> Self {
        Self::new()
    }
}

impl Table {
    /// A table with nothing in it yet.
    pub fn new() -> Self {
        Self {
            caption: None,
            caption_classes: "govuk-table__caption".to_owned(),
            head: Vec::new(),
            rows: Vec::new(),
            classes: "govuk-table".to_owned(),
            headed_rows: false,
            scroll_label: String::new(),
        }
    }

    /// The heads of the columns.
    #[must_use]
    pub fn head<T: Into<Cell>>(mut self, cells: impl IntoIterator<Item = T>) -> Self {
        self.head = cells.into_iter().map(Into::into).collect();
        self
    }

    /// Adds a row.
    #[must_use]
    pub fn row<T: Into<Cell>>(mut self, cells: impl IntoIterator<Item = T>) -> Self {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }

    /// Adds rows.
    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        self.rows.extend(rows);
        self
    }
}

options! {
    impl Table {
        /// What the table shows.
        caption: html => caption;
        /// Adds class names to the caption.
        caption_classes: classes => caption_classes;
        /// Adds class names.
        classes: classes => classes;
        /// The first cell of each row is its head.
        headed_rows: flag => headed_rows;
        /// Puts a wide table into a box that scrolls on its own, with this name for a screen reader.
        scrolls: text => scroll_label;
    }
}

components!(Table);
