//! What adults are to children, and who the children live with.

use super::application::{AppliedRelation, CourtApplication};
use super::children::written;
use super::not_taken::NotTaken;
use super::reader::{Element, Reader};
use crate::person::{Confidentiality, FactKind};
use crate::referral::words::{ProceedingsRole, RelationshipKind};
use crate::words::{Answer, Narrative};

/// How one of the newer lists names its fields.
struct Shape {
    list: &'static str,
    adult_id: &'static str,
    adult_name: &'static str,
    relation: &'static str,
    role: ProceedingsRole,
}

const SHAPES: [Shape; 3] = [
    Shape {
        list: "childAndApplicantRelations",
        adult_id: "applicantId",
        adult_name: "applicantFullName",
        relation: "childAndApplicantRelation",
        role: ProceedingsRole::Applicant,
    },
    Shape {
        list: "childAndRespondentRelations",
        adult_id: "respondentId",
        adult_name: "respondentFullName",
        relation: "childAndRespondentRelation",
        role: ProceedingsRole::Respondent,
    },
    Shape {
        list: "childAndOtherPeopleRelations",
        adult_id: "otherPeopleId",
        adult_name: "otherPeopleFullName",
        relation: "childAndOtherPeopleRelation",
        role: ProceedingsRole::OtherPerson,
    },
];

pub(super) fn read(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for shape in &SHAPES {
        for Element { value, .. } in case.elements(shape.list)? {
            relation(&value, shape, into)?;
        }
    }
    for (i, element) in case.elements("newChildDetails")?.iter().enumerate() {
        chosen(&element.value, i, into)?;
    }
    if case.elements("newChildDetails")?.is_empty() {
        let mut carer = first_carer(into);
        for (i, element) in case.elements("children")?.iter().enumerate() {
            older(&element.value, i, &mut carer, into)?;
        }
    }
    others_relations(case, into)
}

/// One row of a newer list. Rows carry ids, or only names in cases the citizens' pages made.
fn relation(row: &Reader<'_>, shape: &Shape, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let (child_id, child_name) = (row.text("childId")?, row.text("childFullName")?);
    let (adult_id, adult_name) = (row.text(shape.adult_id)?, row.text(shape.adult_name)?);
    let stated = row.text(shape.relation)?;
    let details = row.narrative(&format!("{}OtherDetails", shape.relation))?;
    let lives_with = row.answer("childLivesWith")?.unwrap_or_default();
    let keep = row.answer("isChildLivesWithPersonConfidential")?;
    let child = into.children.iter().position(|child| {
        same(child_id.as_ref(), child.id.as_slice())
            || (child_id.is_none() && child_name.as_deref() == Some(&written(child.name.as_ref())))
    });
    let adult = into.adults.iter().position(|adult| {
        adult.role == shape.role
            && (same(adult_id.as_ref(), &adult.ids)
                || (adult_id.is_none() && adult_name.as_deref() == Some(&written(adult.name.as_ref()))))
    });
    let (Some(child), Some(adult)) = (child, adult) else {
        return Ok(());
    };
    if keep == Some(Answer::Yes) {
        keep_address(into, adult);
    }
    let kind = stated.as_deref().map_or(RelationshipKind::NotStated, kind_of);
    set(
        into,
        AppliedRelation {
            child,
            adult,
            kind,
            as_stated: details.or_else(|| stated.as_deref().and_then(words)),
            lives_with,
        },
    );
    Ok(())
}

fn same(id: Option<&String>, ids: &[String]) -> bool {
    id.is_some_and(|id| ids.contains(id))
}

fn keep_address(into: &mut CourtApplication, adult: usize) {
    if let Some(adult) = into.adults.get_mut(adult) {
        for fact in &mut adult.facts {
            if matches!(fact.kind, FactKind::Address | FactKind::Refuge) {
                fact.confidentiality = Confidentiality::Confidential;
            }
        }
    }
}

/// The person chosen on the child's own page as the one the child lives with. Its label holds an address, so only the
/// code is read; another row of the document may say otherwise, and triage shows both.
fn chosen(child: &Reader<'_>, place: usize, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let Some(list) = child.object("whoDoesTheChildLiveWith")? else {
        return Ok(());
    };
    let Some(value) = list.object("value")? else {
        return Ok(());
    };
    let Some(code) = value.text("code")? else {
        return Ok(());
    };
    let Some(adult) = into.adults.iter().position(|a| a.ids.contains(&code)) else {
        return Ok(());
    };
    lives_with(into, place, adult, Answer::Yes);
    Ok(())
}

/// A child of the older shape: who it lives with is a list of roles, and relations are fields of the child.
fn older(child: &Reader<'_>, place: usize, carer: &mut usize, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for Element { value, .. } in child.elements("personWhoLivesWithChild")? {
        let stated = value.narrative("relationshipToChildDetails")?;
        set(
            into,
            AppliedRelation {
                child: place,
                adult: *carer,
                kind: stated.as_ref().map_or(RelationshipKind::NotStated, |_| RelationshipKind::Other),
                as_stated: stated,
                lives_with: Answer::Yes,
            },
        );
        *carer += 1;
    }
    stated_relations(child, place, into)?;
    for role in child.texts("childLiveWith")? {
        lives_with_role(&role, place, into);
    }
    Ok(())
}

/// What both sides are to a child of the older shape.
fn stated_relations(child: &Reader<'_>, place: usize, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for (field, details, role) in [
        ("applicantsRelationshipToChild", "otherApplicantsRelationshipToChild", ProceedingsRole::Applicant),
        ("respondentsRelationshipToChild", "otherRespondentsRelationshipToChild", ProceedingsRole::Respondent),
    ] {
        let stated = child.text(field)?;
        let details = child.narrative(details)?;
        let Some(stated) = stated else { continue };
        for adult in into.adults_in(role) {
            set(
                into,
                AppliedRelation {
                    child: place,
                    adult,
                    kind: kind_of(&stated),
                    as_stated: details.clone().or_else(|| words(&stated)),
                    lives_with: Answer::NotAsked,
                },
            );
        }
    }
    Ok(())
}

/// Several applicants, and the document says "applicant": with which of them the child lives is not known.
fn lives_with_role(role: &str, child: usize, into: &mut CourtApplication) {
    let role = match role.to_ascii_lowercase().as_str() {
        "applicant" => ProceedingsRole::Applicant,
        "respondent" => ProceedingsRole::Respondent,
        _ => return,
    };
    let adults = into.adults_in(role);
    let answer = if adults.len() == 1 { Answer::Yes } else { Answer::Unknown };
    for adult in adults {
        lives_with(into, child, adult, answer);
    }
}

/// The older list of other people says what they are to the children on the person's side.
fn others_relations(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let places = into.adults_in(ProceedingsRole::OtherPerson);
    if !case.elements("otherPartyInTheCaseRevised")?.is_empty() {
        return Ok(());
    }
    for (Element { value, .. }, adult) in case.elements("othersToNotify")?.iter().zip(places) {
        let mut stated = value.narrative("relationshipToChildren")?;
        for row in value.elements("otherPersonRelationshipToChildren")? {
            stated = row.value.narrative("personRelationshipToChild")?.or(stated);
        }
        let Some(stated) = stated else { continue };
        for child in 0..into.children.len() {
            set(
                into,
                AppliedRelation {
                    child,
                    adult,
                    kind: RelationshipKind::Other,
                    as_stated: Some(stated.clone()),
                    lives_with: Answer::NotAsked,
                },
            );
        }
    }
    Ok(())
}

fn first_carer(into: &CourtApplication) -> usize {
    into.adults.iter().position(|adult| adult.role == ProceedingsRole::NotAParty).unwrap_or(into.adults.len())
}

/// Records a relation; what it says of living together does not take back what another place said.
pub(super) fn set(into: &mut CourtApplication, relation: AppliedRelation) {
    let same = |r: &&mut AppliedRelation| (r.child, r.adult) == (relation.child, relation.adult);
    match into.relations.iter_mut().find(same) {
        Some(known) => {
            if known.kind == RelationshipKind::NotStated {
                known.kind = relation.kind;
                known.as_stated = relation.as_stated;
            }
            if known.lives_with != Answer::Yes && relation.lives_with != Answer::NotAsked {
                known.lives_with = relation.lives_with;
            }
        }
        None => into.relations.push(relation),
    }
}

pub(super) fn lives_with(into: &mut CourtApplication, child: usize, adult: usize, lives_with: Answer) {
    set(into, AppliedRelation { child, adult, kind: RelationshipKind::NotStated, as_stated: None, lives_with });
}

/// The relation behind the service's word for it. The word names a sex; here it never does.
pub(super) fn kind_of(word: &str) -> RelationshipKind {
    let letters: String = word.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    match letters.as_str() {
        "mother" | "father" | "parent" => RelationshipKind::Parent,
        "stepmother" | "stepfather" | "stepparent" => RelationshipKind::StepParent,
        "grandparent" | "grandmother" | "grandfather" => RelationshipKind::Grandparent,
        "guardian" | "specialguardian" => RelationshipKind::Guardian,
        "fostercarer" | "carer" => RelationshipKind::Carer,
        "aunt" | "uncle" | "brother" | "sister" | "sibling" | "cousin" | "relative" => RelationshipKind::Relative,
        "" => RelationshipKind::NotStated,
        _ => RelationshipKind::Other,
    }
}

/// The document's word, kept where it says more than the kind of relation does.
pub(super) fn words(word: &str) -> Option<Narrative> {
    matches!(kind_of(word), RelationshipKind::Other | RelationshipKind::Relative)
        .then(|| Narrative::parse(word).ok())
        .flatten()
}
