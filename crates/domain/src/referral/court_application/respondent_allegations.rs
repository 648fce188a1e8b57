//! What respondents allege in their own form C1A: beside each respondent, and at the top while one of them is filling
//! it in.

use super::allegations::{flagged, topic};
use super::application::{CourtApplication, Maker};
use super::behaviours::row;
use super::children::written;
use super::not_taken::NotTaken;
use super::reader::{Element, Reader};
use crate::referral::topic::Topic;
use crate::referral::words::{ProceedingsRole, TextKind};
use crate::words::{Harm, Narrative};

/// Where one respondent's form keeps its parts.
struct Shape {
    answers: &'static str,
    domestic: &'static str,
    child: &'static str,
    abduction: &'static str,
    other: &'static str,
}

const BESIDE: Shape = Shape {
    answers: "respAllegationsOfHarmInfo",
    domestic: "respDomesticAbuseInfo",
    child: "respChildAbuseInfo",
    abduction: "respChildAbductionInfo",
    other: "respOtherConcernsInfo",
};

const AT_THE_TOP: Shape = Shape {
    answers: "respondentAllegationsOfHarm",
    domestic: "respondentDomesticAbuseBehaviour",
    child: "respondentChildAbuseBehaviour",
    abduction: "respondentChildAbduction",
    other: "respondentOtherConcerns",
};

pub(super) fn read(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for (maker, response) in responses(case, into)? {
        form(&response, &BESIDE, maker, into)?;
    }
    let maker = filling_in(case, into)?;
    form(case, &AT_THE_TOP, maker, into)
}

/// Each respondent's answer with its maker.
pub(super) fn responses<'a>(case: &Reader<'a>, into: &CourtApplication) -> Result<Vec<(Maker, Reader<'a>)>, NotTaken> {
    let places = into.adults_in(ProceedingsRole::Respondent);
    let mut found = Vec::new();
    for (place, Element { value, .. }) in case.elements("respondents")?.into_iter().enumerate() {
        let maker = places.get(place).map_or(Maker::SomeRespondent, |adult| Maker::Respondent(*adult));
        found.extend(value.object("response")?.map(|response| (maker, response)));
    }
    Ok(found)
}

/// Which respondent's form stands at the top: the one named beside it, or the only one.
pub(super) fn filling_in(case: &Reader<'_>, into: &CourtApplication) -> Result<Maker, NotTaken> {
    let name = case.text("respondentNameForResponse")?;
    let respondents = into.adults_in(ProceedingsRole::Respondent);
    let named: Vec<_> = respondents
        .iter()
        .filter(|place| {
            into.adults.get(**place).is_some_and(|adult| name.as_deref() == Some(&written(adult.name.as_ref())))
        })
        .collect();
    Ok(match (named.as_slice(), respondents.as_slice()) {
        ([one], _) => Maker::Respondent(**one),
        (_, [only]) => Maker::Respondent(*only),
        _ => Maker::SomeRespondent,
    })
}

fn form(of: &Reader<'_>, shape: &Shape, maker: Maker, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for (list, harm) in [(shape.domestic, Harm::DomesticAbuse), (shape.child, Harm::ChildAbuse)] {
        for Element { value, .. } in of.elements(list)? {
            let allegation = row(&value, harm, maker)?;
            into.allegations.push(allegation);
        }
    }
    let details = of.object(shape.abduction)?;
    let reasons = match &details {
        Some(details) => details.narrative("reasonForChildAbductionBelief")?,
        None => None,
    };
    if let Some(answers) = of.object(shape.answers)? {
        self::answers(&answers, maker, reasons, into)?;
    } else if reasons.is_some() {
        flagged(into, Harm::ChildAbduction, maker, None, reasons);
    }
    if let Some(details) = details {
        abduction(&details, maker, into)?;
    }
    if let Some(other) = of.object(shape.other)? {
        let wanted = other.narrative("ordersRespondentWantFromCourt")?;
        into.told(TextKind::WantedFromTheCourt, wanted);
    }
    Ok(())
}

fn answers(
    answers: &Reader<'_>,
    maker: Maker,
    abduction: Option<Narrative>,
    into: &mut CourtApplication,
) -> Result<(), NotTaken> {
    let mut reasons = abduction;
    for (harm, questions, text) in [
        (Harm::DomesticAbuse, &["respondentDomesticAbuse"][..], None),
        (Harm::ChildAbuse, &["respondentChildAbuse"], None),
        (Harm::ChildAbduction, &["isRespondentChildAbduction", "respondentChildAbduction"], None),
        (Harm::SubstanceAbuse, &["respondentDrugOrAlcoholAbuse"], Some("respondentDrugOrAlcoholAbuseDetails")),
        (Harm::OtherConcerns, &["respondentOtherSafetyConcerns"], Some("respondentOtherSafetyConcernsDetails")),
    ] {
        let mut answer = None;
        for question in questions {
            answer = super::allegations::strongest(answer, answers.answer(question)?);
        }
        into.answered(topic(harm), maker, answer);
        let narrative = match text {
            Some(text) if answer != Some(crate::words::Answer::No) => answers.narrative(text)?,
            _ if harm == Harm::ChildAbduction => reasons.take(),
            _ => None,
        };
        flagged(into, harm, maker, answer, narrative);
    }
    Ok(())
}

fn abduction(details: &Reader<'_>, maker: Maker, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for (field, topic) in [
        ("childrenHavePassport", Topic::PassportHeld),
        ("childrenHaveMoreThanOnePassport", Topic::SeveralPassports),
        ("hasPassportOfficeNotified", Topic::PassportOfficeTold),
        ("previousThreatsForChildAbduction", Topic::AbductionThreatened),
        ("anyOrgInvolvedInPreviousAbduction", Topic::AbductionPolice),
    ] {
        let answer = details.answer(field)?;
        into.answered(topic, maker, answer);
    }
    for (field, kind) in [
        ("whereIsChild", TextKind::WhereTheChildrenAre),
        ("previousThreatsForChildAbductionDetails", TextKind::Fears),
        ("anyOrgInvolvedInPreviousAbductionDetails", TextKind::Police),
        ("whoHasChildPassportOther", TextKind::WhoHoldsPassports),
    ] {
        let text = details.narrative(field)?;
        into.told(kind, text);
    }
    let holders = details.texts("whoHasChildPassport")?.join(", ");
    into.told(TextKind::WhoHoldsPassports, Narrative::parse(&holders).ok());
    Ok(())
}
