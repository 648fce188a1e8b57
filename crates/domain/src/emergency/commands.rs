use super::events::EmergencyEvent;
use super::state::{EmergencyState, LetIn, Progress};
use super::words::Length;
use crate::actor::Actor;
use crate::arrangement::facts::known_case;
use crate::command::FeatureCommand;
use crate::concern::{ConcernEvent, let_in_for_emergency};
use crate::decision::{Context, Decision, Recorded, Refusal};
use crate::ids::{CaseId, CentreId, EmergencyId};
use crate::private::{Compartment, Private, Subject};
use crate::stream::StreamName;
use crate::words::Narrative;
use crate::world::World;
use serde::{Deserialize, Serialize};

/// Commands about being let into what is sealed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum EmergencyCommand {
    /// Asks to be let in.
    AskEmergency {
        /// The case.
        case: CaseId,
        /// For how long.
        length: Length,
        /// What the emergency is, and why it cannot wait.
        reason: Narrative,
    },
    /// Agrees, as another person. It is open from then on.
    AgreeEmergency {
        /// The case.
        case: CaseId,
        /// Which.
        id: EmergencyId,
    },
    /// Refuses, as another person.
    RefuseEmergency {
        /// The case.
        case: CaseId,
        /// Which.
        id: EmergencyId,
        /// Why.
        reason: Narrative,
    },
    /// Ends it before its time, or takes the asking back.
    EndEmergency {
        /// The case.
        case: CaseId,
        /// Which.
        id: EmergencyId,
    },
    /// Says, as the data-protection officer, that one has looked at what was opened.
    NoteEmergency {
        /// The case.
        case: CaseId,
        /// Which.
        id: EmergencyId,
    },
}

impl EmergencyCommand {
    /// The case it is about.
    pub const fn case(&self) -> CaseId {
        match self {
            Self::AskEmergency { case, .. }
            | Self::AgreeEmergency { case, .. }
            | Self::RefuseEmergency { case, .. }
            | Self::EndEmergency { case, .. }
            | Self::NoteEmergency { case, .. } => *case,
        }
    }
}

impl FeatureCommand for EmergencyCommand {
    fn action(&self) -> &'static str {
        match self {
            Self::AskEmergency { .. } => "break-glass",
            Self::AgreeEmergency { .. } | Self::RefuseEmergency { .. } => "agree-break-glass",
            Self::EndEmergency { .. } => "end-break-glass",
            Self::NoteEmergency { .. } => "note-break-glass",
        }
    }

    fn reads(&self, centre: CentreId) -> Vec<StreamName> {
        vec![StreamName::Case(self.case()), StreamName::Centre(centre)]
    }

    fn decide(self, world: &World, context: &mut Context<'_>) -> Decision {
        let case = self.case();
        let stream = StreamName::Case(case);
        let known = &known_case(world, case)?.emergency;
        let private = |text| Private::new(Subject::Case(case), Compartment::Ordinary, text);
        let event = match self {
            Self::AskEmergency { length, reason, .. } => {
                nothing_of_theirs_runs(known, context)?;
                EmergencyEvent::Asked { id: EmergencyId::fresh(context.ids), length, reason: private(reason) }
            }
            Self::AgreeEmergency { id, .. } => {
                let asked = another(known, id, context)?;
                if !asked.waits(context.now) {
                    return Err(Refusal::not_now(
                        "It waited for more than an hour.",
                        "If it is still needed, it is asked for anew. Refuse this one.",
                    ));
                }
                let until = context.now.saturating_add(asked.length.duration()).unwrap_or(context.now);
                let told: ConcernEvent = let_in_for_emergency(case, context);
                let agreed = Recorded::now(stream, EmergencyEvent::Agreed { id, until });
                return Ok(vec![agreed, Recorded::now(stream, told)]);
            }
            Self::RefuseEmergency { id, reason, .. } => {
                another(known, id, context)?;
                EmergencyEvent::Refused { id, reason: private(reason) }
            }
            Self::EndEmergency { id, .. } => {
                ends(known.of(id), context)?;
                EmergencyEvent::Ended { id }
            }
            Self::NoteEmergency { id, .. } => {
                let open = |asked: &&LetIn| matches!(asked.progress, Progress::Agreed { .. }) && asked.noted.is_none();
                known.of(id).filter(open).ok_or_else(nothing_waits)?;
                EmergencyEvent::Noted { id }
            }
        };
        Ok(vec![Recorded::now(stream, event)])
    }
}

fn nothing_of_theirs_runs(known: &EmergencyState, context: &Context<'_>) -> Result<(), Refusal> {
    let Actor::Worker(worker) = context.actor else {
        return Err(Refusal::not_now("Only people who work here ask to be let in.", "Sign in first."));
    };
    let now = context.now;
    if known.all().any(|(_, asked)| asked.worker == worker && (asked.is_open(now) || asked.waits(now))) {
        return Err(Refusal::not_now(
            "You have asked already.",
            "Ask a second person to answer, or end what is open before you ask again.",
        ));
    }
    Ok(())
}

/// What waits for an answer by another person than the one who asked.
fn another<'a>(known: &'a EmergencyState, id: EmergencyId, context: &Context<'_>) -> Result<&'a LetIn, Refusal> {
    let asked = known.of(id).filter(|asked| asked.unanswered()).ok_or_else(nothing_waits)?;
    if context.actor == Actor::Worker(asked.worker) {
        return Err(Refusal::not_now(
            "Nobody agrees to what they asked for themselves.",
            "Ask the safeguarding lead, a deputy, a trustee or another coordinator.",
        ));
    }
    Ok(asked)
}

fn ends(asked: Option<&LetIn>, context: &Context<'_>) -> Result<(), Refusal> {
    let asked = asked.ok_or_else(nothing_waits)?;
    let agreed_by = match &asked.progress {
        Progress::Agreed { by, .. } => Some(*by),
        Progress::Asked | Progress::Refused { .. } => None,
    };
    if context.actor != Actor::Worker(asked.worker) && Some(context.actor) != agreed_by {
        return Err(Refusal::not_now(
            "Only whoever was let in, or agreed to it, ends it.",
            "It ends by itself when its time is up.",
        ));
    }
    if asked.is_open(context.now) || asked.unanswered() { Ok(()) } else { Err(nothing_waits()) }
}

fn nothing_waits() -> Refusal {
    Refusal::not_now("Nothing waits for this answer any more.", "Look at the page again: it says what stands.")
}
