use super::decide::{self, Holding};
use super::events::PreVisitEvent;
use super::record::{Held, Plan};
use super::words::{NotHeldReason, SignedText, TextVersion};
use crate::command::FeatureCommand;
use crate::decision::{Context, Decision};
use crate::ids::{CaseId, CentreId, PersonId, PreVisitId};
use crate::stream::StreamName;
use crate::words::Narrative;
use crate::world::World;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Commands about pre-visits and what is signed there.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum PreVisitCommand {
    /// Plans a pre-visit of one adult. The two sides come on different days.
    PlanPreVisit {
        /// The case.
        case: CaseId,
        /// The adult, who stands on one of the two sides.
        adult: PersonId,
        /// When, where, who receives them, which children come along.
        #[serde(flatten)]
        plan: Plan,
    },
    /// Records a pre-visit that took place, planned or not. No rule refuses it.
    HoldPreVisit {
        /// The case.
        case: CaseId,
        /// The planned pre-visit; without it, the plan of this adult for that day, if there is one.
        previsit: Option<PreVisitId>,
        /// The adult.
        adult: PersonId,
        /// What took place.
        #[serde(flatten)]
        held: Held<Narrative>,
        /// The version of the ground rules that was signed.
        rules_signed: Option<TextVersion>,
        /// The version of the notice of what is recorded that was signed.
        notice_signed: Option<TextVersion>,
    },
    /// Records that an adult signed the ground rules or the notice of what is recorded, at another time.
    SignText {
        /// The case.
        case: CaseId,
        /// The adult.
        adult: PersonId,
        /// Which text.
        text: SignedText,
        /// Its version.
        version: TextVersion,
        /// The day of the signature.
        on: Date,
    },
    /// Records that a planned pre-visit did not take place.
    NotHeld {
        /// The case.
        case: CaseId,
        /// The pre-visit.
        previsit: PreVisitId,
        /// Why.
        reason: NotHeldReason,
        /// In words.
        note: Option<Narrative>,
    },
}

impl PreVisitCommand {
    const fn case(&self) -> CaseId {
        match self {
            Self::PlanPreVisit { case, .. }
            | Self::HoldPreVisit { case, .. }
            | Self::SignText { case, .. }
            | Self::NotHeld { case, .. } => *case,
        }
    }
}

impl FeatureCommand for PreVisitCommand {
    fn action(&self) -> &'static str {
        match self {
            Self::PlanPreVisit { .. } => "plan-pre-visit",
            Self::HoldPreVisit { .. } => "hold-pre-visit",
            Self::SignText { .. } => "sign-ground-rules",
            Self::NotHeld { .. } => "record-pre-visit-not-held",
        }
    }

    fn reads(&self, centre: CentreId) -> Vec<StreamName> {
        vec![StreamName::Case(self.case()), StreamName::Centre(centre)]
    }

    fn decide(self, world: &World, context: &mut Context<'_>) -> Decision {
        match self {
            Self::PlanPreVisit { case, adult, plan } => decide::plan(world, context, case, adult, plan),
            Self::HoldPreVisit { case, previsit, adult, held, rules_signed, notice_signed } => {
                let holding = Holding {
                    previsit,
                    adult,
                    held,
                    signed: [(SignedText::GroundRules, rules_signed), (SignedText::RecordingNotice, notice_signed)],
                };
                decide::hold(world, context, case, holding)
            }
            Self::SignText { case, adult, text, version, on } => {
                decide::sign(world, context, case, PreVisitEvent::TextSigned { adult, text, version, on })
            }
            Self::NotHeld { case, previsit, reason, note } => decide::not_held(world, case, previsit, reason, note),
        }
    }
}
