//! A rule: data and a pure function.

use super::facts::Facts;
use super::finding::{Effect, Finding, RuleId};
use super::moment::Moment;
use crate::words::Role;
use jiff::civil::{Date, date};

/// England and Wales.
pub(crate) const ENGLAND_AND_WALES: &str = "E&W";

/// From when the rules of version 1 apply: the day child arrangements orders came into force (22 April 2014). Records
/// typed in from earlier papers are of an earlier law.
pub(crate) const SINCE: Date = date(2014, 4, 22);

/// Those who can act on most findings of a case.
pub(crate) const LEADS: &[Role] = &[Role::Coordinator, Role::SafeguardingLead, Role::DeputySafeguardingLead];

/// Rules that block by default and whose statement names conditions under which two people can override them.
const SOFTENED: &[&str] = &["R-R01"];

/// A safety rule of the catalogue.
#[derive(Debug)]
pub struct Rule {
    /// Its name, such as "R-P01".
    pub id: &'static str,
    /// Its version: it rises whenever what it finds could change, and overrides of older versions lapse.
    pub version: u16,
    /// The rule in one sentence.
    pub statement: &'static str,
    /// What would clear it, unless a finding says so more exactly.
    pub clears: &'static str,
    /// What it rests on.
    pub source: &'static str,
    /// Where it applies.
    pub jurisdiction: &'static str,
    /// The first day it applies.
    pub in_force_from: Date,
    /// The last day it applies, where one is known.
    pub in_force_until: Option<Date>,
    /// When it is consulted.
    pub moments: &'static [Moment],
    /// What it does by default; a finding may do something else where the statement says so.
    pub effect: Effect,
    /// The parameters of the policy pack it reads.
    pub parameters: &'static [&'static str],
    /// Who can act on it.
    pub who_can_act: &'static [Role],
    /// How it is checked.
    pub(crate) check: Check,
}

/// How a rule is checked.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Check {
    /// A promise: nothing to find; these tests stand behind it.
    Promise(&'static [&'static str]),
    /// Looks at a plan or decision, and may stop it.
    Plan(fn(&Rule, Moment, &Facts) -> Vec<Finding>),
    /// The first looks at a plan, the second at what has happened and cannot stop anything, because a prompt cannot.
    Both(fn(&Rule, Moment, &Facts) -> Vec<Finding>, fn(&Rule, &Facts) -> Vec<Prompt>),
}

/// What a prompt does. There is no variant that stops anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptEffect {
    /// Must be read.
    Warn,
    /// Opens an obligation with a due time.
    Escalate,
    /// Raises an incident or near miss.
    Incident,
}

impl From<PromptEffect> for Effect {
    fn from(effect: PromptEffect) -> Self {
        match effect {
            PromptEffect::Warn => Self::Warn,
            PromptEffect::Escalate => Self::Escalate,
            PromptEffect::Incident => Self::Incident,
        }
    }
}

/// What a rule says about something that has happened. It can be made only with a [`PromptEffect`].
#[derive(Debug, Clone)]
pub struct Prompt(Finding);

impl Prompt {
    pub(crate) fn citing(self, fact: impl std::fmt::Display) -> Self {
        Self(self.0.citing(fact))
    }

    pub(crate) fn about(self, subject: crate::private::Subject) -> Self {
        Self(self.0.about(subject))
    }
}

impl From<Prompt> for Finding {
    fn from(prompt: Prompt) -> Self {
        prompt.0
    }
}

impl Rule {
    /// Whether it applies on a day.
    pub fn in_force_on(&self, day: Date) -> bool {
        self.in_force_from <= day && self.in_force_until.is_none_or(|last| day <= last)
    }

    /// Whether it has findings that two people can override. A block of such a rule is still a block.
    pub fn can_be_overridden(&self) -> bool {
        self.effect == Effect::Override || SOFTENED.contains(&self.id)
    }

    /// The names of the tests that stand behind a promise; empty for a rule that is checked.
    pub const fn kept_by(&self) -> &'static [&'static str] {
        match self.check {
            Check::Promise(tests) => tests,
            Check::Plan(_) | Check::Both(..) => &[],
        }
    }

    /// What it finds at a moment, in the order of the findings' keys.
    pub(crate) fn at(&self, moment: Moment, facts: &Facts) -> Vec<Finding> {
        if !self.moments.contains(&moment) || !self.in_force_on(facts.today) {
            return Vec::new();
        }
        match (self.check, moment.records()) {
            (Check::Plan(check) | Check::Both(check, _), false) => check(self, moment, facts),
            (Check::Both(_, raise), true) => raise(self, facts).into_iter().map(Finding::from).collect(),
            _ => Vec::new(),
        }
    }

    /// A finding of this rule with its default effect.
    pub(crate) fn finds(&self, reason: impl Into<String>) -> Finding {
        self.finds_as(self.effect, reason)
    }

    /// A finding of this rule with another effect.
    pub(crate) fn finds_as(&self, effect: Effect, reason: impl Into<String>) -> Finding {
        Finding {
            rule: RuleId::new(self.id),
            version: self.version,
            effect,
            subjects: Vec::new(),
            sentence: self.statement.to_owned(),
            reason: reason.into(),
            source: self.source.to_owned(),
            clears: self.clears.to_owned(),
            who_can_act: self.who_can_act.to_vec(),
            facts: Vec::new(),
        }
    }

    /// A prompt of this rule.
    pub(crate) fn prompts(&self, effect: PromptEffect, reason: impl Into<String>) -> Prompt {
        Prompt(self.finds_as(effect.into(), reason))
    }
}

impl Finding {
    /// The same finding with its own words about what would clear it.
    #[must_use]
    pub(crate) fn cleared_by(mut self, what: impl Into<String>) -> Self {
        self.clears = what.into();
        self
    }

    /// The same finding about a case, where the case is known.
    #[must_use]
    pub(crate) fn about_case(self, facts: &Facts) -> Self {
        match facts.case.id {
            Some(id) => self.about(crate::private::Subject::Case(id)),
            None => self,
        }
    }
}
