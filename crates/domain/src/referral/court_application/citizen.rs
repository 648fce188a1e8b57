//! People of an application that only the citizens' pages have filled in so far. They keep their answers as JSON inside
//! text fields; once the service has made its own lists of them, those are read instead.

use super::adults::{add, channel, names, rules};
use super::application::{AppliedAdult, AppliedChild, CourtApplication, Maker};
use super::not_taken::NotTaken;
use super::reader::Reader;
use super::relations;
use crate::person::{Confidentiality, FactKind, LeavingMessages};
use crate::referral::topic::Topic;
use crate::referral::words::ProceedingsRole;
use crate::words::{Answer, Narrative, PersonName};

struct Pages {
    field: &'static str,
    list: &'static str,
    role: ProceedingsRole,
}

const PAGES: [Pages; 3] = [
    Pages { field: "c100RebuildApplicantDetails", list: "appl_allApplicants", role: ProceedingsRole::Applicant },
    Pages { field: "c100RebuildRespondentDetails", list: "resp_Respondents", role: ProceedingsRole::Respondent },
    Pages { field: "c100RebuildOtherPersonsDetails", list: "oprs_otherPersons", role: ProceedingsRole::OtherPerson },
];

pub(super) fn read_people(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for pages in &PAGES {
        let Some(page) = case.within(pages.field)? else {
            continue;
        };
        let people = page.objects(pages.list)?;
        if into.adults_in(pages.role).is_empty() {
            for person in people {
                into.adults.push(adult(&person, pages.role)?);
            }
        }
    }
    if let Some(page) = case.within("c100RebuildChildDetails")? {
        let children = page.objects("cd_children")?;
        if into.children.is_empty() {
            for person in children {
                into.children.push(child(&person)?);
            }
        }
        for (field, topic) in [
            ("cd_childrenKnownToSocialServices", Topic::LocalAuthorityKnown),
            ("cd_childrenSubjectOfProtectionPlan", Topic::ChildProtectionPlan),
        ] {
            let answer = page.answer(field)?;
            into.answered(topic, Maker::Applicants, answer);
        }
    }
    let postcode = if case.within("c100RebuildChildPostCode")?.is_none() {
        case.narrative("c100RebuildChildPostCode")?
    } else {
        None
    };
    for child in &mut into.children {
        if let Some(text) = &postcode {
            add(&mut child.facts, FactKind::Address, text.clone(), Confidentiality::NotStated);
        }
    }
    Ok(())
}

fn child(person: &Reader<'_>) -> Result<AppliedChild, NotTaken> {
    let born = match person.object("personalDetails")? {
        Some(details) => details.date("dateOfBirth")?,
        None => None,
    };
    let parental_responsibility = match person.object("parentialResponsibility")? {
        Some(details) => details.narrative("statement")?,
        None => None,
    };
    Ok(AppliedChild {
        id: person.text("id")?,
        name: person.name("firstName", "lastName")?,
        born,
        parental_responsibility,
        facts: Vec::new(),
    })
}

fn adult(person: &Reader<'_>, role: ProceedingsRole) -> Result<AppliedAdult, NotTaken> {
    let name = match person.name("firstName", "lastName")? {
        Some(name) => Some(name),
        None => person.name("applicantFirstName", "applicantLastName")?,
    };
    let mut adult = AppliedAdult {
        ids: person.text("id")?.into_iter().collect(),
        role,
        name,
        aliases: Vec::new(),
        born: None,
        facts: Vec::new(),
        in_refuge: person.answer("liveInRefuge")?.unwrap_or_default(),
        safe_contact: None,
        needs: Vec::new(),
    };
    if let Some(details) = person.object("personalDetails")? {
        adult.born = details.date("dateOfBirth")?;
        for field in ["previousFullName", "applPreviousName"] {
            adult.aliases.extend::<Option<PersonName>>(details.name(field, "")?);
        }
    }
    contact_details(person, &mut adult)?;
    Ok(adult)
}

fn contact_details(person: &Reader<'_>, adult: &mut AppliedAdult) -> Result<(), NotTaken> {
    let mut kept = person.texts("contactDetailsPrivate")?;
    kept.extend(person.texts("contactDetailsPrivateAlternative")?);
    let applicant = person.object("applicantContactDetail")?;
    let mut found = Vec::new();
    if let Some(text) = address_of(person)? {
        let kind = if adult.in_refuge == Answer::Yes { FactKind::Refuge } else { FactKind::Address };
        found.push((kind, text));
    }
    for details in [person.object("contactDetails")?, applicant.clone()].into_iter().flatten() {
        let phone = details.narrative("telephoneNumber")?;
        found.extend(phone.map(|text| (FactKind::Telephone, text)));
        let email = details.narrative("emailAddress")?;
        found.extend(email.map(|text| (FactKind::Email, text)));
    }
    for (kind, text) in found {
        let confidentiality = if kind == FactKind::Refuge || kept.iter().any(|entry| names(entry, kind)) {
            Confidentiality::Confidential
        } else if kept.is_empty() {
            Confidentiality::NotStated
        } else {
            Confidentiality::NotAskedToBeKept
        };
        add(&mut adult.facts, kind, text, confidentiality);
    }
    if let Some(details) = applicant {
        let messages = match details.answer("canLeaveVoiceMail")? {
            Some(Answer::Yes) => LeavingMessages::Safe,
            Some(Answer::No) => LeavingMessages::DoNotLeave,
            _ => LeavingMessages::NotAsked,
        };
        let channels = details.text("applicantContactPreferences")?.as_deref().and_then(channel);
        adult.safe_contact = rules(channels.into_iter().collect(), messages, None);
    }
    Ok(())
}

/// An address: an object of its own, or for applicants fields of the person.
fn address_of(person: &Reader<'_>) -> Result<Option<Narrative>, NotTaken> {
    if let Some(text) = super::adults::address(person, "address")? {
        return Ok(Some(text));
    }
    let mut parts = Vec::new();
    for field in [
        "applicantAddress1",
        "applicantAddress2",
        "applicantAddressTown",
        "applicantAddressCounty",
        "applicantAddressPostcode",
    ] {
        parts.extend(person.text(field)?);
    }
    Ok(Narrative::parse(&parts.join(", ")).ok())
}

/// What these people are to the children, for people read from these pages.
pub(super) fn read_relations(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for pages in &PAGES {
        let Some(page) = case.within(pages.field)? else {
            continue;
        };
        for person in page.objects(pages.list)? {
            let Some(adult) = find_adult(&person, into)? else {
                continue;
            };
            let Some(details) = person.object("relationshipDetails")? else {
                continue;
            };
            for row in details.objects("relationshipToChildren")? {
                relation(&row, adult, into)?;
            }
        }
    }
    let Some(page) = case.within("c100RebuildChildDetails")? else {
        return Ok(());
    };
    for person in page.objects("cd_children")? {
        let Some(child) = find_child(&person, "id", into)? else {
            continue;
        };
        for row in person.objects("liveWith")? {
            if let Some(adult) = find_adult(&row, into)? {
                relations::lives_with(into, child, adult, Answer::Yes);
            }
        }
    }
    Ok(())
}

fn relation(row: &Reader<'_>, adult: usize, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let Some(child) = find_child(row, "childId", into)? else {
        return Ok(());
    };
    let stated = row.text("relationshipType")?;
    let details = row.narrative("otherRelationshipTypeDetails")?;
    relations::set(
        into,
        super::AppliedRelation {
            child,
            adult,
            kind: relations::kind_of(stated.as_deref().unwrap_or_default()),
            as_stated: details.or_else(|| stated.as_deref().and_then(relations::words)),
            lives_with: Answer::NotAsked,
        },
    );
    Ok(())
}

/// Ids of these pages differ from those of the service's own lists, so people read from those are not found here.
fn find_adult(person: &Reader<'_>, into: &CourtApplication) -> Result<Option<usize>, NotTaken> {
    let id = person.text("id")?;
    Ok(id.and_then(|id| into.adults.iter().position(|a| a.ids.contains(&id))))
}

fn find_child(row: &Reader<'_>, field: &str, into: &CourtApplication) -> Result<Option<usize>, NotTaken> {
    let id = row.text(field)?;
    Ok(id.and_then(|id| into.children.iter().position(|child| child.id.as_ref() == Some(&id))))
}
