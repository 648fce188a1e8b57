//! Dates, names and words as pages show them.

use crate::answer::Answer;
use crate::components::Html;
use access::action::{InCompartment, Opens, Ordinary};
use access::{Erased, Grant, Sealed};
use app::cases::{By, Named, Names};
use domain::ids::PersonId;
use domain::person::PersonKind;
use domain::words::{Narrative, PersonName};
use jiff::Zoned;
use jiff::civil::Date;

/// What stands where a value was erased.
pub(crate) const ERASED: &str = "[erased]";

/// A date as "27 March 2026".
pub(crate) fn long(date: Date) -> String {
    domain::words::day_in_words(date)
}

/// A date, or that it is not known.
pub(crate) fn long_or(date: Option<Date>, otherwise: &str) -> String {
    date.map_or_else(|| otherwise.to_owned(), long)
}

/// An instant as "27 March 2026, 9:45am".
pub(crate) fn clock(at: &Zoned) -> String {
    format!("{}{}", at.strftime("%-d %B %Y, %-I:%M"), at.strftime("%p").to_string().to_lowercase())
}

/// An opened value, or that it was erased.
pub(crate) fn opened<'a, T, C, A>(sealed: &'a Sealed<T, C>, grant: &Grant<A>) -> Result<Result<&'a T, Erased>, Answer>
where
    C: InCompartment,
    A: Opens<C>,
{
    Ok(sealed.open(grant)?)
}

/// Words exactly as they were written, or that they were erased.
pub(crate) fn verbatim<A: Opens<Ordinary>>(
    sealed: &Sealed<Narrative, Ordinary>,
    grant: &Grant<A>,
) -> Result<Html, Answer> {
    Ok(match opened(sealed, grant)? {
        Ok(text) => Html::verbatim(text.as_str()),
        Err(Erased) => Html::paragraph(ERASED),
    })
}

/// A name as pages of a case show it: a child by first name and initial, an adult in full.
pub(crate) fn name<A: Opens<Ordinary>>(named: &Named, grant: &Grant<A>) -> Result<String, Answer> {
    sealed_name(
        named.name.as_ref(),
        grant,
        match named.kind {
            Some(PersonKind::Child) => PersonName::first_and_initial,
            Some(PersonKind::Adult) | None => PersonName::full,
        },
    )
}

fn sealed_name<A: Opens<Ordinary>>(
    name: Option<&Sealed<PersonName, Ordinary>>,
    grant: &Grant<A>,
    shown: fn(&PersonName) -> String,
) -> Result<String, Answer> {
    let Some(name) = name else {
        return Ok("name not known".to_owned());
    };
    Ok(match opened(name, grant)? {
        Ok(name) => shown(name),
        Err(Erased) => ERASED.to_owned(),
    })
}

/// Several names, one after another.
pub(crate) fn names<A: Opens<Ordinary>>(named: &[Named], grant: &Grant<A>) -> Result<String, Answer> {
    let each: Result<Vec<_>, _> = named.iter().map(|person| name(person, grant)).collect();
    Ok(each?.join(", "))
}

/// The name of somebody of the case, by their id.
pub(crate) fn name_in<A: Opens<Ordinary>>(all: &Names, person: PersonId, grant: &Grant<A>) -> Result<String, Answer> {
    all.get(&person).map_or_else(|| Ok("somebody".to_owned()), |named| name(named, grant))
}

/// The names of several, by their ids; the other words where nobody is named.
pub(crate) fn names_in<A: Opens<Ordinary>>(
    all: &Names,
    people: &[PersonId],
    grant: &Grant<A>,
    nobody: &str,
) -> Result<String, Answer> {
    if people.is_empty() {
        return Ok(nobody.to_owned());
    }
    let each: Result<Vec<_>, _> = people.iter().map(|person| name_in(all, *person, grant)).collect();
    Ok(each?.join(", "))
}

/// Who did something.
pub(crate) fn by<A: Opens<Ordinary>>(by: &By, grant: &Grant<A>) -> Result<String, Answer> {
    match by {
        By::Worker(_, name) | By::Person(_, name) => sealed_name(name.as_ref(), grant, PersonName::full),
        By::Program => Ok("the program".to_owned()),
    }
}

/// The first letter in upper case.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A heading of a part of a page.
pub(crate) fn heading(text: &str) -> Html {
    Html::trusted("<h2 class=\"govuk-heading-m\">").then(text).then(Html::trusted("</h2>"))
}

/// A heading of a part of a page that a link can lead to.
pub(crate) fn anchored(id: &'static str, text: &str) -> Html {
    Html::trusted(format!("<h2 class=\"govuk-heading-m\" id=\"{id}\">")).then(text).then(Html::trusted("</h2>"))
}

/// A list with bullets.
pub(crate) fn bullets(items: impl IntoIterator<Item = Html>) -> Html {
    let items = items.into_iter().fold(Html::trusted("<ul class=\"govuk-list govuk-list--bullet\">"), |list, item| {
        list.then(Html::trusted("<li>")).then(item).then(Html::trusted("</li>"))
    });
    items.then(Html::trusted("</ul>"))
}

/// Links under each other.
pub(crate) fn links(items: impl IntoIterator<Item = (String, String)>) -> Html {
    let items = items.into_iter().fold(Html::trusted("<ul class=\"govuk-list\">"), |list, (href, text)| {
        list.then(Html::trusted("<li>")).then(Html::link(&href, text)).then(Html::trusted("</li>"))
    });
    items.then(Html::trusted("</ul>"))
}

/// A piece of an address, with everything but letters, digits and hyphens written as percent signs.
pub(crate) fn encoded(piece: &str) -> String {
    piece
        .bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(b).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    #[test]
    fn dates_and_times_are_written_as_people_say_them() {
        let at = date(2026, 3, 27).at(9, 45, 0, 0).to_zoned(TimeZone::UTC).unwrap();
        assert_eq!(clock(&at), "27 March 2026, 9:45am");
        assert_eq!(long(date(2026, 12, 1)), "1 December 2026");
    }

    #[test]
    fn a_key_of_a_finding_fits_into_one_piece_of_an_address() {
        assert_eq!(encoded("R-R01@1|case/7|a,b"), "R-R01%401%7Ccase%2F7%7Ca%2Cb");
    }
}
