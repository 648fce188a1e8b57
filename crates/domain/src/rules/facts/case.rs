use crate::ids::{AssertionId, CaseId, InfoRequestId, OrderId, PersonId};
use crate::words::{Answer, ContactLevel, EvidentialStatus, Exception, Harm, OrderKind, OrderSeen, Prohibition, Side};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the centre knows of a case.
#[derive(Debug, Clone, Default)]
pub struct CaseFacts {
    /// The case; `None` only before it has an id.
    pub id: Option<CaseId>,
    /// Requested, ordered, assessed, delivered.
    pub levels: Levels,
    /// Who decided on contact; `None` is unknown.
    pub decided_by: Option<DecidedBy>,
    /// Whether a written agreement of the adults, current and seen by the centre, is on file.
    pub agreement: Answer,
    /// Allegations, admissions, findings, convictions and cautions.
    pub assertions: Vec<AssertionFact>,
    /// Whether triage or assessment flagged the case for domestic abuse besides what `assertions` hold.
    pub domestic_abuse_flag: Answer,
    /// Orders and restrictions, discharged ones included.
    pub orders: Vec<OrderFact>,
    /// Conclusions of anybody's risk assessment that an adult poses a risk.
    pub risk_conclusions: Vec<RiskConclusionFact>,
    /// The adults, with their side.
    pub adults: Vec<AdultFact>,
    /// The children.
    pub children: Vec<PersonId>,
    /// Adults who must not meet, by a risk assessment. Those by an order follow from its clauses: see
    /// [`CaseFacts::pairs_on`].
    pub protected_pairs: Vec<ProtectedPair>,
    /// The questions nobody may be accepted without. A question missing here counts as not asked.
    pub mandatory: Vec<MandatoryAnswerFact>,
    /// Whether the contact is to be supported by a parent or relative (R-R17).
    pub supported_by_relative: Answer,
    /// Whether the risk assessment is made by staff qualified as the pack asks for established abuse (R-R01).
    pub qualified_assessor: Answer,
}

impl CaseFacts {
    /// Whether domestic abuse is recorded in any way. Where nothing is recorded it is the answer to the mandatory
    /// question, so that an unasked question never reads as No.
    pub fn domestic_abuse(&self) -> Answer {
        let recorded = self.assertions.iter().any(|a| a.harm == Harm::DomesticAbuse);
        if recorded || self.domestic_abuse_flag == Answer::Yes {
            return Answer::Yes;
        }
        self.answer(MandatoryQuestion::DomesticAbuse)
    }

    /// The answer to a mandatory question.
    pub fn answer(&self, question: MandatoryQuestion) -> Answer {
        self.mandatory.iter().find(|fact| fact.question == question).map_or(Answer::NotAsked, |fact| fact.answer)
    }

    /// The adults on the two sides of the case.
    pub fn parties(&self) -> impl Iterator<Item = &AdultFact> {
        self.adults.iter().filter(|adult| matches!(adult.side, Side::Resident | Side::Visiting))
    }

    /// Every pair that must not meet on a day: those of `protected_pairs`, and those between whom an order in force
    /// forbids contact and whose exception is not met.
    pub fn pairs_on(&self, day: Date) -> Vec<ProtectedPair> {
        let mut pairs = self.protected_pairs.clone();
        for order in self.orders.iter().filter(|order| order.in_force_on(day)) {
            for clause in &order.clauses {
                if clause.prohibition != Prohibition::ContactWithAdult || clause.exception == Exception::Met {
                    continue;
                }
                for (one, other) in self.covered(clause) {
                    pairs.push(ProtectedPair { one, other, because: format!("order/{}", order.id) });
                }
            }
        }
        pairs
    }

    /// Whom a clause keeps apart. Where it is not recorded who is restrained or protected, every pair of adults on
    /// opposite sides may be meant.
    fn covered(&self, clause: &ClauseFact) -> Vec<(PersonId, PersonId)> {
        let across = |person: PersonId| {
            let side = self.adults.iter().find(|a| a.person == person).map(|a| a.side);
            self.parties()
                .filter(move |other| other.person != person && Some(other.side) != side)
                .map(|other| other.person)
        };
        match (clause.restrained, clause.protected.as_slice()) {
            (Some(one), []) => across(one).map(|other| (one, other)).collect(),
            (Some(one), protected) => protected.iter().map(|other| (one, *other)).collect(),
            (None, []) => self
                .parties()
                .filter(|adult| adult.side == Side::Resident)
                .flat_map(|one| across(one.person).map(|other| (one.person, other)))
                .collect(),
            (None, protected) => protected.iter().flat_map(|one| across(*one).map(|other| (*one, other))).collect(),
        }
    }

    /// Whether two people must not meet on a day, in whichever order they are named.
    pub fn must_not_meet(&self, one: PersonId, other: PersonId, day: Date) -> bool {
        self.pairs_on(day).iter().any(|pair| pair.is_of(one, other))
    }
}

/// The level of contact as four people see it. `None` is unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Levels {
    /// What the referrer asks for.
    pub requested: Option<ContactLevel>,
    /// What a court or local authority ordered.
    pub ordered: Option<ContactLevel>,
    /// What the centre's assessment says is needed.
    pub assessed: Option<ContactLevel>,
    /// What the centre plans to deliver or delivers: the level chosen at triage, in the arrangement, in the booking.
    pub delivered: Option<ContactLevel>,
}

impl Levels {
    /// The level a decision is about: what is to be delivered; before that is settled what was assessed, else
    /// requested, else ordered.
    pub fn in_question(&self) -> Option<ContactLevel> {
        self.delivered.or(self.assessed).or(self.requested).or(self.ordered)
    }

    /// Whether the level in question is supported contact, or is not known and so may be.
    pub fn may_be_supported(&self) -> bool {
        self.in_question().is_none_or(|level| level == ContactLevel::Supported)
    }
}

/// Who decided that there is to be contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecidedBy {
    /// A court.
    Court,
    /// A local authority.
    LocalAuthority,
    /// The adults between themselves.
    Agreement,
}

/// Something said, admitted, found or convicted about somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AssertionFact {
    /// The assertion.
    pub id: AssertionId,
    /// What kind of harm.
    pub harm: Harm,
    /// Who is said to have done it, where known.
    pub done_by: Option<PersonId>,
    /// Who is said to have suffered it, where known.
    pub done_to: Option<PersonId>,
    /// What stands behind it.
    pub status: EvidentialStatus,
    /// Whether a court is to find the facts.
    pub fact_finding: FactFinding,
}

/// Where fact-finding about an allegation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactFinding {
    /// Nobody told the centre.
    #[default]
    NotKnown,
    /// No hearing is planned.
    NoneOrdered,
    /// A hearing is to come.
    Pending,
    /// The court has decided on this allegation.
    Concluded,
}

/// An order or restriction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderFact {
    /// The order.
    pub id: OrderId,
    /// Its kind.
    pub kind: OrderKind,
    /// How the centre knows of it.
    pub seen: OrderSeen,
    /// The last day it is in force; `None` where no end is known.
    pub expires_on: Option<Date>,
    /// The day it was discharged or replaced, from which it no longer counts.
    pub discharged_on: Option<Date>,
    /// The level of contact it orders, if it orders contact.
    pub level: Option<ContactLevel>,
    /// What it forbids, transcribed by a person.
    pub clauses: Vec<ClauseFact>,
}

impl OrderFact {
    /// Whether it is in force on a day.
    pub fn in_force_on(&self, day: Date) -> bool {
        self.expires_on.is_none_or(|last| day <= last) && self.discharged_on.is_none_or(|end| day < end)
    }

    /// Whether it directs that there be contact.
    pub const fn directs_contact(&self) -> bool {
        self.level.is_some() || matches!(self.kind, OrderKind::ChildArrangements | OrderKind::Section34Contact)
    }
}

/// One clause of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseFact {
    /// What it forbids.
    pub prohibition: Prohibition,
    /// Whom it binds; `None` is unknown and may be anybody.
    pub restrained: Option<PersonId>,
    /// Whom it protects; empty is unknown and may be anybody.
    pub protected: Vec<PersonId>,
    /// Whether an exception covers the planned contact.
    pub exception: Exception,
    /// For a place: whether the centre lies in it. Ignored for other prohibitions.
    pub covers_the_centre: Answer,
}

/// Somebody's risk assessment that says whether an adult poses a risk to the child or the other parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskConclusionFact {
    /// The id of the fact or assessment.
    pub id: String,
    /// The adult.
    pub adult: PersonId,
    /// Whether it concludes that they pose a risk.
    pub poses_risk: Answer,
}

/// An adult of the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdultFact {
    /// The adult.
    pub person: PersonId,
    /// Their side.
    pub side: Side,
    /// Whether their own account has been obtained.
    pub account: Answer,
    /// Whether there is evidence that they take part in a programme about their abuse (R-R01).
    pub engagement: Answer,
}

/// Two adults who must not meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProtectedPair {
    /// One.
    pub one: PersonId,
    /// The other.
    pub other: PersonId,
    /// The id of the order, control or assessment that says so.
    pub because: String,
}

impl ProtectedPair {
    /// Whether it is a pair of these two, in whichever order.
    pub fn is_of(&self, one: PersonId, other: PersonId) -> bool {
        (self.one, self.other) == (one, other) || (self.other, self.one) == (one, other)
    }
}

/// The questions without whose answer no family is accepted (R-R08).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MandatoryQuestion {
    /// Are orders or bail or licence conditions in force?
    OrdersInForce,
    /// Has there been domestic abuse?
    DomesticAbuse,
    /// Have the police been involved?
    PoliceInvolvement,
    /// Does the local authority know the family?
    LocalAuthority,
}

impl MandatoryQuestion {
    /// Every mandatory question.
    pub const ALL: [Self; 4] =
        [Self::OrdersInForce, Self::DomesticAbuse, Self::PoliceInvolvement, Self::LocalAuthority];

    /// The name used as a fact's id.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OrdersInForce => "orders-in-force",
            Self::DomesticAbuse => "domestic-abuse",
            Self::PoliceInvolvement => "police-involvement",
            Self::LocalAuthority => "local-authority",
        }
    }

    /// The words pages use.
    pub const fn label(self) -> &'static str {
        match self {
            Self::OrdersInForce => "orders, bail or licence conditions in force",
            Self::DomesticAbuse => "domestic abuse",
            Self::PoliceInvolvement => "police involvement",
            Self::LocalAuthority => "what the local authority knows",
        }
    }
}

/// The answer to a mandatory question, and what is being done about an unknown one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MandatoryAnswerFact {
    /// The question.
    pub question: MandatoryQuestion,
    /// The answer as it stands.
    pub answer: Answer,
    /// Whether somebody has been asked for it.
    pub request: RequestStanding,
}

/// Where a request for information stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RequestStanding {
    /// Nobody has been asked.
    #[default]
    None,
    /// Asked and not yet answered.
    Open(InfoRequestId),
    /// Asked of everybody who could know; it cannot be obtained. The unknown stays visible.
    CannotBeObtained(InfoRequestId),
    /// Answered.
    Answered(InfoRequestId),
}
