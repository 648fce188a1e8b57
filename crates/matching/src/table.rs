//! People, normalised once and packed.

use crate::names::{self, MOST_WORDS};
use crate::record::Record;
use crate::text::fold;
use crate::value::Sex;
use crate::value::birth::Birth;
use crate::value::contact;
use crate::value::place::{Address, Postcode};
use crate::words::{Count, Texts, WordId, Words, digest};
use rayon::prelude::*;

/// Given or family names: the words, and all of them written as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Name {
    /// Word numbers, then zeros.
    pub(crate) parts: [WordId; MOST_WORDS],
    /// The number of all words as one, so that `Abdul Rahman` and `Abdulrahman` agree.
    pub(crate) whole: WordId,
}

impl Name {
    pub(crate) fn words(&self) -> impl Iterator<Item = WordId> + '_ {
        self.parts.iter().copied().take_while(|id| *id > 0)
    }

    pub(crate) const fn is_known(&self) -> bool {
        self.whole > 0
    }
}

/// A person as compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Person {
    pub(crate) given: Name,
    pub(crate) surname: Name,
    pub(crate) middle: [WordId; 2],
    pub(crate) birth: Birth,
    pub(crate) sex: Sex,
    pub(crate) house: u32,
    pub(crate) flat: u32,
    pub(crate) street: WordId,
    pub(crate) postcode: Postcode,
    pub(crate) town: u32,
    pub(crate) phone: u64,
    pub(crate) email: WordId,
    pub(crate) other: u32,
}

/// A record read but not yet numbered.
pub(crate) struct Draft {
    given: Vec<String>,
    middle: Vec<String>,
    surname: Vec<String>,
    street: String,
    email: String,
    person: Person,
}

impl Draft {
    pub(crate) fn of(record: &Record<'_>) -> Self {
        let (given, surname) = if record.given.trim().is_empty() && record.surname.trim().is_empty() {
            names::apart(record.full_name)
        } else {
            (record.given, record.surname)
        };
        let mut given = names::given(given);
        let mut middle = names::given(record.middle);
        if given.len() > 1 {
            middle.extend(given.extract_if(1.., |word| names::is_patronymic(word)));
        }
        let mut surname = names::surname(surname);
        surname.extend(names::surname(record.former_surname));
        for alias in record.aliases.split(';').filter(|alias| !alias.trim().is_empty()) {
            let (first, last) = names::apart(alias);
            given.extend(names::given(first));
            surname.extend(names::surname(last));
        }
        let address = Address::read(record.address);
        let house = record.house.trim().parse().unwrap_or(0);
        let person = Person {
            birth: Birth::read(record.birth),
            sex: Sex::read(record.sex),
            house: if address.house > 0 { address.house } else { house },
            flat: address.flat,
            postcode: Postcode::read(record.postcode),
            town: folded_digest(record.town),
            phone: contact::phone(record.phone).unwrap_or(0),
            other: folded_digest(record.other),
            ..Person::default()
        };
        Self {
            given,
            middle,
            surname,
            street: address.street,
            email: contact::email(record.email).unwrap_or_default(),
            person,
        }
    }

    /// The person, with every word numbered by `number`.
    pub(crate) fn numbered(
        &self,
        mut names: impl FnMut(&str) -> WordId,
        mut texts: impl FnMut(&str) -> WordId,
    ) -> Person {
        let mut person = self.person;
        person.given = name(&self.given, &mut names);
        person.surname = name(&self.surname, &mut names);
        for (slot, word) in person.middle.iter_mut().zip(&self.middle) {
            *slot = names(word);
        }
        person.street = texts(&self.street);
        person.email = texts(&self.email);
        person
    }
}

fn folded_digest(text: &str) -> u32 {
    let word: String = fold(text).split_whitespace().collect();
    if word.is_empty() { 0 } else { digest(&[2], word.as_bytes()).max(1) }
}

fn name(words: &[String], number: &mut impl FnMut(&str) -> WordId) -> Name {
    let mut name = Name::default();
    for (slot, word) in name.parts.iter_mut().zip(words) {
        *slot = number(word);
    }
    name.whole = match words {
        [] => 0,
        [word] => number(word),
        several => number(&several.concat()),
    };
    name
}

/// Many people, ready to be compared with each other or with a new one.
///
/// Holds no identifiers: people are known by their place, counted from 0 in the order they were added.
#[derive(Debug, Default)]
pub struct Table {
    pub(crate) people: Vec<Person>,
    pub(crate) words: Words,
    pub(crate) texts: Texts,
    /// How many words were counted as given and as family names.
    pub(crate) counted: (u32, u32),
}

impl Table {
    /// A table without anybody.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many people are in it.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether nobody is in it.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Adds people in order. Reading is done on all cores; a batch of some thousands at a time keeps memory small.
    pub fn add(&mut self, records: &[Record<'_>]) {
        let drafts: Vec<Draft> = records.par_iter().map(Draft::of).collect();
        for draft in &drafts {
            let person = draft.numbered(|word| self.words.intern(word), |text| self.texts.intern(text));
            self.count(&person);
            self.people.push(person);
        }
    }

    pub(crate) fn person(&self, row: u32) -> Option<&Person> {
        usize::try_from(row).ok().and_then(|row| self.people.get(row))
    }

    fn count(&mut self, person: &Person) {
        // Middle names are drawn from the same stock as given names.
        for word in person.given.words().chain(person.middle).filter(|word| *word > 0) {
            self.words.count(word, Count { given: 1, surname: 0 });
            self.counted.0 += 1;
        }
        for word in person.surname.words() {
            self.words.count(word, Count { given: 0, surname: 1 });
            self.counted.1 += 1;
        }
    }
}
