//! The catalogue as people and programs read it: `contact-safeguard rules list --format json|md`.

use super::finding::Effect;
use super::moment::Moment;
use super::rule::Rule;
use crate::words::Role;
use jiff::civil::Date;
use serde::Serialize;
use std::fmt::Write as _;

/// A rule as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleListing {
    /// Its name.
    pub id: &'static str,
    /// Its version.
    pub version: u16,
    /// The rule in one sentence.
    pub statement: &'static str,
    /// What it does by default.
    pub effect: Effect,
    /// When it is consulted.
    pub moments: &'static [Moment],
    /// What would clear it.
    pub clears: &'static str,
    /// Who can act on it.
    pub who_can_act: &'static [Role],
    /// What it rests on.
    pub source: &'static str,
    /// Where it applies.
    pub jurisdiction: &'static str,
    /// The first day it applies.
    pub in_force_from: Date,
    /// The last day it applies, where one is known.
    pub in_force_until: Option<Date>,
    /// The parameters of the policy pack it reads.
    pub parameters: &'static [&'static str],
    /// For a promise: the tests that stand behind it.
    pub kept_by: &'static [&'static str],
}

impl From<&Rule> for RuleListing {
    fn from(rule: &Rule) -> Self {
        Self {
            id: rule.id,
            version: rule.version,
            statement: rule.statement,
            effect: rule.effect,
            moments: rule.moments,
            clears: rule.clears,
            who_can_act: rule.who_can_act,
            source: rule.source,
            jurisdiction: rule.jurisdiction,
            in_force_from: rule.in_force_from,
            in_force_until: rule.in_force_until,
            parameters: rule.parameters,
            kept_by: rule.kept_by(),
        }
    }
}

impl Effect {
    /// The words the catalogue and pages use.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Block => "stops the plan until the facts change",
            Self::Override => "stops the plan until two people override it",
            Self::Warn => "warns",
            Self::Escalate => "opens an obligation with a due time",
            Self::Incident => "raises a near miss",
            Self::NeverBlock => "promises that nothing is stopped",
        }
    }
}

/// Every rule, ready to be written as JSON.
pub fn listing() -> Vec<RuleListing> {
    super::catalogue().into_iter().map(RuleListing::from).collect()
}

/// The catalogue as Markdown.
pub fn markdown() -> String {
    let mut text =
        String::from("# Safety rules\n\nNothing here is legal advice; every rule carries its source and its dates.\n");
    for rule in listing() {
        // Writing to a String cannot fail.
        let _ = write_rule(&mut text, &rule);
    }
    text
}

fn write_rule(text: &mut String, rule: &RuleListing) -> std::fmt::Result {
    let join = |words: Vec<&str>| words.join(", ");
    let until = rule.in_force_until.map_or_else(String::new, |last| format!(" to {last}"));
    writeln!(text, "\n## {} (version {})\n\n{}\n", rule.id, rule.version, rule.statement)?;
    writeln!(text, "* Effect: {}", rule.effect.label())?;
    writeln!(text, "* When: {}", join(rule.moments.iter().map(|m| m.label()).collect()))?;
    writeln!(text, "* Clears: {}", rule.clears)?;
    writeln!(text, "* Who can act: {}", join(rule.who_can_act.iter().map(|r| r.label()).collect()))?;
    writeln!(text, "* Source: {}", rule.source)?;
    writeln!(text, "* In force: {}, from {}{until}", rule.jurisdiction, rule.in_force_from)?;
    if !rule.parameters.is_empty() {
        writeln!(text, "* Policy pack: {}", join(rule.parameters.to_vec()))?;
    }
    if !rule.kept_by.is_empty() {
        writeln!(text, "* Kept by tests: {}", join(rule.kept_by.to_vec()))?;
    }
    Ok(())
}
