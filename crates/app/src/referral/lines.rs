//! One line for each thing a referral records, sealed for its reader.

use crate::cases::{By, Named};
use access::Sealed;
use access::action::Ordinary;
use domain::ids::{AssertionId, InfoRequestId, OrderId, PersonId};
use domain::referral::{
    AbuseForm, Asked, ChildPlace, ContactWanted, InfoOutcome, Ongoing, ProceedingsRole, RelationshipKind, TextKind,
    Topic,
};
use domain::words::{
    Answer, ContactLevel, EvidentialStatus, Exception, Harm, Narrative, OrderKind, OrderSeen, Prohibition,
};
use jiff::civil::Date;

/// A child of the referral.
#[derive(Debug)]
pub struct ChildLine {
    /// Who.
    pub child: Named,
    /// Whether the contact is about this child.
    pub place: ChildPlace,
    /// When they were born.
    pub born: Option<Sealed<Date, Ordinary>>,
    /// Who is said to have parental responsibility.
    pub parental_responsibility: Option<Sealed<Narrative, Ordinary>>,
}

/// An adult of the referral.
#[derive(Debug)]
pub struct AdultLine {
    /// Who, and on which side.
    pub adult: Named,
    /// Their place in the proceedings.
    pub role: ProceedingsRole,
    /// When they were born.
    pub born: Option<Sealed<Date, Ordinary>>,
    /// What they are to the children.
    pub relations: Vec<RelationLine>,
    /// Whether their own account was obtained.
    pub account: Answer,
}

/// What an adult is to a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelationLine {
    /// The child.
    pub child: PersonId,
    /// What the adult is to them.
    pub kind: RelationshipKind,
    /// Whether the child lives with this adult.
    pub lives_with: Answer,
    /// Whether this adult has parental responsibility.
    pub parental_responsibility: Answer,
}

/// The answer to a question of safety.
#[derive(Debug)]
pub struct AnswerLine {
    /// What about.
    pub topic: Topic,
    /// About whom, where it is about one person.
    pub about: Option<PersonId>,
    /// The answer.
    pub answer: Answer,
    /// What was said besides.
    pub notes: Vec<Sealed<Narrative, Ordinary>>,
}

/// A free text.
#[derive(Debug)]
pub struct TextLine {
    /// What it tells.
    pub kind: TextKind,
    /// The words; nothing where they lie among the protected facts.
    pub text: Option<Sealed<Narrative, Ordinary>>,
}

/// A statement that somebody was harmed.
#[derive(Debug)]
pub struct AssertionDetail {
    /// Its id.
    pub id: AssertionId,
    /// What kind of harm.
    pub harm: Harm,
    /// In which form.
    pub form: Option<AbuseForm>,
    /// What stands behind it.
    pub status: EvidentialStatus,
    /// Who is said to have done it.
    pub by: Vec<PersonId>,
    /// Who is said to have been harmed.
    pub against: Vec<PersonId>,
    /// Who says so.
    pub made_by: Vec<PersonId>,
    /// When it was.
    pub when: Option<Sealed<Narrative, Ordinary>>,
    /// What is said to have happened.
    pub narrative: Option<Sealed<Narrative, Ordinary>>,
    /// When the centre learned of it.
    pub learned_on: Date,
}

/// One thing an order forbids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClauseLine {
    /// What it forbids.
    pub prohibition: Prohibition,
    /// Whether it has an exception that covers the planned contact.
    pub exception: Exception,
}

/// An order or condition.
#[derive(Debug)]
pub struct OrderLine {
    /// Its id.
    pub id: OrderId,
    /// What kind.
    pub kind: OrderKind,
    /// How the centre knows of it.
    pub seen: OrderSeen,
    /// Whether it may be in force today.
    pub may_be_in_force: bool,
    /// Whether somebody says that it is in force.
    pub current: Answer,
    /// When it was made.
    pub issued_on: Option<Date>,
    /// The last day it is in force.
    pub ends_on: Option<Date>,
    /// Whom it protects.
    pub protects: Vec<PersonId>,
    /// Whom it restrains.
    pub restrains: Vec<PersonId>,
    /// What it forbids.
    pub clauses: Vec<ClauseLine>,
    /// The level of contact it directs.
    pub directs: Option<ContactLevel>,
    /// The court or body, and its number.
    pub made_by: Option<Sealed<Narrative, Ordinary>>,
    /// Who wrote down what it says.
    pub transcribed_by: Option<By>,
    /// Who compared that with the order.
    pub checked_by: Option<By>,
    /// Whether the reader is who wrote it down.
    pub by_reader: WhoTranscribed,
}

/// Whether a reader can be the second person for an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhoTranscribed {
    /// Nobody has written it down.
    Nobody,
    /// The reader did: somebody else must check.
    TheReader,
    /// Somebody else did.
    SomebodyElse,
}

/// Other proceedings.
#[derive(Debug)]
pub struct ProceedingsLine {
    /// Whether they go on.
    pub ongoing: Ongoing,
    /// Kinds of order in them.
    pub orders: Vec<OrderKind>,
    /// When they began.
    pub started_on: Option<Date>,
    /// When they ended.
    pub ended_on: Option<Date>,
    /// Court, number, names.
    pub details: Option<Sealed<Narrative, Ordinary>>,
}

/// What somebody agrees to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WishLine {
    /// Who says so.
    pub by: Vec<PersonId>,
    /// What.
    pub wanted: ContactWanted,
}

/// A request for information.
#[derive(Debug)]
pub struct RequestLine {
    /// Its id.
    pub id: InfoRequestId,
    /// Who was asked.
    pub to: Asked,
    /// What it is to clear up.
    pub about: Vec<Topic>,
    /// The question.
    pub question: Sealed<Narrative, Ordinary>,
    /// When it was asked.
    pub asked_on: Date,
    /// By when to chase.
    pub due: Date,
    /// How it ended.
    pub outcome: Option<InfoOutcome>,
    /// What was answered.
    pub reply: Option<Sealed<Narrative, Ordinary>>,
}
