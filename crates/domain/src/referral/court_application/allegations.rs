//! What applicants allege in form C1A, in the newer shape (fields beginning `new`) and the older.
//!
//! An allegation is on record when its question is answered yes or when rows of it are filled in, whatever the answer
//! above them says: a "no" above filled-in rows is a contradiction for triage, not a reason to lose the rows. A text left
//! behind a "no" is not an allegation; it is listed as not mapped, because the service keeps such texts when an answer
//! changes.

use super::application::{AppliedAllegation, CourtApplication, Harmed, Maker};
use super::behaviours::{FILLED, bare, form, row};
use super::not_taken::NotTaken;
use super::reader::{Element, Reader};
use crate::referral::topic::Topic;
use crate::referral::words::{AbuseForm, TextKind};
use crate::words::{Answer, Harm, Narrative};

/// The questions above each kind of harm, the newest name first, and the texts below them.
const QUESTIONS: [(Harm, &[&str], &[&str]); 5] = [
    (Harm::DomesticAbuse, &["newAllegationsOfHarmDomesticAbuseYesNo", "allegationsOfHarmDomesticAbuseYesNo"], &[]),
    (Harm::ChildAbuse, &["newAllegationsOfHarmChildAbuseYesNo", "allegationsOfHarmChildAbuseYesNo"], &[]),
    (
        Harm::ChildAbduction,
        &["newAllegationsOfHarmChildAbductionYesNo", "allegationsOfHarmChildAbductionYesNo"],
        &["newChildAbductionReasons", "childAbductionReasons"],
    ),
    (
        Harm::SubstanceAbuse,
        &["newAllegationsOfHarmSubstanceAbuseYesNo", "allegationsOfHarmSubstanceAbuseYesNo"],
        &["newAllegationsOfHarmSubstanceAbuseDetails", "allegationOfHarmSubstanceDetails"],
    ),
    (
        Harm::OtherConcerns,
        &["newAllegationsOfHarmOtherConcerns", "allegationsOfHarmOtherConcernsYesNo", "allegationsOfHarmOtherConcerns"],
        &["newAllegationsOfHarmOtherConcernsDetails", "allegationsOfHarmOtherConcernsDetails"],
    ),
];

pub(super) fn read(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    domestic_rows(case, into)?;
    child_rows(case, into)?;
    older_victims(case, into)?;
    let any = [case.answer("newAllegationsOfHarmYesNo")?, case.answer("allegationsOfHarmYesNo")?]
        .into_iter()
        .flatten()
        .next();
    for (harm, questions, texts) in QUESTIONS {
        let mut answer = None;
        for question in questions {
            answer = strongest(answer, case.answer(question)?);
        }
        // No allegation of any kind answers every kind that was not asked.
        let answer = answer.or(any.filter(|any| *any == Answer::No));
        into.answered(topic(harm), Maker::Applicants, answer);
        let mut narrative = None;
        if answer != Some(Answer::No) {
            for text in texts {
                narrative = narrative.or(case.narrative(text)?);
            }
        }
        flagged(into, harm, Maker::Applicants, answer, narrative);
    }
    older_rows(case, into)?;
    abduction(case, into)?;
    for field in ["newAllegationsOfHarmOtherConcernsCourtActions", "allegationsOfHarmOtherConcernsCourtActions"] {
        let wanted = case.narrative(field)?;
        into.told(TextKind::WantedFromTheCourt, wanted);
    }
    Ok(())
}

/// Of two answers to one question, yes before anything else.
pub(super) fn strongest(one: Option<Answer>, other: Option<Answer>) -> Option<Answer> {
    match (one, other) {
        (Some(Answer::Yes), _) | (_, Some(Answer::Yes)) => Some(Answer::Yes),
        (Some(one), _) => Some(one),
        (None, other) => other,
    }
}

/// The question a kind of harm answers.
pub(super) const fn topic(harm: Harm) -> Topic {
    match harm {
        Harm::DomesticAbuse => Topic::DomesticAbuse,
        Harm::ChildAbuse => Topic::ChildAbuse,
        Harm::ChildAbduction => Topic::ChildAbduction,
        Harm::SubstanceAbuse => Topic::SubstanceAbuse,
        Harm::OtherConcerns => Topic::OtherConcerns,
    }
}

/// Who is harmed by a kind of harm, as form C1A asks for it.
pub(super) const fn harmed_by_default(harm: Harm) -> Harmed {
    match harm {
        Harm::DomesticAbuse => Harmed::TheMaker,
        Harm::ChildAbuse | Harm::ChildAbduction => Harmed::EveryChild,
        Harm::SubstanceAbuse | Harm::OtherConcerns => Harmed::NotStated,
    }
}

/// A question answered yes, or left open above a text, is an allegation even without rows.
pub(super) fn flagged(
    into: &mut CourtApplication,
    harm: Harm,
    maker: Maker,
    answer: Option<Answer>,
    narrative: Option<Narrative>,
) {
    let rows = into.allegations.iter().any(|a| a.harm == harm && a.maker == maker);
    if narrative.is_some() || (answer == Some(Answer::Yes) && !rows) {
        into.allegations.push(AppliedAllegation {
            harm,
            form: None,
            maker,
            harmed: harmed_by_default(harm),
            when: None,
            narrative,
        });
    }
}

fn domestic_rows(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for Element { value, .. } in case.elements("domesticBehaviours")? {
        let allegation = row(&value, Harm::DomesticAbuse, Maker::Applicants)?;
        into.allegations.push(allegation);
    }
    for Element { value, .. } in case.elements("childAbuseBehaviours")? {
        let allegation = row(&value, Harm::ChildAbuse, Maker::Applicants)?;
        into.allegations.push(allegation);
    }
    Ok(())
}

/// The newer shape has an object for each form of child abuse, and fields that say which children it is about.
fn child_rows(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let ticked: Vec<_> = case.texts("childAbuses")?.iter().map(|name| form(name)).collect();
    for (name, form) in [
        ("Physical", AbuseForm::Physical),
        ("Psychological", AbuseForm::Psychological),
        ("Sexual", AbuseForm::Sexual),
        ("Emotional", AbuseForm::Emotional),
        ("Financial", AbuseForm::Financial),
    ] {
        let details =
            case.object(&format!("child{name}Abuse"))?.filter(|details| FILLED.iter().any(|field| details.has(field)));
        let all = case.answer(&format!("allChildrenAreRisk{name}Abuse"))?;
        let some = which_children(case, &format!("whichChildrenAreRisk{name}Abuse"), into)?;
        if details.is_none() && !ticked.contains(&form) {
            continue;
        }
        let harmed = match all {
            _ if !some.is_empty() => Harmed::Children(some),
            Some(Answer::Yes) => Harmed::EveryChild,
            _ => Harmed::NotStated,
        };
        let mut allegation = match &details {
            Some(details) => row(details, Harm::ChildAbuse, Maker::Applicants)?,
            None => bare(Harm::ChildAbuse, Maker::Applicants),
        };
        allegation.form = Some(form);
        allegation.harmed = harmed;
        into.allegations.push(allegation);
    }
    Ok(())
}

fn which_children(case: &Reader<'_>, name: &str, into: &CourtApplication) -> Result<Vec<usize>, NotTaken> {
    let Some(list) = case.object(name)? else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for choice in list.objects("value")? {
        let code = choice.text("code")?;
        found.extend(into.children.iter().position(|child| child.id.is_some() && child.id == code));
    }
    Ok(found)
}

/// The older shape ticks, for each form of abuse, whether applicants or children suffered it.
fn older_victims(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for (name, form) in [
        ("physicalAbuseVictim", AbuseForm::Physical),
        ("psychologicalAbuseVictim", AbuseForm::Psychological),
        ("sexualAbuseVictim", AbuseForm::Sexual),
        ("emotionalAbuseVictim", AbuseForm::Emotional),
        ("financialAbuseVictim", AbuseForm::Financial),
    ] {
        for victim in case.texts(name)? {
            let victim = victim.to_ascii_lowercase();
            let harm = if victim.contains("child") { Harm::ChildAbuse } else { Harm::DomesticAbuse };
            let mut allegation = bare(harm, Maker::Applicants);
            allegation.form = Some(form);
            into.allegations.push(allegation);
        }
    }
    Ok(())
}

/// Rows of the older shape do not say of which kind of harm they tell: of abuse of a child where that alone was
/// answered yes, of domestic abuse otherwise, whose page they stand on.
fn older_rows(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let said = |topic| into.answers.iter().any(|a| a.topic == topic && a.answer == Answer::Yes);
    let of_child = said(Topic::ChildAbuse) && !said(Topic::DomesticAbuse);
    let harm = if of_child { Harm::ChildAbuse } else { Harm::DomesticAbuse };
    for Element { value, .. } in case.elements("behaviours")? {
        let allegation = row(&value, harm, Maker::Applicants)?;
        into.allegations.push(allegation);
    }
    Ok(())
}

/// Questions about abduction besides whether it is alleged, in both shapes.
const ABDUCTION: [(&str, Topic); 8] = [
    ("newAbductionChildHasPassport", Topic::PassportHeld),
    ("abductionChildHasPassport", Topic::PassportHeld),
    ("newAbductionPassportOfficeNotified", Topic::PassportOfficeTold),
    ("abductionPassportOfficeNotified", Topic::PassportOfficeTold),
    ("newPreviousAbductionThreats", Topic::AbductionThreatened),
    ("previousAbductionThreats", Topic::AbductionThreatened),
    ("newAbductionPreviousPoliceInvolvement", Topic::AbductionPolice),
    ("abductionPreviousPoliceInvolvement", Topic::AbductionPolice),
];

/// Texts about abduction, in both shapes.
const ABDUCTION_TEXTS: [(&str, TextKind); 8] = [
    ("newChildrenLocationNow", TextKind::WhereTheChildrenAre),
    ("childrenLocationNow", TextKind::WhereTheChildrenAre),
    ("newPreviousAbductionThreatsDetails", TextKind::Fears),
    ("previousAbductionThreatsDetails", TextKind::Fears),
    ("newAbductionPreviousPoliceInvolvementDetails", TextKind::Police),
    ("abductionPreviousPoliceInvolvementDetails", TextKind::Police),
    ("abductionChildPassportPosession", TextKind::WhoHoldsPassports),
    ("abductionChildPassportPosessionOtherDetail", TextKind::WhoHoldsPassports),
];

fn abduction(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for (field, topic) in ABDUCTION {
        let answer = case.answer(field)?;
        into.answered(topic, Maker::Applicants, answer);
    }
    for (field, kind) in ABDUCTION_TEXTS {
        let text = case.narrative(field)?;
        into.told(kind, text);
    }
    if let Some(passports) = case.object("childPassportDetails")? {
        let several = passports.answer("newChildHasMultiplePassport")?;
        into.answered(Topic::SeveralPassports, Maker::Applicants, several);
        let holders = passports.texts("newChildPassportPossession")?.join(", ");
        into.told(TextKind::WhoHoldsPassports, Narrative::parse(&holders).ok());
        let other = passports.narrative("newChildPassportPossessionOtherDetails")?;
        into.told(TextKind::WhoHoldsPassports, other);
    }
    Ok(())
}
