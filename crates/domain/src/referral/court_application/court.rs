//! The court, its number, the hearing, and what is asked of it.

use super::application::{AppliedProceedings, CourtApplication, Maker};
use super::not_taken::NotTaken;
use super::reader::{Document, Element, Reader};
use crate::referral::topic::Topic;
use crate::referral::words::{Ongoing, TextKind};
use crate::words::{Answer, Narrative, OrderKind};

pub(super) fn read(document: &Document, case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    into.court.court = case.narrative("courtName")?;
    let mut number = case.number("id")?;
    let root = Reader::root(document)?;
    if case.path() != root.path() {
        let outer = match root.object("case_details")? {
            Some(details) => details.number("id")?,
            None => root.number("id")?,
        };
        number = number.or(outer);
    }
    into.court.case_number = number.and_then(|text| Narrative::parse(&text).ok());
    let issued = case.date("issueDate")?;
    into.court.submitted_on = case.date_if_any("dateSubmitted").or(issued);
    if let Some(hearing) = case.object("nextHearingDetails")? {
        into.court.next_hearing = hearing.date("hearingDateTime")?;
    }
    asked_for(case, into)?;
    agreement(case, into)?;
    proceedings(case, into)
}

fn asked_for(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for order in case.texts("ordersApplyingFor")? {
        let kind = order_kind(&order);
        if !into.applied_for.contains(&kind) {
            into.applied_for.push(kind);
        }
    }
    let mut wanted = Vec::new();
    wanted.extend(case.text("typeOfChildArrangementsOrder")?);
    wanted.extend(case.text("natureOfOrder")?);
    if let Some(page) = case.within("c100RebuildTypeOfOrder")? {
        let ticked = page.texts("too_courtOrder")?;
        let statement = page.text("too_shortStatement")?;
        if wanted.is_empty() {
            wanted.extend(ticked);
            wanted.extend(statement);
        }
    }
    into.told(TextKind::WhatIsAskedFor, Narrative::parse(&wanted.join("\n")).ok());
    let reasons = case.narrative("applicationDetails")?;
    into.told(TextKind::Reasons, reasons);
    Ok(())
}

fn agreement(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let agreed = case.answer("consentOrder")?;
    into.answered(Topic::AdultsAgree, Maker::Applicants, agreed);
    // Left out mediation because of domestic abuse: a claim to hold evidence of it, whatever form C1A says.
    let mut exempt = Vec::new();
    for field in
        ["mpuExemptionReasons", "miamExemptionsChecklist", "mpuDomesticAbuseEvidences", "miamDomesticViolenceChecklist"]
    {
        exempt.extend(case.texts(field)?);
    }
    if let Some(page) = case.within("c100RebuildMaim")? {
        exempt.extend(page.texts("miam_nonAttendanceReasons")?);
    }
    let claims = exempt.iter().any(|reason| {
        let reason = reason.to_ascii_lowercase();
        reason.contains("domestic")
    });
    into.answered(Topic::ExemptForAbuse, Maker::Applicants, claims.then_some(Answer::Yes));
    Ok(())
}

/// Other proceedings, by applicants at the top and by each respondent in their answer.
fn proceedings(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let any = case.answer("previousOrOngoingProceedingsForChildren")?;
    into.answered(Topic::OtherProceedings, Maker::Applicants, any);
    rows(case, "existingProceedings", into)?;
    rows(case, "respondentExistingProceedings", into)?;
    for Element { value, .. } in case.elements("respondents")? {
        let Some(response) = value.object("response")? else {
            continue;
        };
        let any = response.answer("currentOrPastProceedingsForChildren")?;
        into.answered(Topic::OtherProceedings, Maker::SomeRespondent, any);
        rows(&response, "respondentExistingProceedings", into)?;
    }
    if let Some(page) = case.within("c100RebuildOtherProceedings")? {
        let any = page.answer("op_childrenInvolvedCourtCase")?;
        into.answered(Topic::OtherProceedings, Maker::Applicants, any);
    }
    Ok(())
}

fn rows(of: &Reader<'_>, list: &str, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for Element { value, .. } in of.elements(list)? {
        let ongoing = match value.text("previousOrOngoingProceedings")?.as_deref() {
            Some("ongoing" | "Ongoing") => Ongoing::Ongoing,
            Some("previous" | "Previous") => Ongoing::Previous,
            _ => Ongoing::NotStated,
        };
        let mut orders: Vec<_> = value.texts("typeOfOrder")?.iter().map(|order| order_kind(order)).collect();
        orders.sort_unstable();
        orders.dedup();
        let mut details = Vec::new();
        for field in [
            "nameOfCourt",
            "caseNumber",
            "nameOfJudge",
            "nameOfChildrenInvolved",
            "nameOfGuardian",
            "nameAndOffice",
            "otherTypeOfOrder",
        ] {
            details.extend(value.text(field)?);
        }
        into.proceedings.push(AppliedProceedings {
            ongoing,
            orders,
            started_on: value.date("dateStarted")?,
            ended_on: value.date("dateEnded")?,
            details: Narrative::parse(&details.join("\n")).ok(),
        });
    }
    Ok(())
}

/// The kind of order behind the service's code or label for it.
fn order_kind(word: &str) -> OrderKind {
    let letters: String = word.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    match letters.as_str() {
        "childarrangementsorder"
        | "childarrangementorder"
        | "contactorresidenceorder"
        | "contactorresidenceorderwithadoption" => OrderKind::ChildArrangements,
        "prohibitedstepsorder" => OrderKind::ProhibitedSteps,
        "specificissueorder" => OrderKind::SpecificIssue,
        "careorder" => OrderKind::Care,
        "familylawpart" => OrderKind::OtherInjunction,
        _ => OrderKind::Other,
    }
}
