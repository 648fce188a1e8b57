//! Postcodes and address lines.

use crate::text::{fold, likeness};

/// A postcode: up to eight letters and digits, packed; 0 for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Postcode {
    /// The district: `BD6` of `BD6 6HX`. For codes of other countries, all but the last two signs.
    pub(crate) district: u32,
    /// The whole, or 0 when only the district is given.
    pub(crate) whole: u64,
}

/// How two postcodes compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PostcodeLikeness {
    Same,
    OneSlip,
    /// The same district, and one side gives no more.
    SameSoFar,
    SameDistrict,
    SameArea,
    Different,
    Missing,
}

impl Postcode {
    /// Reads a postcode, putting right what is often misread: O for 0, I for 1, S for 5.
    pub(crate) fn read(text: &str) -> Self {
        let signs: Vec<u8> =
            text.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_uppercase()).take(9).collect();
        if signs.len() > 8 || signs.len() < 2 {
            return Self::default();
        }
        if let Some(whole) = british(&signs) {
            let district = whole.get(..whole.len() - 3).unwrap_or_default();
            return Self { district: pack32(district), whole: pack(&whole) };
        }
        let starts_with_letter = signs.first().is_some_and(u8::is_ascii_alphabetic);
        if starts_with_letter && signs.len() <= 4 && signs.iter().any(u8::is_ascii_digit) {
            return Self { district: pack32(&signs), whole: 0 };
        }
        if signs.len() < 4 {
            return Self::default();
        }
        let district = signs.get(..(signs.len() - 2).min(4)).unwrap_or_default();
        Self { district: pack32(district), whole: pack(&signs) }
    }

    /// The area: the letters a British code begins with, the first sign of another.
    pub(crate) fn area(self) -> u32 {
        let letters = self.district.to_be_bytes();
        let signs = || letters.iter().filter(|sign| **sign > 0);
        let area: Vec<u8> = signs().take_while(|sign| sign.is_ascii_alphabetic()).copied().collect();
        if area.is_empty() { signs().take(1).fold(0, |all, sign| all << 8 | u32::from(*sign)) } else { pack32(&area) }
    }

    pub(crate) fn likeness(self, other: Self) -> PostcodeLikeness {
        if self.district == 0 || other.district == 0 {
            PostcodeLikeness::Missing
        } else if self.whole > 0 && other.whole > 0 {
            if self.whole == other.whole {
                PostcodeLikeness::Same
            } else if alike(self.whole, other.whole) {
                PostcodeLikeness::OneSlip
            } else if self.district == other.district {
                PostcodeLikeness::SameDistrict
            } else {
                self.areas(other)
            }
        } else if self.district == other.district {
            PostcodeLikeness::SameSoFar
        } else {
            self.areas(other)
        }
    }

    fn areas(self, other: Self) -> PostcodeLikeness {
        if self.area() == other.area() { PostcodeLikeness::SameArea } else { PostcodeLikeness::Different }
    }
}

fn british(signs: &[u8]) -> Option<Vec<u8>> {
    if !(5..=7).contains(&signs.len()) || !signs.first().is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    let (outward, inward) = signs.split_at(signs.len() - 3);
    let &[sector, unit, unit_two] = inward else { return None };
    let inward = [as_digit(sector), as_letter(unit), as_letter(unit_two)];
    let fits = inward[0].is_ascii_digit() && inward[1].is_ascii_alphabetic() && inward[2].is_ascii_alphabetic();
    let mut whole = outward.to_vec();
    // An O or I at the end of the outward half is a digit: no district ends in those letters.
    if let Some(last) = whole.last_mut().filter(|last| matches!(last, b'O' | b'I') && outward.len() > 2) {
        *last = as_digit(*last);
    }
    let numbered = whole.iter().any(u8::is_ascii_digit);
    whole.extend(inward);
    (fits && numbered).then_some(whole)
}

const fn as_digit(sign: u8) -> u8 {
    match sign {
        b'O' => b'0',
        b'I' => b'1',
        b'S' => b'5',
        b'B' => b'8',
        b'Z' => b'2',
        other => other,
    }
}

const fn as_letter(sign: u8) -> u8 {
    match sign {
        b'0' => b'O',
        b'1' => b'I',
        b'5' => b'S',
        b'8' => b'B',
        b'2' => b'Z',
        other => other,
    }
}

fn pack(signs: &[u8]) -> u64 {
    signs.iter().fold(0, |all, sign| all << 8 | u64::from(*sign))
}

fn pack32(signs: &[u8]) -> u32 {
    signs.iter().fold(0, |all, sign| all << 8 | u32::from(*sign))
}

fn alike(one: u64, other: u64) -> bool {
    let text = |whole: u64| {
        whole.to_be_bytes().iter().filter(|sign| **sign > 0).map(|sign| char::from(*sign)).collect::<String>()
    };
    likeness::within_one_slip(&text(one), &text(other))
}

/// An address line taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Address {
    /// House number, or 0.
    pub(crate) house: u32,
    /// Flat or unit number, or 0.
    pub(crate) flat: u32,
    /// The name of the street without its kind (`Road`, `St`), or the whole line's words.
    pub(crate) street: String,
}

impl Address {
    /// Reads `Flat 2, 11 South Lane`, `11 South La Flat 2`, `2/11 South Lane`.
    pub(crate) fn read(line: &str) -> Self {
        let folded = fold(line);
        let (mut flat_next, mut flat, mut numbers, mut words) = (false, 0, Vec::new(), Vec::new());
        for word in folded.split_whitespace() {
            let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
            if matches!(word, "flat" | "flt" | "unit" | "apt" | "apartment" | "room" | "fl") {
                flat_next = true;
            } else if let Some(number) = digits.parse::<u32>().ok().filter(|_| word.len() - digits.len() <= 1) {
                if flat_next && flat == 0 {
                    flat = number;
                } else {
                    numbers.push(number);
                }
                flat_next = false;
            } else {
                words.push(word);
                flat_next = false;
            }
        }
        // Of two numbers in front the first is the flat.
        if let (0, [first, _, ..]) = (flat, numbers.as_slice()) {
            flat = *first;
        }
        let house = numbers.last().copied().unwrap_or(0);
        Self { house, flat, street: street(&words) }
    }
}

fn street(words: &[&str]) -> String {
    // Not the first word: `St Mary's Road`.
    let named = words.iter().skip(1).position(|word| KINDS.contains(word));
    let name = named.and_then(|place| words.get(..=place)).unwrap_or(words);
    name.concat()
}

const KINDS: [&str; 44] = [
    "road", "rd", "street", "st", "str", "avenue", "ave", "av", "lane", "la", "ln", "close", "cl", "drive", "dr",
    "drv", "crescent", "cres", "cr", "grove", "gr", "grv", "way", "court", "ct", "crt", "place", "pl", "gardens",
    "gdns", "gdn", "terrace", "terr", "ter", "walk", "wk", "square", "sq", "circuit", "cct", "parade", "mews", "rise",
    "view",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postcode_is_the_same_with_and_without_blank_and_misread_signs() {
        for (one, other) in
            [("BD6 6HX", "bd66hx"), ("SA1O 0YY", "SA10 0YY"), ("CO10 4UA", "CO1O4UA"), ("L1 O8R", "L1 0BR")]
        {
            assert_eq!(Postcode::read(one).likeness(Postcode::read(other)), PostcodeLikeness::Same, "{one} {other}");
        }
    }

    #[test]
    fn postcodes_differ_by_degrees() {
        let home = Postcode::read("BD6 6HX");
        for (other, likeness) in [
            ("BD6 6HY", PostcodeLikeness::OneSlip),
            ("BD6", PostcodeLikeness::SameSoFar),
            ("BD6 1QA", PostcodeLikeness::SameDistrict),
            ("BD17 1QA", PostcodeLikeness::SameArea),
            ("LS1 4DY", PostcodeLikeness::Different),
            ("", PostcodeLikeness::Missing),
            ("no fixed abode", PostcodeLikeness::Missing),
        ] {
            assert_eq!(home.likeness(Postcode::read(other)), likeness, "{other}");
            assert_eq!(Postcode::read(other).likeness(home), likeness, "{other}");
        }
        assert_eq!(Postcode::read("2119").likeness(Postcode::read("2119")), PostcodeLikeness::Same);
        assert_eq!(Postcode::read("2119").likeness(Postcode::read("2191")), PostcodeLikeness::OneSlip);
    }

    #[test]
    fn an_address_is_the_same_in_every_order() {
        let whole = Address { house: 11, flat: 2, street: "south".to_owned() };
        for line in
            ["Flat 2, 11 South Lane", "11 South La, Flat 2", "2/11 South Lane", "FLAT 2 11 SOUTH LN", "2 11 South"]
        {
            assert_eq!(Address::read(line), whole, "{line}");
        }
        assert_eq!(Address::read("12a St Mary's Road"), Address { house: 12, flat: 0, street: "stmarys".to_owned() });
        assert_eq!(Address::read("Rose Cottage"), Address { house: 0, flat: 0, street: "rosecottage".to_owned() });
        assert_eq!(Address::read(""), Address::default());
    }
}
