//! How findings stand against the overrides of a case.

use super::facts::Facts;
use super::finding::{Effect, Finding};
use super::moment::Moment;
use crate::decision::Refusal;
use crate::overrides::{OverrideInForce, OverrideState};
use jiff::civil::Date;
use serde::Serialize;

/// A finding, and the override that lets it pass where there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// What the rule found.
    pub finding: Finding,
    /// The override in force for exactly this finding.
    pub overridden: Option<OverrideInForce>,
}

impl Standing {
    /// Whether it stops the plan.
    pub const fn stops(&self) -> bool {
        match self.finding.effect {
            Effect::Block => true,
            Effect::Override => self.overridden.is_none(),
            Effect::Warn | Effect::Escalate | Effect::Incident | Effect::NeverBlock => false,
        }
    }
}

/// How findings stand today. Only a finding that can be overridden ever is: a block stays one whatever is on file.
pub fn standing(findings: Vec<Finding>, overrides: &OverrideState, today: Date) -> Vec<Standing> {
    findings
        .into_iter()
        .map(|finding| {
            let overridden = match finding.effect {
                Effect::Override => overrides.in_force(&finding.key(), today),
                _ => None,
            };
            Standing { finding, overridden }
        })
        .collect()
}

/// The findings that stop the plan, for a refusal.
pub fn stops(standing: &[Standing]) -> Vec<Finding> {
    standing.iter().filter(|standing| standing.stops()).map(|standing| standing.finding.clone()).collect()
}

/// Asks the rules of a moment and refuses with whatever is not overridden. What only warns is not returned: ask [`super::at`]
/// for it.
pub fn enforce(moment: Moment, facts: &Facts, overrides: &OverrideState, today: Date) -> Result<(), Refusal> {
    let stopping = stops(&standing(super::at(moment, facts), overrides, today));
    if stopping.is_empty() { Ok(()) } else { Err(Refusal::Rules(stopping)) }
}
