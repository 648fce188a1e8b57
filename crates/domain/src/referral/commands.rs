use super::amending::{self, no_referral};
use super::amendment::Amendment;
use super::course::Step;
use super::events::ReferralEvent;
use super::record::{Clause, OrderTerms};
use super::topic::Topic;
use super::typed_form::TypedReferral;
use super::words::{Asked, CheckOutcome, DeclineGround, InfoOutcome, RedirectTo, ReferrerKind};
use super::{import, typed};
use crate::command::FeatureCommand;
use crate::decision::{Context, Decision, Recorded, Refusal};
use crate::ids::{AssertionId, CaseId, CentreId, InfoRequestId, OrderId};
use crate::private::{Compartment, Private, Subject};
use crate::stream::StreamName;
use crate::words::{Answer, ContactLevel, EvidentialStatus, Narrative};
use crate::world::{CaseState, World};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The text of a file as it came in. Its `Debug` shows only its length.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OriginalFile(String);

impl OriginalFile {
    /// Takes the text of a file.
    pub const fn new(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for OriginalFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OriginalFile({} bytes)", self.0.len())
    }
}

/// Commands about a referral. Those that begin one name no case: theirs is the case of the events they yield.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum ReferralCommand {
    /// Turns a court application into a draft.
    ImportCourtApplication {
        /// The file's text.
        original: OriginalFile,
        /// Who refers, where it is known.
        #[serde(default)]
        referrer: Option<ReferrerKind>,
    },
    /// Makes a draft of a referral typed in or taken by telephone.
    RecordTypedReferral(Box<TypedReferral>),
    /// Adds to a referral, or puts something in it right.
    AmendReferral {
        /// The case.
        case: CaseId,
        /// What.
        amendment: Box<Amendment>,
    },
    /// Hands a draft in.
    Submit {
        /// The case.
        case: CaseId,
    },
    /// Asks somebody for information.
    OpenInformationRequest {
        /// The case.
        case: CaseId,
        /// Who is asked.
        to: Asked,
        /// What it is to clear up.
        about: Vec<Topic>,
        /// The question.
        question: Narrative,
        /// By when to chase.
        due: Date,
    },
    /// Records an answer, or that it cannot be obtained.
    RecordInformation {
        /// The case.
        case: CaseId,
        /// Which request.
        request: InfoRequestId,
        /// How it ended.
        outcome: InfoOutcome,
        /// What was answered.
        #[serde(default)]
        reply: Option<Narrative>,
        /// What that says of each topic.
        #[serde(default)]
        answers: Vec<(Topic, Answer)>,
    },
    /// Records that somebody looked the referral through.
    RecordTriage {
        /// The case.
        case: CaseId,
        /// The level this person thinks is needed, if they say.
        #[serde(default)]
        level_needed: Option<ContactLevel>,
        /// Why.
        reasons: Narrative,
    },
    /// Invites both adults to pre-visits.
    AcceptToPreVisit {
        /// The case.
        case: CaseId,
        /// The level it goes forward at.
        level: ContactLevel,
        /// Why.
        reasons: Narrative,
    },
    /// Sends the referral to somewhere that fits better.
    Redirect {
        /// The case.
        case: CaseId,
        /// Where.
        to: RedirectTo,
        /// Why.
        reasons: Narrative,
    },
    /// Does not take the referral.
    Decline {
        /// The case.
        case: CaseId,
        /// On what ground.
        ground: DeclineGround,
        /// Why.
        reasons: Narrative,
    },
    /// Puts the referral on the waiting list.
    Waitlist {
        /// The case.
        case: CaseId,
        /// Why.
        reasons: Narrative,
    },
    /// Takes the referral after both pre-visits.
    AcceptReferral {
        /// The case.
        case: CaseId,
        /// Why.
        reasons: Narrative,
    },
    /// Takes the referral back.
    Withdraw {
        /// The case.
        case: CaseId,
        /// Why.
        reasons: Narrative,
    },
    /// Writes down what an order says.
    TranscribeOrder {
        /// The case.
        case: CaseId,
        /// Which order.
        order: OrderId,
        /// What it says.
        terms: OrderTerms,
    },
    /// Compares a transcription with its order.
    SecondCheckOrder {
        /// The case.
        case: CaseId,
        /// Which order.
        order: OrderId,
        /// What was found.
        outcome: CheckOutcome,
    },
    /// Records whether a clause's exception covers the planned contact.
    RecordClauseException {
        /// The case.
        case: CaseId,
        /// Which order.
        order: OrderId,
        /// Which of its clauses, from 0.
        clause: u32,
        /// The clause as it stands.
        now: Clause,
        /// Where it is documented.
        source: Narrative,
    },
    /// Records what stands behind a statement now.
    RecordAssertionStatus {
        /// The case.
        case: CaseId,
        /// Which statement.
        assertion: AssertionId,
        /// What stands behind it.
        status: EvidentialStatus,
        /// Where it is written.
        source: Narrative,
    },
}

impl ReferralCommand {
    const fn case(&self) -> Option<CaseId> {
        match self {
            Self::ImportCourtApplication { .. } | Self::RecordTypedReferral(_) => None,
            Self::AmendReferral { case, .. }
            | Self::Submit { case }
            | Self::OpenInformationRequest { case, .. }
            | Self::RecordInformation { case, .. }
            | Self::RecordTriage { case, .. }
            | Self::AcceptToPreVisit { case, .. }
            | Self::Redirect { case, .. }
            | Self::Decline { case, .. }
            | Self::Waitlist { case, .. }
            | Self::AcceptReferral { case, .. }
            | Self::Withdraw { case, .. }
            | Self::TranscribeOrder { case, .. }
            | Self::SecondCheckOrder { case, .. }
            | Self::RecordClauseException { case, .. }
            | Self::RecordAssertionStatus { case, .. } => Some(*case),
        }
    }
}

impl FeatureCommand for ReferralCommand {
    fn action(&self) -> &'static str {
        match self {
            Self::ImportCourtApplication { .. } => "import-court-application",
            Self::RecordTypedReferral(_) => "record-referral",
            Self::AmendReferral { .. } => "amend-referral",
            Self::Submit { .. } => "submit-referral",
            Self::OpenInformationRequest { .. } => "request-information",
            Self::RecordInformation { .. } => "record-information",
            Self::RecordTriage { .. } => "record-triage",
            Self::AcceptToPreVisit { .. }
            | Self::Redirect { .. }
            | Self::Decline { .. }
            | Self::Waitlist { .. }
            | Self::AcceptReferral { .. } => "decide-referral",
            Self::Withdraw { .. } => "withdraw-referral",
            Self::TranscribeOrder { .. } | Self::RecordClauseException { .. } => "transcribe-order",
            Self::SecondCheckOrder { .. } => "second-check-order",
            Self::RecordAssertionStatus { .. } => "record-assertion-status",
        }
    }

    fn reads(&self, centre: CentreId) -> Vec<StreamName> {
        self.case().map(|case| vec![StreamName::Case(case), StreamName::Centre(centre)]).unwrap_or_default()
    }

    fn decide(self, world: &World, context: &mut Context<'_>) -> Decision {
        let Some(case) = self.case() else {
            return match self {
                Self::ImportCourtApplication { original, referrer } => import::decide(original.0, referrer, context),
                Self::RecordTypedReferral(typed) => typed::decide(&typed, context),
                _ => Err(no_referral()),
            };
        };
        let known = world.cases.get(&case).filter(|c| c.referral.stage.is_some());
        let state = known.ok_or_else(no_referral)?;
        match self {
            Self::AmendReferral { amendment, .. } => amending::decide(*amendment, state, context),
            Self::RecordClauseException { .. } | Self::RecordAssertionStatus { .. } => {
                self.status(case, state, context)
            }
            other => other.step(Step { world, case, state, context }),
        }
    }
}

impl ReferralCommand {
    fn step(self, mut step: Step<'_, '_, '_>) -> Decision {
        match self {
            Self::Submit { .. } => step.submit(),
            Self::OpenInformationRequest { to, about, question, due, .. } => step.request(to, about, question, due),
            Self::RecordInformation { request, outcome, reply, answers, .. } => {
                step.information(request, outcome, reply, answers)
            }
            Self::RecordTriage { level_needed, reasons, .. } => step.triage(level_needed, reasons),
            Self::AcceptToPreVisit { level, reasons, .. } => step.accept_to_previsit(level, reasons),
            Self::Redirect { to, reasons, .. } => step.redirect(to, reasons),
            Self::Decline { ground, reasons, .. } => step.decline(ground, reasons),
            Self::Waitlist { reasons, .. } => step.waitlist(reasons),
            Self::AcceptReferral { reasons, .. } => step.accept(reasons),
            Self::Withdraw { reasons, .. } => step.withdraw(reasons),
            Self::TranscribeOrder { order, terms, .. } => step.transcribe(order, terms),
            Self::SecondCheckOrder { order, outcome, .. } => step.second_check(order, outcome),
            _ => Err(no_referral()),
        }
    }

    /// What stands behind a statement, or what a clause allows, as somebody read it.
    fn status(self, case: CaseId, state: &CaseState, context: &Context<'_>) -> Decision {
        let of_case = |text| Private::new(Subject::Case(case), Compartment::Ordinary, text);
        let event = match self {
            Self::RecordAssertionStatus { assertion, status, source, .. }
                if state.referral.assertion(assertion).is_some() =>
            {
                ReferralEvent::AssertionStatusRecorded {
                    assertion,
                    status,
                    learned_on: context.today,
                    source: of_case(source),
                }
            }
            Self::RecordClauseException { order, clause, now, source, .. } if has_clause(state, order, clause) => {
                ReferralEvent::ClauseExceptionRecorded { order, clause, now, source: of_case(source) }
            }
            _ => return Err(Refusal::field("fact", "choose a fact of this referral")),
        };
        Ok(vec![Recorded::now(StreamName::Case(case), event)])
    }
}

fn has_clause(state: &CaseState, order: OrderId, clause: u32) -> bool {
    let clauses = state.referral.order(order).map(|o| o.terms().clauses.len());
    let place = usize::try_from(clause).unwrap_or(usize::MAX);
    clauses.is_some_and(|count| place < count)
}
