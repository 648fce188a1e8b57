//! The PIN by which somebody records at the door. Its owner chooses it on their own account; nobody can read it.

use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use domain::decision::{FieldProblem, Refusal};
use secrecy::{ExposeSecret, SecretString};
use std::ops::RangeInclusive;

/// How many digits a PIN has.
pub const PIN_DIGITS: RangeInclusive<usize> = 4..=6;

impl House {
    /// Chooses the reader's PIN, in the place of an earlier one.
    pub async fn choose_door_pin(&self, who: &SignedIn, pin: SecretString) -> Result<(), Failure> {
        if let Some(problem) = unfit(pin.expose_secret()) {
            return Err(Refusal::Fields(vec![FieldProblem::new("pin", problem)]).into());
        }
        let hash = crate::sign_in::hashed(pin).await?;
        self.storage.put_door_pin(who.own(), hash).await?;
        self.log_own(who, "choose-door-pin").await
    }

    /// Whether the reader chose a PIN.
    pub async fn has_door_pin(&self, who: &SignedIn) -> Result<bool, Failure> {
        Ok(self.storage.door_pin(who.own()).await?.is_some())
    }
}

/// What is wrong with a PIN, where something is. What everybody tries first is none.
fn unfit(pin: &str) -> Option<&'static str> {
    if !pin.bytes().all(|digit| digit.is_ascii_digit()) || !PIN_DIGITS.contains(&pin.len()) {
        return Some("Enter four to six digits");
    }
    let steps: Vec<i16> =
        pin.as_bytes().iter().zip(pin.as_bytes().iter().skip(1)).map(|(one, next)| step(*one, *next)).collect();
    let even = steps.iter().all(|step| Some(step) == steps.first()) && steps.first().is_some_and(|step| step.abs() < 2);
    even.then_some("Choose digits that are not all the same and not in a row: those are tried first")
}

fn step(one: u8, next: u8) -> i16 {
    i16::from(next) - i16::from(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_four_to_six_digits_that_nobody_tries_first() {
        for pin in ["4821", "90210", "135791", "1123", "2468"] {
            assert_eq!(unfit(pin), None, "{pin}");
        }
        for pin in ["", "482", "4821093", "48a1", "٤٨٢١", "0000", "777777", "1234", "987654", "4 21"] {
            assert!(unfit(pin).is_some(), "{pin}");
        }
    }
}
