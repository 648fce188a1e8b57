//! Codes that change every half minute (RFC 6238): made here and by the program on a worker's telephone from one secret. Six
//! digits and SHA-1, because that is all many of those programs know; nothing here rests on SHA-1 being free of collisions.

use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use sha1::Sha1;
use subtle::ConstantTimeEq as _;

/// How long one code is shown, in seconds.
const STEP: i64 = 30;
/// How many bytes a secret has: as many as SHA-1 gives.
pub(super) const SECRET: usize = 20;

/// The step an instant falls into.
fn step(now: Timestamp) -> u64 {
    u64::try_from(now.as_second().div_euclid(STEP)).unwrap_or(0)
}

/// The code of a step.
fn code(secret: &[u8], step: u64) -> Option<u32> {
    let mac = Hmac::<Sha1>::new_from_slice(secret).ok()?.chain_update(step.to_be_bytes()).finalize().into_bytes();
    let from = usize::from(mac.last()? & 0x0f);
    let bytes: [u8; 4] = mac.get(from..from + 4)?.try_into().ok()?;
    Some((u32::from_be_bytes(bytes) & 0x7fff_ffff) % 1_000_000)
}

/// The step whose code this is: the present one, or for clocks that differ the one before or after. Every one of them is
/// looked at, whichever it is.
pub(super) fn step_of(secret: &[u8], given: &str, now: Timestamp) -> Option<u64> {
    let digits: String = given.chars().filter(|c| !c.is_whitespace()).collect();
    let readable = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
    let given: u32 = digits.parse().ok().filter(|_| readable)?;
    let now = step(now);
    let mut found = None;
    for step in now.saturating_sub(1)..=now.saturating_add(1) {
        if code(secret, step).is_some_and(|code| bool::from(code.ct_eq(&given))) {
            found = Some(step);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, SHA-1; the last six of its eight digits.
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(step_of(SECRET, code, at(second)), Some(step(at(second))), "{second}");
        }
    }

    #[test]
    fn a_clock_may_be_off_by_one_step_and_not_by_two() {
        for (second, expected) in [(29, Some(1)), (30, Some(1)), (59, Some(1)), (89, Some(1)), (90, None)] {
            assert_eq!(step_of(SECRET, "287082", at(second)), expected.filter(|_| second >= 0), "{second}");
        }
        assert_eq!(step_of(SECRET, "287 082", at(59)), Some(1), "as telephones show it");
        for other in ["", "28708", "0287082", "+87082", "287083", "two"] {
            assert_eq!(step_of(SECRET, other, at(59)), None, "{other}");
        }
    }
}
