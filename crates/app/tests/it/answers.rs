//! What a house answered, taken apart.

use app::Failure;
use domain::decision::Refusal;
use std::fmt::Debug;

/// The rules that refused it, in order; panics where something else did, or nothing.
#[track_caller]
pub fn rules_of<T: Debug>(answer: Result<T, Failure>) -> Vec<String> {
    match answer {
        Err(Failure::Refused(Refusal::Rules(findings))) => findings.iter().map(|f| f.rule.to_string()).collect(),
        other => panic!("no rule refused it: {other:?}"),
    }
}

/// Why it could not be done now.
#[track_caller]
pub fn because<T: Debug>(answer: Result<T, Failure>) -> String {
    match answer {
        Err(Failure::Refused(Refusal::NotNow { because, .. })) => because,
        other => panic!("not refused because of where it stands: {other:?}"),
    }
}
