//! One thing added to a referral or put right in it: a form each, around one amendment.

use crate::answer::Answer;
use crate::components::Html;
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::referral::triage::{on_case, open_for};
use crate::sent::Fields;
use crate::state::Web;
use app::IfMatch;
use app::referral::TriagePage;
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::CaseId;
use domain::referral::{Amendment, ReferralCommand};
use serde::de::DeserializeOwned;

/// What one amendment asks.
pub(super) trait Amends: Sized + Send + Sync + 'static {
    /// What its address names.
    type Path: DeserializeOwned + Send + 'static;

    /// The case of its address.
    fn case(path: &Self::Path) -> CaseId;

    /// Looks at what it is about.
    fn look(found: &TriagePage, path: Self::Path) -> Result<Self, Answer>;

    /// What it does, as heading and title.
    fn heading(&self) -> String;

    /// What stands before the questions.
    fn introduction(&self) -> Html {
        Html::default()
    }

    /// What the record says now, where it says something about the same.
    fn standing(&self) -> Fields {
        Fields::default()
    }

    /// What it asks.
    fn questions(&self, answers: &Fields) -> Vec<Question>;

    /// The amendment its answers make.
    fn amendment(&self, reading: &mut Reading<'_>) -> Option<Amendment>;
}

/// The form around an amendment.
pub(super) struct Amend<A> {
    found: TriagePage,
    asks: A,
}

impl<A: Amends> Form for Amend<A> {
    type Path = A::Path;

    async fn open(web: &Web, reader: &Reader, path: A::Path) -> Result<Self, Answer> {
        let found = open_for(web, reader, A::case(&path), "amend-referral").await?;
        let asks = A::look(&found, path)?;
        Ok(Self { found, asks })
    }

    fn heading(&self) -> String {
        self.asks.heading()
    }

    fn introduction(&self) -> Html {
        self.asks.introduction()
    }

    fn standing(&self) -> Fields {
        self.asks.standing()
    }

    /// Nothing is chosen beforehand: what stands was said by somebody else.
    fn begun(&self) -> Fields {
        Fields::default()
    }

    fn questions(&self, answers: &Fields) -> Vec<Question> {
        self.asks.questions(answers)
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let read = self.asks.amendment(&mut reading);
        let case = self.found.head.case;
        let amend = |amendment| ReferralCommand::AmendReferral { case, amendment: Box::new(amendment) };
        reading.finish(read.map(amend)).map(Command::from)
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(on_case(&self.found.head))
    }

    fn back(&self) -> String {
        format!("/cases/{}/triage", self.found.head.case)
    }
}

/// A choice that may be left open.
pub(super) fn choice_if_any<T: DeserializeOwned>(reading: &mut Reading<'_>, name: &str) -> Option<T> {
    match reading.raw(name) {
        "" => None,
        _ => reading.choice(name, "Choose from the list"),
    }
}
