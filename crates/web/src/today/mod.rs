//! The page after signing in: what this reader needs now.

pub(crate) mod family;
mod tasks;
pub(crate) mod words;

use crate::answer::Answer;
use crate::components::{Button, Html, InsetText};
use crate::page::Page;
use crate::reader::Reader;
use crate::routes::Routes;
use crate::session::taps::Back;
use crate::state::Web;
use app::booking::DayPage;
use app::today::{First, TodayPage};
use axum::extract::State;

/// The routes of `today`.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes.page("/today", today)
}

async fn today(State(web): State<Web>, reader: Reader) -> Result<Page, Answer> {
    let page = web.house.today_page(&reader.who).await?;
    let door = crate::door::way(&web, &reader).await?;
    let body = match &page.day {
        Some(day) => {
            let sessions = sessions(&web, &reader, &page, day)?;
            let tasks = tasks::section(&page);
            match page.first {
                First::Sessions => sheet(day).then(door).then(sessions).then(tasks),
                First::Tasks => sheet(day).then(tasks).then(sessions).then(door),
            }
        }
        None => tasks::section(&page),
    };
    let body = second_factor(&page).then(crate::interest::kept_from(page.kept_from)).then(body);
    let heading = format!("Today, {}", words::weekday(page.date));
    Ok(Page::new(&heading, body).for_reader(&reader).part("/today"))
}

/// Whoever runs the centre is told as long as a password alone opens everything.
fn second_factor(page: &TodayPage) -> Html {
    if !page.advises_second_factor {
        return Html::default();
    }
    let told = Html::from("Your centre demands no second factor: whoever learns a password can open addresses. ")
        .then(Html::link("/centre", "Settle it on the page of the centre"))
        .then(".");
    InsetText::new(told).into()
}

/// The sheet for the doors, one tap away; where nobody comes there is none.
pub(crate) fn sheet(day: &DayPage) -> Html {
    if day.families.is_empty() {
        return Html::default();
    }
    Button::link(format!("/day/{}/run-sheet.pdf", day.date), "Run sheet (PDF)").secondary().into()
}

fn sessions(web: &Web, reader: &Reader, page: &TodayPage, day: &DayPage) -> Result<Html, Answer> {
    let heading = Html::trusted("<h2 class=\"govuk-heading-m\">Sessions today</h2>");
    let days = Html::paragraph(Html::link(&format!("/day/{}", day.date), "Other days"));
    if day.families.is_empty() {
        let next = page.next.map_or_else(Html::default, |date| {
            let link = Html::link(&format!("/day/{date}"), words::weekday(date));
            Html::paragraph(Html::from("The next day with sessions is ").then(link).then("."))
        });
        return Ok(heading.then(InsetText::new("No session is booked today.")).then(next).then(days));
    }
    let mut all = heading;
    for family in &day.families {
        all = all.then(family::card(web, reader, family, &day.grant, Back::Today)?);
    }
    Ok(all.then(days))
}
