//! Safety rules: each is data plus a pure function (`README.md` of the crate, `packs/README.md` for the numbers).
//!
//! A feature gathers [`Facts`], asks [`at`] for its [`Moment`], weighs the findings against the overrides of the case
//! with [`standing`], and refuses while [`stops`] returns any.
//!
//! # Adding a rule
//!
//! 1. Write it as a `static` [`Rule`] in the file of its moment, with the sentence, the source and what clears it.
//! 2. Add it to [`catalogue`]; a test compares the list.
//! 3. Give it a row in `tests/it/rules_*.rs`: it fires, it does not fire, it clears.
//! 4. If it looks at something no fact holds, add a field to [`Facts`] whose default is unknown.

mod due;
pub mod facts;
mod finding;
mod listing;
mod moment;
pub mod pack;
mod rule;
mod sole;
mod standing;
pub mod working_days;

mod booking;
mod door;
mod information;
mod never_block;
mod orders;
mod previsit;
mod progression;
mod referral;
mod risk;
mod training;

pub use due::disclosure_due_at;
pub use facts::Facts;
pub use finding::{Effect, Finding, FindingKey, RuleId};
pub use listing::{RuleListing, listing, markdown};
pub use moment::Moment;
pub use pack::PackParameters;
pub use rule::{Prompt, PromptEffect, Rule};
pub use sole::{SoleCoordinatorPack, TwoPersonDuty};
pub use standing::{Standing, enforce, standing, stops};

/// The name and version of the shipped policy pack, as every entry of the record carries it.
pub const PACK: &str = "england-and-wales/2026.1";

/// Every rule, in the order of the catalogue.
pub fn catalogue() -> Vec<&'static Rule> {
    [
        never_block::RULES,
        orders::RULES,
        referral::RULES,
        previsit::RULES,
        risk::RULES,
        booking::RULES,
        training::RULES,
        door::RULES,
        information::RULES,
        progression::RULES,
    ]
    .concat()
}

/// What the rules find at a moment. The order does not depend on the order of the facts. At a moment that records what
/// has happened nothing found can stop it (see [`Moment::records`]).
pub fn at(moment: Moment, facts: &Facts) -> Vec<Finding> {
    let mut findings: Vec<Finding> = catalogue().into_iter().flat_map(|rule| rule.at(moment, facts)).collect();
    findings.sort_by_cached_key(|finding| (finding.effect, finding.key()));
    findings.dedup_by_key(|finding| finding.key());
    findings
}
