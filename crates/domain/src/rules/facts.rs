//! What rules look at: plain facts, gathered from states by the feature that decides. Every moment fills what it
//! knows; what nobody filled stays unknown, and unknown is never No.
//!
//! Start from [`Facts::new`], fill `case` and whatever the moment has, and hand it to [`super::at`].
//!
//! Facts hold ids, dates, enums and counts. They never hold a name, an address or what somebody said, so that neither a
//! finding nor a log can.

mod case;
mod plan;
mod record;
mod risk;
mod worker;

pub use case::{
    AdultFact, AssertionFact, CaseFacts, ClauseFact, DecidedBy, FactFinding, Levels, MandatoryAnswerFact,
    MandatoryQuestion, OrderFact, ProtectedPair, RequestStanding, RiskConclusionFact,
};
pub use plan::{AttendeeFact, Capacity, Place, PlanFact, Presence};
pub use record::{
    ChildVoiceFact, CourtProperty, DisclosureFact, DoorFacts, DoorMark, EditFact, EditKind, LevelChangeFact, Mark,
    OutputFact, ProtectedHit, ProtectedKind, RecipientFact, RecipientKind, VoiceStanding, WritingFact, WritingKind,
};
pub use risk::{
    AssessmentFact, AssessmentStanding, ChildImpactFact, ControlFact, ControlNeed, Filled, PreVisitFact,
    PreVisitStanding, Signature, TriggerFact, TriggerKind,
};
pub use worker::{TrainingFact, WorkerFact};

use super::pack::PackParameters;
use jiff::Timestamp;
use jiff::civil::Date;

/// Everything a rule may look at.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The instant of the decision.
    pub now: Timestamp,
    /// The same, as the calendar at the centre shows it.
    pub today: Date,
    /// The parameters of the policy pack in force.
    pub pack: PackParameters,
    /// When the centre took its first family (the training ramp of R-T02 counts from it); `None` is unknown, and then
    /// there is no ramp.
    pub centre_opened_on: Option<Date>,
    /// The case. Every moment that is about a family fills it.
    pub case: CaseFacts,
    /// Pre-visits, held and planned, the one being planned included.
    pub previsits: Vec<PreVisitFact>,
    /// The newest risk assessment, signed or about to be; `None` where there is none.
    pub assessment: Option<AssessmentFact>,
    /// The session being booked, confirmed or changed.
    pub plan: Option<PlanFact>,
    /// Workers looked at outside a plan, as when a shift is filled ([`super::Moment::Roster`]).
    pub roster: Vec<WorkerFact>,
    /// What was recorded at the door and during the session so far.
    pub door: DoorFacts,
    /// Disclosures that somebody may still have to see.
    pub disclosures: Vec<DisclosureFact>,
    /// What somebody is about to write about a session.
    pub writing: Option<WritingFact>,
    /// A report or other paper about to be reviewed or to leave the centre.
    pub output: Option<OutputFact>,
    /// A change of level being decided.
    pub change: Option<LevelChangeFact>,
    /// A change to a record that exists.
    pub edit: Option<EditFact>,
}

impl Facts {
    /// Facts in which nothing is known but the time and the pack.
    pub fn new(now: Timestamp, today: Date, pack: &PackParameters) -> Self {
        Self {
            now,
            today,
            pack: pack.clone(),
            centre_opened_on: None,
            case: CaseFacts::default(),
            previsits: Vec::new(),
            assessment: None,
            plan: None,
            roster: Vec::new(),
            door: DoorFacts::default(),
            disclosures: Vec::new(),
            writing: None,
            output: None,
            change: None,
            edit: None,
        }
    }

    /// The day the decision is about: the day of the planned session, else today.
    pub fn day_in_question(&self) -> Date {
        self.plan.as_ref().map_or(self.today, |plan| plan.session.date())
    }
}
