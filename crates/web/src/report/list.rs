//! The list of session reports.

use crate::cases::words::capital;
use crate::cases::words::long;
use crate::components::{Cell, Html, Pagination, SubNavigation, Table, Tag};
use crate::page::Page;
use app::report::{PER_PAGE, ReportLine, ReportList, ReportQuery};
use domain::report::ReportStage;
use serde::Deserialize;

/// What stands in the address of the list.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    stage: String,
    page: Option<u32>,
}

impl Asked {
    pub(super) fn query(&self) -> ReportQuery {
        ReportQuery {
            stage: ReportStage::ALL.into_iter().find(|stage| stage.name() == self.stage),
            page: self.page.unwrap_or(1).max(1),
        }
    }
}

pub(super) fn page(asked: &Asked, found: &ReportList) -> Page {
    let query = asked.query();
    let mut body = Html::from(stages(query.stage));
    if found.lines.is_empty() {
        body = body.then(Html::paragraph(match query.stage {
            Some(_) => "No report is at this stage.",
            None => "There are no reports yet. A report is begun from the page of an observed session.",
        }));
    } else {
        body = body.then(Html::paragraph(shown(query.page, found))).then(table(&found.lines));
    }
    let pages = found.total.div_ceil(u64::from(PER_PAGE));
    if pages > 1 {
        let address = |page: usize| format!("{}page={page}", address(query.stage, "&"));
        let (current, pages) = (usize::try_from(query.page).unwrap_or(1), usize::try_from(pages).unwrap_or(usize::MAX));
        body = body.then(Pagination::through(current, pages, address));
    }
    Page::new("Session reports", body)
}

/// The address of the reports at a stage, ready for another value.
fn address(stage: Option<ReportStage>, joined: &str) -> String {
    stage.map_or_else(
        || if joined.is_empty() { "/reports".to_owned() } else { "/reports?".to_owned() },
        |stage| format!("/reports?stage={}{joined}", stage.name()),
    )
}

fn stages(chosen: Option<ReportStage>) -> SubNavigation {
    let all = [None].into_iter().chain(ReportStage::ALL.map(Some));
    all.fold(SubNavigation::new("Reports by stage"), |views, stage| {
        let label = stage.map_or_else(|| "All".to_owned(), |stage| capital(stage.label()));
        let there = address(stage, "");
        if stage == chosen { views.current(there, label) } else { views.link(there, label) }
    })
}

fn shown(page: u32, found: &ReportList) -> String {
    let first = u64::from(page - 1) * u64::from(PER_PAGE) + 1;
    let last = first + found.lines.len() as u64 - 1;
    let noun = if found.total == 1 { "report" } else { "reports" };
    format!("{first} to {last} of {} {noun}, newest session first", found.total)
}

fn table(lines: &[ReportLine]) -> Table {
    let rows = lines.iter().map(|line| {
        let day = line.day.map_or_else(|| "Day not known".to_owned(), long);
        let stage = line.stage.map_or_else(|| "Not known".to_owned(), |stage| capital(stage.label()));
        let own = if line.own { "You" } else { "Somebody else" };
        let link = Html::link(&format!("/reports/{}", line.report), format!("{day}, {}", line.reference));
        vec![Cell::new(link), Cell::new(Tag::new(stage)), Cell::new(own)]
    });
    Table::new()
        .caption("Session reports")
        .caption_classes("govuk-visually-hidden")
        .head(["Session and case", "Stage", "Written by"].map(Cell::new))
        .rows(rows)
        .scrolls("Session reports")
}
