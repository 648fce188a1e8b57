//! Somebody's own account.

use super::own_form;
use super::own_passkeys::listed;
use crate::answer::Answer;
use crate::asked::Path;
use crate::cases::words::clock;
use crate::components::{BackLink, Button, Html, SummaryList, SummaryRow, WarningText};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::Sent;
use crate::state::Web;
use app::sign_in::{AccountPage, FactorStanding, OwnSignIn, Place};
use axum::extract::State;
use axum::response::Redirect;
use domain::centre::FactorDemand;

pub(super) async fn show(State(web): State<Web>, reader: Reader) -> Result<Page, Answer> {
    let page = web.house.account_page(&reader.who).await?;
    let body = warning(&page)
        .then(SummaryList::new(facts(&page)))
        .then(listed(&page))
        .then(crate::door::on_account(&web, &reader).await?)
        .then(Html::trusted("<h2 class=\"govuk-heading-m\">Where you are signed in</h2>"))
        .then(page.sign_ins.iter().fold(Html::default(), |all, one| all.then(sign_in(&reader, one))));
    Ok(Page::new("Your account", body).for_reader(&reader).above(BackLink::new("/today")))
}

fn warning(page: &AccountPage) -> Html {
    match (page.demand, page.second_factor) {
        (FactorDemand::Demanded, FactorStanding::NotSetUp) if page.passkeys.is_empty() => WarningText::new(
            "Your centre demands a second factor. Until you have set one up you cannot open protected facts, release reports or \
             engage people.",
        )
        .into(),
        _ => Html::default(),
    }
}

fn facts(page: &AccountPage) -> Vec<SummaryRow> {
    let (factor, words) = match page.second_factor {
        FactorStanding::SetUp => ("A code from your telephone", "second factor: set up another telephone"),
        FactorStanding::NotSetUp if !page.passkeys.is_empty() => ("A passkey; no codes", "second factor: set up codes"),
        FactorStanding::NotSetUp => ("None yet", "second factor: set one up"),
    };
    vec![
        SummaryRow::new("Sign-in name", page.name.as_str()),
        SummaryRow::new("Password", "Nobody can see it").change("/account/password", "password"),
        SummaryRow::new("Second factor", factor).change("/account/second-factor", words),
    ]
}

fn sign_in(reader: &Reader, one: &OwnSignIn) -> Html {
    let place = match one.place {
        Place::Here => "This browser",
        Place::Elsewhere => "Another browser",
    };
    let list = SummaryList::new([
        SummaryRow::new("Where", place),
        SummaryRow::new("Since", clock(&one.since)),
        SummaryRow::new("Last used", clock(&one.last_used)),
    ]);
    let button = Button::new(Html::from("End this one").then(Html::unseen(format!(": since {}", clock(&one.since)))));
    Html::from(list).then(own_form(
        reader,
        &format!("/account/sign-ins/{}/end", one.id),
        Html::default(),
        button.secondary(),
    ))
}

pub(super) async fn end(State(web): State<Web>, Path(id): Path<String>, sent: Sent) -> Result<Redirect, Answer> {
    web.house.end_own_sign_in(&sent.reader.who, &id).await?;
    Ok(Redirect::to("/account"))
}
