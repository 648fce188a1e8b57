//! The children, in the newer shape (`newChildDetails`) and the older (`children`).

use super::adults::{add, address};
use super::application::{AppliedAdult, AppliedChild, CourtApplication};
use super::not_taken::NotTaken;
use super::reader::{Element, Reader};
use crate::person::{Confidentiality, FactKind};
use crate::referral::topic::Topic;
use crate::referral::words::{ProceedingsRole, TextKind};
use crate::words::{Answer, PersonName};

/// Reads the children. Where a case was moved to the newer shape the older list may still be there; it is checked for
/// its type and listed as not mapped.
pub(super) fn read(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let newer = case.elements("newChildDetails")?;
    let older = case.elements("children")?;
    let used = if newer.is_empty() { older } else { newer };
    for Element { id, value } in &used {
        let mut child = child(value)?;
        child.id.clone_from(id);
        into.children.push(child);
    }
    if used.is_empty() && into.adults.iter().all(|a| a.role != ProceedingsRole::OtherPerson) {
        protected_children(case, into)?;
    }
    others(case, into)?;
    live_with(&used, into)?;
    if let Some(text) = address(case, "childrenAddress")? {
        for child in &mut into.children {
            add(&mut child.facts, FactKind::Address, text.clone(), Confidentiality::NotStated);
        }
    }
    local_authority(case, into)
}

fn child(value: &Reader<'_>) -> Result<AppliedChild, NotTaken> {
    Ok(AppliedChild {
        id: None,
        name: value.name("firstName", "lastName")?,
        born: value.date("dateOfBirth")?,
        parental_responsibility: value.narrative("parentalResponsibilityDetails")?,
        facts: Vec::new(),
    })
}

/// Children of an application for a protective order (FL401), which has its own list of them.
fn protected_children(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for Element { id, value } in case.elements("applicantChildDetails")? {
        into.children.push(AppliedChild {
            id,
            name: value.name("fullName", "")?,
            born: value.date("dateOfBirth")?,
            ..AppliedChild::default()
        });
    }
    Ok(())
}

fn others(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for name in ["otherChildren", "childrenNotInTheCase"] {
        for Element { value, .. } in case.elements(name)? {
            into.other_children.push(child(&value)?);
        }
    }
    Ok(())
}

/// People the older shape names as those a child lives with. They become adults of their own, even under the name of
/// a party: whether they are the same person only somebody who knows them can say.
fn live_with(used: &[Element<'_>], into: &mut CourtApplication) -> Result<(), NotTaken> {
    for Element { value, .. } in used {
        for Element { id, value } in value.elements("personWhoLivesWithChild")? {
            let kept = match value.answer("isPersonIdentityConfidential")? {
                Some(Answer::Yes) => Confidentiality::Confidential,
                Some(Answer::No) => Confidentiality::NotAskedToBeKept,
                _ => Confidentiality::NotStated,
            };
            let mut adult = AppliedAdult {
                ids: id.into_iter().collect(),
                role: ProceedingsRole::NotAParty,
                name: value.name("firstName", "lastName")?,
                aliases: Vec::new(),
                born: None,
                facts: Vec::new(),
                in_refuge: Answer::NotAsked,
                safe_contact: None,
                needs: Vec::new(),
            };
            if let Some(text) = address(&value, "address")? {
                add(&mut adult.facts, FactKind::Address, text, kept);
            }
            into.adults.push(adult);
        }
    }
    Ok(())
}

fn local_authority(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    use super::application::Maker::Applicants;
    let known = case.answer("childrenKnownToLocalAuthority")?;
    let plan = case.answer("childrenSubjectOfChildProtectionPlan")?;
    into.answered(Topic::LocalAuthorityKnown, Applicants, known);
    into.answered(Topic::ChildProtectionPlan, Applicants, plan);
    let note = case.narrative("childrenKnownToLocalAuthorityTextArea")?;
    into.told(TextKind::LocalAuthority, note);
    Ok(())
}

/// The whole name as the service writes it into its other fields.
pub(super) fn written(name: Option<&PersonName>) -> String {
    name.map(PersonName::full).unwrap_or_default()
}
