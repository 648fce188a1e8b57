//! Not knowing is a failure, and a solver that says what one likes to hear is found out.

use proofs::statements::{NO_ERRORS, REFUGE, VOICE};
use proofs::{Claim, Edit, House, Prover, Statement, Unproved, Unreadable};
use std::process::Command;
use std::time::Duration;

/// A solver that answers every question alike.
fn parrot(answer: &str) -> Prover {
    let mut solver = Command::new("sh");
    let script = format!("while read -r line; do case \"$line\" in *check-sat*) {answer};; esac; done");
    solver.args(["-c", &script]);
    Prover::asking(solver, Duration::from_millis(500)).unwrap()
}

async fn says(mut prover: Prover) -> String {
    match prover.prove(&House::built_in().unwrap(), &VOICE).await {
        Err(Unproved::Solver { action, problem }) => format!("{action}: {problem}"),
        other => panic!("this is no proof: {other:?}"),
    }
}

#[tokio::test]
async fn a_solver_that_does_not_know_has_proved_nothing() {
    let said = says(parrot("echo unknown")).await;
    assert!(said.contains("hear-voice") && said.contains("unknown"), "{said}");
}

#[tokio::test]
async fn a_solver_that_does_not_answer_in_time_has_proved_nothing() {
    let said = says(parrot("sleep 1")).await;
    assert!(said.contains("nothing, in time"), "{said}");
}

#[tokio::test]
async fn a_solver_that_gives_up_or_is_not_there_has_proved_nothing() {
    says(parrot("exit 1")).await;
    let missing = Prover::asking(Command::new("/no/such/solver"), Duration::from_secs(1));
    assert!(matches!(missing, Err(Unproved::Solver { .. })));
}

#[tokio::test]
async fn a_solver_that_finds_every_proof_is_found_out_by_the_twin() {
    let weakened = House::weakened(REFUGE.twin).unwrap();
    assert_eq!(parrot("echo unsat").prove(&weakened, &REFUGE).await.unwrap(), Ok(1), "it lies");
    assert!(Prover::start().unwrap().prove(&weakened, &REFUGE).await.unwrap().is_err(), "cvc5 does not");
}

#[tokio::test]
async fn a_statement_about_nothing_is_not_proved() {
    let nothing = Statement {
        claim: Claim::Never("permit (principal, action == Action::\"anything-in-a-case\", resource);"),
        ..VOICE
    };
    let found = Prover::start().unwrap().prove(&House::built_in().unwrap(), &nothing).await;
    assert!(matches!(found, Err(Unproved::Empty)), "{found:?}");
}

#[tokio::test]
async fn a_statement_that_names_what_the_schema_does_not_know_is_not_proved() {
    let renamed = Statement {
        claim: Claim::Never("permit (principal, action == Action::\"hear-voice\", resource) when { context.fond };"),
        ..VOICE
    };
    assert!(Prover::start().unwrap().prove(&House::built_in().unwrap(), &renamed).await.is_err());
}

#[test]
fn a_weakening_that_changes_nothing_any_more_is_a_failure() {
    for edit in [
        Edit::Without("voice/no-such-policy"),
        Edit::Instead("voice", "words that do not stand there", ""),
        Edit::Instead("voice", "permit", "forbid"),
    ] {
        assert!(matches!(House::weakened(&[edit]), Err(Unreadable::Misfit(_))), "{edit:?}");
    }
    House::weakened(NO_ERRORS.twin).unwrap();
}
