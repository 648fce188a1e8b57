//! The door on somebody's own account: their PIN, and the devices that are open, for whoever may end one.

use super::pin_field;
use crate::answer::Answer;
use crate::asked::Path;
use crate::cases::words::clock;
use crate::components::{BackLink, Button, Html, SummaryList, SummaryRow};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::Sent;
use crate::sign_in::{error_of, headed, own_form, titled};
use crate::state::Web;
use crate::today::words::name;
use access::Grant;
use access::action::ReadDay;
use app::Failure;
use app::door::OpenDoor;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::decision::{FieldProblem, Refusal};
use domain::ids::DeviceId;
use secrecy::SecretString;

const HEADING: &str = "Choose your PIN for the door";
const PIN: &str = "/account/pin";

/// What stands of the door on the page of somebody's own account.
pub(crate) async fn on_account(web: &Web, reader: &Reader) -> Result<Html, Answer> {
    let has = web.house.has_door_pin(&reader.who).await?;
    let (standing, words) =
        if has { ("Chosen; nobody can see it", "PIN: choose another") } else { ("No PIN yet", "PIN: choose one") };
    let mut body = Html::trusted("<h2 class=\"govuk-heading-m\">At the door</h2>")
        .then(SummaryList::new([SummaryRow::new("PIN", standing).change(PIN, words)]));
    let Some(open) = web.house.open_doors(&reader.who).await? else {
        return Ok(body);
    };
    if open.devices.is_empty() {
        return Ok(body.then(Html::paragraph("No device is open at the door.")));
    }
    for one in &open.devices {
        body = body.then(device(reader, one, &open.grant)?);
    }
    Ok(body)
}

fn device(reader: &Reader, one: &OpenDoor, grant: &Grant<ReadDay>) -> Result<Html, Answer> {
    let place = match &one.door {
        Some(door) => name(door, grant)?,
        None => "Every door".to_owned(),
    };
    let list = SummaryList::new([
        SummaryRow::new("Device at the door", place.as_str()),
        SummaryRow::new("Opened by", name(&one.opened_by, grant)?),
        SummaryRow::new("Since", clock(&one.since)),
        SummaryRow::new("Until", clock(&one.until)),
    ]);
    let button = Button::new(Html::from("End this device").then(Html::unseen(format!(": {place}")))).secondary();
    let end = format!("/account/doors/{}/end", one.device);
    Ok(Html::from(list).then(own_form(reader, &end, Html::default(), button)))
}

pub(super) async fn end(State(web): State<Web>, Path(device): Path<DeviceId>, sent: Sent) -> Result<Redirect, Answer> {
    web.house.end_door(&sent.reader.who, device).await?;
    Ok(Redirect::to("/account"))
}

pub(super) async fn show(reader: Reader) -> Page {
    page(&reader, &[])
}

fn page(reader: &Reader, problems: &[FieldProblem]) -> Page {
    let told = "With it you record who comes and goes on a device that is open at the door: each entry is in your name. Tell it to \
                nobody, and choose another one when somebody may have seen it.";
    let body = headed(HEADING, problems)
        .then(Html::paragraph(told))
        .then(Html::paragraph("Four to six digits, not all the same and not in a row."))
        .then(own_form(reader, PIN, pin_field("New PIN", error_of(problems, "pin")), Button::new("Save")));
    Page::bare(&titled(HEADING, problems), body).for_reader(reader).above(BackLink::new("/account"))
}

pub(super) async fn take(State(web): State<Web>, sent: Sent) -> Result<Response, Answer> {
    let pin = SecretString::from(sent.fields.get("pin").to_owned());
    match web.house.choose_door_pin(&sent.reader.who, pin).await {
        Ok(()) => Ok(Redirect::to("/account").into_response()),
        Err(Failure::Refused(Refusal::Fields(problems))) => Ok(page(&sent.reader, &problems).into_response()),
        Err(other) => Err(other.into()),
    }
}
