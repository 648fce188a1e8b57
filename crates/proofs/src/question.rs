use crate::policies::House;
use crate::words;
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, EvalResult, PolicyId,
    PolicySet, Request, RestrictedExpression,
};
use cedar_policy_symcc::Env;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::str::FromStr;

/// The name of a centre in a question that was made small.
const HERE: &str = "this centre";

/// One question, as values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) action: String,
    pub(crate) roles: BTreeSet<String>,
    pub(crate) theirs: String,
    pub(crate) keeps: String,
    pub(crate) kind: String,
    pub(crate) truths: BTreeMap<String, bool>,
    pub(crate) numbers: BTreeMap<String, i64>,
    pub(crate) texts: BTreeMap<String, String>,
}

/// How a question was decided.
pub(crate) struct Decided {
    pub(crate) permitted: bool,
    pub(crate) errs: bool,
    pub(crate) by: Vec<PolicyId>,
}

impl Question {
    /// Reads the question the solver found.
    pub(crate) fn read(found: &Env) -> Option<Self> {
        let request = &found.request;
        let who = found.entities.get(request.principal()?)?;
        let record = found.entities.get(request.resource()?)?;
        let mut question = Self {
            action: request.action()?.id().unescaped().to_owned(),
            roles: texts(&who.attr("roles")?.ok()?),
            theirs: text(&who.attr("centre")?.ok()?)?,
            keeps: text(&record.attr("centre")?.ok()?)?,
            kind: text(&record.attr("kind")?.ok()?)?,
            truths: BTreeMap::new(),
            numbers: BTreeMap::new(),
            texts: BTreeMap::new(),
        };
        let context = request.context()?;
        for (name, _) in context.clone() {
            match context.get(&name)? {
                EvalResult::Bool(truth) => question.truths.insert(name, truth).is_some(),
                EvalResult::Long(number) => question.numbers.insert(name, number).is_some(),
                other => question.texts.insert(name, text(&other)?).is_some(),
            };
        }
        Some(question)
    }

    /// How a set of policies decides it. A question that cannot be put is not permitted.
    pub(crate) fn decided(&self, house: &House, policies: &PolicySet) -> Decided {
        let Some((request, entities)) = self.put(house) else {
            return Decided { permitted: false, errs: false, by: Vec::new() };
        };
        let response = Authorizer::new().is_authorized(&request, policies, &entities);
        let errs = response.diagnostics().errors().next().is_some();
        let mut by: Vec<_> = response.diagnostics().reason().cloned().collect();
        by.sort();
        Decided { permitted: response.decision() == Decision::Allow && !errs, errs, by }
    }

    fn put(&self, house: &House) -> Option<(Request, Entities)> {
        let string = |text: &str| RestrictedExpression::new_string(text.to_owned());
        let roles = RestrictedExpression::new_set(self.roles.iter().map(|role| string(role)));
        let (who, record, action) = (uid("Asker", "who")?, uid("Record", "asked")?, uid("Action", &self.action)?);
        let asker = entity(&who, [("roles", roles), ("centre", string(&self.theirs))])?;
        let kept = entity(&record, [("centre", string(&self.keeps)), ("kind", string(&self.kind))])?;
        let truths = self.truths.iter().map(|(name, truth)| (name.clone(), RestrictedExpression::new_bool(*truth)));
        let numbers = self.numbers.iter().map(|(name, number)| (name.clone(), RestrictedExpression::new_long(*number)));
        let texts = self.texts.iter().map(|(name, text)| (name.clone(), string(text)));
        let context = Context::from_pairs(truths.chain(numbers).chain(texts)).ok()?;
        let request = Request::new(who, action, record, context, Some(&house.schema)).ok()?;
        let known = house.schema.action_entities().ok()?;
        Some((request, known.add_entities([asker, kept], None).ok()?))
    }

    /// The same question without everything that does not matter to what it breaks.
    pub(crate) fn smallest(&self, breaks: &dyn Fn(&Self) -> bool) -> Self {
        let mut best = self.clone();
        let mut attempt = |change: &dyn Fn(&mut Self)| {
            let mut smaller = best.clone();
            change(&mut smaller);
            let breaks = breaks(&smaller);
            if breaks {
                best = smaller;
            }
            breaks
        };
        attempt(&|q| (q.theirs, q.keeps) = (HERE.to_owned(), HERE.to_owned()));
        attempt(&|q| "case".clone_into(&mut q.kind));
        for role in &self.roles {
            attempt(&|q| q.roles.retain(|held| held != role));
        }
        // Twice: what a later truth rests on may be left out once that is.
        for name in self.truths.keys().chain(self.truths.keys()) {
            attempt(&|q| q.truths.extend([(name.clone(), false)]));
        }
        let at = |now: i64, until: i64| BTreeMap::from([("now".to_owned(), now), ("until".to_owned(), until)]);
        let _ = attempt(&|q| q.numbers = at(0, 0))
            || attempt(&|q| q.numbers = at(0, 1))
            || attempt(&|q| q.numbers = at(1, 0));
        let purposes = ["case-work", "safe-contact", "safeguarding", "emergency"];
        let _ = purposes
            .iter()
            .any(|purpose| attempt(&|q| q.texts = [("purpose".to_owned(), (*purpose).to_owned())].into()));
        best
    }

    /// The question as a sentence.
    pub(crate) fn words(&self) -> String {
        words::told(self)
    }

    /// Whether something is so.
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.truths.get(name).copied().unwrap_or_default()
    }
}

fn text(value: &EvalResult) -> Option<String> {
    if let EvalResult::String(text) = value { Some(text.clone()) } else { None }
}

fn texts(value: &EvalResult) -> BTreeSet<String> {
    if let EvalResult::Set(set) = value { set.iter().filter_map(text).collect() } else { BTreeSet::new() }
}

fn uid(kind: &str, id: &str) -> Option<EntityUid> {
    let kind = EntityTypeName::from_str(kind).ok()?;
    Some(EntityUid::from_type_name_and_id(kind, EntityId::new(id)))
}

fn entity<const N: usize>(uid: &EntityUid, attributes: [(&str, RestrictedExpression); N]) -> Option<Entity> {
    let attributes: HashMap<_, _> = attributes.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
    Entity::new(uid.clone(), attributes, HashSet::new()).ok()
}
