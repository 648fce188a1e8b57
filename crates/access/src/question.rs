//! The question as Cedar reads it.

use crate::record::{Asker, Moment, Purpose, Record, RecordKind, Relation, Relations, SecondFactor};
use cedar_policy::{
    Context, Entities, Entity, EntityId, EntityTypeName, EntityUid, Request, RestrictedExpression, Schema,
};
use domain::ids::{CentreId, WorkerId};
use domain::words::Role;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::str::FromStr;
use uuid::Uuid;

/// A question ready to be decided.
pub(crate) struct Question {
    pub(crate) request: Request,
    pub(crate) entities: Entities,
}

/// Puts a question; `None` where it cannot be put, which is a refusal.
///
/// All questions about an action have one shape. That it fits the schema is seen once, when the policies are read, and not
/// again for each question: it would take a quarter of the time of a decision.
pub(crate) fn put(
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
    let context = context(relations, moment)?;
    let request = Request::new(principal, uid("Action", action)?, resource, context, None).ok()?;
    let entities = known.clone().add_entities([who, sought], None).ok()?;
    Some(Question { request, entities })
}

/// Whether the questions about an action have the shape that the schema gives them.
pub(crate) fn fits(schema: &Schema, known: &Entities, action: &str) -> bool {
    let shape = || {
        let (who, centre) = (WorkerId::from_uuid(Uuid::nil()), CentreId::from_uuid(Uuid::nil()));
        let asker = Asker { worker: who, centre, roles: BTreeSet::from([Role::Volunteer]), offices: BTreeSet::new() };
        let moment = Moment::from(Purpose::CaseWork);
        put(known, &asker, action, Record::new(centre, RecordKind::Centre), (&Relations::new(), moment))
    };
    let fits = |question: Question| {
        let Question { request, entities } = question;
        let context = request.context()?.clone();
        let (who, what, record) = (request.principal()?, request.action()?, request.resource()?);
        let attributes = [who, record].into_iter().filter_map(|uid| entities.get(uid).cloned());
        Entities::from_entities(attributes, Some(schema)).ok()?;
        Request::new(who.clone(), what.clone(), record.clone(), context, Some(schema)).ok()
    };
    shape().and_then(fits).is_some()
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
