use cedar_policy::{Policy, PolicyId, PolicySet, Schema};
use std::str::FromStr;

/// A weakening of the policies.
#[derive(Debug, Clone, Copy)]
pub enum Edit {
    /// Leaves a policy out, by file and name.
    Without(&'static str),
    /// Writes something else in its place, in one file: file, what stands there once, what stands there instead.
    Instead(&'static str, &'static str, &'static str),
}

/// The policies do not read, or a weakening does not fit them any more.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// A text is not Cedar.
    #[error("{0}")]
    NotCedar(String),
    /// What an edit names does not stand there exactly once.
    #[error("the policies have changed, and this edit does not fit them any more: {0}")]
    Misfit(String),
}

/// Schema and policies of the house.
pub struct House {
    pub(crate) schema: Schema,
    pub(crate) policies: PolicySet,
}

impl House {
    /// The policies as they are built into the program.
    pub fn built_in() -> Result<Self, Unreadable> {
        Self::weakened(&[])
    }

    /// The policies with some edits. Each must change something.
    pub fn weakened(edits: &[Edit]) -> Result<Self, Unreadable> {
        let (schema, _) = Schema::from_cedarschema_str(access::SCHEMA).map_err(not_cedar)?;
        let mut policies = PolicySet::new();
        for (file, text) in access::POLICIES {
            for policy in read(file, &rewritten(file, text, edits)?)? {
                policies.add(policy).map_err(not_cedar)?;
            }
        }
        for edit in edits {
            if let Edit::Without(name) = edit {
                let misfit = |_| Unreadable::Misfit(format!("{edit:?}"));
                policies = policies.remove_static(PolicyId::new(name)).map_err(misfit).map(|_| policies)?;
            }
        }
        Ok(Self { schema, policies })
    }

    /// The names of all policies.
    pub fn names(&self) -> Vec<String> {
        self.policies.policies().map(|policy| policy.id().to_string()).collect()
    }

    /// The sentence of a policy.
    pub fn sentence(&self, id: &PolicyId) -> &str {
        self.policies.policy(id).and_then(|policy| policy.annotation("sentence")).unwrap_or_default()
    }
}

fn read(file: &str, text: &str) -> Result<Vec<Policy>, Unreadable> {
    let set = PolicySet::from_str(text).map_err(not_cedar)?;
    let named = |policy: &Policy| {
        let name = policy.annotation("id").unwrap_or("nameless");
        policy.new_id(PolicyId::new(format!("{file}/{name}")))
    };
    Ok(set.policies().map(named).collect())
}

fn rewritten(file: &str, text: &str, edits: &[Edit]) -> Result<String, Unreadable> {
    let mut text = text.to_owned();
    for edit in edits {
        if let Edit::Instead(at, from, to) = edit
            && *at == file
        {
            if text.matches(from).count() != 1 {
                return Err(Unreadable::Misfit(format!("{edit:?}")));
            }
            text = text.replace(from, to);
        }
    }
    Ok(text)
}

pub(crate) fn not_cedar(problem: impl std::fmt::Display) -> Unreadable {
    Unreadable::NotCedar(problem.to_string())
}
