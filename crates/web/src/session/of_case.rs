use crate::answer::Answer;
use crate::cases::shell::{self, Part};
use crate::components::{Button, Cell, Html, InsetText, Table};
use crate::page::Page;
use crate::reader::Reader;
use crate::today::family::tag;
use crate::today::words::{clock, day};
use app::session::{CaseSessions, SessionRow};

/// The sessions of a case.
pub(super) fn page(reader: &Reader, sessions: &CaseSessions) -> Result<Page, Answer> {
    let case = sessions.head.case;
    let book = if sessions.may_book {
        Button::link(format!("/cases/{case}/book"), "Book a session").into()
    } else {
        Html::default()
    };
    let list = if sessions.rows.is_empty() {
        Html::from(InsetText::new("No session has been booked yet."))
    } else {
        table(&sessions.rows).into()
    };
    let shown = u64::try_from(sessions.rows.len()).unwrap_or(u64::MAX);
    let more = if sessions.total > shown {
        Html::paragraph(format!("These are the newest {shown} of {}.", sessions.total))
    } else {
        Html::default()
    };
    shell::view(reader, &sessions.head, Part::Sessions, "Sessions", book.then(list).then(more))
}

fn table(rows: &[SessionRow]) -> Table {
    let rows = rows.iter().map(|row| {
        let at = row.starts.map_or_else(String::new, |starts| format!(", {}", clock(starts)));
        let link = Html::link(&format!("/sessions/{}", row.session), format!("{}{at}", day(row.day)));
        let incidents = if row.incidents == 0 { "None".to_owned() } else { row.incidents.to_string() };
        vec![Cell::new(link), Cell::new(tag(row.stage)), Cell::new(incidents)]
    });
    Table::new()
        .caption("Sessions, the newest first")
        .head(["When", "Where it stands", "Incidents"].map(Cell::new))
        .rows(rows)
        .scrolls("Sessions of this case")
}
