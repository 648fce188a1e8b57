//! The centre: rooms, doors, settings.

use crate::answer::Answer;
use crate::components::{BackLink, Button, Html, InsetText, SummaryAction, SummaryList, SummaryRow};
use crate::page::Page;
use crate::reader::Reader;
use crate::today::words::{capital, day, listed, name};
use app::worker::CentrePage;
use domain::centre::{Settings, ZoneCode};
use domain::words::Answer as Said;
use std::collections::BTreeSet;

/// The centre as whoever runs it sees it.
pub(super) fn page(reader: &Reader, page: &CentrePage) -> Result<Page, Answer> {
    let called = name(&page.name, &page.grant)?;
    let mut row = SummaryRow::new("Name", called);
    if page.may_change {
        row = row.change("/centre/name", "name");
    }
    let mut rows = vec![row];
    rows.extend(page.settings.as_ref().map(settings).unwrap_or_default());
    rows.push(super::second_factor::row(page));
    let change = if page.may_change {
        Button::link("/centre/settings", "Change settings").secondary().into()
    } else {
        Html::default()
    };
    let body = Html::from(SummaryList::new(rows)).then(change).then(rooms(page)?).then(doors(page)?);
    let body = body.then(super::partners::section(reader, page)?);
    let back = BackLink::new("/workforce").text("Workforce");
    Ok(Page::new("The centre", body).for_reader(reader).above(back).part("/workforce"))
}

fn settings(settings: &Settings) -> Vec<SummaryRow> {
    let levels: Vec<String> = settings.levels.iter().map(|level| level.label().to_owned()).collect();
    let minutes = |minutes: Option<u16>| {
        minutes.map_or_else(|| "As the policy pack says".to_owned(), |minutes| format!("{minutes} minutes"))
    };
    let advice = match settings.advice_by_telephone {
        Said::Yes => "Yes",
        Said::No => "No",
        Said::NotAsked | Said::Declined | Said::Unknown | Said::CannotBeObtained => "Not known",
    };
    vec![
        SummaryRow::new("Took its first family", day(settings.opened_on)),
        SummaryRow::new("Levels of contact", capital(&listed(&levels))),
        SummaryRow::new("Fewest workers on a shift", settings.minimum_staff.to_string()),
        SummaryRow::new("Between arrivals", minutes(settings.arrival_buffer_minutes)),
        SummaryRow::new("Between leavings", minutes(settings.leaving_buffer_minutes)),
        SummaryRow::new("Advice on domestic abuse by telephone", advice),
    ]
}

fn zones(zones: &BTreeSet<ZoneCode>) -> String {
    let codes: Vec<String> = zones.iter().map(|zone| zone.as_str().to_owned()).collect();
    if codes.is_empty() { "no zones".to_owned() } else { format!("zones {}", listed(&codes)) }
}

fn section(title: &str, rows: Vec<SummaryRow>, add: Option<(&str, &str)>) -> Html {
    let heading = Html::trusted("<h2 class=\"govuk-heading-m\">").then(title).then(Html::trusted("</h2>"));
    let list = if rows.is_empty() { Html::from(InsetText::new("None yet.")) } else { SummaryList::new(rows).into() };
    let add = add.map_or_else(Html::default, |(href, words)| Button::link(href, words).secondary().into());
    heading.then(list).then(add)
}

fn with_actions(row: SummaryRow, at: &str, who: &str) -> SummaryRow {
    row.action(SummaryAction::new(at, "Change").unseen(who))
        .action(SummaryAction::new(format!("{at}/close"), "Take out of use").unseen(who))
}

fn rooms(page: &CentrePage) -> Result<Html, Answer> {
    let mut rows = Vec::new();
    for line in &page.rooms {
        let called = name(&line.name, &page.grant)?;
        let families = if line.capacity == 1 { "1 family".to_owned() } else { format!("{} families", line.capacity) };
        let row = SummaryRow::new(called.as_str(), format!("{families} at once, {}", zones(&line.zones)));
        let at = format!("/centre/rooms/{}", line.room);
        rows.push(if page.may_change { with_actions(row, &at, &called) } else { row });
    }
    Ok(section("Rooms", rows, page.may_change.then_some(("/centre/rooms/new", "Add a room"))))
}

fn doors(page: &CentrePage) -> Result<Html, Answer> {
    let mut rows = Vec::new();
    for line in &page.doors {
        let called = name(&line.name, &page.grant)?;
        let row = SummaryRow::new(called.as_str(), capital(&zones(&line.zones)));
        let at = format!("/centre/doors/{}", line.door);
        rows.push(if page.may_change { with_actions(row, &at, &called) } else { row });
    }
    Ok(section("Doors", rows, page.may_change.then_some(("/centre/doors/new", "Add a door"))))
}
