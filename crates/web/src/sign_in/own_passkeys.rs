//! Somebody's own passkeys: adding one, and taking one away.

use super::pages::hidden_field;
use super::passkeys::{Here, form, given};
use super::{error_of, headed, own_form, titled};
use crate::answer::Answer;
use crate::asked::Path;
use crate::cases::words::clock;
use crate::components::{
    BackLink, Button, Html, InsetText, PasswordInput, SummaryAction, SummaryList, SummaryRow, TextInput,
};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::{FORM_TOKEN, Fields, Sent};
use crate::state::Web;
use app::Failure;
use app::sign_in::{AccountPage, FactorStanding, OnlyOne, OwnPasskey, PasskeyAsked};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::decision::{FieldProblem, Refusal};
use secrecy::SecretString;

const NEW: &str = "Add a passkey";
const MAKE: &str = "Make the passkey";
const REMOVE: &str = "Take this passkey away";

/// The passkeys on the page of somebody's own account.
pub(super) fn listed(page: &AccountPage) -> Html {
    let heading = Html::trusted("<h2 class=\"govuk-heading-m\">Passkeys</h2>");
    let about = Html::paragraph(
        "A passkey is a key on your telephone, your computer or a security key. You sign in with it by your finger, your face or \
         its PIN, without a password or a code.",
    );
    let each = page.passkeys.iter().fold(Html::default(), |all, one| all.then(line(one)));
    heading.then(about).then(each).then(Button::link("/account/passkeys/new", NEW).secondary())
}

fn line(one: &OwnPasskey) -> Html {
    let way = format!("/account/passkeys/{}/remove", one.id);
    let mut rows = facts(one);
    if let Some(first) = rows.first_mut() {
        *first = SummaryRow::new("Name", one.name.as_str())
            .action(SummaryAction::new(way, "Take away").unseen(one.name.as_str()));
    }
    SummaryList::new(rows).into()
}

fn facts(one: &OwnPasskey) -> Vec<SummaryRow> {
    let used = one.last_used.as_ref().map_or_else(|| "Not yet".to_owned(), clock);
    vec![
        SummaryRow::new("Name", one.name.as_str()),
        SummaryRow::new("Works at", one.host.as_str()),
        SummaryRow::new("Added", clock(&one.added)),
        SummaryRow::new("Last used", used),
    ]
}

pub(super) async fn show(State(web): State<Web>, here: Here, reader: Reader) -> Result<Page, Answer> {
    web.house.passkeys_first(&reader.who).await?;
    page(&web, here, &reader, &Fields::default(), &[]).await
}

async fn page(
    web: &Web,
    here: Here,
    reader: &Reader,
    kept: &Fields,
    problems: &[FieldProblem],
) -> Result<Page, Answer> {
    let how = match here.0 {
        Some(_) => asks(web, reader, kept, problems).await?,
        None => Html::paragraph(
            "Passkeys do not work at this address. They need a host name and https, or localhost on this computer itself. Whoever \
             runs this computer can tell you its name; a code from your telephone works everywhere.",
        )
        .then(Button::link("/account/second-factor", "Set up codes").secondary()),
    };
    let body = headed(NEW, problems).then(how);
    Ok(Page::bare(&titled(NEW, problems), body).for_reader(reader).above(BackLink::new("/account")))
}

async fn asks(web: &Web, reader: &Reader, kept: &Fields, problems: &[FieldProblem]) -> Result<Html, Answer> {
    let account = web.house.account_page(&reader.who).await?;
    let none = account.second_factor == FactorStanding::NotSetUp && account.passkeys.is_empty();
    let name = TextInput::new("name", "Name")
        .hint("What you call it, so that you know it again: my telephone, the office laptop")
        .value(kept.get("name"))
        .error_if(error_of(problems, "name"));
    let password = PasswordInput::new("password", "Your present password")
        .autocomplete("current-password")
        .error_if(error_of(problems, "password"));
    let proof = match (none, reader.demo) {
        (true, true) => InsetText::new("In this demo nobody has a password, and none is asked for.").into(),
        (true, false) => password.into(),
        (false, _) => Html::default(),
    };
    let need = Html::trusted(
        "<noscript><p class=\"govuk-body\">Making a passkey needs scripts, which this browser does not run. A code from your \
         telephone works without.</p></noscript>",
    );
    let fields = Html::from(name).then(proof);
    Ok(need
        .then(Html::paragraph(
            "Add it on a device that is yours alone. On a shared one, keep the passkey on your telephone: the browser shows a picture \
             for it to read. Everywhere else you are signed out.",
        ))
        .then(own_form(reader, "/account/passkeys/new", fields, Button::new("Continue"))))
}

/// Takes the name, and shows the page with the button that makes the passkey.
pub(super) async fn begin(State(web): State<Web>, here: Here, sent: Sent) -> Result<Response, Answer> {
    let Here(Some(site)) = here else {
        return Ok(page(&web, here, &sent.reader, &sent.fields, &[]).await?.into_response());
    };
    let (name, password) = (sent.fields.get("name"), SecretString::from(sent.fields.get("password").to_owned()));
    match web.house.ask_new_passkey(&sent.reader.who, &site, name, password).await {
        Ok(asked) => Ok(make(&sent.reader, name, &asked).into_response()),
        Err(Failure::Refused(Refusal::Fields(problems))) => {
            Ok(page(&web, Here(Some(site)), &sent.reader, &sent.fields, &problems).await?.into_response())
        }
        Err(other) => Err(other.into()),
    }
}

fn make(reader: &Reader, name: &str, asked: &PasskeyAsked) -> Page {
    let options = Html::trusted("data-passkey-make=\"").then(asked.options.as_str()).then(Html::trusted("\""));
    let content = hidden_field(FORM_TOKEN, &reader.who.form_token)
        .then(hidden_field("challenge", &asked.challenge))
        .then(hidden_field("name", name));
    let body = headed(MAKE, &[])
        .then(Html::paragraph("Your browser asks where to keep it, and then for your finger, your face or a PIN."))
        .then(form("/account/passkeys", &options, content, Button::new(MAKE)))
        .then(Html::trusted("<p class=\"govuk-body\" data-passkey-without>"))
        .then("This browser has no passkeys, or runs no scripts. Use another browser, or set up codes from your telephone.")
        .then(Html::trusted("</p>"));
    Page::bare(MAKE, body).for_reader(reader).above(BackLink::new("/account/passkeys/new"))
}

pub(super) async fn take(State(web): State<Web>, here: Here, sent: Sent) -> Result<Response, Answer> {
    let site = Here(here.0.clone()).site()?;
    match web.house.add_passkey(&sent.reader.who, &site, sent.fields.get("name"), given(&sent.fields)).await {
        Ok(()) => Ok(Redirect::to("/account").into_response()),
        Err(Failure::Refused(Refusal::Fields(problems))) => {
            // The button that made it is on the page before: whoever goes on begins with the name again.
            let at_name = problems.into_iter().map(|problem| FieldProblem::new("name", problem.message));
            let problems: Vec<FieldProblem> = at_name.collect();
            Ok(page(&web, here, &sent.reader, &sent.fields, &problems).await?.into_response())
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn ask_removal(
    State(web): State<Web>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Page, Answer> {
    let one = web.house.own_passkey(&reader.who, &id).await?;
    let how = match one.only {
        OnlyOne::Yes => Html::from(InsetText::new(
            "This is your only second factor. Set up another first: a passkey on another device, or codes from your telephone.",
        ))
        .then(Button::link("/account", "Back to your account").secondary()),
        OnlyOne::No => Html::paragraph(
            "It stops working here at once, and everywhere else you are signed out. Your device may go on showing it: take it away \
             there as well.",
        )
        .then(own_form(
            &reader,
            &format!("/account/passkeys/{id}/remove"),
            Html::default(),
            Button::new("Take it away").warning(),
        )),
    };
    let body = headed(REMOVE, &[]).then(SummaryList::new(facts(&one))).then(how);
    Ok(Page::bare(REMOVE, body).for_reader(&reader).above(BackLink::new("/account")))
}

pub(super) async fn remove(State(web): State<Web>, Path(id): Path<String>, sent: Sent) -> Result<Redirect, Answer> {
    web.house.remove_passkey(&sent.reader.who, &id).await?;
    Ok(Redirect::to("/account"))
}
