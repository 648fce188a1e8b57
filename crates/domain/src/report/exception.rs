//! Letting a paper go although a protected fact was found in it: two people together, for one recipient, for exactly these
//! bytes and these findings. It lapses with the first change to the report or to what is found.

use super::commands::{AskRelease, FoundHit};
use super::decide::Desk;
use super::events::ReportEvent;
use super::release::{ReadyPaper, is_sha256};
use super::sharing::same;
use crate::actor::Actor;
use crate::decision::{Context, Decision, Refusal};
use crate::ids::ReportId;
use crate::private::{Compartment, Private, Subject};
use crate::rules::facts::ProtectedKind;
use crate::words::Narrative;
use jiff::Timestamp;

/// Where such a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExceptionStage {
    /// It waits for the second person.
    Asked,
    /// The second person agreed; the paper may go as it is.
    Agreed,
    /// The second person refused.
    Refused,
    /// The report, its recipient or what is found changed, or it was asked anew.
    Lapsed,
    /// The paper went.
    Used,
}

impl ExceptionStage {
    /// The words pages show.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Asked => "waits for a second person",
            Self::Agreed => "agreed by a second person",
            Self::Refused => "refused by a second person",
            Self::Lapsed => "lapsed",
            Self::Used => "used",
        }
    }
}

/// A request that a paper goes out as it is, and what became of it.
#[derive(Debug, Clone)]
pub struct Exception {
    /// When it was asked.
    pub at: Timestamp,
    /// By whom.
    pub by: Actor,
    /// The recipient's place in the list.
    pub recipient: u32,
    /// SHA-256 of the paper, in hexadecimal.
    pub paper: String,
    /// The paper itself, its bytes in base64. It holds a protected fact and lies among them.
    pub content: Private<String>,
    /// What was found in it.
    pub found: Vec<FoundHit>,
    /// Why it should go all the same.
    pub reason: Private<Narrative>,
    /// Where it stands.
    pub stage: ExceptionStage,
    /// Who answered, when and why.
    pub answer: Option<(Timestamp, Actor, Private<Narrative>)>,
}

impl Exception {
    /// Whether it may still lead to a paper that leaves.
    pub const fn is_open(&self) -> bool {
        matches!(self.stage, ExceptionStage::Asked | ExceptionStage::Agreed)
    }
}

/// What the second person says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Second {
    Agrees,
    Refuses,
}

impl Desk<'_> {
    pub(super) fn ask_release(&self, command: AskRelease, context: &Context<'_>) -> Decision {
        let Some(compared) = command.compared else {
            return Err(Refusal::field("paper", "have the paper made and compared first"));
        };
        if !is_sha256(&compared.paper) || compared.content.is_empty() {
            return Err(Refusal::field("paper", "give the paper as it would leave"));
        }
        // Only what can never go stops the request; the rest is what it is about.
        let never = compared.found.iter().filter(|hit| hit.kind == ProtectedKind::Refuge).copied().collect();
        self.may_leave(&ReadyPaper { report: command.report, recipient: command.recipient, hits: never }, context)?;
        if compared.found.is_empty() {
            return Err(Refusal::not_now("nothing of anybody else was found in this paper", "Release it."));
        }
        Ok(self.recorded(ReportEvent::ReleaseAsked {
            report: command.report,
            recipient: command.recipient,
            paper: compared.paper.to_ascii_lowercase(),
            content: self.protected(compared.content),
            found: compared.found,
            reason: self.protected(command.reason),
        }))
    }

    pub(super) fn answer_release(
        &self,
        (report, recipient): (ReportId, u32),
        paper: &str,
        reason: Narrative,
        second: Second,
        context: &Context<'_>,
    ) -> Decision {
        let asked = self.report(report)?.exception_for(recipient).filter(|e| e.stage == ExceptionStage::Asked);
        let Some(asked) = asked.filter(|e| e.paper.eq_ignore_ascii_case(paper)) else {
            return Err(Refusal::not_now(
                "nobody asks that this paper goes out, or it has changed since",
                "Open the report and look at what waits there.",
            ));
        };
        if asked.by == context.actor {
            return Err(Refusal::not_now(
                "whoever asks for it does not answer it",
                "Have somebody else who may release reports answer it.",
            ));
        }
        let (paper, reason) = (asked.paper.clone(), self.protected(reason));
        Ok(self.recorded(match second {
            Second::Agrees => ReportEvent::ReleaseAgreed { report, recipient, paper, reason },
            Second::Refuses => ReportEvent::ReleaseRefused { report, recipient, paper, reason },
        }))
    }

    /// A text that names what was found, or may: it lies among the protected facts of the case.
    pub(super) fn protected<T>(&self, value: T) -> Private<T> {
        Private::new(Subject::Case(self.slot.case), Compartment::ProtectedFacts, value)
    }
}

/// What a comparison found of one paper that was asked about.
impl Exception {
    /// Whether it covers this paper with exactly these findings.
    pub(super) fn covers(&self, paper: &str, found: &[FoundHit]) -> bool {
        self.stage == ExceptionStage::Agreed && self.paper.eq_ignore_ascii_case(paper) && same(&self.found, found)
    }
}
