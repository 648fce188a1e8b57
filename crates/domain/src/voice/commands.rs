use super::events::VoiceEvent;
use super::words::{MaySee, Outcome, Stage};
use crate::arrangement::facts::{case_facts, known_case};
use crate::command::FeatureCommand;
use crate::decision::{Context, Decision, FieldProblem, Recorded, Refusal};
use crate::ids::{CaseId, CentreId, PersonId, SessionId, VoiceId};
use crate::private::Private;
use crate::rules::facts::CaseFacts;
use crate::stream::StreamName;
use crate::words::Narrative;
use crate::world::World;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Commands about what children and adults say when asked.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum VoiceCommand {
    /// Records what somebody said when asked, or why they were not asked.
    RecordVoice {
        /// The case.
        case: CaseId,
        /// Whose voice; a child or an adult of the case, one person to an entry.
        person: PersonId,
        /// When in the case.
        stage: Stage,
        /// The session it belongs to, where it does.
        session: Option<SessionId>,
        /// What came of it.
        outcome: Outcome<Narrative>,
        /// Who may see it, as the person wishes. A child's words are not taken without it.
        may_see: Option<MaySee>,
        /// When they were asked, where that was not just now.
        asked_at: Option<Timestamp>,
    },
}

impl FeatureCommand for VoiceCommand {
    fn action(&self) -> &'static str {
        match self {
            Self::RecordVoice { .. } => "record-voice",
        }
    }

    fn reads(&self, centre: CentreId) -> Vec<StreamName> {
        match self {
            Self::RecordVoice { case, .. } => {
                vec![StreamName::Case(*case), StreamName::Centre(centre)]
            }
        }
    }

    fn decide(self, world: &World, context: &mut Context<'_>) -> Decision {
        let Self::RecordVoice { case, person, stage, session, outcome, may_see, asked_at } = self;
        known_case(world, case)?;
        let facts = case_facts(world, case, context.now, context.today);
        let mut problems = problems_with(&facts.case, person, &outcome, may_see.as_ref());
        if asked_at.is_some_and(|at| at > context.now) {
            problems.push(FieldProblem::new("asked_at", "Enter a time that has passed"));
        }
        if !problems.is_empty() {
            return Err(Refusal::Fields(problems));
        }
        let event = VoiceEvent::Recorded {
            voice: VoiceId::fresh(context.ids),
            person,
            stage,
            session,
            outcome: outcome.map(|text| Private::of_person(person, text)),
            may_see,
        };
        let stream = StreamName::Case(case);
        Ok(vec![match asked_at {
            Some(at) => Recorded::about(stream, event, at),
            None => Recorded::now(stream, event),
        }])
    }
}

fn problems_with(
    case: &CaseFacts,
    person: PersonId,
    outcome: &Outcome<Narrative>,
    may_see: Option<&MaySee>,
) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    let is_child = case.children.contains(&person);
    if !is_child && !case.adults.iter().any(|a| a.person == person) {
        problems.push(FieldProblem::new("person", "Choose a child or adult of this case"));
    }
    let observed = matches!(outcome, Outcome::TooYoungObserved { .. });
    if observed && !is_child {
        problems.push(FieldProblem::new("outcome", "Only a child can be recorded as too young to say"));
    }
    let tells = observed || matches!(outcome, Outcome::Said { .. });
    if is_child && tells && may_see.is_none() {
        problems.push(FieldProblem::new("may_see", "Choose who may see this, as the child wishes"));
    }
    if matches!(may_see, Some(MaySee::These(readers)) if readers.is_empty()) {
        problems.push(FieldProblem::new("may_see", "Name at least one reader, or choose that nobody else may see it"));
    }
    problems
}
