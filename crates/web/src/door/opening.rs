//! Opening the browser one stands at as a device at the door.

use super::DOOR;
use crate::answer::Answer;
use crate::components::{BackLink, Button, Choice, Html, Radios, TextInput, WarningText};
use crate::forms::Reading;
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::{Fields, Sent};
use crate::sign_in::{error_of, headed, own_form, titled};
use crate::state::Web;
use crate::today::words::name;
use app::Failure;
use app::door::DoorPlace;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use domain::decision::{FieldProblem, Refusal};
use jiff::civil::Time;

const HEADING: &str = "Open this device at the door";
const OPEN: &str = "/door/open";
/// What is sent for a device that shows every door.
const EVERY_DOOR: &str = "every-door";

/// The way there, on the page of today, for whoever may open one.
pub(crate) async fn way(web: &Web, reader: &Reader) -> Result<Html, Answer> {
    if !web.house.may_open_door(&reader.who).await? {
        return Ok(Html::default());
    }
    Ok(Html::paragraph(Html::link(OPEN, "Open this device at the door, for everybody who works today")))
}

pub(super) async fn show(State(web): State<Web>, reader: Reader) -> Result<Page, Answer> {
    page(&web, &reader, &Fields::default(), &[]).await
}

async fn page(web: &Web, reader: &Reader, given: &Fields, problems: &[FieldProblem]) -> Result<Page, Answer> {
    let opening = web.house.door_opening(&reader.who).await?;
    let mut choices = Vec::new();
    for (door, label) in &opening.doors {
        let words = format!("{}: it shows who comes by this door", name(label, &opening.grant)?);
        choices.push(Choice::new(door.to_string(), words));
    }
    choices.push(
        Choice::new(EVERY_DOOR, "Where only those who work here see it: it shows every door")
            .hint("One side must not read when the other comes."),
    );
    let fields = Html::from(
        Radios::new("place", "Where does it stand?")
            .choices(choices)
            .value(given.get("place"))
            .error_if(error_of(problems, "place")),
    )
    .then(
        TextInput::new("until", "When does the shift end?")
            .hint("A time today, such as 13:30. Then the device closes by itself.")
            .width(5)
            .value(given.get("until"))
            .error_if(error_of(problems, "until")),
    );
    let warning = "You are signed out on this device, and it shows today's sheet to whoever works today and enters their PIN. Do this \
                   on the hall's tablet, never on a telephone or computer of your own.";
    let body = headed(HEADING, problems)
        .then(WarningText::new(warning))
        .then(Html::paragraph(
            "Nothing else opens on it: no case, no address, no child's words. You or a coordinator end it under Your account, and \
             signing out on every device ends it too.",
        ))
        .then(own_form(reader, OPEN, fields, Button::new("Open it, and sign out here")));
    Ok(Page::bare(&titled(HEADING, problems), body).for_reader(reader).above(BackLink::new("/today")).part("/today"))
}

fn read(fields: &Fields) -> Result<(DoorPlace, Time), Vec<FieldProblem>> {
    let mut reading = Reading::of(fields);
    let place = match fields.get("place") {
        EVERY_DOOR => Some(DoorPlace::EveryDoor),
        door => door.parse().ok().map(DoorPlace::At),
    };
    if place.is_none() {
        reading.problem("place", "Choose where it stands");
    }
    let until = reading.time("until", "Enter when the shift ends");
    reading.finish(place.zip(until))
}

pub(super) async fn take(State(web): State<Web>, sent: Sent) -> Result<Response, Answer> {
    let opened = match read(&sent.fields) {
        Ok((place, until)) => web.house.open_door(&sent.reader.who, place, until).await,
        Err(problems) => Err(Refusal::Fields(problems).into()),
    };
    match opened {
        Ok(token) => {
            let (cookies, attributes) = (web.cookies, web.cookies.attributes());
            let device = format!("{}={}{attributes}", cookies.door_name(), token.text());
            let signed_out = format!("{}=; Max-Age=0{attributes}", cookies.name());
            Ok((AppendHeaders([(SET_COOKIE, device), (SET_COOKIE, signed_out)]), Redirect::to(DOOR)).into_response())
        }
        Err(Failure::Refused(Refusal::Fields(problems))) => {
            Ok(page(&web, &sent.reader, &sent.fields, &problems).await?.into_response())
        }
        Err(other) => Err(other.into()),
    }
}
