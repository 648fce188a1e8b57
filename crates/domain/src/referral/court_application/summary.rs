//! What `referral import` prints.

use super::application::{CourtApplication, Maker};
use crate::referral::record::ContactWish;
use crate::referral::reference::Reference;
use crate::referral::topic::Topic;
use crate::referral::words::ContactWanted;
use crate::words::{Answer, Harm};
use serde::Serialize;

/// An import in one line of JSON: counts and kinds, nobody's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportSummary {
    /// The draft referral.
    pub reference: String,
    /// How many children it is about.
    pub children: usize,
    /// How many applicants, respondents and other people in the case.
    pub adults: usize,
    /// Kinds of harm alleged, whoever made the allegation.
    pub allegations: Vec<Harm>,
    /// Existing orders, undertakings and bail.
    pub orders: Vec<&'static str>,
    /// The contact its maker agrees to.
    pub contact_wanted: ContactWanted,
    /// What nobody has said.
    pub unknown: Vec<&'static str>,
    /// How many places of the document have none here.
    pub not_mapped: usize,
}

/// Sums up an application under the reference of its draft.
pub fn summary(application: &CourtApplication, reference: &Reference) -> ImportSummary {
    let mut allegations: Vec<_> = application.allegations.iter().map(|a| a.harm).collect();
    allegations.sort_unstable();
    allegations.dedup();
    let mut orders: Vec<_> = application.orders.iter().map(|o| o.order).collect();
    orders.sort_unstable();
    orders.dedup();
    ImportSummary {
        reference: reference.to_string(),
        children: application.children.len(),
        adults: application.adults_of_the_case(),
        allegations,
        orders: orders.iter().map(|order| order.name()).collect(),
        contact_wanted: contact_wanted(application),
        unknown: unknown(application),
        not_mapped: application.not_mapped.len(),
    }
}

/// The contact the applicants agree to; where they say nothing, the first respondent who does. Of several kinds agreed
/// to the widest, and nothing where the answers leave it open.
pub fn contact_wanted(application: &CourtApplication) -> ContactWanted {
    let of_applicants = application.wishes.iter().filter(|wish| wish.maker == Maker::Applicants);
    of_applicants
        .chain(&application.wishes)
        .map(|wish| ContactWanted::of(&wish.wish))
        .find(|wanted| *wanted != ContactWanted::Unknown)
        .unwrap_or(ContactWanted::Unknown)
}

impl ContactWanted {
    /// What three answers add up to.
    pub const fn of(wish: &ContactWish) -> Self {
        match (wish.unsupervised, wish.supervised, wish.in_other_ways) {
            (Answer::Yes, _, _) => Self::Unsupervised,
            (_, Answer::Yes, _) => Self::Supervised,
            (_, _, Answer::Yes) => Self::Indirect,
            (Answer::No, Answer::No, Answer::No | Answer::NotAsked) => Self::None,
            _ => Self::Unknown,
        }
    }
}

/// What nobody has said, by name.
pub fn unknown(application: &CourtApplication) -> Vec<&'static str> {
    let mut found: Vec<_> = [
        Topic::OrdersInForce,
        Topic::BailConditions,
        Topic::DomesticAbuse,
        Topic::ChildAbuse,
        Topic::ChildAbduction,
        Topic::SubstanceAbuse,
        Topic::OtherConcerns,
        Topic::PoliceInvolved,
        Topic::LocalAuthorityKnown,
        Topic::ChildProtectionPlan,
    ]
    .into_iter()
    .filter(|topic| application.answer(*topic).is_unknown())
    .map(Topic::name)
    .collect();
    let children = || application.children.iter().enumerate();
    if children().any(|(i, _)| !application.relations.iter().any(|r| r.child == i && r.lives_with == Answer::Yes)) {
        found.push("who_the_children_live_with");
    }
    if children().any(|(_, child)| child.parental_responsibility.is_none()) {
        found.push("parental_responsibility");
    }
    if children().any(|(_, child)| child.born.is_none()) {
        found.push("dates_of_birth");
    }
    if contact_wanted(application) == ContactWanted::Unknown {
        found.push("contact_wanted");
    }
    if application.orders.iter().any(|o| o.current.is_unknown()) {
        found.push("whether_orders_are_in_force");
    }
    if application.proceedings.iter().any(|p| !p.orders.is_empty()) {
        found.push("orders_in_other_proceedings");
    }
    if application.court.next_hearing.is_none() {
        found.push("next_hearing");
    }
    found
}
