//! What to look for, made from a protected fact.

use super::everyday::{Capitals, capitals_for};
use super::phone::{self, digits_of};
use super::reading::{Reading, look_alike};
use super::street::{
    OF_SCHOOLS, is_common_street, is_house_number, is_part_of_house, is_postcode, is_street_kind, spellings,
};
use super::windows::{Window, places, squeezed_places};
use super::{Hit, Place, ProtectedKind, ProtectedString};

const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "dame"];
/// A single word forgives a slip only from this length; "Baker" and "Maker" are both names.
const SINGLE_WORD_FORGIVING_FROM: usize = 7;

/// One way of finding a fact.
enum Probe {
    /// Postcodes and plates: letters and digits in a row, O read as 0, I and L as 1.
    Code(String),
    /// E-mail addresses.
    Squeezed(String),
    /// A telephone number without country code and leading zero.
    Phone(String),
    /// A run of words.
    Words(Window),
}

/// All ways of finding all facts.
pub(super) struct Probes<'a> {
    probes: Vec<(&'a ProtectedString, Vec<Probe>)>,
}

impl<'a> Probes<'a> {
    /// Makes them ready.
    pub(super) fn of_all(protected: &[&'a ProtectedString]) -> Self {
        Self { probes: protected.iter().map(|fact| (*fact, probes_of(fact.kind, &fact.value))).collect() }
    }

    /// Every place where a fact stands in the text.
    pub(super) fn hits(&self, reading: &Reading, place: &Place) -> impl Iterator<Item = Hit> + use<'_, 'a> {
        let hits: Vec<Hit> = self
            .probes
            .iter()
            .flat_map(|(fact, probes)| {
                let lines = probes.iter().flat_map(|probe| probe.lines(reading));
                lines.map(|line| Hit { kind: fact.kind, label_id: fact.label_id.clone(), place: place.clone(), line })
            })
            .collect();
        hits.into_iter()
    }
}

impl Probe {
    fn lines(&self, reading: &Reading) -> Vec<usize> {
        match self {
            Self::Code(code) => {
                let wanted: Vec<char> = code.chars().map(look_alike).collect();
                lines_of(reading, places(&reading.look_alikes, &wanted), |place| {
                    reading.word_begins(place) || changes_class(&reading.squeezed, place)
                })
            }
            Self::Squeezed(letters) => {
                let found = squeezed_places(reading, letters);
                lines_of(reading, found, |place| reading.word_begins(place))
            }
            Self::Phone(number) => phone::lines(reading, number),
            Self::Words(window) => window.lines(reading),
        }
    }
}

fn lines_of(reading: &Reading, found: Vec<(usize, usize)>, is_edge: impl Fn(usize) -> bool) -> Vec<usize> {
    found
        .into_iter()
        .filter(|&(start, end)| is_edge(start) && is_edge(end))
        .filter_map(|(start, _)| reading.word_at(start).map(|word| word.line))
        .collect()
}

/// Whether letters turn into digits here, or digits into letters.
fn changes_class(letters: &[char], place: usize) -> bool {
    let before = place.checked_sub(1).and_then(|before| letters.get(before));
    match (before, letters.get(place)) {
        (Some(before), Some(after)) => before.is_alphabetic() != after.is_alphabetic(),
        _ => true,
    }
}

/// The ways of finding one fact. A fact that fits no form of its kind is looked for word by word.
fn probes_of(kind: ProtectedKind, value: &str) -> Vec<Probe> {
    let reading = Reading::of(value);
    let words = reading.texts();
    let squeezed: String = reading.squeezed.iter().collect();
    if squeezed.is_empty() {
        return Vec::new();
    }
    let found = match kind {
        ProtectedKind::Postcode if squeezed.len() >= 4 => vec![Probe::Code(squeezed)],
        ProtectedKind::Plate if squeezed.len() >= 4 => plates(&words),
        ProtectedKind::Phone => phone_probe(value),
        ProtectedKind::Email => email(value),
        ProtectedKind::Address => address(value),
        ProtectedKind::School => school(value),
        ProtectedKind::Refuge => refuge(value, &words),
        ProtectedKind::PersonName => person(&words),
        _ => Vec::new(),
    };
    if found.is_empty() { vec![Probe::Words(whole(&words))] } else { found }
}

fn window(words: &[String]) -> Window {
    Window::new(words.iter().map(|word| spellings(word)).collect())
}

/// The words as they stand; everyday words ask for capitals, a single word for more letters.
fn whole(words: &[String]) -> Window {
    let capitals = words.iter().map(|word| capitals_for(word)).min().unwrap_or(Capitals::NotNeeded);
    let found = window(words).with_capitals(capitals);
    if words.len() == 1 { found.forgiving_from(SINGLE_WORD_FORGIVING_FROM) } else { found }
}

/// The longest registration of the United Kingdom without its space.
const LONGEST_PLATE: usize = 7;

/// A vehicle as somebody describes it: its registration stands alone, or among words such as the colour and the make.
fn plates(words: &[String]) -> Vec<Probe> {
    let whole = words.concat();
    if whole.chars().count() <= LONGEST_PLATE {
        return vec![Probe::Code(whole)];
    }
    let codes = (1..=3).flat_map(|length| words.windows(length)).map(<[String]>::concat).filter(|code| is_plate(code));
    let all = Probe::Words(self::whole(words));
    codes.map(Probe::Code).chain([all]).collect()
}

/// Letters and digits together; shorter ones would be found in any number.
fn is_plate(code: &str) -> bool {
    (5..=LONGEST_PLATE).contains(&code.chars().count())
        && code.chars().any(char::is_alphabetic)
        && code.chars().any(|c| c.is_ascii_digit())
}

fn phone_probe(value: &str) -> Vec<Probe> {
    phone::national(value).map(Probe::Phone).into_iter().collect()
}

fn email(value: &str) -> Vec<Probe> {
    let squeeze = |text: &str| -> String { Reading::of(text).squeezed.into_iter().collect() };
    let Some((local, domain)) = value.rsplit_once('@') else {
        return Vec::new();
    };
    let spoken = |text: &str| squeeze(&text.replace('.', " dot "));
    let (name, host) = (squeeze(local), squeeze(domain));
    [
        format!("{name}{host}"),
        format!("{name}at{host}"),
        format!("{name}40{host}"),
        format!("{name}at{}", spoken(domain)),
        format!("{}at{}", spoken(local), spoken(domain)),
    ]
    .into_iter()
    .map(Probe::Squeezed)
    .collect()
}

fn address(value: &str) -> Vec<Probe> {
    let mut probes = Vec::new();
    let parts: Vec<&str> = value.split([',', '\n', ';']).collect();
    for (index, part) in parts.iter().enumerate() {
        let mut words = Reading::of(part).texts();
        probes.extend(take_postcode(&mut words).map(Probe::Code));
        if words.is_empty() || is_part_of_house(&words) {
            continue;
        }
        let numbers = words.iter().take_while(|word| is_house_number(word)).count();
        let street = words.get(numbers..).unwrap_or_default();
        let is_street = words.last().is_some_and(|word| is_street_kind(word));
        if numbers > 0 {
            probes.push(Probe::Words(window(&words)));
        }
        // A town alone is no secret; a house name is.
        let names_a_place = numbers > 0 || is_street || index == 0;
        if street.len() >= 2 && names_a_place {
            let capitals = if is_common_street(street) { Capitals::Needed } else { Capitals::NotNeeded };
            probes.push(Probe::Words(window(street).with_capitals(capitals)));
        }
    }
    probes
}

fn take_postcode(words: &mut Vec<String>) -> Option<String> {
    for length in [2, 1] {
        let start = words.len().checked_sub(length)?;
        let squeezed = words.get(start..)?.concat();
        if is_postcode(&squeezed) {
            words.truncate(start);
            return Some(squeezed);
        }
    }
    None
}

fn school(value: &str) -> Vec<Probe> {
    let named = value.split([',', '\n', ';']).next().unwrap_or(value);
    let words = Reading::of(named).texts();
    let core: Vec<String> = words.iter().filter(|word| !OF_SCHOOLS.contains(&word.as_str())).cloned().collect();
    if core.is_empty() {
        return Vec::new();
    }
    let mut probes = vec![Probe::Words(window(&core).followed_by(OF_SCHOOLS))];
    if words.len() > 1 {
        probes.push(Probe::Words(window(&words)));
    }
    if core.len() > 1 || words.len() == 1 {
        probes.push(Probe::Words(window(&core).with_capitals(Capitals::Needed)));
    }
    probes
}

fn refuge(value: &str, words: &[String]) -> Vec<Probe> {
    let mut probes = address(value);
    if digits_of(value).len() >= 9 {
        probes.extend(phone_probe(value));
    }
    let named = value.split([',', '\n', ';']).next().unwrap_or(value);
    let name = Reading::of(named).texts();
    if !is_house_number(name.first().map_or("", String::as_str)) {
        probes.push(Probe::Words(whole(&name)));
        let core: Vec<String> = name.into_iter().filter(|word| word != "refuge").collect();
        if core.len() > 1 {
            probes.push(Probe::Words(window(&core).with_capitals(Capitals::Needed)));
        }
    }
    probes.push(Probe::Words(whole(words)));
    probes
}

fn person(words: &[String]) -> Vec<Probe> {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return Vec::new();
    };
    if words.len() < 2 {
        return Vec::new();
    }
    let both = [first.clone(), last.clone()];
    let capitals = both.iter().map(|word| capitals_for(word)).min();
    let capitals = capitals.unwrap_or(Capitals::NotNeeded);
    let plain = |words: &[String]| Window::new(words.iter().map(|w| vec![w.clone()]).collect());
    let exact = usize::MAX;
    let initial: String = first.chars().take(1).collect();
    let titles: Vec<String> = TITLES.iter().map(|&title| title.to_owned()).collect();
    let mut probes = vec![Probe::Words(plain(&both).with_filler().with_capitals(capitals))];
    // A family name of several words is written in full, or only its last word.
    for begin in 1..words.len() {
        let family = words.get(begin..).unwrap_or_default();
        let after = |one: &String| [std::slice::from_ref(one), family].concat();
        let turned = [family, std::slice::from_ref(first)].concat();
        probes.push(Probe::Words(plain(&after(first)).with_capitals(capitals)));
        probes.push(Probe::Words(plain(&turned).with_capitals(capitals)));
        probes.push(Probe::Words(plain(&after(&initial)).forgiving_from(exact).with_capitals(Capitals::Needed)));
        let with_title = std::iter::once(titles.clone()).chain(family.iter().map(|word| vec![word.clone()]));
        probes.push(Probe::Words(Window::new(with_title.collect()).forgiving_from(exact)));
    }
    probes
}
