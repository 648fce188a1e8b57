//! Postcodes and the words streets and schools are made of.

/// Ways to write the kinds of street. The first is the full word.
const STREET_KINDS: &[&[&str]] = &[
    &["street", "st", "str"],
    &["road", "rd"],
    &["avenue", "ave", "av"],
    &["lane", "ln"],
    &["close", "cl"],
    &["drive", "dr"],
    &["grove", "gr", "grv"],
    &["court", "ct"],
    &["crescent", "cres", "cr"],
    &["place", "pl"],
    &["terrace", "terr", "ter"],
    &["gardens", "garden", "gdns", "gdn"],
    &["square", "sq"],
    &["mount", "mt"],
    &["walk"],
    &["way"],
    &["row"],
    &["mews"],
    &["hill"],
    &["rise"],
    &["view"],
    &["park", "pk"],
    &["parade", "pde"],
    &["green", "grn"],
    &["heights", "hts"],
    &["buildings", "bldgs"],
];

/// Words that make a street name too common to count without capitals or a house number.
const COMMON_IN_STREETS: &[&str] = &[
    "high", "church", "station", "main", "park", "mill", "school", "green", "king", "kings", "queen", "queens", "new",
    "old", "long", "back", "front", "north", "south", "east", "west", "bridge", "market", "hill", "wood", "the", "bus",
    "train",
];

/// Words for a part of a house; with a number they are no secret.
const PARTS_OF_HOUSES: &[&str] = &["flat", "apartment", "apt", "unit", "room", "floor", "block"];

/// Words that any school's name may hold.
pub(super) const OF_SCHOOLS: &[&str] = &[
    "school",
    "primary",
    "academy",
    "junior",
    "juniors",
    "infant",
    "infants",
    "nursery",
    "secondary",
    "college",
    "catholic",
    "rc",
    "ce",
    "of",
    "england",
    "c",
    "e",
    "voluntary",
    "aided",
    "controlled",
    "community",
    "the",
    "special",
    "prep",
    "preparatory",
    "grammar",
    "high",
    "preschool",
    "playgroup",
    "kindergarten",
    "and",
];

/// The spellings of a word that is often shortened.
pub(super) fn spellings(word: &str) -> Vec<String> {
    // "St" is a street at the end of a name and a saint at its beginning; both are tried.
    let mut found = vec![word.to_owned()];
    if matches!(word, "st" | "saint") {
        found.extend(["st", "saint", "street"].map(str::to_owned));
    }
    for kinds in STREET_KINDS {
        if kinds.contains(&word) {
            found.extend(kinds.iter().map(|&kind| kind.to_owned()));
        }
    }
    found.sort_by_key(|spelling| spelling != word);
    found.dedup();
    found
}

/// Whether a word names a kind of street.
pub(super) fn is_street_kind(word: &str) -> bool {
    STREET_KINDS.iter().any(|kinds| kinds.contains(&word))
}

/// Whether every word of a street name is common.
pub(super) fn is_common_street(words: &[String]) -> bool {
    words.iter().all(|word| COMMON_IN_STREETS.contains(&word.as_str()) || is_street_kind(word))
}

/// Whether a part of an address only says which part of a house.
pub(super) fn is_part_of_house(words: &[String]) -> bool {
    words.iter().all(|word| PARTS_OF_HOUSES.contains(&word.as_str()) || is_house_number(word) || word.len() == 1)
}

/// "14", "14a".
pub(super) fn is_house_number(word: &str) -> bool {
    word.len() <= 5 && word.starts_with(|letter: char| letter.is_ascii_digit())
}

/// Whether the words, squeezed, have the form of a United Kingdom postcode.
pub(super) fn is_postcode(squeezed: &str) -> bool {
    let letters: Vec<char> = squeezed.chars().collect();
    let Some((outward, inward)) = letters.len().checked_sub(3).and_then(|cut| letters.split_at_checked(cut)) else {
        return false;
    };
    let inward_fits = matches!(inward, [digit, first, second]
        if digit.is_ascii_digit() && first.is_ascii_alphabetic() && second.is_ascii_alphabetic());
    inward_fits
        && (2..=4).contains(&outward.len())
        && outward.first().is_some_and(char::is_ascii_alphabetic)
        && outward.iter().any(char::is_ascii_digit)
        && outward.iter().all(char::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_are_told_from_other_words() {
        for postcode in ["ls21aa", "m11ae", "ec1a1bb", "w1a0ax", "cr26xh"] {
            assert!(is_postcode(postcode), "{postcode}");
        }
        for other in ["larch", "14a", "grove14", "ab12cde", "1ls2aa"] {
            assert!(!is_postcode(other), "{other}");
        }
    }
}
