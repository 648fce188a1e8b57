//! The form of a referral typed in or taken by telephone. Its fields are the questions of [`super::questions`], spelled
//! alike.

use super::topic::Topic;
use super::words::{AbuseForm, DecidedBy, ProceedingsRole, ReferrerKind, RelationshipKind, Route, TextKind};
use crate::person::{LeavingMessages, NameGiven, Need};
use crate::words::{Answer, ContactLevel, EvidentialStatus, Harm, Narrative, OrderKind, Side};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// A child as typed in.
#[derive(Clone, Serialize, Deserialize)]
pub struct TypedChild {
    /// Their name.
    pub name: NameGiven,
    /// When they were born.
    #[serde(default)]
    pub date_of_birth: Option<Date>,
    /// Their school or nursery, only where it is needed.
    #[serde(default)]
    pub school: Option<Narrative>,
    /// What they need.
    #[serde(default)]
    pub needs: Vec<Need>,
}

impl fmt::Debug for TypedChild {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedChild(..)")
    }
}

/// An adult as typed in.
#[derive(Clone, Serialize, Deserialize)]
pub struct TypedAdult {
    /// Their name.
    pub name: NameGiven,
    /// Other names they use or used.
    #[serde(default)]
    pub aliases: Vec<NameGiven>,
    /// When they were born.
    #[serde(default)]
    pub date_of_birth: Option<Date>,
    /// The side they stand on.
    pub side: Side,
    /// Their place in the proceedings, where there are any.
    #[serde(default)]
    pub role: Option<ProceedingsRole>,
    /// What they are to the children.
    pub relationship: RelationshipKind,
    /// The same in the referrer's words.
    #[serde(default)]
    pub relationship_words: Option<Narrative>,
    /// Whether they have parental responsibility.
    #[serde(default)]
    pub parental_responsibility: Answer,
    /// Their telephone number.
    #[serde(default)]
    pub telephone: Option<Narrative>,
    /// Whether a message may be left there.
    pub messages: LeavingMessages,
    /// The word by which a caller shows who they are.
    #[serde(default)]
    pub code_word: Option<Narrative>,
    /// When they may be called.
    #[serde(default)]
    pub times: Option<Narrative>,
    /// Their address, only where it is needed.
    #[serde(default)]
    pub address: Option<Narrative>,
    /// Whether they asked for their details to be kept from the others.
    #[serde(default)]
    pub keep_from_others: Answer,
    /// What they need.
    #[serde(default)]
    pub needs: Vec<Need>,
}

impl fmt::Debug for TypedAdult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedAdult(..)")
    }
}

/// An order as typed in. People are named by their place in the lists of the form, from 0.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TypedOrder {
    /// What kind.
    pub kind: OrderKind,
    /// When it was made.
    #[serde(default)]
    pub issued_on: Option<Date>,
    /// When it ends.
    #[serde(default)]
    pub ends_on: Option<Date>,
    /// Whether it is in force.
    pub current: Answer,
    /// Adults it restrains.
    #[serde(default)]
    pub restrains: Vec<usize>,
    /// Adults it protects.
    #[serde(default)]
    pub protects: Vec<usize>,
    /// The level of contact it directs.
    #[serde(default)]
    pub directs: Option<ContactLevel>,
    /// The court or body that made it, and its number.
    #[serde(default)]
    pub made_by: Option<Narrative>,
}

/// A statement of harm as typed in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TypedAssertion {
    /// What kind of harm.
    pub harm: Harm,
    /// In which form.
    #[serde(default)]
    pub form: Option<AbuseForm>,
    /// What stands behind it.
    pub status: EvidentialStatus,
    /// Adults who are said to have done it.
    #[serde(default)]
    pub by: Vec<usize>,
    /// Adults who are said to have been harmed.
    #[serde(default)]
    pub against_adults: Vec<usize>,
    /// Children who are said to have been harmed.
    #[serde(default)]
    pub against_children: Vec<usize>,
    /// When it was.
    #[serde(default)]
    pub when: Option<Narrative>,
    /// What is said to have happened.
    #[serde(default)]
    pub narrative: Option<Narrative>,
}

/// A referral as typed in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TypedReferral {
    /// How it came: typed in or by telephone.
    pub route: Route,
    /// Who refers.
    pub referrer: ReferrerKind,
    /// The referrer's name and how to reach them.
    #[serde(default)]
    pub referrer_details: Option<Narrative>,
    /// When it came; today where nobody says otherwise.
    #[serde(default)]
    pub received_on: Option<Date>,
    /// The children.
    pub children: Vec<TypedChild>,
    /// The adults.
    pub adults: Vec<TypedAdult>,
    /// Answers to questions of safety.
    #[serde(default)]
    pub answers: BTreeMap<Topic, Answer>,
    /// Free texts.
    #[serde(default)]
    pub texts: BTreeMap<TextKind, Narrative>,
    /// Orders and conditions.
    #[serde(default)]
    pub orders: Vec<TypedOrder>,
    /// Statements of harm.
    #[serde(default)]
    pub assertions: Vec<TypedAssertion>,
    /// The level of contact asked for.
    #[serde(default)]
    pub requested_level: Option<ContactLevel>,
    /// The level of contact ordered.
    #[serde(default)]
    pub ordered_level: Option<ContactLevel>,
    /// Who decides about the contact.
    #[serde(default)]
    pub decided_by: Option<DecidedBy>,
    /// The court.
    #[serde(default)]
    pub court: Option<Narrative>,
    /// The case's number at the court.
    #[serde(default)]
    pub court_case_number: Option<Narrative>,
    /// The next hearing.
    #[serde(default)]
    pub next_hearing: Option<Date>,
}
