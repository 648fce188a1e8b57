//! The ways in which a fact gets into a text.

use super::dice::Dice;
use super::facts::Person;

/// What of a person a text tells, and how it is spelt there.
pub struct Spelt {
    pub way: &'static str,
    pub text: String,
    /// Whether the typefaces of the house have all its letters.
    pub printable: bool,
}

fn apart(text: &str, between: &str) -> String {
    let letters: Vec<String> = text.chars().filter(|letter| !letter.is_whitespace()).map(String::from).collect();
    letters.join(between)
}

fn split_line(text: &str, dice: &mut Dice) -> String {
    let places: Vec<usize> = text.char_indices().map(|(place, _)| place).skip(1).collect();
    let place = *dice.pick(&places);
    let hyphen = if dice.chance(2) { "-" } else { "" };
    format!("{}{hyphen}\n{}", text[..place].trim_end(), text[place..].trim_start())
}

fn wide(text: &str) -> String {
    let wide = |letter: char| match letter {
        '!'..='~' => char::from_u32(u32::from(letter) + 0xFEE0).unwrap(),
        other => other,
    };
    text.chars().map(wide).collect()
}

/// Digits and letters that look the same and are others.
fn look_alikes(text: &str) -> String {
    let other = |letter: char| match letter {
        '0' => 'O',
        '1' => 'l',
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Η',
        'K' => 'К',
        'M' => 'Μ',
        'N' => 'Ν',
        'P' => 'Р',
        'T' => 'Т',
        'X' => 'Х',
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'o' => 'ο',
        'p' => 'р',
        other => other,
    };
    text.chars().map(other).collect()
}

/// Digits of other scripts and of mathematics.
fn other_digits(text: &str, dice: &mut Dice) -> String {
    let zero = *dice.pick(&['٠', '۰', '०', '০', '０', '𝟎', '𝟶']);
    let digit = |letter: char| match letter.to_digit(10) {
        Some(value) => char::from_u32(u32::from(zero) + value).unwrap(),
        None => letter,
    };
    text.chars().map(digit).collect()
}

/// A slip of the pen in the longest word: a letter missing, doubled, or swapped with the next.
fn slip(text: &str, dice: &mut Dice) -> String {
    let longest = text.split(' ').max_by_key(|word| word.chars().filter(|c| c.is_alphabetic()).count()).unwrap();
    let mut letters: Vec<char> = longest.chars().collect();
    let place = 1 + dice.below(letters.len() - 2);
    match dice.below(3) {
        0 => drop(letters.remove(place)),
        1 => letters.insert(place, letters[place]),
        _ => letters.swap(place, place + 1),
    }
    text.replacen(longest, &letters.iter().collect::<String>(), 1)
}

fn telephone(number: &str, dice: &mut Dice) -> (&'static str, String) {
    let rest = &number[1..];
    match dice.below(9) {
        0 => ("telephone, +44", format!("+44{rest}")),
        1 => ("telephone, +44 in groups", format!("+44 {} {}", &rest[..4], &rest[4..])),
        2 => ("telephone, 0044", format!("0044 {}-{}", &rest[..3], &rest[3..])),
        3 => ("telephone, (0)", format!("+44 (0){} {}", &rest[..4], &rest[4..])),
        4 => ("telephone, in brackets", format!("({}) {}", &number[..5], &number[5..])),
        5 => ("telephone, with points", format!("{}.{}.{}", &number[..4], &number[4..7], &number[7..])),
        6 => ("telephone, digit by digit", apart(number, " ")),
        7 => ("telephone, digits with hyphens", apart(number, "-")),
        _ => ("telephone, in a row", number.to_owned()),
    }
}

fn changed(way: &'static str, text: &str, dice: &mut Dice) -> Spelt {
    let (way, text, printable) = match dice.below(9) {
        0 => (way, text.to_owned(), true),
        1 => ("capitals", text.to_uppercase(), true),
        2 => ("letters apart", apart(text, " "), true),
        3 => ("hyphens between letters", apart(text, "-"), true),
        4 => ("split over lines", split_line(text, dice), true),
        5 => ("wide letters", wide(text), false),
        6 => ("unseen signs", apart(text, "\u{200B}"), false),
        7 => ("hard blanks", text.replace(' ', "\u{A0}"), true),
        _ => ("soft hyphens", apart(text, "\u{AD}"), false),
    };
    Spelt { way, text, printable }
}

/// Some fact of somebody, spelt in some way.
pub fn some(person: &Person, dice: &mut Dice) -> Spelt {
    let spelt = |way, text: String| Spelt { way, text, printable: true };
    match dice.below(24) {
        0 => spelt("postcode without its blank", person.postcode.replace(' ', "")),
        1 => spelt("postcode in small letters", person.postcode.to_lowercase()),
        2 => changed("postcode", &person.postcode, dice),
        3 => Spelt { way: "postcode with look-alikes", text: look_alikes(&person.postcode), printable: false },
        4 | 5 => {
            let (way, text) = telephone(&person.mobile, dice);
            spelt(way, text)
        }
        6 => {
            let (way, text) = telephone(&person.landline, dice);
            spelt(way, text)
        }
        7 => Spelt { way: "telephone, other digits", text: other_digits(&person.mobile, dice), printable: false },
        8 => Spelt { way: "telephone with look-alikes", text: look_alikes(&person.mobile), printable: false },
        9 => changed("plate", &person.plate, dice),
        10 => spelt("plate without its blank", person.plate.replace(' ', "").to_lowercase()),
        11 => Spelt { way: "plate with look-alikes", text: look_alikes(&person.plate), printable: false },
        12 => changed("e-mail", &person.email, dice),
        13 => spelt("e-mail, spoken", person.email.replace('@', " at ").replace('.', " dot ")),
        14 => changed("street", &person.street_name(), dice),
        15 => spelt("street, shortened", person.street_short(dice)),
        16 => spelt("street, with a slip", slip(&person.street_name(), dice)),
        17 => spelt("whole address", person.address()),
        18 => spelt("school, with a slip", slip(&person.school, dice)),
        19 => changed("school", &person.school, dice),
        20 => changed("place of work", &person.work, dice),
        21 => changed("refuge", &person.refuge, dice),
        22 => changed("name", &person.full_name(), dice),
        _ => {
            let initial: String = person.first.chars().take(1).collect();
            let family = format!("{}, {}", person.last.to_uppercase(), person.first);
            spelt("name turned round", if dice.chance(2) { family } else { format!("{initial}. {}", person.last) })
        }
    }
}
