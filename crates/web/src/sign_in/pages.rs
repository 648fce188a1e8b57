use super::passkeys::{Here, next_page, sign_in_button};
use super::whence::From;
use crate::answer::{Answer, Apart, FactorFirst, Waiting, sign_in_path};
use crate::asked::Query;
use crate::components::{BackLink, Button, ErrorSummary, Html, InsetText, PasswordInput, TextInput};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::{FORM_TOKEN, Fields, Sent, from_elsewhere};
use crate::state::Web;
use app::DraftName;
use app::SignedIn;
use app::sign_in::{Entered, IDLE_MINUTES, Site, Token};
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{HeaderName, SET_COOKIE};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use secrecy::SecretString;
use serde::Deserialize;

/// A sign-in form is small; a kept form may be as large as any.
const LARGEST: usize = crate::guard::LARGEST_BODY;
/// The field with the path of a form that was sent after the sign-in had ended.
const KEPT_PATH: &str = "kept_path";
/// The field with its answers.
const KEPT_BODY: &str = "kept_body";

/// One sentence for every reason why not.
pub(super) const REFUSED: &str = "This sign-in name and password do not go together, or no attempt is taken for a while after several \
                                  wrong ones. Check both; after five attempts wait fifteen minutes.";

/// Where to go after signing in.
#[derive(Deserialize)]
pub(crate) struct Then {
    #[serde(default)]
    then: String,
}

/// A path of ours, so that a link from elsewhere cannot lead away after signing in.
pub(super) fn ours(path: &str) -> &str {
    let safe = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    if safe && path != "/sign-in" { path } else { "/today" }
}

pub(crate) async fn sign_in_form(
    State(web): State<Web>,
    here: Here,
    Query(then): Query<Then>,
) -> Result<Response, Answer> {
    page(&web, here.0.as_ref(), ours(&then.then), &Fields::default(), None).await
}

/// The page, with what is wrong and at which field.
pub(super) async fn page(
    web: &Web,
    site: Option<&Site>,
    then: &str,
    kept: &Fields,
    problem: Option<(&str, &str)>,
) -> Result<Response, Answer> {
    let mut body = Html::default();
    if let Some((field, problem)) = problem {
        body = body.then(ErrorSummary::default().field(field, problem));
    }
    // The page stands at the form's own address then: it is called differently, so that a history tells the two apart.
    let waits = !kept.get(KEPT_PATH).is_empty();
    let heading = if waits { "Sign in to go on with your form" } else { "Sign in" };
    body = body.then(Html::trusted("<h1 class=\"govuk-heading-l\">")).then(heading).then(Html::trusted("</h1>"));
    if waits {
        body = body.then(InsetText::new(
            "You were signed out before your form arrived. Sign in, and it will be waiting for you as a draft.",
        ));
    }
    body = body.then(sign_in_button(site, then, kept));
    let hidden = carried(then, kept);
    let form = Html::trusted("<form method=\"post\" action=\"/sign-in\" novalidate>")
        .then(hidden.clone())
        .then(TextInput::new("name", "Sign-in name").autocomplete("username"))
        .then(PasswordInput::new("password", "Password").autocomplete("current-password"))
        .then(Button::new("Sign in"))
        .then(Html::trusted("</form>"));
    body = if web.house.is_demo() { body.then(demo_people(web, &hidden).await?) } else { body.then(form) };
    let title = if problem.is_some() { format!("Error: {heading}") } else { heading.to_owned() };
    Ok(Page::bare(&title, body).demo(web.house.is_demo()).into_response())
}

/// Where to go, and the form that waits, as the pages before the sign-in carry them.
pub(super) fn carried(then: &str, kept: &Fields) -> Html {
    [("then", then), (KEPT_PATH, kept.get(KEPT_PATH)), (KEPT_BODY, kept.get(KEPT_BODY))]
        .into_iter()
        .fold(Html::default(), |all, (name, value)| all.then(hidden_field(name, value)))
}

pub(crate) fn hidden_field(name: &str, value: &str) -> Html {
    if value.is_empty() {
        return Html::default();
    }
    Html::trusted("<input type=\"hidden\" name=\"")
        .then(name)
        .then(Html::trusted("\" value=\""))
        .then(value)
        .then(Html::trusted("\">"))
}

/// One button a person, by centre.
async fn demo_people(web: &Web, hidden: &Html) -> Result<Html, Answer> {
    let mut all = Html::paragraph("Choose whose work you would like to see. These people are invented.");
    for centre in web.house.demo_people().await? {
        all = all
            .then(Html::trusted("<h2 class=\"govuk-heading-m\">"))
            .then(centre.name.as_str())
            .then(Html::trusted("</h2><ul class=\"govuk-list house-people\">"));
        for person in &centre.people {
            all = all
                .then(Html::trusted("<li><form method=\"post\" action=\"/sign-in/demo\">"))
                .then(hidden.clone())
                .then(hidden_field("centre", &centre.id.to_string()))
                .then(hidden_field("worker", &person.worker.to_string()))
                .then(Button::new(format!("{}, {}", person.name, person.roles).as_str()).secondary())
                .then(Html::trusted("</form></li>"));
        }
        all = all.then(Html::trusted("</ul>"));
    }
    Ok(all)
}

pub(super) async fn fields(request: Request) -> Result<Fields, Answer> {
    let (parts, body) = request.into_parts();
    if from_elsewhere(&parts) {
        return Err(Answer::NotFromHere);
    }
    let bytes = to_bytes(body, LARGEST).await.map_err(|_| Answer::Unreadable("The form is too large."))?;
    Ok(Fields::parse(&bytes))
}

pub(crate) async fn sign_in_take(
    State(web): State<Web>,
    From(whence): From,
    here: Here,
    request: Request,
) -> Result<Response, Answer> {
    let fields = fields(request).await?;
    let password = SecretString::from(fields.get("password").to_owned());
    match web.house.sign_in(whence, fields.get("name"), password).await? {
        Some(Entered::In(token)) => return enter(&web, &token, &fields).await,
        Some(Entered::CodeNext(half)) => return Ok(super::code::page(&half, &fields, &[])),
        Some(Entered::PasskeyNext) => return Ok(next_page(here.0.as_ref(), &fields)),
        None => {}
    }
    page(&web, here.0.as_ref(), ours(fields.get("then")), &fields, Some(("name", REFUSED))).await
}

pub(crate) async fn sign_in_as(State(web): State<Web>, request: Request) -> Result<Response, Answer> {
    let fields = fields(request).await?;
    let (Ok(centre), Ok(worker)) = (fields.get("centre").parse(), fields.get("worker").parse()) else {
        return Err(Answer::Unreadable("This is not one of the demo's people."));
    };
    let token = web.house.sign_in_as(centre, worker).await?;
    enter(&web, &token, &fields).await
}

/// Sets the cookie, keeps a form that was waiting as a draft, and goes where the reader wanted to go.
pub(super) async fn enter(web: &Web, token: &Token, fields: &Fields) -> Result<Response, Answer> {
    let mut to = ours(fields.get("then")).to_owned();
    let kept = fields.get(KEPT_PATH);
    if !kept.is_empty() {
        ours(kept).clone_into(&mut to);
        if let Some(who) = web.house.signed_in(token).await? {
            let answers = Fields::parse(fields.get(KEPT_BODY).as_bytes()).answers();
            keep_for(web, &who, &to, &answers).await?;
        }
    }
    let cookie = format!("{}={}{}", web.cookies.name(), token.text(), web.cookies.attributes());
    Ok(([(SET_COOKIE, cookie)], Redirect::to(&to)).into_response())
}

async fn keep_for(web: &Web, who: &SignedIn, path: &str, answers: &Fields) -> Result<(), Answer> {
    let name = DraftName { actor: who.actor(), form: path.to_owned(), about: String::new() };
    web.house.keep_draft(who, &name, answers.body().as_bytes()).await?;
    Ok(())
}

/// What becomes of a form whose sign-in had ended when it arrived: the sign-in page carries it.
pub(crate) fn keep(path: &str, fields: &Fields) -> Answer {
    let kept = Fields::default().with(KEPT_PATH, path).with(KEPT_BODY, &fields.answers().body());
    Answer::SignInKeeping(kept)
}

/// Completes what was answered without the house: the sign-in page goes around a form that waits, and a page that is
/// refused says whether this is a demo.
pub(crate) async fn waiting(State(web): State<Web>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let site = Here::of(&web, request.headers());
    let mut response = next.run(request).await;
    if response.extensions_mut().remove::<FactorFirst>().is_some() {
        return super::sent_first(&path);
    }
    if let Some(Apart(page)) = response.extensions_mut().remove::<Apart>() {
        return (response.headers().clone(), page.demo(web.house.is_demo())).into_response();
    }
    match response.extensions_mut().remove::<Waiting>() {
        Some(Waiting(kept)) => page(&web, site.as_ref(), "/today", &kept, None).await.into_response(),
        None => response,
    }
}

pub(crate) async fn out_form(reader: Reader) -> Page {
    let form = |action: &str, button: Button| {
        Html::trusted("<form method=\"post\" action=\"")
            .then(action)
            .then(Html::trusted("\">"))
            .then(hidden_field(FORM_TOKEN, &reader.who.form_token))
            .then(button)
            .then(Html::trusted("</form>"))
    };
    let body = form("/sign-out", Button::new("Sign out here"))
        .then(form("/sign-out/everywhere", Button::new("Sign out on every device").secondary()))
        .then(Html::paragraph(Html::link(
            "/account",
            "Your account: password, passkeys, second factor, where you are signed in",
        )));
    Page::new("Sign out", body).for_reader(&reader).above(BackLink::new("/today"))
}

pub(crate) async fn sign_out(State(web): State<Web>, sent: Sent) -> Result<Response, Answer> {
    web.house.sign_out(&sent.reader.who).await?;
    Ok(left(&web))
}

pub(crate) async fn sign_out_everywhere(State(web): State<Web>, sent: Sent) -> Result<Response, Answer> {
    web.house.sign_out_everywhere(&sent.reader.who).await?;
    Ok(left(&web))
}

fn left(web: &Web) -> Response {
    let gone = format!("{}=; Max-Age=0{}", web.cookies.name(), web.cookies.attributes());
    let clear = (HeaderName::from_static("clear-site-data"), "\"cache\", \"storage\"".to_owned());
    ([(SET_COOKIE, gone), clear], Redirect::to(&sign_in_path("/"))).into_response()
}

/// The reader says that they are still there.
pub(crate) async fn stay(_sent: Sent) -> Response {
    let seconds = (IDLE_MINUTES * 60).to_string();
    (StatusCode::NO_CONTENT, [(HeaderName::from_static("session-expires-in"), seconds)]).into_response()
}
