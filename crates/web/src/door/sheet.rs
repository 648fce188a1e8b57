//! The sheet itself, and what stands in its place while it is hidden.

use super::{DOOR, device, form, hides_in, pin_field, sent};
use crate::answer::Answer;
use crate::components::{Alert, AlertKind, Button, Details, Html, InsetText, Tag, TextInput};
use crate::page::Page;
use crate::session::taps::{Tap, named};
use crate::sign_in::{error_of, headed, titled};
use crate::state::Web;
use crate::today::family::{Party, parties, tag};
use crate::today::words::{clock, listed, name, span, weekday};
use access::Grant;
use access::action::ReadDoor;
use app::door::{DoorRow, DoorSheet, DoorStanding, DoorStep, Hidden, SHOWN_FOR};
use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::HeaderName;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::decision::FieldProblem;
use secrecy::SecretString;

/// One sentence for every reason why not.
pub(super) const REFUSED: &str = "Name and PIN do not go together, or no PIN is taken for a while after several wrong ones. Check \
                                  both; after five wrong ones wait fifteen minutes, or use your own sign-in.";

pub(super) async fn show(State(web): State<Web>, parts: Parts) -> Result<Response, Answer> {
    let standing = match device(&parts, &web) {
        Some(token) => web.house.door_standing(&token).await?,
        None => DoorStanding::NotOpen,
    };
    match standing {
        DoorStanding::NotOpen => Ok(not_open(&web).into_response()),
        DoorStanding::Hidden(hidden) => Ok(hidden_page(&web, &hidden, &[])),
        DoorStanding::Shown(sheet) => Ok(hides_in(sheet.hides_in, page(&web, &sheet)?)),
    }
}

fn not_open(web: &Web) -> Page {
    let told = "A shift lead or coordinator opens a device for one shift, from the page of today. When the shift is over, or somebody \
                ends it, it shows nothing any more.";
    let body = Html::paragraph(told).then(Button::link("/sign-in", "Sign in").secondary());
    Page::new("This device is not open at the door", body).demo(web.house.is_demo())
}

/// What stands in the place of the sheet. It tells nothing of anybody, and leaves nothing to go back to.
fn hidden_page(web: &Web, hidden: &Hidden, problems: &[FieldProblem]) -> Response {
    let heading = "The sheet is hidden";
    let minutes = SHOWN_FOR.as_mins();
    let fields = Html::from(TextInput::new("name", "Your sign-in name").autocomplete("off").width(20))
        .then(pin_field("Your PIN", error_of(problems, "pin")));
    let body = headed(heading, problems)
        .then(Html::paragraph(format!("Whoever works today shows it for {minutes} minutes with their PIN.")))
        .then(form(DOOR, &hidden.form_token, fields, Button::new("Show the sheet")))
        .then(Details::new(
            "You have no PIN yet",
            "Sign in on a device of your own, and choose one under Sign out, Your account. Until then record with your own sign-in.",
        ));
    let page = Page::bare(&titled(heading, problems), body).demo(web.house.is_demo());
    let clear = (HeaderName::from_static("clear-site-data"), "\"cache\"");
    ([clear], page).into_response()
}

pub(super) async fn take(State(web): State<Web>, request: Request) -> Result<Response, Answer> {
    let Some(at) = sent(&web, request).await? else { return Ok(Redirect::to(DOOR).into_response()) };
    let pin = SecretString::from(at.fields.get("pin").to_owned());
    if web.house.show_door(&at.token, at.fields.get("name"), pin).await? {
        return Ok(Redirect::to(DOOR).into_response());
    }
    match web.house.door_standing(&at.token).await? {
        DoorStanding::Hidden(hidden) => Ok(hidden_page(&web, &hidden, &[FieldProblem::new("pin", REFUSED)])),
        DoorStanding::NotOpen | DoorStanding::Shown(_) => Ok(Redirect::to(DOOR).into_response()),
    }
}

pub(super) async fn hide(State(web): State<Web>, request: Request) -> Result<Response, Answer> {
    if let Some(at) = sent(&web, request).await? {
        web.house.hide_door(&at.token).await?;
    }
    Ok(Redirect::to(DOOR).into_response())
}

/// A family on the sheet.
#[derive(Template)]
#[template(path = "door/row.html")]
struct Row {
    session: String,
    title: Html,
    tags: Html,
    alert: Html,
    parties: Vec<Party>,
    steps: Html,
}

fn page(web: &Web, sheet: &DoorSheet) -> Result<Page, Answer> {
    let place = match &sheet.door {
        Some(door) => name(door, &sheet.grant)?,
        None => "Every door".to_owned(),
    };
    let told = format!(
        "{place}. The sheet is hidden at {}, unless somebody enters a PIN; the device is open until {}.",
        clock(sheet.hides.time()),
        clock(sheet.ends.time())
    );
    let hide = form("/door/hide", &sheet.form_token, Html::default(), Button::new("Hide the sheet now").secondary());
    let mut body = Html::paragraph(told).then(hide);
    if sheet.rows.is_empty() {
        body = body.then(InsetText::new("Nobody is booked to come here today."));
    }
    for one in &sheet.rows {
        body = body.then(row(one, &sheet.grant)?);
    }
    let worried = "You are worried, or somebody said something? Write it down with your own sign-in, or on paper, now. It has no \
                   place on a device that others look at.";
    let heading = format!("At the door, {}", weekday(sheet.date));
    Ok(Page::new(&heading, body.then(InsetText::new(worried))).demo(web.house.is_demo()))
}

/// The people of a family who come by this door, as the floor knows them.
pub(super) fn people(row: &DoorRow, grant: &Grant<ReadDoor>) -> Result<String, Answer> {
    let comers = row.comings.iter().flat_map(|coming| &coming.people);
    let names: Result<Vec<_>, _> = comers.map(|comer| name(&comer.name, grant)).collect();
    Ok(listed(&names?))
}

fn row(row: &DoorRow, grant: &Grant<ReadDoor>) -> Result<Html, Answer> {
    let people = people(row, grant)?;
    let first = row.comings.first().map(|coming| span(coming.arrive)).unwrap_or_default();
    let letters = row.notes.iter().map(|letter| Tag::new(Html::unseen("Letter ").then(letter.to_string())));
    let tags = letters.fold(Html::from(tag(row.stage)), |all, letter| all.then(" ").then(letter));
    let alert = if row.calls_lead {
        let call = Html::paragraph("Keep both sides apart, and fetch the shift lead now.");
        Html::from(Alert::new(AlertKind::Warning, "Fetch the shift lead").headed(call).level(3))
    } else {
        Html::default()
    };
    let shown = Row {
        session: row.session.to_string(),
        title: format!("{}: {}", crate::today::words::capital(&first), name(&row.room, grant)?).into(),
        tags,
        alert,
        parties: parties(&row.comings, grant)?,
        steps: steps(row, &people),
    };
    Ok(Html::trusted(shown.to_string()))
}

/// Which button a step is.
const fn tap(step: DoorStep) -> Tap {
    match step {
        DoorStep::Step(step) => Tap::Step(step),
        DoorStep::DidNotCome(side) => Tap::DidNotCome(side),
    }
}

fn steps(row: &DoorRow, people: &str) -> Html {
    let button = |step: DoorStep| {
        let (name, words) = named(tap(step));
        let words = Html::from(words).then(Html::unseen(format!(" ({people})")));
        Button::link(format!("/door/{}/{name}", row.session), words)
    };
    let next = row.next.map_or_else(Html::default, |step| button(step).into());
    if row.others.is_empty() {
        return next;
    }
    let others = row.others.iter().fold(Html::default(), |all, step| all.then(button(*step).secondary()));
    let others = Html::trusted("<div class=\"govuk-button-group\">").then(others).then(Html::trusted("</div>"));
    let else_words = Html::from("Something else happened").then(Html::unseen(format!(" ({people})")));
    next.then(Details::new(else_words, others))
}
