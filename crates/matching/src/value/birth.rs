//! Dates of birth, also the wrong, swapped, partial and impossible ones.

/// A date of birth as somebody wrote it. A part that was not given is 0.
///
/// A value such as 31/02/1990 is kept with its parts but is not a date: it can agree in parts, never wholly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Birth {
    /// 1850 to 2150, or 0.
    pub(crate) year: u16,
    /// 1 to 12, or 0; up to 31 in a value that is not a date.
    pub(crate) month: u8,
    /// 1 to 31, or 0.
    pub(crate) day: u8,
}

impl Birth {
    /// Reads `1990-02-28`, `28/02/1990`, `28.2.90`, `19900228`, `Feb 1990`, `1990` and the like.
    ///
    /// Numbers in the order day, month, year; a month that cannot be one is taken as the day, as American forms write it.
    pub(crate) fn read(text: &str) -> Self {
        let text: String = text.chars().take(40).collect();
        // What follows a `T` is a time of day.
        let text = text.split(['T', 't']).next().filter(|date| date.matches('-').count() == 2).unwrap_or(&text);
        let mut numbers: Vec<(usize, u32)> = Vec::new();
        let mut month_word = 0;
        for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let digits = word.trim_end_matches(|letter: char| letter.is_alphabetic());
            if let Ok(number) = digits.parse() {
                numbers.push((digits.len(), number));
            } else if let Some(month) = month_named(word) {
                month_word = month;
            }
        }
        Self::of_numbers(&numbers, month_word)
    }

    /// Numbers with their counts of digits, and the month if it was written as a word.
    fn of_numbers(numbers: &[(usize, u32)], month: u32) -> Self {
        match *numbers {
            [(8, whole)] if month == 0 => Self::of_eight_digits(whole),
            [(6, whole)] if month == 0 => Self::of(whole / 100, whole % 100, 0),
            [(4, year)] => Self::of(year, month, 0),
            [(4, year), (_, other)] | [(_, other), (4, year)] if month == 0 => Self::of(year, other, 0),
            [(4, year), (_, day)] | [(_, day), (4, year)] => Self::of(year, month, day),
            [(_, day), (_, year)] if month > 0 => Self::of(full_year(year), month, day),
            [(4, year), (_, month), (_, day), ..] | [(_, day), (_, month), (4, year), ..] => Self::of(year, month, day),
            [(_, day), (_, month), (2, year), ..] => Self::of(full_year(year), month, day),
            _ => Self::default(),
        }
    }

    fn of_eight_digits(whole: u32) -> Self {
        let first = Self::of(whole / 10_000, whole / 100 % 100, whole % 100);
        if first.year > 0 { first } else { Self::of(whole % 10_000, whole / 10_000 % 100, whole / 1_000_000) }
    }

    fn of(year: u32, month: u32, day: u32) -> Self {
        let year = u16::try_from(year).ok().filter(|year| (1850..=2150).contains(year));
        let part = |number: u32| u8::try_from(number).ok().filter(|part| *part <= 31).unwrap_or(0);
        let (mut month, mut day) = (part(month), part(day));
        if month > 12 && (1..=12).contains(&day) {
            (month, day) = (day, month);
        }
        match year {
            Some(year) => Self { year, month, day },
            None => Self::default(),
        }
    }

    /// Whether anything is known.
    pub(crate) const fn is_known(self) -> bool {
        self.year > 0
    }

    /// Whether day, month and year are given and there was such a day.
    pub(crate) fn is_date(self) -> bool {
        let leap = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        self.year > 0 && (1..=days).contains(&self.day)
    }

    /// Whether all three parts are given, sensible or not.
    pub(crate) const fn is_whole(self) -> bool {
        self.year > 0 && self.month > 0 && self.day > 0
    }

    /// Whether only the year can be relied on: nothing else is given, or 1 January stands for "not known".
    pub(crate) const fn is_year_only(self) -> bool {
        self.year > 0 && (self.month == 0 || (self.month == 1 && self.day == 1))
    }

    /// Day and month, the smaller first: the same for 3 April and 4 March.
    pub(crate) fn unordered(self) -> (u8, u8) {
        (self.day.min(self.month), self.day.max(self.month))
    }

    /// The eight digits year, month, day.
    pub(crate) fn digits(self) -> [u8; 8] {
        let year = self.year;
        let of = |number: u16, by: u16| b'0' + u8::try_from(number / by % 10).unwrap_or(0);
        let (month, day) = (u16::from(self.month), u16::from(self.day));
        [of(year, 1000), of(year, 100), of(year, 10), of(year, 1), of(month, 10), of(month, 1), of(day, 10), of(day, 1)]
    }
}

/// Two digits of a year: up to 30 lies in this century.
const fn full_year(year: u32) -> u32 {
    match year {
        0..=30 => 2000 + year,
        31..=99 => 1900 + year,
        _ => year,
    }
}

fn month_named(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start: String = word.chars().take(3).flat_map(char::to_lowercase).collect();
    (1..).zip(MONTHS).find(|(_, month)| *month == start).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::Birth;

    #[track_caller]
    fn check(text: &str, year: u16, month: u8, day: u8) {
        assert_eq!(Birth::read(text), Birth { year, month, day }, "{text}");
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in ["1990-02-28", "28/02/1990", "28.2.90", "19900228", "28 Feb 1990", "1990-02-28T10:00"] {
            check(text, 1990, 2, 28);
        }
        check("28th February 1990", 1990, 2, 28);
        check("28 Feb 90", 1990, 2, 28);
        check("02/28/1990", 1990, 2, 28);
        check("1990", 1990, 0, 0);
        check("Feb 1990", 1990, 2, 0);
        check("1990-02", 1990, 2, 0);
        check("2 October 2011", 2011, 10, 2);
    }

    #[test]
    fn what_is_no_date_keeps_its_parts_and_never_counts_as_one() {
        for text in ["31/02/1990", "29/02/1990", "31/04/1990", "31/31/1990"] {
            let birth = Birth::read(text);
            assert!(birth.is_whole() && !birth.is_date(), "{text}");
        }
        assert!(Birth::read("29/02/1992").is_date());
        for text in ["", "unknown", "00/00/0000", "9999-99-99", "-", "99999999999999999999", "n/k"] {
            assert!(!Birth::read(text).is_known(), "{text}");
        }
    }

    #[test]
    fn the_first_of_january_is_a_year() {
        assert!(Birth::read("1990-01-01").is_year_only());
        assert!(!Birth::read("1990-01-02").is_year_only());
    }
}
