//! Taking a referral in: by the file of a court application, typed in or by telephone; the referral's page, and what is
//! added to it or put right.

mod amend;
mod amend_facts;
mod amend_harm;
mod amend_people;
mod choose;
mod page;
mod page_facts;
pub(crate) mod triage;
mod typed;
mod typed_reading;
mod upload;
mod uploaded;

use crate::answer::Answer;
use crate::asked::Path;
use crate::page::Page;
use crate::reader::Reader;
use crate::routes::Routes;
use crate::sent::Sent;
use crate::state::Web;
use amend::Amend;
use app::Order;
use axum::extract::State;
use axum::response::Redirect;
use domain::command::Command;
use domain::ids::CaseId;
use domain::referral::ReferralCommand;

/// The routes of `referral`.
pub(crate) fn routes(routes: Routes) -> Routes {
    let routes = triage::routes(routes)
        .page("/referrals/new", choose::choose)
        .page("/referrals/upload", upload::ask)
        .tap("/referrals/upload", upload::look)
        .tap("/referrals/upload/save", upload::save)
        .tap("/referrals/upload/discard", upload::discard)
        .form::<typed::Typed<typed::OnPaper>>("/referrals/type")
        .form::<typed::Typed<typed::ByTelephone>>("/referrals/phone")
        .page("/cases/{case}/referral", referral)
        .page("/cases/{case}/referral/not-mapped", not_mapped)
        .tap("/cases/{case}/referral/submit", submit);
    routes
        .form::<Amend<amend_people::AdultSide>>("/cases/{case}/adults/{person}/side")
        .form::<Amend<amend_people::Account>>("/cases/{case}/adults/{person}/account")
        .form::<Amend<amend_people::NewPerson>>("/cases/{case}/people/new")
        .form::<Amend<amend_people::Relation>>("/cases/{case}/relationships/new")
        .form::<Amend<amend_facts::AnswerTo>>("/cases/{case}/answers/{topic}")
        .form::<Amend<amend_facts::Referrer>>("/cases/{case}/referral/referrer")
        .form::<Amend<amend_facts::Level>>("/cases/{case}/referral/level")
        .form::<Amend<amend_facts::WhoDecides>>("/cases/{case}/referral/decided-by")
        .form::<Amend<amend_facts::Court>>("/cases/{case}/referral/court")
        .form::<Amend<amend_facts::Told>>("/cases/{case}/referral/text")
        .form::<Amend<amend_harm::NewOrder>>("/cases/{case}/orders/new")
        .form::<Amend<amend_harm::NewAssertion>>("/cases/{case}/assertions/new")
        .form::<Amend<amend_harm::NewConclusion>>("/cases/{case}/conclusions/new")
}

async fn referral(State(web): State<Web>, reader: Reader, Path(case): Path<CaseId>) -> Result<Page, Answer> {
    let found = web.house.referral(&reader.who, case).await?;
    page::page(&reader, &found)
}

async fn not_mapped(State(web): State<Web>, reader: Reader, Path(case): Path<CaseId>) -> Result<Page, Answer> {
    let found = web.house.referral(&reader.who, case).await?;
    page::not_mapped_page(&reader, &found)
}

async fn submit(State(web): State<Web>, Path(case): Path<CaseId>, sent: Sent) -> Result<Redirect, Answer> {
    let command = Command::from(ReferralCommand::Submit { case });
    let order = Order { repeat: sent.repeat(), ..Order::from(command) };
    web.house.carry_out(&sent.reader.who, order).await?;
    Ok(Redirect::to(&format!("/cases/{case}/triage")))
}
