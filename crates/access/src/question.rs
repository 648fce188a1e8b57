//! The question as Cedar reads it.

use crate::record::{Asker, Moment, Record, Relation, Relations, SecondFactor};
use cedar_policy::{
    Context, Entities, Entity, EntityId, EntityTypeName, EntityUid, Request, RestrictedExpression, Schema,
};
use std::collections::{HashMap, HashSet};
use std::str::FromStr;

/// A question ready to be decided.
pub(crate) struct Question {
    pub(crate) request: Request,
    pub(crate) entities: Entities,
}

/// Puts a question; `None` where it does not fit the schema, which is a refusal.
pub(crate) fn put(
    schema: &Schema,
    known: &Entities,
    asker: &Asker,
    action: &str,
    record: Record,
    (relations, moment): (&Relations, Moment),
) -> Option<Question> {
    let principal = uid("Asker", &asker.worker.to_string())?;
    let resource = uid("Record", "asked")?;
    let roles = asker.roles.iter().map(|role| role.name());
    let offices = asker.offices.iter().map(|office| office.name());
    let who = entity(
        &principal,
        [
            ("roles", RestrictedExpression::new_set(roles.chain(offices).map(text))),
            ("centre", text(asker.centre.to_string())),
        ],
    )?;
    let sought = entity(&resource, [("centre", text(record.centre.to_string())), ("kind", text(record.kind.name()))])?;
    let request =
        Request::new(principal, uid("Action", action)?, resource, context(relations, moment)?, Some(schema)).ok()?;
    let entities = known.clone().add_entities([who, sought], None).ok()?;
    Some(Question { request, entities })
}

fn context(relations: &Relations, moment: Moment) -> Option<Context> {
    let truth = |name: &str, holds: bool| (name.to_owned(), RestrictedExpression::new_bool(holds));
    let second = |name, is: SecondFactor| truth(name, moment.second_factor == is);
    let at =
        |name: &str, instant: jiff::Timestamp| (name.to_owned(), RestrictedExpression::new_long(instant.as_second()));
    let held = Relation::ALL.iter().map(|relation| truth(relation.name(), relations.contains(relation)));
    let demanded = moment.second_factor != SecondFactor::NotDemanded;
    Context::from_pairs(held.chain([
        second("second_factor", SecondFactor::Given),
        truth("second_factor_demanded", demanded),
        at("now", moment.now),
        at("until", moment.until),
        ("purpose".to_owned(), text(moment.purpose.name())),
    ]))
    .ok()
}

fn text(value: impl Into<String>) -> RestrictedExpression {
    RestrictedExpression::new_string(value.into())
}

fn uid(kind: &str, id: &str) -> Option<EntityUid> {
    let kind = EntityTypeName::from_str(kind).ok()?;
    Some(EntityUid::from_type_name_and_id(kind, EntityId::new(id)))
}

fn entity<const N: usize>(uid: &EntityUid, attributes: [(&str, RestrictedExpression); N]) -> Option<Entity> {
    let attributes: HashMap<_, _> = attributes.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
    Entity::new(uid.clone(), attributes, HashSet::new()).ok()
}
