use crate::answer::Answer;
use crate::components::{BackLink, Details, Html, InsetText, SubNavigation, SummaryList, SummaryRow};
use crate::page::Page;
use crate::reader::Reader;
use crate::session::taps::Back;
use crate::state::Web;
use crate::today::words::{day as long, weekday};
use crate::today::{family, sheet};
use app::booking::DayPage;
use jiff::Span;
use jiff::civil::Date;

/// One day of the centre, family by family.
pub(super) fn day(web: &Web, reader: &Reader, page: &DayPage) -> Result<Page, Answer> {
    let mut body = days(page.date).then(sheet(page)).then(key(page)).then(booking(page));
    if page.families.is_empty() {
        body = body.then(InsetText::new("No session is booked on this day."));
    }
    for family in &page.families {
        body = body.then(family::card(web, reader, family, &page.grant, Back::Day(page.date))?);
    }
    let heading = format!("Sessions on {}", weekday(page.date));
    Ok(Page::new(&heading, body).for_reader(reader).above(BackLink::new("/today").text("Today")).part("/today"))
}

fn days(date: Date) -> Html {
    let path = |date: Date| format!("/day/{date}");
    let (before, after) = (date.saturating_sub(Span::new().days(1)), date.saturating_add(Span::new().days(1)));
    let (week_before, week_after) =
        (date.saturating_sub(Span::new().days(7)), date.saturating_add(Span::new().days(7)));
    SubNavigation::new("Days")
        .link(path(week_before), format!("Week before: {}", long(week_before)))
        .link(path(before), format!("Day before: {}", long(before)))
        .link(path(after), format!("Day after: {}", long(after)))
        .link(path(week_after), format!("Week after: {}", long(week_after)))
        .into()
}

/// What the letters on the sheet mean: on the screen of whoever leads the day, never on the paper.
fn key(page: &DayPage) -> Html {
    if page.key.is_empty() || page.families.is_empty() {
        return Html::default();
    }
    let rows = page.key.iter().map(|(letter, meaning)| SummaryRow::new(letter.to_string(), *meaning));
    Details::new("What the letters on the run sheet mean", SummaryList::new(rows)).into()
}

fn booking(page: &DayPage) -> Html {
    if !page.may_book || page.date < page.today {
        return Html::default();
    }
    let cases = Html::link("/cases?stage=live", "the family's case");
    Html::paragraph(Html::from("To book a session, open ").then(cases).then("."))
}
