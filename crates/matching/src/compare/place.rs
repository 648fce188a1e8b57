//! Two places: address, postcode and town as one piece of evidence.

use super::lexicon::Lexicon;
use crate::table::Person;
use crate::text::likeness::within_two_slips;
use crate::value::place::PostcodeLikeness as Codes;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Addresses {
    Same,
    Street,
    Different,
    Missing,
}

/// The level at which two places agree, as listed in [`super::Field::levels`].
pub(super) fn likeness(one: &Person, other: &Person, lexicon: &Lexicon<'_>) -> u8 {
    let towns = if one.town == 0 || other.town == 0 { None } else { Some(one.town == other.town) };
    match (addresses(one, other, lexicon), one.postcode.likeness(other.postcode)) {
        (Addresses::Same, Codes::Same) => 0,
        (Addresses::Same, Codes::OneSlip | Codes::SameSoFar | Codes::SameDistrict) => 1,
        (Addresses::Same, Codes::Missing) if towns == Some(false) => 3,
        (Addresses::Same, Codes::Missing) => 2,
        (Addresses::Same, Codes::SameArea | Codes::Different) => 3,
        (Addresses::Missing, Codes::Same) => 4,
        (Addresses::Street | Addresses::Different, Codes::Same) => 5,
        (Addresses::Missing, Codes::OneSlip) => 6,
        (Addresses::Street, Codes::OneSlip | Codes::SameSoFar | Codes::SameDistrict) => 7,
        (Addresses::Street, Codes::Missing) if towns != Some(false) => 7,
        (Addresses::Missing, Codes::SameSoFar) => 8,
        (_, Codes::OneSlip | Codes::SameSoFar | Codes::SameDistrict) => 9,
        (_, Codes::SameArea) => 10,
        (_, Codes::Missing) if towns == Some(true) => 10,
        (Addresses::Missing, Codes::Missing) if towns.is_none() => 12,
        _ => 11,
    }
}

fn addresses(one: &Person, other: &Person, lexicon: &Lexicon<'_>) -> Addresses {
    if one.street == 0 || other.street == 0 {
        return Addresses::Missing;
    }
    let streets = one.street == other.street
        || matches!((lexicon.text(one.street), lexicon.text(other.street)), (Some(a), Some(b)) if streets_alike(a, b));
    let flats_differ = one.flat > 0 && other.flat > 0 && one.flat != other.flat;
    match (streets, one.house == other.house) {
        (true, true) if !flats_differ => Addresses::Same,
        (true, _) => Addresses::Street,
        _ => Addresses::Different,
    }
}

fn streets_alike(one: &str, other: &str) -> bool {
    let (shorter, longer) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    (shorter.len() >= 4 && within_two_slips(one, other)) || (shorter.len() >= 5 && longer.starts_with(shorter))
}
