use crate::cli::PolicyTask;
use crate::failed::Failed;
use crate::place::{self, Place};
use crate::terminal;
use access::{Asker, Decider, Explanation, Purpose, Record, RecordKind, Relation, Relations};
use app::House;
use domain::ids::{CentreId, WorkerId};
use domain::stream::StreamName;
use std::collections::BTreeSet;

/// Says whether somebody may do something today, and which policies decide it.
pub async fn run(task: PolicyTask) -> Result<(), Failed> {
    let PolicyTask::Explain(question) = task;
    let access = access::Access::load()?;
    if !access.actions().contains(&question.action) {
        return Err(Failed::usage(
            &format!("There is no action {}.", question.action),
            "The actions stand in policies/house.cedarschema.",
        ));
    }
    let purpose = purpose(&question.purpose)?;
    let storage = Place::of(question.store)?.must_exist()?.open().await?;
    let centre = place::centre(&storage, question.centre).await?;
    let house = place::house(storage)?;
    let worker = person(&house, centre, &question.person).await?;
    let world = house.world(centre, &[StreamName::Worker(worker), StreamName::Centre(centre)]).await?;
    let today = house.clock_at(&world).date();
    let roles = world.workers.get(&worker).map(|worker| worker.roles_on(today)).unwrap_or_default();
    let record = Record::new(centre, kind(&house, centre, &question.on).await?);
    let mut relations = house.relations(centre, worker, record.kind.case()).await?;
    if record.kind == RecordKind::Worker(worker) {
        relations.insert(Relation::Themselves);
    }
    let asker = Asker { worker, centre, roles, offices: BTreeSet::new() };
    let answer = access.explain(&asker, &question.action, record, &relations, purpose);
    let verdict = if answer.permitted { "Permitted" } else { "Refused" };
    terminal::say(&format!("{verdict}: {} on {}, for {}.", question.action, question.on, purpose.name()));
    for line in why(&asker, &relations, &answer) {
        terminal::say(&line);
    }
    house.storage().clone().close().await?;
    Ok(())
}

/// What was known of who asks, and the policies that decided with their sentences.
fn why(asker: &Asker, relations: &Relations, answer: &Explanation) -> Vec<String> {
    let listed = |words: Vec<&str>| if words.is_empty() { "none".to_owned() } else { words.join(", ") };
    let mut lines = vec![
        format!("Roles today: {}.", listed(asker.roles.iter().map(|role| role.label()).collect())),
        format!("Relations: {}.", listed(relations.iter().map(|relation| relation.name()).collect())),
    ];
    let decided = |decider: &Decider| format!("Decided by {}: {}", decider.name, decider.sentence);
    lines.extend(answer.deciders.iter().map(decided));
    if answer.deciders.is_empty() {
        lines.push("Decided by no policy: none permits it, and what is not permitted is refused.".to_owned());
    }
    lines
}

fn purpose(name: &str) -> Result<Purpose, Failed> {
    Purpose::ALL.into_iter().find(|purpose| purpose.name() == name).ok_or_else(|| {
        let names: Vec<_> = Purpose::ALL.iter().map(|purpose| purpose.name()).collect();
        Failed::usage(&format!("There is no purpose {name}."), &format!("Write one of {}.", names.join(", ")))
    })
}

/// Somebody by the name they sign in with, or by their id.
async fn person(house: &House, centre: CentreId, text: &str) -> Result<WorkerId, Failed> {
    if let Ok(id) = text.parse() {
        return Ok(id);
    }
    let account = house.storage().account_by_name(text).await?.filter(|account| account.centre == centre);
    account.map(|account| account.worker).ok_or_else(|| {
        Failed::usage(
            &format!("Nobody signs in here as {text}."),
            "Write the name they sign in with, or a worker's id.",
        )
    })
}

async fn kind(house: &House, centre: CentreId, text: &str) -> Result<RecordKind, Failed> {
    let unknown = || {
        Failed::usage(
            &format!("{text} does not name a record."),
            "Write case/ID, session/ID, worker/ID, day/YYYY-MM-DD or centre.",
        )
    };
    if text == "centre" {
        return Ok(RecordKind::Centre);
    }
    if let Some(date) = text.strip_prefix("day/") {
        return date.parse().map(RecordKind::Day).map_err(|_| unknown());
    }
    match text.parse().map_err(|_| unknown())? {
        StreamName::Case(id) => Ok(RecordKind::Case(id)),
        StreamName::Worker(id) => Ok(RecordKind::Worker(id)),
        StreamName::Session(id) => {
            let world = house.world(centre, &[StreamName::Session(id)]).await?;
            let slot = world.sessions.get(&id).and_then(|record| record.session.slot());
            slot.map(|slot| RecordKind::Session(id, slot.case))
                .ok_or_else(|| Failed::no("This centre has no such session.", "Look at the id."))
        }
        _ => Err(unknown()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use access::Access;
    use domain::ids::CaseId;
    use domain::words::Role;
    use uuid::Uuid;

    fn explained(relations: &[Relation], action: &str, of: u128) -> Vec<String> {
        let centre = |id| CentreId::from_uuid(Uuid::from_u128(id));
        let asker = Asker {
            worker: WorkerId::from_uuid(Uuid::from_u128(1)),
            centre: centre(2),
            roles: BTreeSet::from([Role::ContactSupervisor]),
            offices: BTreeSet::new(),
        };
        let record = Record::new(centre(of), RecordKind::Case(CaseId::from_uuid(Uuid::from_u128(3))));
        let relations: Relations = relations.iter().copied().collect();
        let answer = Access::load().unwrap().explain(&asker, action, record, &relations, Purpose::CaseWork);
        why(&asker, &relations, &answer)
    }

    #[test]
    fn what_permits_is_named_with_its_sentence() {
        assert_eq!(
            explained(&[Relation::Assigned], "read-case", 2),
            [
                "Roles today: contact supervisor.",
                "Relations: assigned.",
                "Decided by cases/assigned-read-their-case: A contact supervisor or shift lead reads a case they are \
                 assigned to.",
            ]
        );
    }

    #[test]
    fn what_forbids_is_named_and_not_what_would_have_permitted() {
        let said = explained(&[Relation::Assigned, Relation::Conflicted], "read-case", 5);
        let decided: Vec<_> = said.iter().filter_map(|line| line.strip_prefix("Decided by ")).collect();
        assert_eq!(decided.len(), 2, "{decided:?}");
        assert!(decided[0].starts_with("cases/centre: Nothing of one centre"), "{decided:?}");
        assert!(decided[1].starts_with("cases/conflict: Nobody with a declared"), "{decided:?}");
    }

    #[test]
    fn where_no_policy_speaks_it_says_so() {
        let said = explained(&[], "read-case", 2);
        assert!(said[2].starts_with("Decided by no policy"), "{said:?}");
    }
}
