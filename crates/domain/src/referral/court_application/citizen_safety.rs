//! Safety concerns as the citizens' pages keep them: applicants' at the top, a respondent's beside their answer.

use super::allegations::{flagged, topic};
use super::application::{AppliedAllegation, CourtApplication, Harmed, Maker};
use super::behaviours::{bare, form};
use super::not_taken::NotTaken;
use super::reader::Reader;
use super::respondent_allegations::responses;
use crate::referral::topic::Topic;
use crate::referral::words::TextKind;
use crate::words::{Answer, Harm, Narrative};

pub(super) fn read(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    if let Some(page) = case.within("c100RebuildSafetyConcerns")? {
        concerns(&page, Maker::Applicants, into)?;
    }
    for (maker, response) in responses(case, into)? {
        if let Some(page) = response.within("respondingCitizenAoH")? {
            concerns(&page, maker, into)?;
        }
    }
    Ok(())
}

fn concerns(page: &Reader<'_>, maker: Maker, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let any = page.answer("c1A_haveSafetyConcerns")?;
    let mut ticked = page.texts("c1A_safetyConernAbout")?;
    ticked.retain(|about| about != "children");
    of_children(page, maker, into)?;
    of_adults(page, maker, into)?;
    if !ticked.is_empty() && ticked.iter().any(|about| about == "applicant" || about == "respondent") {
        into.answered(Topic::DomesticAbuse, maker, Some(Answer::Yes));
        flagged(into, Harm::DomesticAbuse, maker, Some(Answer::Yes), None);
    }
    for (harm, question, text) in [
        (Harm::SubstanceAbuse, "c1A_otherConcernsDrugs", "c1A_otherConcernsDrugsDetails"),
        (Harm::OtherConcerns, "c1A_childSafetyConcerns", "c1A_childSafetyConcernsDetails"),
    ] {
        let answer = page.answer(question)?;
        into.answered(topic(harm), maker, answer);
        let narrative =
            if answer == Some(Answer::No) { None } else { page.narrative(text)?.filter(|text| !known(into, text)) };
        flagged(into, harm, maker, answer, narrative);
    }
    if any == Some(Answer::No) {
        for harm in [Harm::DomesticAbuse, Harm::ChildAbuse, Harm::ChildAbduction] {
            into.answered(topic(harm), maker, any);
        }
    }
    abduction(page, maker, into)?;
    let wanted = page.narrative("c1A_keepingSafeStatement")?;
    into.told(TextKind::WantedFromTheCourt, wanted);
    Ok(())
}

fn of_children(page: &Reader<'_>, maker: Maker, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let described = match page.object("c1A_safteyConcerns")? {
        Some(all) => all.object("child")?,
        None => None,
    };
    for name in page.texts("c1A_concernAboutChild")? {
        let harm = match name.as_str() {
            "abduction" => Harm::ChildAbduction,
            "witnessingDomesticAbuse" => Harm::DomesticAbuse,
            _ => Harm::ChildAbuse,
        };
        into.answered(topic(harm), maker, Some(Answer::Yes));
        let mut allegation = bare(harm, maker);
        if harm == Harm::ChildAbuse {
            allegation.form = Some(form(&name));
        } else {
            allegation.harmed = Harmed::EveryChild;
        }
        if let Some(details) = described.as_ref().map(|d| d.object(&name)).transpose()? {
            describe(&mut allegation, details.as_ref(), into)?;
        }
        add(into, allegation);
    }
    Ok(())
}

fn of_adults(page: &Reader<'_>, maker: Maker, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for (list, side) in [("c1A_concernAboutApplicant", "applicant"), ("c1A_concernAboutRespondent", "respondent")] {
        let described = match page.object("c1A_safteyConcerns")? {
            Some(all) => all.object(side)?,
            None => None,
        };
        for name in page.texts(list)? {
            into.answered(Topic::DomesticAbuse, maker, Some(Answer::Yes));
            let mut allegation = bare(Harm::DomesticAbuse, maker);
            allegation.form = Some(form(&name));
            if let Some(details) = described.as_ref().map(|d| d.object(&name)).transpose()? {
                describe(&mut allegation, details.as_ref(), into)?;
            }
            add(into, allegation);
        }
    }
    Ok(())
}

fn describe(
    allegation: &mut AppliedAllegation,
    details: Option<&Reader<'_>>,
    into: &CourtApplication,
) -> Result<(), NotTaken> {
    let Some(details) = details else {
        return Ok(());
    };
    let help = details.text("seekHelpDetails")?;
    let mut parts: Vec<_> = details.text("behaviourDetails")?.into_iter().collect();
    parts.extend(help);
    allegation.narrative = Narrative::parse(&parts.join("\n")).ok();
    let ongoing = match details.answer("isOngoingBehaviour")? {
        Some(Answer::Yes) => Some("ongoing".to_owned()),
        Some(Answer::No) => Some("not ongoing".to_owned()),
        _ => None,
    };
    let mut when: Vec<_> = details.text("behaviourStartDate")?.into_iter().collect();
    when.extend(ongoing);
    allegation.when = Narrative::parse(&when.join(", ")).ok();
    if allegation.harm == Harm::ChildAbuse {
        let ids = details.texts("childrenConcernedAbout")?;
        let children: Vec<_> = into
            .children
            .iter()
            .enumerate()
            .filter(|(_, child)| child.id.as_ref().is_some_and(|id| ids.contains(id)))
            .map(|(i, _)| i)
            .collect();
        if !children.is_empty() {
            allegation.harmed = Harmed::Children(children);
        }
    }
    Ok(())
}

/// Adds an allegation unless the service's own fields already hold it: same maker, harm and form.
fn add(into: &mut CourtApplication, allegation: AppliedAllegation) {
    let same = |known: &AppliedAllegation| {
        known.maker == allegation.maker
            && known.harm == allegation.harm
            && (known.form == allegation.form || known.form.is_none())
    };
    if !into.allegations.iter().any(same) {
        into.allegations.push(allegation);
    }
}

fn known(into: &CourtApplication, text: &Narrative) -> bool {
    into.allegations.iter().any(|known| known.narrative.as_ref() == Some(text))
}

fn abduction(page: &Reader<'_>, maker: Maker, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for (field, topic) in [
        ("c1A_passportOffice", Topic::PassportHeld),
        ("c1A_childrenMoreThanOnePassport", Topic::SeveralPassports),
        ("c1A_abductionPassportOfficeNotified", Topic::PassportOfficeTold),
        ("c1A_childAbductedBefore", Topic::AbductionThreatened),
        ("c1A_policeOrInvestigatorInvolved", Topic::AbductionPolice),
    ] {
        let answer = page.answer(field)?;
        into.answered(topic, maker, answer);
    }
    for (field, kind) in [
        ("c1A_abductionReasonOutsideUk", TextKind::Fears),
        ("c1A_childsCurrentLocation", TextKind::WhereTheChildrenAre),
        ("c1A_provideOtherDetails", TextKind::WhoHoldsPassports),
        ("c1A_previousAbductionsShortDesc", TextKind::Fears),
        ("c1A_policeOrInvestigatorOtherDetails", TextKind::Police),
    ] {
        let text = page.narrative(field)?;
        into.told(kind, text);
    }
    let holders = page.texts("c1A_possessionChildrenPassport")?.join(", ");
    into.told(TextKind::WhoHoldsPassports, Narrative::parse(&holders).ok());
    Ok(())
}
