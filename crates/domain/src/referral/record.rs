//! What a referral records about orders, allegations, people and questions: the parts its events carry and its state
//! holds.

use super::topic::Topic;
use super::words::{
    AbuseForm, Asked, ChildPlace, ConcludedBy, InfoOutcome, Ongoing, ProceedingsRole, RelationshipKind,
};
use crate::actor::Actor;
use crate::ids::{AssertionId, InfoRequestId, OrderId, PersonId};
use crate::private::Private;
use crate::words::{
    Answer, ContactLevel, EvidentialStatus, Exception, Harm, Narrative, OrderKind, OrderSeen, Prohibition, Side,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A child of the referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferredChild {
    /// Who.
    pub person: PersonId,
    /// Whether the contact is about this child.
    pub place: ChildPlace,
    /// What the document says of who has parental responsibility, in its words.
    pub parental_responsibility: Option<Private<Narrative>>,
}

/// An adult of the referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferredAdult {
    /// Who.
    pub person: PersonId,
    /// The side they stand on; nothing until a person has said so or a document states it.
    pub side: Option<Side>,
    /// Their place in the proceedings.
    pub role: ProceedingsRole,
}

/// What one adult is to one child.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relationship {
    /// The child.
    pub child: PersonId,
    /// The adult.
    pub adult: PersonId,
    /// What the adult is to the child.
    pub kind: RelationshipKind,
    /// The same in the document's or referrer's words.
    pub as_stated: Option<Private<Narrative>>,
    /// Whether the child lives with this adult.
    pub lives_with: Answer,
    /// Whether this adult has parental responsibility.
    pub parental_responsibility: Answer,
}

/// A statement that somebody was harmed. What stands behind it is never merged: an allegation is not a finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FactAssertion {
    /// Its own id.
    pub assertion: AssertionId,
    /// What kind of harm.
    pub harm: Harm,
    /// In which form, where the document says.
    pub form: Option<AbuseForm>,
    /// What stands behind it.
    pub status: EvidentialStatus,
    /// Who is said to have done it; empty where nobody said.
    pub by: Vec<PersonId>,
    /// Who is said to have been harmed; empty where nobody said.
    pub against: Vec<PersonId>,
    /// Who says so; empty where nobody said.
    pub made_by: Vec<PersonId>,
    /// When it was, in the words of whoever said so.
    pub when: Option<Private<Narrative>>,
    /// The words.
    pub narrative: Option<Private<Narrative>>,
    /// When the centre learned of it.
    pub learned_on: Date,
}

/// One thing an order forbids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// What it forbids.
    pub prohibition: Prohibition,
    /// Whether it has an exception that covers the planned contact.
    pub exception: Exception,
}

impl Clause {
    /// A restriction nobody has read yet.
    pub const UNREAD: Self = Self { prohibition: Prohibition::NotTranscribed, exception: Exception::Unknown };
}

/// What an order says, as transcribed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderTerms {
    /// When it was made.
    pub issued_on: Option<Date>,
    /// The last day it is in force; nothing where it has no end or nobody knows it.
    pub ends_on: Option<Date>,
    /// Whether it is in force, as the document or person says.
    pub current: Answer,
    /// Whom it protects.
    pub protects: Vec<PersonId>,
    /// Whom it restrains.
    pub restrains: Vec<PersonId>,
    /// What it forbids.
    pub clauses: Vec<Clause>,
    /// The level of contact it directs, where it does.
    pub directs: Option<ContactLevel>,
}

/// An order or condition as the centre first heard of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderDescribed {
    /// Its own id.
    pub order: OrderId,
    /// What kind.
    pub kind: OrderKind,
    /// What is said of it.
    pub terms: OrderTerms,
    /// The court or body that made it, and its number.
    pub made_by: Option<Private<Narrative>>,
    /// Who told the centre; empty where nobody is named.
    pub told_by: Vec<PersonId>,
}

/// An order or condition as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// As it was first described; its terms are replaced when it is transcribed.
    pub described: OrderDescribed,
    /// How the centre knows of it.
    pub seen: OrderSeen,
    /// Who transcribed it last.
    pub transcribed_by: Option<Actor>,
    /// Who checked the transcription.
    pub checked_by: Option<Actor>,
}

impl Order {
    /// Its id.
    pub const fn id(&self) -> OrderId {
        self.described.order
    }

    /// What kind it is.
    pub const fn kind(&self) -> OrderKind {
        self.described.kind
    }

    /// What it says.
    pub const fn terms(&self) -> &OrderTerms {
        &self.described.terms
    }

    /// Whether it may be in force on a day. Only a document that says it is over, or an end that has passed while
    /// nobody says it is still in force, takes it out: unknown counts as in force.
    pub fn may_be_in_force(&self, on: Date) -> bool {
        match (self.terms().current, self.terms().ends_on) {
            (Answer::No, _) => false,
            (Answer::Yes, _) | (_, None) => true,
            (_, Some(end)) => end >= on,
        }
    }
}

/// What the maker of a statement agrees to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactWish {
    /// Who says so; empty where nobody is named.
    pub by: Vec<PersonId>,
    /// Contact with nobody watching.
    pub unsupervised: Answer,
    /// Contact with somebody watching.
    pub supervised: Answer,
    /// Contact in other ways.
    pub in_other_ways: Answer,
}

/// What somebody else's assessment concludes about an adult (R-R17).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conclusion {
    /// Whose.
    pub by: ConcludedBy,
    /// About whom.
    pub about: PersonId,
    /// Whether it concludes that this adult poses a risk to a child or the other adult.
    pub poses_risk: Answer,
    /// The day it bears.
    pub dated: Option<Date>,
    /// The words.
    pub note: Option<Private<Narrative>>,
}

/// Other proceedings about the children.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proceedings {
    /// Whether they go on.
    pub ongoing: Ongoing,
    /// Kinds of order made or applied for in them; which of the two, the form does not say.
    pub orders: Vec<OrderKind>,
    /// When they began.
    pub started_on: Option<Date>,
    /// When they ended.
    pub ended_on: Option<Date>,
    /// Court, number, names.
    pub details: Option<Private<Narrative>>,
}

/// A question put to somebody, with a day by which to chase it.
#[derive(Debug, Clone, PartialEq)]
pub struct InfoRequest {
    /// Its own id.
    pub request: InfoRequestId,
    /// Who was asked.
    pub to: Asked,
    /// What it is to clear up.
    pub about: Vec<Topic>,
    /// The question.
    pub question: Private<Narrative>,
    /// By when to chase.
    pub due: Date,
    /// When it was asked.
    pub asked_on: Date,
    /// How it ended; nothing while it is open.
    pub outcome: Option<InfoOutcome>,
    /// What was answered.
    pub reply: Option<Private<Narrative>>,
}

impl InfoRequest {
    /// Whether nobody has answered yet.
    pub const fn is_open(&self) -> bool {
        self.outcome.is_none()
    }
}

/// The court and the next hearing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CourtDetails {
    /// The court's name.
    pub court: Option<Private<Narrative>>,
    /// The case's number at the court.
    pub case_number: Option<Private<Narrative>>,
    /// When the application was made.
    pub submitted_on: Option<Date>,
    /// The next hearing.
    pub next_hearing: Option<Date>,
}
