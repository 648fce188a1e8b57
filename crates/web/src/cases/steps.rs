//! The task list "Before contact can start".

use super::words::heading;
use crate::components::{Html, Tag, TagColour, Task, TaskList};
use app::cases::{Step, StepKind, StepState};
use domain::ids::CaseId;

const fn title(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Referral => "Complete the referral",
        StepKind::Orders => "See and check the orders",
        StepKind::Information => "Ask for what is missing",
        StepKind::Accounts => "Hear both adults' own accounts",
        StepKind::Assessment => "Assess the risk",
        StepKind::Countersignature => "Have a second person sign the assessment",
        StepKind::ResidentPreVisit => "Pre-visit of the adult the child lives with",
        StepKind::VisitingPreVisit => "Pre-visit of the visiting adult",
        StepKind::GroundRules => "Have the ground rules signed",
        StepKind::ChildVoice => "Ask each child",
        StepKind::Arrangement => "Agree the arrangement",
        StepKind::FirstSession => "Book the first session",
    }
}

fn href(kind: StepKind, case: CaseId) -> String {
    let part = match kind {
        StepKind::Referral => "referral",
        StepKind::Orders => "triage#orders",
        StepKind::Information => "triage#requests",
        StepKind::Accounts => "triage#adults",
        StepKind::Assessment | StepKind::Countersignature => "risk",
        StepKind::ResidentPreVisit | StepKind::VisitingPreVisit | StepKind::GroundRules => "pre-visits",
        StepKind::ChildVoice => "voice",
        StepKind::Arrangement => "arrangement",
        StepKind::FirstSession => "sessions",
    };
    format!("/cases/{case}/{part}")
}

fn task(step: &Step, case: CaseId) -> Task {
    let (title, href) = (title(step.kind), href(step.kind, case));
    match &step.state {
        StepState::Done(None) => Task::new(title, "Done").href(href),
        StepState::Done(Some(note)) => Task::new(title, "Done").href(href).hint(note.as_str()),
        StepState::NotNeeded(why) => Task::new(title, "Not needed").href(href).hint(*why),
        StepState::ToDo(what) => {
            Task::tagged(title, Tag::new("To do").colour(TagColour::Tint)).href(href).hint(what.as_str())
        }
        StepState::Waiting(what) => {
            Task::tagged(title, Tag::new("Waiting").colour(TagColour::Purple)).href(href).hint(what.as_str())
        }
        StepState::Blocked(why) => Task::new(title, "Cannot start yet").cannot_start().hint(why.as_str()),
    }
}

/// The task list with its heading.
pub(super) fn list(steps: &[Step], case: CaseId) -> Html {
    let done = |step: &&Step| matches!(step.state, StepState::Done(_) | StepState::NotNeeded(_));
    let count = format!("{} of {} steps are done.", steps.iter().filter(done).count(), steps.len());
    heading("Before contact can start")
        .then(Html::paragraph(count))
        .then(TaskList::new(steps.iter().map(|step| task(step, case))))
}
