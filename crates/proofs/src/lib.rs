#![doc = include_str!("../README.md")]

mod policies;
mod prover;
mod question;
pub mod statements;
mod words;

pub use policies::{Edit, House, Unreadable};
pub use prover::{Broken, Prover, Unproved};

/// Which questions a statement is about, and what must become of them. Each text is a policy in Cedar that holds for exactly
/// these questions.
#[derive(Debug, Clone, Copy)]
pub enum Claim {
    /// None of these questions is permitted.
    Never(&'static str),
    /// All of these questions are permitted.
    Always(&'static str),
    /// No policy errs, whatever is asked.
    NoErrors,
}

/// A statement about the policies, and its twin.
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    /// What it says.
    pub sentence: &'static str,
    /// The questions it is about.
    pub claim: Claim,
    /// How the twin weakens the policies.
    pub twin: &'static [Edit],
    /// Words of the question that must break the twin.
    pub breaks: &'static [&'static str],
}
