//! Which people are looked at together: those who share at least one key.
//!
//! A key joins several values, so that its block stays small: both names in either order, date of birth and a name,
//! postcode and a name. Keys of one value (date of birth, postcode, telephone) are made as well and used only while
//! their blocks are small, see [`crate::blocks`].

use crate::compare::Lexicon;
use crate::table::Person;
use crate::words::{WordId, digest};

/// Keys of one person; the places not used are [`NO_KEY`].
pub(crate) const MOST_KEYS: usize = 24;

/// Stands for no key.
pub(crate) const NO_KEY: u32 = u32::MAX;

pub(crate) type Keys = [u32; MOST_KEYS];

/// The keys of a person, ascending and without repetition.
pub(crate) fn of(person: &Person, lexicon: &Lexicon<'_>) -> Keys {
    let mut making = Making { keys: [NO_KEY; MOST_KEYS], count: 0 };
    let given = [0, 1].map(|place| root(person.given.parts.get(place), lexicon));
    let surname = [0, 1].map(|place| root(person.surname.parts.get(place), lexicon));
    making.of_names(person, given, surname);
    making.of_birth(person, given, surname, lexicon);
    making.of_place(person, given, surname, lexicon);
    if person.phone > 0 {
        making.add(1, &[low(person.phone), low(person.phone >> 32)]);
    }
    if person.email > 0 {
        let text = lexicon.text(person.email).unwrap_or_default();
        making.put(digest(&[2], text.as_bytes()));
    }
    making.keys.sort_unstable();
    making.keys
}

fn low(number: u64) -> u32 {
    u32::try_from(number & 0xffff_ffff).unwrap_or(0)
}

fn root(word: Option<&WordId>, lexicon: &Lexicon<'_>) -> u32 {
    word.and_then(|id| lexicon.word(*id)).filter(|word| !word.is_initial()).map_or(0, |word| word.root)
}

struct Making {
    keys: Keys,
    count: usize,
}

impl Making {
    fn put(&mut self, key: u32) {
        let key = key.min(NO_KEY - 1);
        if self.keys.contains(&key) {
            return;
        }
        if let Some(slot) = self.keys.get_mut(self.count) {
            *slot = key;
            self.count += 1;
        }
    }

    fn add(&mut self, kind: u32, values: &[u32]) {
        let mut numbers = [0; 6];
        for (slot, number) in numbers.iter_mut().zip([kind].iter().chain(values)) {
            *slot = *number;
        }
        self.put(digest(&numbers, &[]));
    }

    fn of_names(&mut self, person: &Person, given: [u32; 2], surname: [u32; 2]) {
        let year = u32::from(person.birth.year);
        let district = person.postcode.district;
        for (g, s) in pairs(given, surname) {
            let (one, other) = (g.min(s), g.max(s));
            self.add(3, &[one, other]);
        }
        if let Some((g, s)) = pairs(given, surname).next() {
            let (one, other) = (g.min(s), g.max(s));
            if year > 0 {
                self.add(4, &[one, other, year]);
            }
            if district > 0 {
                self.add(5, &[one, other, district]);
            }
        }
    }

    fn of_birth(&mut self, person: &Person, given: [u32; 2], surname: [u32; 2], lexicon: &Lexicon<'_>) {
        let birth = person.birth;
        if !birth.is_known() {
            return;
        }
        let year = u32::from(birth.year);
        let (one, other) = birth.unordered();
        let day_and_month = u32::from(one) << 8 | u32::from(other);
        if !birth.is_year_only() {
            self.add(6, &[year, day_and_month]);
            for name in given.into_iter().chain(surname).filter(|name| *name > 0) {
                self.add(7, &[year, day_and_month, name]);
            }
            for name in [given[0], surname[0]].into_iter().filter(|name| *name > 0) {
                self.add(8, &[day_and_month, name]);
            }
            let initial = |id: WordId| lexicon.word(id).and_then(|word| word.text.chars().next()).map_or(0, u32::from);
            let (g, s) = (initial(person.given.parts[0]), initial(person.surname.parts[0]));
            if g > 0 && s > 0 {
                self.add(9, &[year, day_and_month, g.min(s), g.max(s)]);
            }
        }
        let area = person.postcode.area();
        if area > 0 {
            for name in [given[0], surname[0]].into_iter().filter(|name| *name > 0) {
                self.add(10, &[year, area, name]);
            }
        }
    }

    fn of_place(&mut self, person: &Person, given: [u32; 2], surname: [u32; 2], lexicon: &Lexicon<'_>) {
        let postcode = person.postcode;
        if postcode.whole > 0 {
            let (high, low) = (low(postcode.whole >> 32), low(postcode.whole));
            self.add(11, &[high, low]);
            if given[0] > 0 {
                self.add(12, &[high, low, given[0]]);
            }
        }
        if person.house > 0 && person.street > 0 {
            let street = digest(&[], lexicon.text(person.street).unwrap_or_default().as_bytes());
            self.add(13, &[person.house, street]);
            if given[0] > 0 {
                self.add(14, &[person.house, street, given[0]]);
            }
        }
        if postcode.district > 0 && surname[0] > 0 {
            self.add(15, &[postcode.district, surname[0]]);
        }
    }
}

fn pairs(given: [u32; 2], surname: [u32; 2]) -> impl Iterator<Item = (u32, u32)> {
    given.into_iter().filter(|g| *g > 0).flat_map(move |g| surname.into_iter().filter(|s| *s > 0).map(move |s| (g, s)))
}
