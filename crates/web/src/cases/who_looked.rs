//! Who looked at a case, in words: one row a look, the newest first.

use super::words::{capital, clock};
use crate::answer::Answer;
use crate::asked::{Path, Query};
use crate::components::{BackLink, Cell, Html, InsetText, Pagination, Table, Tag, TagColour};
use crate::page::Page;
use crate::reader::Reader;
use crate::state::Web;
use crate::today::words::{listed, name, roles};
use app::who_looked::{AccessOutcome, LookLine, LookedAt, Looker, PER_PAGE, WhoLooked};
use axum::extract::State;
use domain::ids::CaseId;
use domain::private::Compartment;
use serde::Deserialize;

/// Which page of the looks.
#[derive(Deserialize)]
pub(super) struct Asked {
    page: Option<u64>,
}

pub(super) async fn page(
    State(web): State<Web>,
    reader: Reader,
    Path(case): Path<CaseId>,
    Query(asked): Query<Asked>,
) -> Result<Page, Answer> {
    let found = web.house.who_looked(&reader.who, case, asked.page.unwrap_or(1)).await?;
    shown(&reader, &found)
}

fn shown(reader: &Reader, found: &WhoLooked) -> Result<Page, Answer> {
    let case = found.case;
    let of = found.reference.as_ref().map_or_else(|| "this case".to_owned(), ToString::to_string);
    let text = "Every look at the case, its sessions, reports and people, and everybody who was turned away. Your own look is \
                among them. Nothing in this list can be taken away or changed.";
    let mut body = Html::paragraph(text);
    if found.lines.is_empty() {
        body = body.then(InsetText::new("There are no looks on this page."));
    } else {
        let rows: Result<Vec<_>, Answer> = found.lines.iter().map(|line| row(line, found)).collect();
        let heads = ["When", "Who", "At what", "What for", "Outcome"].map(Cell::new);
        let caption = format!("{} looks, the newest first", found.total);
        body = body.then(Table::new().caption(caption.as_str()).head(heads).rows(rows?).scrolls(caption.as_str()));
    }
    let pages = usize::try_from(found.total.div_ceil(u64::from(PER_PAGE))).unwrap_or(usize::MAX);
    if pages > 1 {
        let current = usize::try_from(found.page).unwrap_or(usize::MAX);
        body = body.then(Pagination::through(current, pages, |page| format!("/cases/{case}/who-looked?page={page}")));
    }
    let title = format!("{of}: who looked");
    Ok(Page::new(&title, body).for_reader(reader).above(BackLink::new("/today")).part("/cases"))
}

fn row(line: &LookLine, found: &WhoLooked) -> Result<Vec<Cell>, Answer> {
    let who = match &line.who {
        Looker::Worker(called, held) => {
            let called = name(called, &found.grant)?;
            Html::from(called).then(Html::trusted("<br>")).then(roles(held))
        }
        Looker::Outside => Html::from("Somebody from outside, by a link"),
        Looker::Program => Html::from("The program"),
    };
    let what: Vec<_> = line.at_what.iter().map(|kind| looked_at(*kind).to_owned()).collect();
    let mut at_what = Html::from(capital(&listed(&what))).then(Html::trusted("<br>")).then(action(&line.action));
    if !line.compartments.is_empty() {
        let opened: Vec<_> = line.compartments.iter().map(|kind| compartment(*kind).to_owned()).collect();
        at_what = at_what.then(Html::trusted("<br>")).then(format!("Sealed: {}", listed(&opened)));
    }
    let outcome = match line.outcome {
        AccessOutcome::Granted => Tag::new("Permitted").colour(TagColour::Grey),
        AccessOutcome::Refused => Tag::new("Refused").colour(TagColour::Red),
    };
    Ok(vec![
        Cell::new(clock(&line.at)),
        Cell::new(who),
        Cell::new(at_what),
        Cell::new(purpose(&line.purpose)),
        Cell::new(Html::from(outcome)),
    ])
}

const fn looked_at(kind: LookedAt) -> &'static str {
    match kind {
        LookedAt::Case => "the case",
        LookedAt::Session => "a session",
        LookedAt::Report => "a report",
        LookedAt::Person => "one of the people",
    }
}

/// The names of actions are words already.
fn action(name: &str) -> String {
    capital(&name.replace('-', " "))
}

const fn compartment(kind: Compartment) -> &'static str {
    match kind {
        Compartment::Ordinary => "ordinary",
        Compartment::ProtectedFacts => "protected facts",
        Compartment::Disclosure => "a disclosure",
        Compartment::Health => "health",
        Compartment::MultiAgency => "papers of a multi-agency meeting",
    }
}

fn purpose(code: &str) -> String {
    match code {
        "case-work" => "Everyday work on the case".to_owned(),
        "safe-contact" => "Getting in touch safely".to_owned(),
        "safeguarding" => "A concern, an incident or a disclosure".to_owned(),
        "emergency" => "An emergency".to_owned(),
        "leak-check" => "Checking a paper before it left".to_owned(),
        other => other.replace('-', " "),
    }
}
