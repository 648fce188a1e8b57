//! Rows of behaviour below an allegation, in any of their shapes.

use super::allegations::harmed_by_default;
use super::application::{AppliedAllegation, Maker};
use super::not_taken::NotTaken;
use super::reader::Reader;
use crate::referral::words::AbuseForm;
use crate::words::{Harm, Narrative};

/// Fields of a row that say something happened; a row with nothing but its form is still empty.
pub(super) const FILLED: [&str; 8] = [
    "newAbuseNatureDescription",
    "abuseNatureDescription",
    "behavioursNature",
    "natureOfBehaviour",
    "newBehavioursStartDateAndLength",
    "behavioursStartDateAndLength",
    "abuseStartDateAndLength",
    "typeOfAbuse",
];

pub(super) fn bare(harm: Harm, maker: Maker) -> AppliedAllegation {
    AppliedAllegation { harm, form: None, maker, harmed: harmed_by_default(harm), when: None, narrative: None }
}

/// A row of any shape.
pub(super) fn row(value: &Reader<'_>, harm: Harm, maker: Maker) -> Result<AppliedAllegation, NotTaken> {
    let mut allegation = bare(harm, maker);
    for name in ["typeOfAbuse", "typesOfAbuse"] {
        let text = value.text(name)?;
        allegation.form = allegation.form.or(text.as_deref().map(form));
    }
    allegation.when =
        joined(value, &["newBehavioursStartDateAndLength", "behavioursStartDateAndLength", "abuseStartDateAndLength"])?;
    allegation.narrative = joined(
        value,
        &[
            "newAbuseNatureDescription",
            "abuseNatureDescription",
            "behavioursNature",
            "natureOfBehaviour",
            "newBehavioursApplicantHelpSoughtWho",
            "behavioursApplicantHelpSoughtWho",
            "behavioursApplicantHelpAction",
            "respondentTypeOfHelp",
        ],
    )?;
    Ok(allegation)
}

/// The texts of several fields under each other, each once.
fn joined(value: &Reader<'_>, names: &[&str]) -> Result<Option<Narrative>, NotTaken> {
    let mut parts: Vec<String> = Vec::new();
    for name in names {
        if let Some(text) = value.narrative(name)?
            && !parts.iter().any(|part| part == text.as_str())
        {
            parts.push(text.as_str().to_owned());
        }
    }
    Ok(Narrative::parse(&parts.join("\n")).ok())
}

/// The form of abuse behind the service's code or label.
pub(super) fn form(word: &str) -> AbuseForm {
    let word = word.to_ascii_lowercase();
    match word.as_str() {
        w if w.contains("physical") || w.ends_with("value_1") => AbuseForm::Physical,
        w if w.contains("psychological") || w.ends_with("value_2") => AbuseForm::Psychological,
        w if w.contains("sexual") || w.ends_with("value_3") => AbuseForm::Sexual,
        w if w.contains("emotional") || w.ends_with("value_4") => AbuseForm::Emotional,
        w if w.contains("financial") || w.ends_with("value_5") => AbuseForm::Financial,
        _ => AbuseForm::Other,
    }
}
