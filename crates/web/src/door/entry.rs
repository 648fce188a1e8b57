//! One entry at the door: what happened, who records it, and their PIN.

use super::sheet::{REFUSED, people};
use super::{AtDoor, DOOR, device, form, hides_in, pin_field, sent};
use crate::answer::Answer;
use crate::components::{BackLink, Button, Choice, Html, Radios, SummaryList, SummaryRow};
use crate::page::Page;
use crate::sent::REPEAT_KEY;
use crate::session::taps::{Tap, carry_out, commands, named, tap_named};
use crate::sign_in::{error_of, headed, hidden_field, titled};
use crate::state::Web;
use crate::today::words::name;
use app::Repeat;
use app::door::{DoorSheet, DoorStanding};
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::decision::FieldProblem;
use domain::ids::{FreshIds, SessionId, WorkerId};
use secrecy::SecretString;
use sha2::{Digest, Sha256};

/// What an address of an entry names: the session, and the button.
type Named = Path<(String, String)>;

pub(super) async fn show(
    State(web): State<Web>,
    Path((session, step)): Named,
    parts: Parts,
) -> Result<Response, Answer> {
    let standing = match device(&parts, &web) {
        Some(token) => web.house.door_standing(&token).await?,
        None => DoorStanding::NotOpen,
    };
    page(&web, &standing, (&session, &step), "", &[])
}

/// The page of an entry that can be made at this door; whatever else is asked for leads to the sheet.
fn page(
    web: &Web,
    standing: &DoorStanding,
    (session, step): (&str, &str),
    chosen: &str,
    problems: &[FieldProblem],
) -> Result<Response, Answer> {
    let DoorStanding::Shown(sheet) = standing else { return Ok(Redirect::to(DOOR).into_response()) };
    let row = sheet.rows.iter().find(|row| row.session.to_string() == session);
    let (Some(row), Some(wanted)) = (row, tap_named(step).filter(|tap| taken_here(*tap))) else {
        return Ok(Redirect::to(DOOR).into_response());
    };
    let heading = named(wanted).1;
    let key = web.house.ids().fresh().to_string();
    let fields = hidden_field(REPEAT_KEY, &key)
        .then(who(sheet, chosen, problems)?)
        .then(pin_field("Their PIN", error_of(problems, "pin")));
    let facts = SummaryList::new([
        SummaryRow::new("Family", people(row, &sheet.grant)?),
        SummaryRow::new("Room", name(&row.room, &sheet.grant)?),
        SummaryRow::new("When", "Now"),
    ]);
    let body = headed(heading, problems).then(facts).then(form(
        &format!("{DOOR}/{session}/{step}"),
        &sheet.form_token,
        fields,
        Button::new("Record it").once(),
    ));
    let page = Page::bare(&titled(heading, problems), body).demo(web.house.is_demo());
    Ok(hides_in(sheet.hides_in, page.above(BackLink::new(DOOR).text("Back to the sheet"))))
}

/// Who works today; whoever entered their PIN last stands as chosen, and the PIN has to be theirs.
fn who(sheet: &DoorSheet, chosen: &str, problems: &[FieldProblem]) -> Result<Html, Answer> {
    let chosen = if chosen.is_empty() { sheet.reader.to_string() } else { chosen.to_owned() };
    let mut workers = Vec::new();
    for worker in &sheet.workers {
        workers.push((name(&worker.name, &sheet.grant)?, worker.worker.to_string()));
    }
    workers.sort_unstable();
    let choices = workers.into_iter().map(|(name, worker)| Choice::new(worker, name));
    let radios = Radios::new("worker", "Who records it?").choices(choices).value(chosen);
    Ok(radios.error_if(error_of(problems, "worker")).into())
}

/// Whether a button belongs to the door: what is told of how people were is not.
fn taken_here(wanted: Tap) -> bool {
    use app::session::Step::{EndAsPlanned, LeftAsPlanned, Move};
    matches!(wanted, Tap::Step(Move(_) | LeftAsPlanned | EndAsPlanned) | Tap::DidNotCome(_))
}

pub(super) async fn take(
    State(web): State<Web>,
    Path((session, step)): Named,
    request: Request,
) -> Result<Response, Answer> {
    let Some(at) = sent(&web, request).await? else { return Ok(Redirect::to(DOOR).into_response()) };
    let wanted = tap_named(&step).filter(|tap| taken_here(*tap));
    let (Ok(id), Some(wanted)) = (session.parse::<SessionId>(), wanted) else {
        return Ok(Redirect::to(DOOR).into_response());
    };
    let Ok(worker) = at.fields.get("worker").parse::<WorkerId>() else {
        return again(&web, &at, (&session, &step), FieldProblem::new("worker", "Choose who records it")).await;
    };
    let pin = SecretString::from(at.fields.get("pin").to_owned());
    let Some(who) = web.house.enter_at_door(&at.token, worker, pin).await? else {
        return again(&web, &at, (&session, &step), FieldProblem::new("pin", REFUSED)).await;
    };
    carry_out(&web, &who, repeat(&at, worker), commands(id, wanted)).await?;
    Ok(Redirect::to(&format!("{DOOR}#s-{id}")).into_response())
}

async fn again(web: &Web, at: &AtDoor, named: (&str, &str), problem: FieldProblem) -> Result<Response, Answer> {
    let standing = web.house.door_standing(&at.token).await?;
    page(web, &standing, named, at.fields.get("worker"), &[problem])
}

/// What makes sending an entry twice harmless. The PIN has no part in it: its hash would lie in the database, and a PIN is short.
fn repeat(at: &AtDoor, worker: WorkerId) -> Option<Repeat> {
    let key = at.fields.get(REPEAT_KEY);
    let body = Sha256::digest(format!("worker={worker}").as_bytes()).into();
    (!key.is_empty()).then(|| Repeat { route: at.path.clone(), key: key.to_owned(), body })
}
