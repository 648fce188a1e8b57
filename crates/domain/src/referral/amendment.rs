//! What can be added to a referral or put right in it.

use super::topic::Topic;
use super::words::{
    AbuseForm, ChildPlace, ConcludedBy, DecidedBy, ProceedingsRole, ReferrerKind, RelationshipKind, TextKind,
};
use crate::ids::{OrderId, PersonId};
use crate::person::NameGiven;
use crate::words::{Answer, ContactLevel, EvidentialStatus, Harm, Narrative, OrderKind, Side};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One thing added to a referral or put right in it.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "add", rename_all = "kebab-case")]
pub enum Amendment {
    /// Who refers.
    Referrer {
        /// Who.
        referrer: ReferrerKind,
        /// Their name and how to reach them.
        #[serde(default)]
        details: Option<Narrative>,
    },
    /// A child.
    Child {
        /// Their name.
        name: NameGiven,
        /// When they were born.
        #[serde(default)]
        date_of_birth: Option<Date>,
        /// Whether the contact is about this child.
        place: ChildPlace,
    },
    /// An adult.
    Adult {
        /// Their name.
        name: NameGiven,
        /// The side they stand on.
        side: Side,
        /// Their place in the proceedings.
        role: ProceedingsRole,
    },
    /// On which side an adult stands.
    Side {
        /// Who.
        person: PersonId,
        /// The side.
        side: Side,
    },
    /// What an adult is to a child.
    Relationship {
        /// The child.
        child: PersonId,
        /// The adult.
        adult: PersonId,
        /// What the adult is to the child.
        kind: RelationshipKind,
        /// Whether the child lives with this adult.
        lives_with: Answer,
        /// Whether this adult has parental responsibility.
        parental_responsibility: Answer,
        /// The same in words.
        #[serde(default)]
        as_stated: Option<Narrative>,
    },
    /// The answer to a question of safety.
    Answer {
        /// What about.
        topic: Topic,
        /// About whom; nobody where it is about the whole case.
        #[serde(default)]
        about: Option<PersonId>,
        /// The answer.
        answer: Answer,
        /// What was said besides.
        #[serde(default)]
        note: Option<Narrative>,
    },
    /// A free text.
    Text {
        /// What it tells.
        kind: TextKind,
        /// The words.
        text: Narrative,
    },
    /// A statement that somebody was harmed.
    Assertion {
        /// What kind of harm.
        harm: Harm,
        /// In which form.
        #[serde(default)]
        form: Option<AbuseForm>,
        /// What stands behind it.
        status: EvidentialStatus,
        /// Who is said to have done it.
        #[serde(default)]
        by: Vec<PersonId>,
        /// Who is said to have been harmed.
        #[serde(default)]
        against: Vec<PersonId>,
        /// Who says so.
        #[serde(default)]
        made_by: Vec<PersonId>,
        /// When it was.
        #[serde(default)]
        when: Option<Narrative>,
        /// What is said to have happened.
        #[serde(default)]
        narrative: Option<Narrative>,
    },
    /// An order or condition.
    Order {
        /// What kind.
        kind: OrderKind,
        /// When it was made.
        #[serde(default)]
        issued_on: Option<Date>,
        /// When it ends.
        #[serde(default)]
        ends_on: Option<Date>,
        /// Whether it is in force.
        current: Answer,
        /// Whom it protects.
        #[serde(default)]
        protects: Vec<PersonId>,
        /// Whom it restrains.
        #[serde(default)]
        restrains: Vec<PersonId>,
        /// The level of contact it directs.
        #[serde(default)]
        directs: Option<ContactLevel>,
        /// The court or body that made it, and its number.
        #[serde(default)]
        made_by: Option<Narrative>,
    },
    /// The level asked for.
    LevelRequested {
        /// The level.
        level: ContactLevel,
    },
    /// The level ordered.
    LevelOrdered {
        /// The level.
        level: ContactLevel,
        /// By which order.
        #[serde(default)]
        order: Option<OrderId>,
    },
    /// Who decides about the contact.
    DecidedBy {
        /// Who.
        decided_by: DecidedBy,
    },
    /// Court, number, hearing.
    Court {
        /// The court.
        #[serde(default)]
        court: Option<Narrative>,
        /// The case's number.
        #[serde(default)]
        case_number: Option<Narrative>,
        /// When the application was made.
        #[serde(default)]
        submitted_on: Option<Date>,
        /// The next hearing.
        #[serde(default)]
        next_hearing: Option<Date>,
    },
    /// What somebody else's assessment concludes about an adult (R-R17).
    Conclusion {
        /// Whose assessment.
        by: ConcludedBy,
        /// About whom.
        about: PersonId,
        /// Whether it concludes that they pose a risk.
        poses_risk: Answer,
        /// The day it bears.
        #[serde(default)]
        dated: Option<Date>,
        /// The words.
        #[serde(default)]
        note: Option<Narrative>,
    },
}

impl fmt::Debug for Amendment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Amendment(..)")
    }
}
