//! Who works here under the name of somebody in a family: suspected, in the same Append that makes either of them known,
//! until another person has settled it.

use crate::failure::Failure;
use crate::house::House;
use domain::decision::Recorded;
use domain::event::Event;
use domain::ids::{CaseId, CentreId, PersonId, WorkerId};
use domain::interest::{Suspicion, noticed};
use domain::person::PersonEvent;
use domain::private::Private;
use domain::stream::StreamName;
use domain::words::PersonName;
use domain::worker::WorkerEvent;
use domain::world::World;
use matching::{Record, Table, namesakes};
use std::collections::BTreeSet;
use storage::lists::{Filter, ListQuery, ListRecord, PARTIES, PEOPLE, WORKERS};

/// How many rows of a list are read at once.
const AT_ONCE: u32 = 1_000;

/// Somebody, and one of the names they go by.
struct Called<Id> {
    who: Id,
    name: String,
}

impl<Id> Called<Id> {
    fn record(&self) -> Record<'_> {
        Record { full_name: &self.name, ..Record::default() }
    }
}

impl House {
    /// Adds to what is about to be recorded who may have something to do with a family, by their names.
    pub(crate) async fn notice(
        &self,
        centre: CentreId,
        world: &mut World,
        events: &mut Vec<Recorded>,
    ) -> Result<(), Failure> {
        let (people, workers) = named(events);
        let mut alike = BTreeSet::new();
        if !people.is_empty() {
            alike.extend(pairs(&self.workers_by_name(centre).await?, &people));
        }
        if !workers.is_empty() {
            alike.extend(pairs(&workers, &self.people_by_name(centre).await?));
        }
        for (worker, person) in alike {
            for case in self.cases_of(centre, person, events).await? {
                self.read_into(world, centre, &[StreamName::Case(case)]).await?;
                let known = world.cases.get(&case).and_then(|case| case.interest.of(worker));
                let event = noticed(known, worker, Suspicion::Name);
                events.extend(event.map(|event| Recorded::now(StreamName::Case(case), event)));
            }
        }
        Ok(())
    }

    async fn workers_by_name(&self, centre: CentreId) -> Result<Vec<Called<WorkerId>>, Failure> {
        let mut called = Vec::new();
        let engaged = ListQuery::of(centre, &WORKERS).only(Filter::Is("state", "engaged".into()));
        for rows in self.all_rows(engaged).await? {
            let columns: Vec<_> = rows.iter().filter_map(|row| row.sealed("name")).collect();
            let names = self.storage.open_columns(centre, &columns).await?;
            let with_names = rows.iter().filter(|row| row.sealed("name").is_some()).zip(names);
            called.extend(
                with_names.filter_map(|(row, name)| Some(Called { who: row.key().parse().ok()?, name: name? })),
            );
        }
        Ok(called)
    }

    /// Everybody the centre knows, by every name they go by: the list holds only one.
    async fn people_by_name(&self, centre: CentreId) -> Result<Vec<Called<PersonId>>, Failure> {
        let mut called = Vec::new();
        for rows in self.all_rows(ListQuery::of(centre, &PEOPLE)).await? {
            let streams: Vec<_> =
                rows.iter().filter_map(|row| row.key().parse().ok()).map(StreamName::Person).collect();
            for (person, known) in self.world(centre, &streams).await?.people {
                if let Some(identity) = &known.identity {
                    called.extend(called_by(person, identity.name.iter().chain(&identity.aliases)));
                }
            }
        }
        Ok(called)
    }

    async fn all_rows(&self, query: ListQuery) -> Result<Vec<Vec<ListRecord>>, Failure> {
        let mut pages = Vec::new();
        let mut offset = 0;
        loop {
            let rows = self.storage.list(&query.clone().page(offset, AT_ONCE)).await?.rows;
            if rows.is_empty() {
                return Ok(pages);
            }
            offset += u64::from(AT_ONCE);
            pages.push(rows);
        }
    }

    /// The cases somebody belongs to, those among them that begin with what is about to be recorded.
    async fn cases_of(
        &self,
        centre: CentreId,
        person: PersonId,
        events: &[Recorded],
    ) -> Result<BTreeSet<CaseId>, Failure> {
        let query = ListQuery::of(centre, &PARTIES).only(Filter::Is("person_id", person.to_string().into()));
        let rows = self.storage.list(&query).await?.rows;
        let known = rows.iter().filter_map(|row| row.text("case_id")?.parse().ok());
        let joined = events.iter().any(|event| event.stream == StreamName::Person(person));
        let written = events.iter().filter(|_| joined).filter_map(|event| match event.stream {
            StreamName::Case(case) => Some(case),
            _ => None,
        });
        Ok(known.chain(written).collect())
    }
}

/// Whose names are about to be recorded: people of families, and workers.
fn named(events: &[Recorded]) -> (Vec<Called<PersonId>>, Vec<Called<WorkerId>>) {
    let (mut people, mut workers) = (Vec::new(), Vec::new());
    for recorded in events {
        match (recorded.stream, &recorded.event) {
            (
                StreamName::Person(person),
                Event::Person(
                    PersonEvent::Recorded { name, aliases, .. } | PersonEvent::IdentityCorrected { name, aliases, .. },
                ),
            ) => people.extend(called_by(person, name.iter().chain(aliases))),
            (StreamName::Worker(worker), Event::Worker(WorkerEvent::Engaged { name, .. })) => {
                workers.extend(called_by(worker, [name]));
            }
            _ => {}
        }
    }
    (people, workers)
}

fn called_by<'a, Id: Copy + 'a>(
    who: Id,
    names: impl IntoIterator<Item = &'a Private<PersonName>>,
) -> impl Iterator<Item = Called<Id>> {
    names.into_iter().filter_map(move |name| Some(Called { who, name: name.expose()?.full() }))
}

fn pairs(workers: &[Called<WorkerId>], people: &[Called<PersonId>]) -> Vec<(WorkerId, PersonId)> {
    let mut table = Table::new();
    table.add(&workers.iter().map(Called::record).collect::<Vec<_>>());
    table.add(&people.iter().map(Called::record).collect::<Vec<_>>());
    let found = namesakes(&table, workers.len());
    found
        .into_iter()
        .filter_map(|(worker, person)| {
            Some((workers.get(worker)?.who, people.get(person.checked_sub(workers.len())?)?.who))
        })
        .collect()
}
