//! What a rule finds. The same finding is what the page shows, what the interface returns, what an override refers to
//! and what oversight counts.

use crate::private::Subject;
use crate::words::Role;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a finding does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Stops the plan; only other facts clear it.
    Block,
    /// Stops the plan until two authorised people override it, with a reason and an end date.
    Override,
    /// Must be read and acknowledged.
    Warn,
    /// Opens an obligation with a due time.
    Escalate,
    /// Raises an incident or near miss.
    Incident,
    /// A promise that nothing may stop what it names.
    NeverBlock,
}

/// A rule's name, such as "R-P01".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleId(String);

impl RuleId {
    /// The rule with this name.
    pub fn new(id: &str) -> Self {
        Self(id.to_owned())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Names one finding for good: rule, version, subjects and the facts it cites. An override holds it and lapses when
/// any of them changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FindingKey(String);

impl FindingKey {
    /// The text of the key, for pages and forms.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A key as it came back from a form; it is compared, never trusted.
    pub fn from_form(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// What one rule found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule.
    pub rule: RuleId,
    /// The rule's version.
    pub version: u16,
    /// What it does.
    pub effect: Effect,
    /// Who or what it is about.
    pub subjects: Vec<String>,
    /// The rule in one sentence.
    pub sentence: String,
    /// Why it applies here, without personal data.
    pub reason: String,
    /// What the rule rests on.
    pub source: String,
    /// What would clear it.
    pub clears: String,
    /// Who can act on it.
    pub who_can_act: Vec<Role>,
    /// Ids of the facts cited, never their values.
    pub facts: Vec<String>,
}

impl Finding {
    /// The key an override refers to.
    pub fn key(&self) -> FindingKey {
        let mut subjects = self.subjects.clone();
        let mut facts = self.facts.clone();
        subjects.sort();
        facts.sort();
        FindingKey(format!("{}@{}|{}|{}", self.rule, self.version, subjects.join(","), facts.join(",")))
    }

    /// Adds somebody or something the finding is about.
    #[must_use]
    pub fn about(mut self, subject: Subject) -> Self {
        self.subjects.push(subject.to_string());
        self
    }

    /// Adds a fact the finding cites.
    #[must_use]
    pub fn citing(mut self, fact: impl fmt::Display) -> Self {
        self.facts.push(fact.to_string());
        self
    }
}
