use crate::action::Action;
use crate::grant::{Grant, Permit};
use crate::question::{self, Question};
use crate::record::{Asker, FactorNeed, Moment, Record, Relations};
use cedar_policy::{
    ActionConstraint, Authorizer, Decision, Entities, Entity, EntityUid, Policy, PolicyId, PolicySet, Schema,
    ValidationMode, Validator,
};
use std::collections::{HashMap, HashSet};
use std::str::FromStr;

/// The schema, as it was built in.
pub const SCHEMA: &str = include_str!("../../../policies/house.cedarschema");
/// The policies, as they were built in: each file's name without its ending, and its text.
pub const POLICIES: &[(&str, &str)] = &[
    ("cases", include_str!("../../../policies/cases.cedar")),
    ("sessions", include_str!("../../../policies/sessions.cedar")),
    ("door", include_str!("../../../policies/door.cedar")),
    ("protected_facts", include_str!("../../../policies/protected_facts.cedar")),
    ("disclosures", include_str!("../../../policies/disclosures.cedar")),
    ("reports", include_str!("../../../policies/reports.cedar")),
    ("voice", include_str!("../../../policies/voice.cedar")),
    ("workforce", include_str!("../../../policies/workforce.cedar")),
    ("oversight", include_str!("../../../policies/oversight.cedar")),
    ("administration", include_str!("../../../policies/administration.cedar")),
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

/// A policy that decided.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decider {
    /// File and name, such as `cases/leads-read-cases`.
    pub name: String,
    /// The sentence it carries.
    pub sentence: String,
}

/// Which policies decided, for `policy explain`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Whether it is permitted.
    pub permitted: bool,
    /// The policies that decided, by name: those that forbid where one does, else those that permit; none where none does.
    pub deciders: Vec<Decider>,
}

/// The policies, ready to decide.
pub struct Access {
    policies: PolicySet,
    authorizer: Authorizer,
    actions: HashMap<String, Ready>,
}

/// What deciding about one action needs: only the policies that name it, and the groups it belongs to.
struct Ready {
    policies: PolicySet,
    entities: Entities,
    need: FactorNeed,
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
                let name = policy.annotation("id").map_or_else(|| format!("#{number}"), str::to_owned);
                let named = policy.new_id(PolicyId::new(format!("{file}/{name}")));
                policies.add(named).map_err(|e| fault(file, e.to_string()))?;
            }
        }
        let result = Validator::new(schema.clone()).validate(&policies, ValidationMode::Strict);
        if !result.validation_passed() {
            let problems: Vec<_> = result.validation_errors().map(ToString::to_string).collect();
            return Err(PolicyFault::Invalid(problems.join("; ")));
        }
        let actions = ready(&schema, &policies).map_err(PolicyFault::Invalid)?;
        if let Some((action, _)) =
            actions.iter().find(|(action, ready)| !question::fits(&schema, &ready.entities, action))
        {
            return Err(PolicyFault::Invalid(format!("no question about {action} fits the schema")));
        }
        Ok(Self { policies, authorizer: Authorizer::new(), actions })
    }

    /// A grant to read, or a refusal. Both are for the caller to log.
    pub fn read<A: Action>(
        &self,
        asker: &Asker,
        record: Record,
        relations: &Relations,
        moment: impl Into<Moment>,
    ) -> Result<Grant<A>, Refused> {
        let moment = moment.into();
        self.permits(asker, A::NAME, record, relations, moment).map(|()| Grant::issue(record, moment.purpose))
    }

    /// A permit for a command, or a refusal.
    pub fn command(
        &self,
        asker: &Asker,
        action: &'static str,
        record: Record,
        relations: &Relations,
        moment: impl Into<Moment>,
    ) -> Result<Permit, Refused> {
        self.permits(asker, action, record, relations, moment.into()).map(|()| Permit::issue(action, record))
    }

    /// Whether an action is permitted, and by which policies.
    pub fn explain(
        &self,
        asker: &Asker,
        action: &str,
        record: Record,
        relations: &Relations,
        moment: impl Into<Moment>,
    ) -> Explanation {
        let refused = Explanation { permitted: false, deciders: Vec::new() };
        let Some(ready) = self.actions.get(action) else {
            return refused;
        };
        let question = question::put(&ready.entities, asker, action, record, (relations, moment.into()));
        let Some(Question { request, entities }) = question else {
            return refused;
        };
        let response = self.authorizer.is_authorized(&request, &ready.policies, &entities);
        let mut deciders: Vec<_> = response.diagnostics().reason().filter_map(|id| self.decider(id)).collect();
        deciders.sort();
        // A policy that errs permits nothing, whatever the others say.
        let errs = response.diagnostics().errors().next().is_some();
        Explanation { permitted: response.decision() == Decision::Allow && !errs, deciders }
    }

    /// The names of all actions somebody can ask for: not of the groups they are sorted into.
    pub fn actions(&self) -> HashSet<String> {
        self.actions.keys().cloned().collect()
    }

    /// Of whom an action needs a second factor, by the groups the schema puts it in. It depends on nothing but the action: whoever
    /// is told so learns nothing of any record.
    pub fn factor_need(&self, action: &str) -> FactorNeed {
        self.actions.get(action).map_or(FactorNeed::Nobody, |ready| ready.need)
    }

    fn decider(&self, id: &PolicyId) -> Option<Decider> {
        let sentence = self.policies.policy(id)?.annotation("sentence").unwrap_or_default();
        Some(Decider { name: id.to_string(), sentence: sentence.to_owned() })
    }

    fn permits(
        &self,
        asker: &Asker,
        action: &str,
        record: Record,
        relations: &Relations,
        moment: Moment,
    ) -> Result<(), Refused> {
        if self.explain(asker, action, record, relations, moment).permitted {
            Ok(())
        } else {
            Err(Refused { action: action.to_owned() })
        }
    }
}

/// Sorts the policies by the actions their heads name, once: a question then looks at a tenth of them.
fn ready(schema: &Schema, policies: &PolicySet) -> Result<HashMap<String, Ready>, String> {
    let known = schema.action_entities().map_err(|e| e.to_string())?;
    let mut actions = HashMap::new();
    for environment in schema.request_envs() {
        let uid = environment.action();
        let groups: HashSet<EntityUid> = known.ancestors(uid).into_iter().flatten().cloned().collect();
        let mut named = PolicySet::new();
        for policy in policies.policies().filter(|policy| names(policy, uid, &groups)) {
            named.add(policy.clone()).map_err(|e| e.to_string())?;
        }
        let need = need(&groups);
        let action = Entity::new_no_attrs(uid.clone(), groups);
        let entities = Entities::from_entities([action], None).map_err(|e| e.to_string())?;
        actions.insert(uid.id().unescaped().to_owned(), Ready { policies: named, entities, need });
    }
    Ok(actions)
}

fn need(groups: &HashSet<EntityUid>) -> FactorNeed {
    let within = |name: &str| groups.iter().any(|group| group.id().unescaped() == name);
    if within("second-factor-always") {
        FactorNeed::Everybody
    } else if within("second-factor-where-demanded") {
        FactorNeed::WhereDemanded
    } else {
        FactorNeed::Nobody
    }
}

fn names(policy: &Policy, action: &EntityUid, groups: &HashSet<EntityUid>) -> bool {
    let meant = |uid: &EntityUid| uid == action || groups.contains(uid);
    match policy.action_constraint() {
        ActionConstraint::Any => true,
        ActionConstraint::Eq(uid) => uid == *action,
        ActionConstraint::In(uids) => uids.iter().any(meant),
    }
}
