use super::court_application::NotMapped;
use super::record::{
    Conclusion, ContactWish, CourtDetails, FactAssertion, InfoRequest, Order, Proceedings, ReferredAdult,
    ReferredChild, Relationship,
};
use super::reference::Reference;
use super::topic::Topic;
use super::words::{ChildPlace, DecidedBy, ReferrerKind, Route, Stage, TextKind};
use crate::ids::{AssertionId, CaseId, DocumentId, OrderId, PersonId};
use crate::person::Need;
use crate::private::Private;
use crate::words::{Answer, ContactLevel, Harm, Narrative, OrderKind, Side};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The level of contact as three different people see it. The fourth, delivered, belongs to each session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Levels {
    /// What the referrer asks for.
    pub requested: Option<ContactLevel>,
    /// What is ordered.
    pub ordered: Option<ContactLevel>,
    /// What the person who looked the referral through thinks is needed. The program never fills it in.
    pub needed: Option<ContactLevel>,
    /// What the referral goes forward at.
    pub accepted: Option<ContactLevel>,
}

/// The referral as it stands.
#[derive(Debug, Clone, Default)]
pub struct ReferralState {
    /// The case; nothing before `referral.drafted`.
    pub case: Option<CaseId>,
    /// Where it stands; nothing before `referral.drafted`.
    pub stage: Option<Stage>,
    /// What people call it.
    pub reference: Option<Reference>,
    /// How it came.
    pub route: Option<Route>,
    /// Who refers.
    pub referrer: Option<ReferrerKind>,
    /// The referrer's name and how to reach them.
    pub referrer_details: Option<Private<Narrative>>,
    /// When it came.
    pub received_on: Option<Date>,
    /// The file it came in: its id and length. The content stays in its event.
    pub original: Option<(DocumentId, u64)>,
    /// How many places of the file have none here.
    pub not_mapped: u32,
    /// Their paths.
    pub not_mapped_paths: Option<Private<Vec<String>>>,
    /// Where they are, and why each has none.
    pub not_mapped_places: Option<Private<Vec<NotMapped>>>,
    /// Children, those of the referral and others of the family.
    pub children: Vec<ReferredChild>,
    /// Adults.
    pub adults: Vec<ReferredAdult>,
    /// What each adult is to each child.
    pub relationships: Vec<Relationship>,
    /// Answers about the whole case.
    pub answers: BTreeMap<Topic, Answer>,
    /// Answers about one person.
    pub answers_about: BTreeMap<(Topic, PersonId), Answer>,
    /// What was said besides an answer.
    pub notes: Vec<(Topic, Private<Narrative>)>,
    /// Free texts, the newest last.
    pub texts: Vec<(TextKind, Private<Narrative>)>,
    /// Allegations, admissions, findings, convictions, cautions.
    pub assertions: Vec<FactAssertion>,
    /// Orders and conditions.
    pub orders: Vec<Order>,
    /// Other proceedings.
    pub proceedings: Vec<Proceedings>,
    /// Kinds of order an application asks for.
    pub applied_for: Vec<OrderKind>,
    /// What each maker of a statement agrees to.
    pub wishes: Vec<ContactWish>,
    /// The level, as each sees it.
    pub levels: Levels,
    /// Who decides about the contact.
    pub decided_by: Option<DecidedBy>,
    /// Court, number, hearing.
    pub court: CourtDetails,
    /// What others' assessments conclude.
    pub conclusions: Vec<Conclusion>,
    /// Needs of which it is not clear whose they are.
    pub needs: Vec<Private<Need>>,
    /// Requests for information.
    pub requests: Vec<InfoRequest>,
    /// The reasons of the newest decision.
    pub decision_reasons: Option<Private<Narrative>>,
}

impl ReferralState {
    /// Children the contact is about.
    pub fn children_of_referral(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.children.iter().filter(|child| child.place == ChildPlace::OfTheReferral).map(|child| child.person)
    }

    /// Adults on a side.
    pub fn adults_on(&self, side: Side) -> impl Iterator<Item = PersonId> + '_ {
        self.adults.iter().filter(move |adult| adult.side == Some(side)).map(|adult| adult.person)
    }

    /// Everybody the referral names.
    pub fn people(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.children.iter().map(|child| child.person).chain(self.adults.iter().map(|adult| adult.person))
    }

    /// The answer about the whole case; not asked where nobody answered.
    pub fn answer(&self, topic: Topic) -> Answer {
        self.answers.get(&topic).copied().unwrap_or_default()
    }

    /// An order by its id.
    pub fn order(&self, id: OrderId) -> Option<&Order> {
        self.orders.iter().find(|order| order.id() == id)
    }

    /// A statement by its id.
    pub fn assertion(&self, id: AssertionId) -> Option<&FactAssertion> {
        self.assertions.iter().find(|a| a.assertion == id)
    }

    /// Whether any statement of this harm is on record, whatever stands behind it.
    pub fn asserts(&self, harm: Harm) -> bool {
        self.assertions.iter().any(|a| a.harm == harm)
    }

    /// Whether domestic abuse is on record: said by anybody, or answered yes.
    pub fn domestic_abuse_recorded(&self) -> bool {
        self.asserts(Harm::DomesticAbuse) || self.answer(Topic::DomesticAbuse) == Answer::Yes
    }

    /// Whether a statement of domestic abuse is settled by a court, the police or the person themselves.
    pub fn domestic_abuse_established(&self) -> bool {
        self.assertions.iter().any(|a| a.harm == Harm::DomesticAbuse && a.status.is_established())
    }

    /// Pairs of adults who must not meet: an order that may be in force protects one from the other, or domestic abuse
    /// is said of one against the other. Each pair once, the smaller id first.
    pub fn protected_pairs(&self, on: Date) -> Vec<(PersonId, PersonId)> {
        let adult = |id: &PersonId| self.adults.iter().any(|a| a.person == *id);
        let from_orders = self
            .orders
            .iter()
            .filter(|order| order.kind().restricts() && order.may_be_in_force(on))
            .map(|order| (&order.terms().protects, &order.terms().restrains));
        let from_assertions =
            self.assertions.iter().filter(|a| a.harm == Harm::DomesticAbuse).map(|a| (&a.against, &a.by));
        let mut pairs: Vec<_> = from_orders
            .chain(from_assertions)
            .flat_map(|(protected, others)| protected.iter().flat_map(move |p| others.iter().map(move |o| (*p, *o))))
            .filter(|(one, other)| one != other && adult(one) && adult(other))
            .map(|(one, other)| if one < other { (one, other) } else { (other, one) })
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Requests nobody has answered yet.
    pub fn open_requests(&self) -> impl Iterator<Item = &InfoRequest> {
        self.requests.iter().filter(|request| request.is_open())
    }
}
