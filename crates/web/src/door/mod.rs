//! A device at the door: today's sheet on the hall's tablet, and recording there with a PIN.

mod entry;
mod opening;
mod own;
mod sheet;

pub(crate) use opening::way;
pub(crate) use own::on_account;

use crate::answer::Answer;
use crate::components::{Button, Html, InputKind, TextInput};
use crate::guard::LARGEST_BODY;
use crate::routes::Routes;
use crate::sent::{FORM_TOKEN, Fields, from_elsewhere};
use crate::sign_in::hidden_field;
use crate::state::Web;
use app::sign_in::Token;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

/// Where a device is.
const DOOR: &str = "/door";

/// The routes of `door`.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/door/open", opening::show)
        .tap("/door/open", opening::take)
        .door_page(DOOR, sheet::show)
        .door_tap(DOOR, sheet::take)
        .door_tap("/door/hide", sheet::hide)
        .door_page("/door/{session}/{tap}", entry::show)
        .door_tap("/door/{session}/{tap}", entry::take)
        .page("/account/pin", own::show)
        .tap("/account/pin", own::take)
        .tap("/account/doors/{device}/end", own::end)
}

/// The token of the device that a request comes from.
fn device(parts: &Parts, web: &Web) -> Option<Token> {
    crate::reader::token(parts, web.cookies.door_name())
}

/// A small form that was sent from a page of a device.
struct AtDoor {
    token: Token,
    fields: Fields,
    path: String,
}

/// Reads a form of a device; `None` where it was sent by none.
async fn sent(web: &Web, request: Request) -> Result<Option<AtDoor>, Answer> {
    let (parts, body) = request.into_parts();
    if from_elsewhere(&parts) {
        return Err(Answer::NotFromHere);
    }
    let path = parts.uri.path().to_owned();
    let bytes = to_bytes(body, LARGEST_BODY).await.map_err(|_| Answer::Unreadable("The form is too large."))?;
    let fields = Fields::parse(&bytes);
    match device(&parts, web) {
        None => Ok(None),
        Some(token) if fields.get(FORM_TOKEN) == token.form_token() => Ok(Some(AtDoor { token, fields, path })),
        Some(_) => Err(Answer::NotFromHere),
    }
}

/// A small form of a device.
fn form(action: &str, form_token: &str, content: impl Into<Html>, button: Button) -> Html {
    Html::trusted("<form method=\"post\" novalidate autocomplete=\"off\" action=\"")
        .then(action)
        .then(Html::trusted("\">"))
        .then(hidden_field(FORM_TOKEN, form_token))
        .then(content)
        .then(button)
        .then(Html::trusted("</form>"))
}

/// The field for a PIN, with a keyboard of digits.
fn pin_field(label: &str, error: Option<&str>) -> Html {
    TextInput::new("pin", label).kind(InputKind::Password).digits().width(10).autocomplete("off").error_if(error).into()
}

/// A page that goes away by itself when the sheet is hidden again, with scripts on or off.
fn hides_in(seconds: i64, page: impl IntoResponse) -> Response {
    let mut response = page.into_response();
    let refresh = format!("{}; url={DOOR}", seconds.saturating_add(1));
    if let Ok(refresh) = HeaderValue::from_str(&refresh) {
        response.headers_mut().insert(HeaderName::from_static("refresh"), refresh);
    }
    response
}
