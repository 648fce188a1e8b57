use super::events::{PersonEvent, identity_events, need_of};
use super::words::{Confidentiality, FactKind, KnownFrom, Need, PersonKind, ProtectedDetail, SafeContactRules};
use crate::command::FeatureCommand;
use crate::decision::{Context, Decision, FieldProblem, Recorded, Refusal};
use crate::ids::{CentreId, PersonId, ProtectedFactId};
use crate::private::{Compartment, Private, Subject};
use crate::stream::StreamName;
use crate::words::{Narrative, PersonName};
use crate::world::World;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A name as somebody typed it; checked when the command is decided.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NameGiven {
    /// The given name, or the only name.
    pub given: String,
    /// The family name, where there is one.
    #[serde(default)]
    pub family: String,
}

impl NameGiven {
    /// The name, or what is wrong with the field.
    pub fn parse(&self, field: &str) -> Result<PersonName, FieldProblem> {
        PersonName::parse(&self.given, &self.family).map_err(|problem| FieldProblem::new(field, problem))
    }
}

impl fmt::Debug for NameGiven {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NameGiven(..)")
    }
}

/// Commands about one person.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum PersonCommand {
    /// Makes a person known who came neither with a court application nor with a referral, such as a named visitor.
    RecordPerson {
        /// Child or adult.
        kind: PersonKind,
        /// Their name.
        name: NameGiven,
        /// When they were born, where it is known.
        #[serde(default)]
        date_of_birth: Option<Date>,
    },
    /// Puts name, other names or date of birth right.
    CorrectIdentity {
        /// Whose.
        person: PersonId,
        /// Their name.
        name: NameGiven,
        /// Other names they use or used.
        #[serde(default)]
        aliases: Vec<NameGiven>,
        /// When they were born, where it is known.
        #[serde(default)]
        date_of_birth: Option<Date>,
        /// Why it is put right.
        reason: Narrative,
    },
    /// Records a fact that could lead somebody to a door.
    RecordProtectedFact {
        /// Whose.
        person: PersonId,
        /// What kind.
        kind: FactKind,
        /// The fact.
        text: Narrative,
        /// What was said about keeping it.
        confidentiality: Confidentiality,
        /// Where the centre has it from.
        known_from: KnownFrom,
    },
    /// Puts a protected fact right.
    CorrectProtectedFact {
        /// Whose.
        person: PersonId,
        /// Which.
        fact: ProtectedFactId,
        /// What kind it is.
        kind: FactKind,
        /// The fact as it is.
        text: Narrative,
        /// What was said about keeping it.
        confidentiality: Confidentiality,
        /// Why.
        reason: Narrative,
    },
    /// Says that a protected fact is no longer so.
    EndProtectedFact {
        /// Whose.
        person: PersonId,
        /// Which.
        fact: ProtectedFactId,
        /// Why.
        reason: Narrative,
    },
    /// Records how to reach somebody safely.
    RecordSafeContact {
        /// Whom.
        person: PersonId,
        /// When they were asked.
        asked_on: Date,
        /// What they said.
        rules: SafeContactRules,
    },
    /// Records an interpreter, access or other need.
    RecordNeed {
        /// Whose.
        person: PersonId,
        /// The need.
        need: Need,
    },
}

impl fmt::Debug for PersonCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonCommand({})", self.action())
    }
}

impl PersonCommand {
    const fn person(&self) -> Option<PersonId> {
        match self {
            Self::RecordPerson { .. } => None,
            Self::CorrectIdentity { person, .. }
            | Self::RecordProtectedFact { person, .. }
            | Self::CorrectProtectedFact { person, .. }
            | Self::EndProtectedFact { person, .. }
            | Self::RecordSafeContact { person, .. }
            | Self::RecordNeed { person, .. } => Some(*person),
        }
    }
}

impl FeatureCommand for PersonCommand {
    fn action(&self) -> &'static str {
        match self {
            Self::RecordPerson { .. } => "record-person",
            Self::CorrectIdentity { .. } => "correct-identity",
            Self::RecordProtectedFact { .. } | Self::CorrectProtectedFact { .. } | Self::EndProtectedFact { .. } => {
                "record-protected-fact"
            }
            Self::RecordSafeContact { .. } => "record-safe-contact",
            Self::RecordNeed { .. } => "record-need",
        }
    }

    fn reads(&self, _centre: CentreId) -> Vec<StreamName> {
        self.person().map(StreamName::Person).into_iter().collect()
    }

    fn decide(self, world: &World, context: &mut Context<'_>) -> Decision {
        let (person, event) = match self {
            Self::RecordPerson { kind, name, date_of_birth } => {
                let name = name.parse("name").map_err(|p| Refusal::Fields(vec![p]))?;
                born_already(date_of_birth, context.today)?;
                let person = PersonId::fresh(context.ids);
                (person, identity_events(person, kind, Some(name), Vec::new(), date_of_birth))
            }
            other => {
                let person = other.person().filter(|id| world.people.get(id).is_some_and(super::PersonState::is_known));
                let Some(person) = person else {
                    return Err(Refusal::not_now(
                        "This person is not known to the centre.",
                        "Add them to the referral first.",
                    ));
                };
                (person, other.about(person, world, context)?)
            }
        };
        Ok(vec![Recorded::now(StreamName::Person(person), event)])
    }
}

impl PersonCommand {
    fn about(self, person: PersonId, world: &World, context: &mut Context<'_>) -> Result<PersonEvent, Refusal> {
        match self {
            Self::CorrectIdentity { name, aliases, date_of_birth, reason, .. } => {
                corrected(person, &name, &aliases, date_of_birth, reason, context.today)
            }
            Self::RecordSafeContact { asked_on, rules, .. } => {
                if asked_on > context.today {
                    return Err(Refusal::field("asked_on", "enter a day that has been"));
                }
                Ok(PersonEvent::SafeContactAsked { asked_on, rules: protected(person, rules) })
            }
            Self::RecordNeed { need, .. } => Ok(need_of(person, need)),
            other => other.about_fact(person, world, context),
        }
    }

    fn about_fact(self, person: PersonId, world: &World, context: &mut Context<'_>) -> Result<PersonEvent, Refusal> {
        match self {
            Self::RecordProtectedFact { kind, text, confidentiality, known_from, .. } => {
                Ok(PersonEvent::ProtectedFactRecorded {
                    fact: ProtectedFactId::fresh(context.ids),
                    detail: protected(person, ProtectedDetail { kind, text }),
                    confidentiality,
                    known_from,
                })
            }
            Self::CorrectProtectedFact { fact, kind, text, confidentiality, reason, .. } => {
                fact_stands(world, person, fact)?;
                Ok(PersonEvent::ProtectedFactCorrected {
                    fact,
                    detail: Some(protected(person, ProtectedDetail { kind, text })),
                    confidentiality,
                    reason: protected(person, reason),
                })
            }
            Self::EndProtectedFact { fact, reason, .. } => {
                let confidentiality = fact_stands(world, person, fact)?;
                Ok(PersonEvent::ProtectedFactCorrected {
                    fact,
                    detail: None,
                    confidentiality,
                    reason: protected(person, reason),
                })
            }
            _ => Err(Refusal::field("person", "choose a person")),
        }
    }
}

fn corrected(
    person: PersonId,
    name: &NameGiven,
    aliases: &[NameGiven],
    date_of_birth: Option<Date>,
    reason: Narrative,
    today: Date,
) -> Result<PersonEvent, Refusal> {
    born_already(date_of_birth, today)?;
    let mut problems = Vec::new();
    let mut take = |given: &NameGiven, field: &str| match given.parse(field) {
        Ok(name) => Some(name),
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    let name = take(name, "name");
    let aliases: Vec<_> =
        aliases.iter().enumerate().filter_map(|(i, alias)| take(alias, &format!("aliases.{i}"))).collect();
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems));
    }
    Ok(PersonEvent::IdentityCorrected {
        name: name.map(|name| Private::of_person(person, name)),
        aliases: aliases.into_iter().map(|alias| Private::of_person(person, alias)).collect(),
        date_of_birth: date_of_birth.map(|date| Private::of_person(person, date)),
        reason: Private::of_person(person, reason),
    })
}

fn born_already(date_of_birth: Option<Date>, today: Date) -> Result<(), Refusal> {
    match date_of_birth {
        Some(date) if date > today => Err(Refusal::field("date_of_birth", "a date of birth cannot be in the future")),
        _ => Ok(()),
    }
}

fn fact_stands(world: &World, person: PersonId, fact: ProtectedFactId) -> Result<Confidentiality, Refusal> {
    world.people.get(&person).and_then(|state| state.kept(fact)).ok_or_else(|| {
        Refusal::not_now(
            "This fact is not among those that stand.",
            "Look at the person's facts again: somebody may have changed it.",
        )
    })
}

/// A value in a person's protected-facts compartment.
fn protected<T>(person: PersonId, value: T) -> Private<T> {
    Private::new(Subject::Person(person), Compartment::ProtectedFacts, value)
}
