//! What somebody sees before they decide on a referral: what is unknown, what contradicts itself, the levels, the hard
//! stops, the open requests. It decides nothing, and it has no default.

use super::state::{Levels, ReferralState};
use super::topic::Topic;
use super::words::ContactWanted;
use crate::ids::{AssertionId, InfoRequestId, OrderId, PersonId};
use crate::rules::{Effect, Facts, Finding, Moment};
use crate::words::{Answer, OrderSeen};
use serde::Serialize;

mod contradictions;

pub use contradictions::Contradiction;

/// Something nobody has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unknown {
    /// A question of safety has no answer.
    Question(Topic),
    /// Who refers.
    Referrer,
    /// On which side an adult stands.
    SideOf(PersonId),
    /// Who a child lives with.
    WhoChildLivesWith(PersonId),
    /// Who has parental responsibility for a child.
    ParentalResponsibilityFor(PersonId),
    /// Who is said to have caused a harm.
    ByWhom(AssertionId),
    /// What an order says: nobody has read it.
    TermsOf(OrderId),
    /// Whether an order is in force.
    WhetherInForce(OrderId),
    /// Which orders were made in other proceedings.
    OrdersInOtherProceedings,
    /// The level of contact asked for.
    LevelRequested,
    /// Who decides about the contact.
    WhoDecides,
    /// What contact the makers of the application agree to.
    ContactWanted,
    /// When the next hearing is.
    NextHearing,
}

impl Unknown {
    /// What is unknown, in words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Question(topic) => topic.label(),
            Self::Referrer => "who refers",
            Self::SideOf(_) => "on which side an adult stands",
            Self::WhoChildLivesWith(_) => "who a child lives with",
            Self::ParentalResponsibilityFor(_) => "who has parental responsibility for a child",
            Self::ByWhom(_) => "who is said to have caused a harm",
            Self::TermsOf(_) => "what an order says",
            Self::WhetherInForce(_) => "whether an order is in force",
            Self::OrdersInOtherProceedings => "which orders were made in other proceedings",
            Self::LevelRequested => "the level of contact asked for",
            Self::WhoDecides => "who decides about the contact",
            Self::ContactWanted => "the contact that is agreed to",
            Self::NextHearing => "when the next hearing is",
        }
    }

    /// Whether nobody is accepted before it is known, or cannot be obtained (R-R08).
    pub fn is_mandatory(self) -> bool {
        matches!(self, Self::Question(topic) if topic.is_mandatory())
    }
}

/// Something unknown, and whether somebody was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct UnknownFact {
    /// What.
    pub what: Unknown,
    /// The request that is to clear it up.
    pub asked: Option<InfoRequestId>,
}

/// A referral as somebody sees it who is about to decide.
#[derive(Debug, Clone)]
pub struct Triage {
    /// What nobody has said, the mandatory first.
    pub unknown: Vec<UnknownFact>,
    /// What contradicts itself.
    pub contradictions: Vec<Contradiction>,
    /// The level asked for, ordered, and needed in the eyes of whoever looked it through. Needed is nothing until
    /// somebody says it: the program never does.
    pub levels: Levels,
    /// What the rules would stop.
    pub hard_stops: Vec<Finding>,
    /// What else the rules say.
    pub warnings: Vec<Finding>,
    /// Requests for information that are open.
    pub open_requests: Vec<InfoRequestId>,
}

/// Looks a referral through. `facts` are those of the case at this moment.
pub fn triage(referral: &ReferralState, facts: &Facts) -> Triage {
    let (hard_stops, warnings) = crate::rules::at(Moment::Triage, facts)
        .into_iter()
        .partition(|finding| matches!(finding.effect, Effect::Block | Effect::Override));
    Triage {
        unknown: unknown(referral),
        contradictions: contradictions::found(referral, facts),
        levels: referral.levels,
        hard_stops,
        warnings,
        open_requests: referral.open_requests().map(|r| r.request).collect(),
    }
}

/// Questions every referral should have an answer to, the mandatory first.
const QUESTIONS: [Topic; 12] = [
    Topic::OrdersInForce,
    Topic::BailConditions,
    Topic::DomesticAbuse,
    Topic::PoliceInvolved,
    Topic::LocalAuthorityKnown,
    Topic::ChildProtectionPlan,
    Topic::ChildAbuse,
    Topic::ChildAbduction,
    Topic::SubstanceAbuse,
    Topic::OtherConcerns,
    Topic::BothAdultsInformed,
    Topic::LevelExplained,
];

fn unknown(referral: &ReferralState) -> Vec<UnknownFact> {
    let mut found: Vec<_> =
        QUESTIONS.into_iter().filter(|topic| referral.answer(*topic).is_unknown()).map(Unknown::Question).collect();
    found.extend(referral.referrer.is_none().then_some(Unknown::Referrer));
    found.extend(unknown_of_people(referral));
    found.extend(unknown_of_orders(referral));
    let levels = referral.levels;
    found.extend(levels.requested.is_none().then_some(Unknown::LevelRequested));
    found.extend(referral.decided_by.is_none().then_some(Unknown::WhoDecides));
    let wanted = |wish| ContactWanted::of(wish) != ContactWanted::Unknown;
    let says = referral.wishes.is_empty() || referral.wishes.iter().any(wanted);
    found.extend((!says).then_some(Unknown::ContactWanted));
    let in_court = referral.court.case_number.is_some() || referral.court.court.is_some();
    let hearing = referral.court.next_hearing.is_none() && in_court;
    found.extend(hearing.then_some(Unknown::NextHearing));
    found.into_iter().map(|what| UnknownFact { what, asked: asked(referral, what) }).collect()
}

fn unknown_of_people(referral: &ReferralState) -> Vec<Unknown> {
    let sides = referral.adults.iter().filter(|adult| adult.side.is_none()).map(|adult| Unknown::SideOf(adult.person));
    let homes = referral
        .children_of_referral()
        .filter(|child| !referral.relationships.iter().any(|r| r.child == *child && r.lives_with == Answer::Yes))
        .map(Unknown::WhoChildLivesWith);
    let responsibility = referral
        .children
        .iter()
        .filter(|child| {
            child.parental_responsibility.is_none()
                && !referral
                    .relationships
                    .iter()
                    .any(|r| r.child == child.person && r.parental_responsibility == Answer::Yes)
        })
        .map(|child| Unknown::ParentalResponsibilityFor(child.person));
    let by_whom = referral
        .assertions
        .iter()
        .filter(|assertion| assertion.by.is_empty())
        .map(|assertion| Unknown::ByWhom(assertion.assertion));
    sides.chain(homes).chain(responsibility).chain(by_whom).collect()
}

fn unknown_of_orders(referral: &ReferralState) -> Vec<Unknown> {
    let mut found = Vec::new();
    for order in &referral.orders {
        if order.seen == OrderSeen::DescribedOnly {
            found.push(Unknown::TermsOf(order.id()));
        }
        if order.terms().current.is_unknown() {
            found.push(Unknown::WhetherInForce(order.id()));
        }
    }
    if referral.proceedings.iter().any(|p| !p.orders.is_empty()) {
        found.push(Unknown::OrdersInOtherProceedings);
    }
    found
}

fn asked(referral: &ReferralState, what: Unknown) -> Option<InfoRequestId> {
    let topic = match what {
        Unknown::Question(topic) => topic,
        Unknown::TermsOf(_) | Unknown::WhetherInForce(_) => Topic::OrdersInForce,
        Unknown::OrdersInOtherProceedings => Topic::OtherProceedings,
        _ => return None,
    };
    referral.open_requests().find(|request| request.about.contains(&topic)).map(|request| request.request)
}
