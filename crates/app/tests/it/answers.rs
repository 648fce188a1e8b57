//! What a house answered, taken apart.

use app::Failure;
use domain::decision::Refusal;
use domain::rules::Finding;
use std::fmt::Debug;

/// The rules that refused it, in order; panics where something else did, or nothing.
#[track_caller]
pub fn rules_of<T: Debug>(answer: Result<T, Failure>) -> Vec<String> {
    findings_of(answer).iter().map(|finding| finding.rule.to_string()).collect()
}

/// What rules found that refused it; panics where something else did, or nothing.
#[track_caller]
pub fn findings_of<T: Debug>(answer: Result<T, Failure>) -> Vec<Finding> {
    match answer {
        Err(Failure::Refused(Refusal::Rules(findings))) => findings,
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
