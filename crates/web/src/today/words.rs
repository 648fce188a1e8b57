//! Dates, times and names as the pages of the day show them.

use access::action::{Opens, Ordinary};
use access::{Grant, OtherRecord};
use app::session::Name;
use domain::arrangement::ComesAs;
use domain::words::{Role, Window};
use jiff::civil::{Date, Time};
use std::collections::BTreeSet;

/// "14 November 2026".
pub(crate) fn day(date: Date) -> String {
    domain::words::day_in_words(date)
}

/// "Saturday 14 November 2026".
pub(crate) fn weekday(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

/// "9:45am", "10am", "midday".
pub(crate) fn clock(time: Time) -> String {
    let half = if time.hour() < 12 { "am" } else { "pm" };
    let hour = if time.hour() % 12 == 0 { 12 } else { time.hour() % 12 };
    match (time.hour(), time.minute()) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (_, 0) => format!("{hour}{half}"),
        (_, minute) => format!("{hour}:{minute:02}{half}"),
    }
}

/// "9:25am to 9:35am".
pub(crate) fn span(window: Window) -> String {
    format!("{} to {}", clock(window.from()), clock(window.to()))
}

/// A name, or that it was erased or never told.
pub(crate) fn name<A: Opens<Ordinary>>(name: &Name, grant: &Grant<A>) -> Result<String, OtherRecord> {
    match name {
        None => Ok("name not known".to_owned()),
        Some(sealed) => Ok(sealed.open(grant)?.map_or_else(|_| "erased".to_owned(), Clone::clone)),
    }
}

/// As what somebody comes, beside their name.
pub(crate) const fn part(comes: ComesAs) -> &'static str {
    match comes {
        ComesAs::Child => "child",
        ComesAs::Visiting => "visiting adult",
        ComesAs::Visitor => "named visitor",
        ComesAs::Escort => "brings or collects the child",
    }
}

/// "a, b and c".
pub(crate) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// What somebody does at the centre, in words.
pub(crate) fn roles(roles: &BTreeSet<Role>) -> String {
    let words: Vec<String> = roles.iter().map(|role| role.label().to_owned()).collect();
    listed(&words)
}

/// The sentence with a capital at its beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    #[test]
    fn times_are_told_as_people_say_them() {
        for (at, expect) in [
            (time(9, 45, 0, 0), "9:45am"),
            (time(10, 0, 0, 0), "10am"),
            (time(12, 0, 0, 0), "midday"),
            (time(12, 5, 0, 0), "12:05pm"),
            (time(0, 0, 0, 0), "midnight"),
            (time(0, 30, 0, 0), "12:30am"),
            (time(15, 20, 0, 0), "3:20pm"),
        ] {
            assert_eq!(clock(at), expect);
        }
    }

    #[test]
    fn several_are_joined_by_commas_and_an_and() {
        let words = |items: &[&str]| listed(&items.iter().map(|i| (*i).to_owned()).collect::<Vec<_>>());
        assert_eq!(words(&[]), "");
        assert_eq!(words(&["Ama M"]), "Ama M");
        assert_eq!(words(&["Ama M", "Kojo M", "Esi M"]), "Ama M, Kojo M and Esi M");
    }
}
