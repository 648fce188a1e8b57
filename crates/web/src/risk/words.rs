//! The assessment's words as its pages and forms show them.

use crate::answer::Answer;
use crate::cases::words::{by, long, name_in};
use crate::components::{Html, Tag, TagColour};
use access::Grant;
use access::action::ReadCase;
use app::cases::{AssertionLine, CaseHead, Names};
use app::risk::VersionLine;
use domain::ids::PersonId;
use domain::risk::{AppliesTo, AssessmentStatus, ReviewReason};
use domain::words::{ContactLevel, EvidentialStatus};
use serde::Serialize;

/// What can stand behind a statement, in the order in which forms offer it.
pub(crate) const STATUSES: [EvidentialStatus; 6] = [
    EvidentialStatus::Allegation,
    EvidentialStatus::Admission,
    EvidentialStatus::Finding,
    EvidentialStatus::Conviction,
    EvidentialStatus::Caution,
    EvidentialStatus::NotKnown,
];

/// The stored name of one of the domain's choices.
pub(crate) fn stored<T: Serialize>(choice: T) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The levels with their words, as forms offer them.
pub(crate) fn levels() -> impl Iterator<Item = (String, String)> {
    app::cases::words::LEVELS.into_iter().map(|level| (stored(level), crate::cases::words::capital(level.label())))
}

/// A level in words, as a sentence begins with it.
pub(crate) fn level(level: ContactLevel) -> String {
    crate::cases::words::capital(level.label())
}

/// Somebody's name with their id, for a form that offers people.
pub(crate) type Choosable = (PersonId, String);

/// People as a form offers them.
pub(crate) fn choosable(people: &[PersonId], names: &Names, grant: &Grant<ReadCase>) -> Result<Vec<Choosable>, Answer> {
    people.iter().map(|person| Ok((*person, name_in(names, *person, grant)?))).collect()
}

/// The name among people that a form offers.
pub(crate) fn chosen_name(people: &[Choosable], person: PersonId) -> &str {
    people.iter().find(|(known, _)| *known == person).map_or("somebody", |(_, name)| name)
}

/// To whom a control applies.
pub(crate) fn applies_to(to: AppliesTo, names: &Names, grant: &Grant<ReadCase>) -> Result<String, Answer> {
    match to {
        AppliesTo::Session => Ok("the session as a whole".to_owned()),
        AppliesTo::Person(person) => name_in(names, person, grant),
    }
}

/// Where a version stands, on a tag.
pub(crate) fn status_tag(status: &AssessmentStatus) -> Tag {
    let (text, colour) = match status {
        AssessmentStatus::Draft => ("Draft", TagColour::Grey),
        AssessmentStatus::AwaitingSignature => ("Ready to sign", TagColour::Purple),
        AssessmentStatus::AwaitingCountersignature => ("Second signature", TagColour::Purple),
        AssessmentStatus::Current => ("Counts", TagColour::Green),
        AssessmentStatus::ReviewDue(_) => ("Due again", TagColour::Orange),
        AssessmentStatus::Superseded => ("Superseded", TagColour::Grey),
        AssessmentStatus::Withdrawn => ("Withdrawn", TagColour::Grey),
    };
    Tag::new(text).colour(colour)
}

/// Where a version stands, in a sentence.
pub(crate) fn status_sentence(status: &AssessmentStatus) -> String {
    match status {
        AssessmentStatus::Draft => "It is being written, and does not count yet.".to_owned(),
        AssessmentStatus::AwaitingSignature => "It is written, and waits for a signature.".to_owned(),
        AssessmentStatus::AwaitingCountersignature => {
            "It is signed once, and does not count until a second person has signed it.".to_owned()
        }
        AssessmentStatus::Current => "It counts.".to_owned(),
        AssessmentStatus::ReviewDue(ReviewReason::Trigger(kind)) => {
            format!("It counts, and must be done again. What happened first: {}.", lower(kind.label()))
        }
        AssessmentStatus::ReviewDue(ReviewReason::Age(day)) => {
            format!("It counts, and must be done again: {} was its last day.", long(*day))
        }
        AssessmentStatus::Superseded => "A newer version took its place.".to_owned(),
        AssessmentStatus::Withdrawn => "It was withdrawn.".to_owned(),
    }
}

/// The first letter in lower case, unless the word is a name.
pub(crate) fn lower(text: &str) -> String {
    if text.starts_with("Cafcass") {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Who signed, in a sentence for each signature.
pub(crate) fn signatures(line: &VersionLine, grant: &Grant<ReadCase>) -> Result<String, Answer> {
    let mut told = Vec::new();
    if let Some(signed) = &line.signed {
        told.push(format!("Signed by {} on {}", by(&signed.by, grant)?, long(signed.on)));
    }
    if let Some(second) = &line.countersigned {
        told.push(format!("Countersigned by {} on {}", by(&second.by, grant)?, long(second.on)));
    }
    if told.is_empty()
        && let Some(author) = &line.author
    {
        told.push(format!("Begun by {}", by(author, grant)?));
    }
    Ok(if told.is_empty() { "Not signed".to_owned() } else { told.join(". ") })
}

/// What is on record about abuse, each with what stands behind it; said where nothing is.
pub(crate) fn on_record(lines: &[AssertionLine], names: &Names, head: &CaseHead) -> Result<Html, Answer> {
    if lines.is_empty() {
        return Ok(Html::paragraph("No statement that somebody was harmed is on record in the referral."));
    }
    let told: Result<Vec<Html>, Answer> = lines.iter().map(|line| assertion(line, names, head)).collect();
    Ok(crate::cases::words::bullets(told?))
}

fn assertion(line: &AssertionLine, names: &Names, head: &CaseHead) -> Result<Html, Answer> {
    let form = line.form.map_or_else(String::new, |form| format!(" ({})", app::cases::words::abuse_form(form)));
    let people = |people: &[PersonId]| crate::cases::words::names_in(names, people, &head.grant, "nobody named");
    let about = format!(
        " By {}, towards {}. Known here since {}.",
        people(&line.by)?,
        people(&line.against)?,
        long(line.learned_on)
    );
    Ok(Html::from(format!("{}{form}: ", crate::cases::words::capital(line.harm.label())))
        .then(Html::trusted("<strong>"))
        .then(line.status.label())
        .then(Html::trusted("</strong>."))
        .then(about))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choices_of_the_domain_go_into_forms_under_their_stored_names() {
        assert_eq!(stored(EvidentialStatus::NotKnown), "not-known");
        assert_eq!(stored(ContactLevel::LifeStory), "life-story");
        assert_eq!(levels().count(), 8);
    }

    #[test]
    fn the_name_of_a_body_keeps_its_capital() {
        assert_eq!(lower("Cafcass"), "Cafcass");
        assert_eq!(lower("The police"), "the police");
    }
}
