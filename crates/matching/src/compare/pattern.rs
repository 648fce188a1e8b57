//! The outcome of a comparison, small enough to be counted.

use serde::{Deserialize, Serialize};

/// What is compared. Values that belong together (postcode and address) are one field, because their agreement is one
/// piece of evidence, not two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Given names.
    Given,
    /// Family names.
    Surname,
    /// Middle names.
    Middle,
    /// Date of birth.
    Birth,
    /// Sex.
    Sex,
    /// Address, postcode and town together.
    Place,
    /// Telephone.
    Phone,
    /// E-mail.
    Email,
    /// The further value.
    Other,
}

/// How far a field agrees, as a place in the field's own list of levels (the names are in [`Field::levels`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(pub(crate) u8);

/// How many fields there are.
pub(crate) const FIELDS: usize = 9;

/// No field has more levels.
pub(crate) const LEVELS: usize = 13;

impl Field {
    /// All fields, in the order of comparison.
    pub const ALL: [Self; FIELDS] = [
        Self::Given,
        Self::Surname,
        Self::Middle,
        Self::Birth,
        Self::Sex,
        Self::Place,
        Self::Phone,
        Self::Email,
        Self::Other,
    ];

    /// The field's name in a model file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Surname => "surname",
            Self::Middle => "middle",
            Self::Birth => "birth",
            Self::Sex => "sex",
            Self::Place => "place",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Other => "other",
        }
    }

    /// The names of the levels, best agreement first; the last one is `missing`: nothing to compare.
    pub const fn levels(self) -> &'static [&'static str] {
        match self {
            Self::Given | Self::Surname => &[
                "same",
                "short_form",
                "part",
                "variant",
                "similar",
                "initial",
                "as_middle_name",
                "different",
                "missing",
            ],
            Self::Middle => &["same", "initial", "similar", "different", "missing"],
            Self::Birth => &[
                "same",
                "day_and_month_swapped",
                "year_alone_known",
                "day_differs",
                "month_differs",
                "year_one_slip",
                "year_differs",
                "two_slips",
                "same_year",
                "under_15_years_apart",
                "15_years_apart_or_more",
                "missing",
            ],
            Self::Sex | Self::Other => &["same", "different", "missing"],
            Self::Place => &[
                "same_address_and_postcode",
                "same_address_postcode_alike",
                "same_address_no_postcode",
                "same_address_other_postcode",
                "same_postcode_no_address",
                "same_postcode_other_address",
                "postcode_one_slip_no_address",
                "same_street_other_number",
                "district_agrees_no_more_known",
                "same_district",
                "same_area_or_town",
                "elsewhere",
                "missing",
            ],
            Self::Phone | Self::Email => &["same", "one_slip", "different", "missing"],
        }
    }

    const fn shift(self) -> u32 {
        self as u32 * 4
    }
}

impl Level {
    /// The best level of every field.
    pub const SAME: Self = Self(0);

    pub(crate) const fn place(self) -> usize {
        self.0 as usize
    }

    /// The level's name in the field's list.
    pub fn name(self, field: Field) -> &'static str {
        field.levels().get(self.place()).copied().unwrap_or("missing")
    }

    /// Whether this counts as agreement, at least in part; `None` when there was nothing to compare.
    pub fn agrees(self, field: Field) -> Option<bool> {
        let agreeing = match field {
            Field::Given | Field::Surname => 7,
            Field::Middle => 3,
            Field::Birth => 8,
            Field::Sex | Field::Other => 1,
            Field::Place => 9,
            Field::Phone | Field::Email => 2,
        };
        (!self.is_missing(field)).then_some(self.place() < agreeing)
    }

    /// Whether there was nothing to compare.
    pub fn is_missing(self, field: Field) -> bool {
        self.place() + 1 >= field.levels().len()
    }
}

/// The levels of all fields in four bits each, the rarity of the agreeing names in six bits each, and whether the names
/// were compared crosswise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Pattern(u64);

const RARITY_GIVEN: u32 = 36;
const RARITY_SURNAME: u32 = 42;
const CROSSED: u32 = 48;

impl Pattern {
    pub(crate) const fn with(self, field: Field, level: u8) -> Self {
        Self(self.0 | (level as u64) << field.shift())
    }

    /// Puts down how rare the agreeing name is, in half bits from 1 (everybody's) to 63; 0 where rarity does not matter.
    pub(crate) fn with_rarity(self, given: u8, surname: u8, crossed: bool) -> Self {
        let rarities = u64::from(given.min(63)) << RARITY_GIVEN | u64::from(surname.min(63)) << RARITY_SURNAME;
        Self(self.0 | rarities | u64::from(crossed) << CROSSED)
    }

    pub(crate) fn level(self, field: Field) -> Level {
        Level(u8::try_from(self.0 >> field.shift() & 15).unwrap_or(0))
    }

    /// Half bits, 0 where rarity does not matter.
    pub(crate) fn rarity(self, field: Field) -> u8 {
        let shift = match field {
            Field::Given => RARITY_GIVEN,
            Field::Surname => RARITY_SURNAME,
            _ => return 0,
        };
        u8::try_from(self.0 >> shift & 63).unwrap_or(0)
    }

    pub(crate) const fn is_crossed(self) -> bool {
        self.0 >> CROSSED & 1 == 1
    }

    /// The same outcome with the rarities coarsened to steps of two bits, for counting.
    pub(crate) const fn coarse(self) -> Self {
        let keep = !(3 << RARITY_GIVEN | 3 << RARITY_SURNAME | 1 << CROSSED);
        Self(self.0 & keep)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_gives_back_what_was_put_in() {
        let mut pattern = Pattern::default();
        for (field, level) in Field::ALL.into_iter().zip([8, 7, 4, 11, 2, 12, 3, 1, 0]) {
            pattern = pattern.with(field, level);
        }
        let pattern = pattern.with_rarity(63, 17, true);
        for (field, level) in Field::ALL.into_iter().zip([8, 7, 4, 11, 2, 12, 3, 1, 0]) {
            assert_eq!(pattern.level(field), Level(level));
        }
        assert_eq!((pattern.rarity(Field::Given), pattern.rarity(Field::Surname)), (63, 17));
        assert!(pattern.is_crossed());
        assert_eq!(pattern.coarse().rarity(Field::Given), 60);
    }

    #[test]
    fn a_level_agrees_or_differs_or_is_missing() {
        for (field, last_agreeing) in [
            (Field::Given, "as_middle_name"),
            (Field::Middle, "similar"),
            (Field::Birth, "two_slips"),
            (Field::Sex, "same"),
            (Field::Place, "district_agrees_no_more_known"),
            (Field::Phone, "one_slip"),
        ] {
            let place = field.levels().iter().position(|name| *name == last_agreeing).unwrap();
            let level = |place: usize| Level(u8::try_from(place).unwrap()).agrees(field);
            assert_eq!((level(place), level(place + 1)), (Some(true), Some(false)), "{field:?}");
            assert_eq!(level(field.levels().len() - 1), None, "{field:?}");
        }
    }

    #[test]
    fn every_field_has_a_place_for_all_its_levels() {
        for field in Field::ALL {
            assert!(field.levels().len() <= LEVELS, "{field:?}");
            assert_eq!(field.levels().last(), Some(&"missing"));
            assert!(Level(u8::try_from(field.levels().len()).unwrap() - 1).is_missing(field));
        }
    }
}
