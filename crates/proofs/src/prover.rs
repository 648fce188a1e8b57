use crate::policies::{House, Unreadable, not_cedar};
use crate::question::Question;
use crate::{Claim, Statement};
use cedar_policy::{ActionConstraint, EntityUid, Policy, PolicyId, PolicySet, RequestEnv};
use cedar_policy_symcc::solver::{LocalSolver, SolverError};
use cedar_policy_symcc::{
    CedarSymCompiler, CompiledPolicy, CompiledPolicySet, Env, WellFormedAsserts, disjoint_asserts, implies_asserts,
    never_errors_asserts,
};
use std::collections::HashSet;
use std::process::Command;
use std::str::FromStr;
use std::time::Duration;

/// The longest the solver may think about one action.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why nothing is known: this is a failure, never a pass.
#[derive(Debug, thiserror::Error)]
pub enum Unproved {
    /// The policies, a statement or a twin does not read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The solver could not be asked, or does not know.
    #[error("the solver was asked about {action} and answered: {problem}")]
    Solver {
        /// The action.
        action: String,
        /// What it said.
        problem: String,
    },
    /// The solver found a question that does not break the statement when it is really decided.
    #[error("the solver and the program disagree about {0}")]
    Disagreement(String),
    /// No action is meant by the statement: it would hold of nothing.
    #[error("the statement is about no question at all")]
    Empty,
}

/// A question that breaks a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The question, in the field's words.
    pub words: String,
    /// The policies that decided, with their sentences.
    pub deciders: Vec<String>,
}

/// Asks the solver.
pub struct Prover {
    compiler: CedarSymCompiler<LocalSolver>,
    patience: Duration,
}

impl Prover {
    /// Starts cvc5, which has to be on the search path, or named by the variable CVC5.
    pub fn start() -> Result<Self, Unproved> {
        // Half of what is waited for it, so that it says itself that it does not know.
        let limit = format!("--tlimit-per={}", PATIENCE.as_millis() / 2);
        Self::of(LocalSolver::cvc5_with_args([limit]), PATIENCE)
    }

    /// Starts another solver, and waits for it this long at most.
    pub fn asking(solver: Command, patience: Duration) -> Result<Self, Unproved> {
        Self::of(LocalSolver::from_command(&mut solver.into()), patience)
    }

    fn of(solver: Result<LocalSolver, SolverError>, patience: Duration) -> Result<Self, Unproved> {
        let problem = |e: String| Unproved::Solver { action: "nothing yet".to_owned(), problem: e };
        let solver =
            solver.map_err(|e| problem(format!("the solver does not start (Debian's package cvc5 brings it): {e}")))?;
        Ok(Self { compiler: CedarSymCompiler::new(solver).map_err(|e| problem(e.to_string()))?, patience })
    }

    /// Proves a statement about the policies: in how many actions it was looked for, or what breaks it.
    pub async fn prove(&mut self, house: &House, statement: &Statement) -> Result<Result<usize, Broken>, Unproved> {
        let region = match statement.claim {
            Claim::Never(text) | Claim::Always(text) => PolicySet::from_str(text).map_err(not_cedar)?,
            Claim::NoErrors => PolicySet::from_str("permit (principal, action, resource);").map_err(not_cedar)?,
        };
        let mut asked = 0;
        let mut environments: Vec<_> = house.schema.request_envs().collect();
        environments.sort_by_key(|environment| environment.action().to_string());
        for environment in environments {
            let named = about(house, &region, environment.action());
            if named.is_empty() {
                continue;
            }
            asked += 1;
            if let Some(found) = self.look(house, statement.claim, &region, &environment).await? {
                return Ok(Err(told(house, statement.claim, &region, &found)?));
            }
        }
        if asked == 0 { Err(Unproved::Empty) } else { Ok(Ok(asked)) }
    }

    /// Looks among all questions about one action for one that breaks the claim.
    async fn look(
        &mut self,
        house: &House,
        claim: Claim,
        region: &PolicySet,
        environment: &RequestEnv,
    ) -> Result<Option<Env>, Unproved> {
        let problem = |e: String| Unproved::Solver { action: environment.action().to_string(), problem: e };
        let relevant = chosen(about(house, &house.policies, environment.action()))?;
        if matches!(claim, Claim::NoErrors) {
            for policy in relevant.policies() {
                let one =
                    CompiledPolicy::compile(policy, environment, &house.schema).map_err(|e| problem(e.to_string()))?;
                let found = self.satisfy(&never_errors_asserts(&one)).await.map_err(problem)?;
                if found.is_some() {
                    return Ok(found);
                }
            }
            return Ok(None);
        }
        let compile = |set: &PolicySet| {
            CompiledPolicySet::compile(set, environment, &house.schema).map_err(|e| problem(e.to_string()))
        };
        let (policies, region) = (compile(&relevant)?, compile(region)?);
        let asserts = match claim {
            Claim::Always(_) => implies_asserts(&region, &policies),
            Claim::Never(_) | Claim::NoErrors => disjoint_asserts(&region, &policies),
        };
        self.satisfy(&asserts).await.map_err(problem)
    }

    async fn satisfy(&mut self, asserts: &WellFormedAsserts<'_>) -> Result<Option<Env>, String> {
        let answer = tokio::time::timeout(self.patience, self.compiler.check_sat(asserts)).await;
        match answer {
            Ok(answer) => answer.map_err(|e| e.to_string()),
            Err(_) => Err("nothing, in time".to_owned()),
        }
    }
}

/// The policies of a set whose heads name an action.
fn about<'a>(house: &House, set: &'a PolicySet, action: &EntityUid) -> Vec<&'a Policy> {
    let known = house.schema.action_entities().ok();
    let groups: HashSet<EntityUid> =
        known.as_ref().and_then(|known| known.ancestors(action)).into_iter().flatten().cloned().collect();
    let meant = |uid: &EntityUid| uid == action || groups.contains(uid);
    set.policies()
        .filter(|policy| match policy.action_constraint() {
            ActionConstraint::Any => true,
            ActionConstraint::Eq(uid) => uid == *action,
            ActionConstraint::In(uids) => uids.iter().any(meant),
        })
        .collect()
}

fn chosen(policies: Vec<&Policy>) -> Result<PolicySet, Unproved> {
    Ok(PolicySet::from_policies(policies.into_iter().cloned()).map_err(not_cedar)?)
}

/// Makes a question that breaks the claim as small as it can be, and tells it.
fn told(house: &House, claim: Claim, region: &PolicySet, found: &Env) -> Result<Broken, Unproved> {
    let breaks = |question: &Question| match claim {
        Claim::Never(_) => {
            question.decided(house, region).permitted && question.decided(house, &house.policies).permitted
        }
        Claim::Always(_) => {
            question.decided(house, region).permitted && !question.decided(house, &house.policies).permitted
        }
        Claim::NoErrors => question.decided(house, &house.policies).errs,
    };
    let question = Question::read(found).ok_or_else(|| Unproved::Disagreement(format!("{:?}", found.request)))?;
    if !breaks(&question) {
        return Err(Unproved::Disagreement(question.words()));
    }
    let smallest = question.smallest(&breaks);
    let sentence = |id: &PolicyId| format!("{id}: {}", house.sentence(id));
    let deciders = smallest.decided(house, &house.policies).by.iter().map(sentence).collect();
    Ok(Broken { words: smallest.words(), deciders })
}
