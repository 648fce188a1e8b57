//! Interpreters, access, and being kept apart.

use super::application::{CourtApplication, Maker};
use super::not_taken::NotTaken;
use super::reader::{Element, Reader};
use crate::person::{Need, NeedKind};
use crate::referral::topic::Topic;
use crate::words::{Answer, Narrative};

pub(super) fn read(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let interpreter = case.answer("isInterpreterNeeded")?;
    into.answered(Topic::InterpreterNeeded, Maker::Applicants, interpreter);
    let mut told = false;
    for Element { value, .. } in case.elements("interpreterNeeds")? {
        let mut parts = value.texts("party")?;
        for field in ["name", "language", "otherAssistance"] {
            parts.extend(value.text(field)?);
        }
        told = true;
        into.needs.push(need(NeedKind::Interpreter, &parts));
    }
    if interpreter == Some(Answer::Yes) && !told {
        into.needs.push(need(NeedKind::Interpreter, &[]));
    }
    for (flag, details, kind, topic) in [
        ("isDisabilityPresent", "adjustmentsRequired", NeedKind::Access, Some(Topic::AccessNeeded)),
        ("isSpecialArrangementsRequired", "specialArrangementsRequired", NeedKind::KeptApart, Some(Topic::KeptApart)),
        ("isIntermediaryNeeded", "reasonsForIntermediary", NeedKind::Intermediary, None),
    ] {
        let answer = case.answer(flag)?;
        let text = case.narrative(details)?;
        if let Some(topic) = topic {
            into.answered(topic, Maker::Applicants, answer);
        }
        if answer == Some(Answer::Yes) || text.is_some() {
            into.needs.push(Need { kind, text });
        }
    }
    welsh(case, into)?;
    from_pages(case, into)
}

fn welsh(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let wanted = case.answer("isWelshNeeded")?;
    let mut parts = vec!["Welsh".to_owned()];
    for Element { value, .. } in case.elements("welshNeeds")? {
        parts.extend(value.text("whoNeedsWelsh")?);
        parts.extend(value.texts("spokenOrWritten")?);
        parts.extend(value.texts("fl401SpokenOrWritten")?);
    }
    if wanted == Some(Answer::Yes) || parts.len() > 1 {
        into.needs.push(need(NeedKind::Language, &parts));
    }
    Ok(())
}

/// The citizens' pages tick what would help; read where the service has not made its own fields of them.
fn from_pages(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let Some(page) = case.within("c100RebuildReasonableAdjustments")? else {
        return Ok(());
    };
    for (kind, fields) in [
        (NeedKind::Language, &["ra_languageNeeds"][..]),
        (NeedKind::KeptApart, &["ra_specialArrangements", "ra_specialArrangementsOther_subfield"]),
        (
            NeedKind::Access,
            &[
                "ra_disabilityRequirements",
                "ra_documentInformation",
                "ra_communicationHelp",
                "ra_supportCourt",
                "ra_feelComfortable",
                "ra_travellingCourt",
                "ra_largePrintDocuments_subfield",
            ],
        ),
    ] {
        let mut parts = Vec::new();
        for field in fields {
            parts.extend(page.texts(field)?);
        }
        let known = into.needs.iter().any(|need| need.kind == kind);
        if !parts.is_empty() && !known {
            into.needs.push(need(kind, &parts));
        }
    }
    Ok(())
}

/// What a respondent says they need to take part.
pub(super) fn of_respondent(court: &Reader<'_>) -> Result<Vec<Need>, NotTaken> {
    let mut needs = Vec::new();
    for (flag, details, kind) in [
        ("haveAnyDisability", "disabilityNeeds", NeedKind::Access),
        ("respondentIntermediaryNeeds", "respondentIntermediaryNeedDetails", NeedKind::Intermediary),
        ("respondentSpecialArrangements", "respondentSpecialArrangementDetails", NeedKind::KeptApart),
    ] {
        let answer = court.answer(flag)?;
        let text = court.narrative(details)?;
        if answer == Some(Answer::Yes) || text.is_some() {
            needs.push(Need { kind, text });
        }
    }
    let interpreter = court.answer("isRespondentNeededInterpreter")?;
    let mut told = false;
    for Element { value, .. } in court.elements("respondentInterpreterNeeds")? {
        let mut parts = value.texts("party")?;
        for field in ["relationName", "requiredLanguage", "respondentOtherAssistance"] {
            parts.extend(value.text(field)?);
        }
        told = true;
        needs.push(need(NeedKind::Interpreter, &parts));
    }
    if interpreter == Some(Answer::Yes) && !told {
        needs.push(need(NeedKind::Interpreter, &[]));
    }
    let welsh = court.answer("respondentWelshNeeds")?;
    let mut parts = vec!["Welsh".to_owned()];
    parts.extend(court.texts("respondentWelshNeedsList")?);
    if welsh == Some(Answer::Yes) || parts.len() > 1 {
        needs.push(need(NeedKind::Language, &parts));
    }
    Ok(needs)
}

fn need(kind: NeedKind, parts: &[String]) -> Need {
    Need { kind, text: Narrative::parse(&parts.join(", ")).ok() }
}
