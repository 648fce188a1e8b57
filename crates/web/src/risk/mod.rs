//! Pages of the risk assessment: where it stands, one version in full, two side by side, and the draft in sections.

mod against;
mod apart;
mod begin;
mod content;
mod controls;
mod hazards;
mod opened;
mod overview;
mod sections;
pub(crate) mod steps;
mod version;
mod withdrawing;
pub(crate) mod words;

pub(crate) use begin::with_day;

use crate::answer::Answer;
use crate::asked::Path;
use crate::page::Page;
use crate::reader::Reader;
use crate::routes::Routes;
use crate::sent::Sent;
use crate::state::Web;
use axum::extract::State;
use axum::response::Response;
use domain::ids::{AssessmentId, CaseId};
use domain::risk::RiskCommand;

/// The address of a version.
pub(super) type Version = (CaseId, AssessmentId);

/// The routes of `risk`.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/cases/{case}/risk", risk)
        .form::<begin::Begins>("/cases/{case}/risk/begin")
        .form::<withdrawing::Raises>("/cases/{case}/risk/trigger")
        .page("/cases/{case}/risk/{assessment}", version)
        .form::<begin::Grounds>("/cases/{case}/risk/{assessment}/grounds")
        .form::<hazards::NewHazard>("/cases/{case}/risk/{assessment}/hazards/new")
        .form::<hazards::ChangesHazard>("/cases/{case}/risk/{assessment}/hazards/{at}")
        .tap("/cases/{case}/risk/{assessment}/hazards/{at}/remove", remove_hazard)
        .form::<sections::Impact>("/cases/{case}/risk/{assessment}/impact")
        .form::<sections::Unknowns>("/cases/{case}/risk/{assessment}/unknowns")
        .form::<controls::Controls>("/cases/{case}/risk/{assessment}/controls")
        .form::<apart::Apart>("/cases/{case}/risk/{assessment}/apart")
        .tap("/cases/{case}/risk/{assessment}/finish", finish)
        .tap("/cases/{case}/risk/{assessment}/sign", sign)
        .tap("/cases/{case}/risk/{assessment}/countersign", countersign)
        .form::<withdrawing::Withdraws>("/cases/{case}/risk/{assessment}/withdraw")
        .page("/cases/{case}/risk/{assessment}/opened", opened::ask)
        .tap("/cases/{case}/risk/{assessment}/opened", opened::open)
        .page("/cases/{case}/risk/{assessment}/against/{other}", against_other)
}

async fn risk(State(web): State<Web>, reader: Reader, Path(case): Path<CaseId>) -> Result<Page, Answer> {
    overview::page(&reader, &web.house.risk(&reader.who, case).await?)
}

async fn version(State(web): State<Web>, reader: Reader, Path(path): Path<Version>) -> Result<Page, Answer> {
    let found = web.house.assessment(&reader.who, path.0, path.1).await?;
    version::page(&web, &reader, &found)
}

async fn against_other(
    State(web): State<Web>,
    reader: Reader,
    Path((case, one, other)): Path<(CaseId, AssessmentId, AssessmentId)>,
) -> Result<Page, Answer> {
    against::page(&reader, &web.house.assessments_against(&reader.who, case, (one, other)).await?)
}

async fn finish(
    State(web): State<Web>,
    Path((case, assessment)): Path<Version>,
    sent: Sent,
) -> Result<Response, Answer> {
    let draft = web.house.assessment_draft(&sent.reader.who, case, assessment).await?;
    steps::carried_out(&web, &sent, case, draft.finished(), &format!("/cases/{case}/risk/{assessment}")).await
}

async fn remove_hazard(
    State(web): State<Web>,
    Path((case, assessment, at)): Path<(CaseId, AssessmentId, usize)>,
    sent: Sent,
) -> Result<Response, Answer> {
    let draft = web.house.assessment_draft(&sent.reader.who, case, assessment).await?;
    let command = draft.with(app::risk::Section::WithoutHazard(at)).ok_or(app::Failure::NotOpen)?;
    steps::carried_out(&web, &sent, case, command, &format!("/cases/{case}/risk/{assessment}#hazards")).await
}

async fn sign(State(web): State<Web>, Path((case, assessment)): Path<Version>, sent: Sent) -> Result<Response, Answer> {
    let command = RiskCommand::SignAssessment { case, assessment };
    steps::carried_out(&web, &sent, case, command, &format!("/cases/{case}/risk")).await
}

async fn countersign(
    State(web): State<Web>,
    Path((case, assessment)): Path<Version>,
    sent: Sent,
) -> Result<Response, Answer> {
    let command = RiskCommand::CountersignAssessment { case, assessment };
    steps::carried_out(&web, &sent, case, command, &format!("/cases/{case}/risk")).await
}
