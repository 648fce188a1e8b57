//! What in a referral contradicts itself.

use crate::ids::{OrderId, PersonId};
use crate::referral::record::{ContactWish, Order};
use crate::referral::state::ReferralState;
use crate::referral::topic::Topic;
use crate::referral::words::ContactWanted;
use crate::rules::Facts;
use crate::words::{Answer, ContactLevel, Harm, OrderKind, Prohibition};
use serde::Serialize;

/// Two things on record that cannot both be so, or that nobody should pass over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Contradiction {
    /// A child lives with adults of both sides of the proceedings.
    LivesWithBothSides(PersonId),
    /// An order is said to be in force although its end has passed.
    InForceAfterItsEnd(OrderId),
    /// No orders are said to be in force, and one is described.
    NoOrdersButDescribed(OrderId),
    /// A harm is answered no, and statements of it are on record.
    NoHarmButStated(Harm),
    /// Domestic abuse is answered no, and mediation was left out because of it.
    NoAbuseButExempt,
    /// Contact is ordered, asked for or agreed to, and a restriction may forbid it.
    ContactDespiteRestriction(OrderId),
    /// Contact nobody watches is ordered or agreed to, and a restriction may forbid contact.
    UnwatchedDespiteRestriction(OrderId),
    /// Another level is asked for than is ordered.
    RequestedIsNotOrdered,
    /// Another level is needed, in the eyes of whoever looked the referral through, than is ordered or asked for.
    NeededIsNotOrdered,
    /// The sides agree to different contact.
    WishesDiffer,
    /// A child is under a child protection plan, and no local authority is said to know the children.
    PlanButNotKnown,
}

impl Contradiction {
    /// The contradiction in words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::LivesWithBothSides(_) => "A child is said to live with adults of both sides.",
            Self::InForceAfterItsEnd(_) => "An order is said to be in force although its end has passed.",
            Self::NoOrdersButDescribed(_) => "No orders are said to be in force, and one is described.",
            Self::NoHarmButStated(_) => "A kind of harm is answered with no, and statements of it are on record.",
            Self::NoAbuseButExempt => "Domestic abuse is answered with no, and mediation was left out because of it.",
            Self::ContactDespiteRestriction(_) => {
                "Contact is ordered, asked for or agreed to, and a restriction may forbid it."
            }
            Self::UnwatchedDespiteRestriction(_) => {
                "Contact nobody watches is ordered or agreed to, and a restriction may forbid contact."
            }
            Self::RequestedIsNotOrdered => "The level asked for is not the level ordered.",
            Self::NeededIsNotOrdered => "The level that is thought to be needed is not the level ordered or asked for.",
            Self::WishesDiffer => "The sides agree to different contact.",
            Self::PlanButNotKnown => {
                "A child is under a child protection plan, and no local authority is said to know the children."
            }
        }
    }
}

/// Everything in a referral that contradicts itself.
pub(super) fn found(referral: &ReferralState, facts: &Facts) -> Vec<Contradiction> {
    let mut found = Vec::new();
    found.extend(lives_with_both(referral));
    for order in &referral.orders {
        found.extend(order_contradictions(referral, order, facts));
    }
    for (harm, topic) in [
        (Harm::DomesticAbuse, Topic::DomesticAbuse),
        (Harm::ChildAbuse, Topic::ChildAbuse),
        (Harm::ChildAbduction, Topic::ChildAbduction),
        (Harm::SubstanceAbuse, Topic::SubstanceAbuse),
        (Harm::OtherConcerns, Topic::OtherConcerns),
    ] {
        if referral.answer(topic) == Answer::No && referral.asserts(harm) {
            found.push(Contradiction::NoHarmButStated(harm));
        }
    }
    let exempt = referral.answer(Topic::ExemptForAbuse) == Answer::Yes;
    if exempt && referral.answer(Topic::DomesticAbuse) == Answer::No {
        found.push(Contradiction::NoAbuseButExempt);
    }
    if referral.answer(Topic::ChildProtectionPlan) == Answer::Yes
        && referral.answer(Topic::LocalAuthorityKnown) == Answer::No
    {
        found.push(Contradiction::PlanButNotKnown);
    }
    found.extend(level_contradictions(referral));
    found
}

fn lives_with_both(referral: &ReferralState) -> Vec<Contradiction> {
    let role = |person: PersonId| referral.adults.iter().find(|adult| adult.person == person).map(|adult| adult.role);
    referral
        .children_of_referral()
        .filter(|child| {
            let mut roles: Vec<_> = referral
                .relationships
                .iter()
                .filter(|r| r.child == *child && r.lives_with == Answer::Yes)
                .map(|r| role(r.adult))
                .collect();
            roles.sort_unstable();
            roles.dedup();
            roles.len() > 1
        })
        .map(Contradiction::LivesWithBothSides)
        .collect()
}

fn order_contradictions(referral: &ReferralState, order: &Order, facts: &Facts) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let terms = order.terms();
    let ended = terms.ends_on.is_some_and(|end| end < facts.today);
    if ended && terms.current == Answer::Yes {
        found.push(Contradiction::InForceAfterItsEnd(order.id()));
    }
    let in_force = order.may_be_in_force(facts.today);
    let topic = if order.kind() == OrderKind::BailCondition { Topic::BailConditions } else { Topic::OrdersInForce };
    if in_force && referral.answer(topic) == Answer::No {
        found.push(Contradiction::NoOrdersButDescribed(order.id()));
    }
    let may_forbid_contact = terms
        .clauses
        .iter()
        .any(|clause| matches!(clause.prohibition, Prohibition::ContactWithChild | Prohibition::NotTranscribed));
    if !in_force || !order.kind().restricts() || !may_forbid_contact {
        return found;
    }
    let levels = [referral.levels.requested, referral.levels.ordered];
    let face_to_face = |level: ContactLevel| level.protection().is_some();
    let wished = |answer: fn(&ContactWish) -> Answer| referral.wishes.iter().any(|wish| answer(wish) == Answer::Yes);
    let unwatched = levels.contains(&Some(ContactLevel::Handover)) || wished(|w| w.unsupervised);
    if unwatched {
        found.push(Contradiction::UnwatchedDespiteRestriction(order.id()));
    } else if levels.into_iter().flatten().any(face_to_face) || wished(|w| w.supervised) {
        found.push(Contradiction::ContactDespiteRestriction(order.id()));
    }
    found
}

fn level_contradictions(referral: &ReferralState) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let levels = referral.levels;
    let differs = |one: Option<ContactLevel>, other: Option<ContactLevel>| {
        one.zip(other).is_some_and(|(one, other)| one != other)
    };
    if differs(levels.requested, levels.ordered) {
        found.push(Contradiction::RequestedIsNotOrdered);
    }
    if differs(levels.needed, levels.ordered.or(levels.requested)) {
        found.push(Contradiction::NeededIsNotOrdered);
    }
    let mut wanted: Vec<_> =
        referral.wishes.iter().map(ContactWanted::of).filter(|wanted| *wanted != ContactWanted::Unknown).collect();
    wanted.dedup();
    if wanted.len() > 1 {
        found.push(Contradiction::WishesDiffer);
    }
    found
}
