//! What a paper is compared with: the protected facts of everybody in the case but its recipient.

use documents::{Hit, ProtectedKind, ProtectedString, RecipientClass};
use domain::ids::PersonId;
use domain::person::{FactKind, PersonState};
use domain::report::{FoundHit, Recipient, RecipientKind};
use domain::rules::facts::ProtectedKind as RuleKind;
use domain::words::Side;
use domain::world::{CaseState, World};
use std::collections::BTreeMap;

/// To which class of recipient a kind belongs.
pub(super) const fn class(kind: RecipientKind) -> RecipientClass {
    match kind {
        RecipientKind::ResidentAdult
        | RecipientKind::VisitingAdult
        | RecipientKind::Solicitor
        | RecipientKind::OtherParent
        | RecipientKind::Referrer => RecipientClass::Party,
        RecipientKind::Cafcass
        | RecipientKind::LocalAuthority
        | RecipientKind::Police
        | RecipientKind::ChildrensServices
        | RecipientKind::AdultServices
        | RecipientKind::Marac
        | RecipientKind::Lado => RecipientClass::Professional,
        RecipientKind::Court => RecipientClass::Court,
    }
}

/// Everybody's protected facts but those the recipient shares: their own, and the children's where the children live with
/// them. A refuge is kept from everybody, a solicitor included (R-I02).
pub(super) fn protected_from(recipient: &Recipient, case: &CaseState, world: &World) -> Vec<ProtectedString> {
    let resident = recipient
        .person
        .is_some_and(|person| case.referral.adults_on(Side::Resident).any(|resident| resident == person));
    let own = |person: PersonId| {
        Some(person) == recipient.person
            || (resident && case.referral.children.iter().any(|child| child.person == person))
    };
    let mut found = Vec::new();
    for person in case.referral.people() {
        let Some(state) = world.people.get(&person) else {
            continue;
        };
        found.extend(strings(person, state).filter(|s| s.kind == ProtectedKind::Refuge || !own(person)));
    }
    found
}

/// Every protected fact of a person, refuges among them, former ones included: an old address still leads somewhere.
pub(crate) fn strings(person: PersonId, state: &PersonState) -> impl Iterator<Item = ProtectedString> + '_ {
    let string =
        move |kind, value: &str| ProtectedString { kind, value: value.to_owned(), label_id: person.to_string() };
    let facts = state.facts.values().chain(&state.former_facts).filter_map(|fact| fact.detail.expose());
    let refuges = state.refuges.values().chain(&state.former_refuges).filter_map(|refuge| refuge.text.expose());
    let facts = facts.map(move |detail| string(kind(detail.kind), detail.text.as_str()));
    facts.chain(refuges.map(move |refuge| string(ProtectedKind::Refuge, refuge.as_str())))
}

const fn kind(kind: FactKind) -> ProtectedKind {
    match kind {
        FactKind::Address => ProtectedKind::Address,
        FactKind::Telephone => ProtectedKind::Phone,
        FactKind::Email => ProtectedKind::Email,
        FactKind::School => ProtectedKind::School,
        FactKind::Vehicle => ProtectedKind::Plate,
        FactKind::Refuge => ProtectedKind::Refuge,
        FactKind::Workplace => ProtectedKind::Other,
        FactKind::Associate => ProtectedKind::PersonName,
    }
}

/// The hits by person and kind, without what was found.
pub(super) fn counted(hits: &[Hit]) -> Vec<FoundHit> {
    let mut counts: BTreeMap<(Option<PersonId>, RuleKind), u32> = BTreeMap::new();
    for hit in hits {
        *counts.entry((hit.label_id.parse().ok(), rule_kind(hit.kind))).or_default() += 1;
    }
    counts.into_iter().map(|((whose, kind), count)| FoundHit { whose, kind, count }).collect()
}

pub(super) const fn rule_kind(kind: ProtectedKind) -> RuleKind {
    match kind {
        ProtectedKind::Postcode => RuleKind::Postcode,
        ProtectedKind::Phone => RuleKind::Telephone,
        ProtectedKind::Plate => RuleKind::Vehicle,
        ProtectedKind::Email => RuleKind::Email,
        ProtectedKind::Address => RuleKind::Address,
        ProtectedKind::School => RuleKind::School,
        ProtectedKind::Refuge => RuleKind::Refuge,
        ProtectedKind::PersonName => RuleKind::Associate,
        ProtectedKind::FamilyName | ProtectedKind::Other => RuleKind::Other,
    }
}
