//! What a court application says, in this program's words and without its ids.

use super::not_mapped::NotMapped;
use crate::person::{Confidentiality, FactKind, Need, SafeContactRules};
use crate::referral::record::ContactWish;
use crate::referral::topic::Topic;
use crate::referral::words::{AbuseForm, Ongoing, ProceedingsRole, RelationshipKind, TextKind};
use crate::words::{Answer, Harm, Narrative, OrderKind, PersonName};
use jiff::civil::Date;
use std::fmt;

/// A child of an application.
#[derive(Clone, Default)]
pub struct AppliedChild {
    /// The document's own id.
    pub(super) id: Option<String>,
    /// Their name.
    pub name: Option<PersonName>,
    /// When they were born.
    pub born: Option<Date>,
    /// Who has parental responsibility, in the document's words.
    pub parental_responsibility: Option<Narrative>,
    /// What could lead somebody to them.
    pub facts: Vec<AppliedFact>,
}

impl fmt::Debug for AppliedChild {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AppliedChild(..)")
    }
}

/// A fact that could lead somebody to a door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedFact {
    /// What kind.
    pub kind: FactKind,
    /// The fact.
    pub text: Narrative,
    /// What the document says of keeping it.
    pub confidentiality: Confidentiality,
}

/// An adult of an application.
#[derive(Clone)]
pub struct AppliedAdult {
    /// The document's own ids.
    pub(super) ids: Vec<String>,
    /// Their place in the proceedings; [`ProceedingsRole::NotAParty`] for somebody a child lives with.
    pub role: ProceedingsRole,
    /// Their name.
    pub name: Option<PersonName>,
    /// Earlier names.
    pub aliases: Vec<PersonName>,
    /// When they were born.
    pub born: Option<Date>,
    /// What could lead somebody to them.
    pub facts: Vec<AppliedFact>,
    /// Whether they live in a refuge.
    pub in_refuge: Answer,
    /// How to reach them.
    pub safe_contact: Option<SafeContactRules>,
    /// What they need.
    pub needs: Vec<Need>,
}

impl fmt::Debug for AppliedAdult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AppliedAdult(..)")
    }
}

/// What an adult is to a child, by their places in the lists.
#[derive(Debug, Clone)]
pub struct AppliedRelation {
    /// The child.
    pub child: usize,
    /// The adult.
    pub adult: usize,
    /// What the adult is to the child.
    pub kind: RelationshipKind,
    /// The same in the document's words.
    pub as_stated: Option<Narrative>,
    /// Whether the child lives with this adult.
    pub lives_with: Answer,
}

/// Who says something in an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Maker {
    /// The applicants together.
    Applicants,
    /// One respondent, by place in the list of adults.
    Respondent(usize),
    /// One of the respondents; the document does not say which.
    SomeRespondent,
}

/// Who is said to have been harmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Harmed {
    /// Whoever says so.
    TheMaker,
    /// Every child of the application.
    EveryChild,
    /// Some of the children, by place in the list.
    Children(Vec<usize>),
    /// The document does not say.
    NotStated,
}

/// An allegation. A court application holds nothing more settled than that.
#[derive(Debug, Clone)]
pub struct AppliedAllegation {
    /// What kind of harm.
    pub harm: Harm,
    /// In which form.
    pub form: Option<AbuseForm>,
    /// Who says so.
    pub maker: Maker,
    /// Who is said to have been harmed.
    pub harmed: Harmed,
    /// When, in the document's words.
    pub when: Option<Narrative>,
    /// What is said to have happened.
    pub narrative: Option<Narrative>,
}

/// The orders a court's forms ask about, by the name `referral import` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExistingOrder {
    /// Non-molestation order.
    NonMolestation,
    /// Occupation order.
    Occupation,
    /// Forced marriage protection order.
    ForcedMarriageProtection,
    /// Restraining order.
    Restraining,
    /// Another injunction.
    OtherInjunctive,
    /// An undertaking given in place of an order.
    Undertaking,
    /// Bail with conditions.
    Bail,
}

impl ExistingOrder {
    /// The name in lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NonMolestation => "non_molestation",
            Self::Occupation => "occupation",
            Self::ForcedMarriageProtection => "forced_marriage_protection",
            Self::Restraining => "restraining",
            Self::OtherInjunctive => "other_injunctive",
            Self::Undertaking => "undertaking",
            Self::Bail => "bail",
        }
    }

    /// The kind of order it is.
    pub const fn kind(self) -> OrderKind {
        match self {
            Self::NonMolestation => OrderKind::NonMolestation,
            Self::Occupation => OrderKind::Occupation,
            Self::ForcedMarriageProtection => OrderKind::ForcedMarriageProtection,
            Self::Restraining => OrderKind::Restraining,
            Self::OtherInjunctive | Self::Undertaking => OrderKind::OtherInjunction,
            Self::Bail => OrderKind::BailCondition,
        }
    }
}

/// An existing order as the document describes it.
#[derive(Debug, Clone)]
pub struct AppliedOrder {
    /// Which.
    pub order: ExistingOrder,
    /// Who told the court of it.
    pub maker: Maker,
    /// When it was made.
    pub issued_on: Option<Date>,
    /// When it ends.
    pub ends_on: Option<Date>,
    /// Whether it is in force, as the document says.
    pub current: Answer,
    /// Court and number, in the document's words.
    pub made_by: Option<Narrative>,
}

/// Other proceedings.
#[derive(Debug, Clone)]
pub struct AppliedProceedings {
    /// Whether they go on.
    pub ongoing: Ongoing,
    /// Kinds of order made or applied for in them.
    pub orders: Vec<OrderKind>,
    /// When they began.
    pub started_on: Option<Date>,
    /// When they ended.
    pub ended_on: Option<Date>,
    /// Court, number, names.
    pub details: Option<Narrative>,
}

/// What somebody agrees to.
#[derive(Debug, Clone)]
pub struct AppliedWish {
    /// Who.
    pub maker: Maker,
    /// What.
    pub wish: ContactWish,
}

/// An answer to a question of safety.
#[derive(Debug, Clone)]
pub struct AppliedAnswer {
    /// What about.
    pub topic: Topic,
    /// Who says so.
    pub maker: Maker,
    /// The answer.
    pub answer: Answer,
}

/// The court.
#[derive(Debug, Clone, Default)]
pub struct AppliedCourt {
    /// Its name.
    pub court: Option<Narrative>,
    /// The case's number.
    pub case_number: Option<Narrative>,
    /// When the application was made.
    pub submitted_on: Option<Date>,
    /// The next hearing.
    pub next_hearing: Option<Date>,
}

/// A court application as it was read.
#[derive(Debug, Clone, Default)]
pub struct CourtApplication {
    /// The children it is about.
    pub children: Vec<AppliedChild>,
    /// Other children of the family.
    pub other_children: Vec<AppliedChild>,
    /// Applicants, respondents, other people in the case, and people a child lives with.
    pub adults: Vec<AppliedAdult>,
    /// What adults are to children.
    pub relations: Vec<AppliedRelation>,
    /// Allegations of harm.
    pub allegations: Vec<AppliedAllegation>,
    /// Answers to questions of safety.
    pub answers: Vec<AppliedAnswer>,
    /// Existing orders and bail.
    pub orders: Vec<AppliedOrder>,
    /// Other proceedings.
    pub proceedings: Vec<AppliedProceedings>,
    /// What each side agrees to.
    pub wishes: Vec<AppliedWish>,
    /// Needs of which it is not said whose they are.
    pub needs: Vec<Need>,
    /// Free texts.
    pub texts: Vec<(TextKind, Narrative)>,
    /// Kinds of order asked for.
    pub applied_for: Vec<OrderKind>,
    /// The court.
    pub court: AppliedCourt,
    /// What has no place here.
    pub not_mapped: Vec<NotMapped>,
}

impl CourtApplication {
    /// The answer of everybody together: a Yes of anybody stands, and only then does Don't know, and only then No.
    pub fn answer(&self, topic: Topic) -> Answer {
        let weight = |answer: Answer| match answer {
            Answer::Yes => 4,
            Answer::Unknown | Answer::Declined => 3,
            Answer::CannotBeObtained => 2,
            Answer::No => 1,
            Answer::NotAsked => 0,
        };
        self.answers
            .iter()
            .filter(|given| given.topic == topic)
            .map(|given| given.answer)
            .max_by_key(|answer| weight(*answer))
            .unwrap_or_default()
    }

    /// How many adults belong to the case: applicants, respondents and other people in it.
    pub fn adults_of_the_case(&self) -> usize {
        self.adults.iter().filter(|adult| adult.role != ProceedingsRole::NotAParty).count()
    }

    /// Adults of one place in the proceedings, by their places in the list.
    pub fn adults_in(&self, role: ProceedingsRole) -> Vec<usize> {
        self.adults.iter().enumerate().filter(|(_, adult)| adult.role == role).map(|(i, _)| i).collect()
    }

    /// Notes an answer, where there is one.
    pub(super) fn answered(&mut self, topic: Topic, maker: Maker, answer: Option<Answer>) {
        self.answers.extend(answer.map(|answer| AppliedAnswer { topic, maker, answer }));
    }

    /// Notes a free text, where there is one.
    pub(super) fn told(&mut self, kind: TextKind, text: Option<Narrative>) {
        if let Some(text) = text {
            let known = self.texts.iter().any(|(k, t)| *k == kind && *t == text);
            if !known {
                self.texts.push((kind, text));
            }
        }
    }
}
