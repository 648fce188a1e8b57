use crate::action::Action;
use crate::grant::{Grant, Permit};
use crate::record::{Asker, Purpose, Record, Relation, Relations};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicySet, Request,
    RestrictedExpression, Schema, ValidationMode, Validator,
};
use std::collections::{HashMap, HashSet};
use std::str::FromStr;

const SCHEMA: &str = include_str!("../../../policies/house.cedarschema");
const POLICIES: &[(&str, &str)] = &[
    ("cases", include_str!("../../../policies/cases.cedar")),
    ("sessions", include_str!("../../../policies/sessions.cedar")),
    ("protected_facts", include_str!("../../../policies/protected_facts.cedar")),
    ("disclosures", include_str!("../../../policies/disclosures.cedar")),
    ("reports", include_str!("../../../policies/reports.cedar")),
    ("workforce", include_str!("../../../policies/workforce.cedar")),
];

/// The policies do not hold together. Found when the program starts, never while it serves.
#[derive(Debug, thiserror::Error)]
pub enum PolicyFault {
    /// A file is not Cedar.
    #[error("policies/{file}: {problem}")]
    NotCedar {
        /// The file, without its ending.
        file: String,
        /// What the parser says.
        problem: String,
    },
    /// The policies do not fit the schema.
    #[error("the policies do not fit their schema: {0}")]
    Invalid(String),
}

/// Nothing permits it, or something forbids it. Pages show the same refusal either way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not open to you")]
pub struct Refused {
    /// The action refused, for the access event.
    pub action: String,
}

/// Which policies decided, for `policy explain`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Whether it is permitted.
    pub permitted: bool,
    /// The sentences of the policies that decided; empty where nothing permits.
    pub sentences: Vec<String>,
}

/// The policies, ready to decide.
pub struct Access {
    policies: PolicySet,
    schema: Schema,
    authorizer: Authorizer,
}

impl Access {
    /// Reads and validates the policies that were built in.
    pub fn load() -> Result<Self, PolicyFault> {
        Self::from_texts(SCHEMA, POLICIES)
    }

    /// Reads and validates policies from texts; tests weaken them.
    pub fn from_texts(schema: &str, files: &[(&str, &str)]) -> Result<Self, PolicyFault> {
        let fault = |file: &str, problem: String| PolicyFault::NotCedar { file: file.to_owned(), problem };
        let (schema, _) =
            Schema::from_cedarschema_str(schema).map_err(|e| fault("house.cedarschema", e.to_string()))?;
        let mut policies = PolicySet::new();
        for (file, text) in files {
            let set = PolicySet::from_str(text).map_err(|e| fault(file, e.to_string()))?;
            for (number, policy) in set.policies().enumerate() {
                let named = policy.new_id(cedar_policy::PolicyId::new(format!("{file}#{number}")));
                policies.add(named).map_err(|e| fault(file, e.to_string()))?;
            }
        }
        let result = Validator::new(schema.clone()).validate(&policies, ValidationMode::Strict);
        if !result.validation_passed() {
            let problems: Vec<_> = result.validation_errors().map(ToString::to_string).collect();
            return Err(PolicyFault::Invalid(problems.join("; ")));
        }
        Ok(Self { policies, schema, authorizer: Authorizer::new() })
    }

    /// A grant to read, or a refusal. Both are for the caller to log.
    pub fn read<A: Action>(
        &self,
        asker: &Asker,
        record: Record,
        relations: &Relations,
        purpose: Purpose,
    ) -> Result<Grant<A>, Refused> {
        self.permits(asker, A::NAME, record, relations, purpose).map(|()| Grant::issue(record, purpose))
    }

    /// A permit for a command, or a refusal.
    pub fn command(
        &self,
        asker: &Asker,
        action: &'static str,
        record: Record,
        relations: &Relations,
    ) -> Result<Permit, Refused> {
        self.permits(asker, action, record, relations, Purpose::CaseWork).map(|()| Permit::issue(action, record))
    }

    /// Whether an action is permitted, and by which policies.
    pub fn explain(
        &self,
        asker: &Asker,
        action: &str,
        record: Record,
        relations: &Relations,
        purpose: Purpose,
    ) -> Explanation {
        let Some((request, entities)) = self.question(asker, action, record, relations, purpose) else {
            return Explanation { permitted: false, sentences: Vec::new() };
        };
        let response = self.authorizer.is_authorized(&request, &self.policies, &entities);
        let sentences = response
            .diagnostics()
            .reason()
            .filter_map(|id| self.policies.policy(id)?.annotation("sentence").map(str::to_owned))
            .collect();
        // A policy that errs permits nothing, whatever the others say.
        let errs = response.diagnostics().errors().next().is_some();
        Explanation { permitted: response.decision() == Decision::Allow && !errs, sentences }
    }

    /// The names of all actions of the schema.
    pub fn actions(&self) -> HashSet<String> {
        self.schema.actions().map(|uid| uid.id().unescaped().to_owned()).collect()
    }

    fn permits(
        &self,
        asker: &Asker,
        action: &str,
        record: Record,
        relations: &Relations,
        purpose: Purpose,
    ) -> Result<(), Refused> {
        if self.explain(asker, action, record, relations, purpose).permitted {
            Ok(())
        } else {
            Err(Refused { action: action.to_owned() })
        }
    }

    fn question(
        &self,
        asker: &Asker,
        action: &str,
        record: Record,
        relations: &Relations,
        purpose: Purpose,
    ) -> Option<(Request, Entities)> {
        let principal = uid("Worker", &asker.worker.to_string())?;
        let resource = uid("Record", "asked")?;
        let roles = asker.roles.iter().map(|r| RestrictedExpression::new_string(r.name().to_owned()));
        let worker = entity(
            &principal,
            [
                ("roles", RestrictedExpression::new_set(roles)),
                ("centre", RestrictedExpression::new_string(asker.centre.to_string())),
            ],
        )?;
        let sought = entity(
            &resource,
            [
                ("centre", RestrictedExpression::new_string(record.centre.to_string())),
                ("kind", RestrictedExpression::new_string(record.kind.name().to_owned())),
            ],
        )?;
        let holds = |r: Relation| RestrictedExpression::new_bool(relations.contains(&r));
        let context = Context::from_pairs([
            ("assigned".to_owned(), holds(Relation::Assigned)),
            ("conflicted".to_owned(), holds(Relation::Conflicted)),
            ("author".to_owned(), holds(Relation::Author)),
            ("themselves".to_owned(), holds(Relation::Themselves)),
            ("asked_by_link".to_owned(), holds(Relation::AskedByLink)),
            ("purpose".to_owned(), RestrictedExpression::new_string(purpose.name().to_owned())),
        ])
        .ok()?;
        let action = uid("Action", action)?;
        let request = Request::new(principal, action, resource, context, Some(&self.schema)).ok()?;
        let entities = Entities::from_entities([worker, sought], None).ok()?;
        let entities = entities.add_entities(self.schema.action_entities().ok()?, None).ok()?;
        Some((request, entities))
    }
}

fn uid(kind: &str, id: &str) -> Option<EntityUid> {
    let kind = EntityTypeName::from_str(kind).ok()?;
    Some(EntityUid::from_type_name_and_id(kind, EntityId::new(id)))
}

fn entity<const N: usize>(uid: &EntityUid, attributes: [(&str, RestrictedExpression); N]) -> Option<Entity> {
    let attributes: HashMap<_, _> = attributes.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
    Entity::new(uid.clone(), attributes, HashSet::new()).ok()
}
