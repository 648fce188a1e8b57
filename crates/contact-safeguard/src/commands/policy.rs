use crate::cli::PolicyTask;
use crate::failed::Failed;
use crate::place::{self, Place};
use crate::terminal;
use access::{Asker, Purpose, Record, RecordKind};
use app::House;
use domain::ids::CentreId;
use domain::stream::StreamName;

/// Says whether a worker may do something today, and why.
pub async fn run(task: PolicyTask) -> Result<(), Failed> {
    let PolicyTask::Explain(question) = task;
    let storage = Place::of(question.store)?.must_exist()?.open().await?;
    let centre = place::centre(&storage, question.centre).await?;
    let house = place::house(storage)?;
    let streams = [StreamName::Worker(question.worker), StreamName::Centre(centre)];
    let world = house.world(centre, &streams).await?;
    let today = house.clock_at(&world).date();
    let roles = world.workers.get(&question.worker).map(|worker| worker.roles_on(today)).unwrap_or_default();
    let record = Record::new(centre, kind(&house, centre, &question.on).await?);
    let relations = house.relations(centre, question.worker, record.kind.case()).await?;
    let access = access::Access::load()?;
    if !access.actions().contains(&question.action) {
        return Err(Failed::usage(
            &format!("There is no action {}.", question.action),
            "The actions stand in policies/house.cedarschema.",
        ));
    }
    let held: Vec<_> = roles.iter().map(|role| role.label()).collect();
    let asker = Asker { worker: question.worker, centre, roles };
    let answer = access.explain(&asker, &question.action, record, &relations, Purpose::CaseWork);
    let verdict = if answer.permitted { "Permitted" } else { "Refused" };
    terminal::say(&format!("{verdict}: {} on {}.", question.action, question.on));
    terminal::say(&format!("Roles today: {}.", if held.is_empty() { "none".to_owned() } else { held.join(", ") }));
    for sentence in &answer.sentences {
        terminal::say(&format!("Because: {sentence}"));
    }
    if answer.sentences.is_empty() {
        terminal::say("Because: no policy permits it, and what is not permitted is refused.");
    }
    house.storage().clone().close().await?;
    Ok(())
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
