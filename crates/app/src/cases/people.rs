use super::file::CaseFile;
use crate::failure::Failure;
use crate::house::House;
use access::Sealed;
use access::action::Ordinary;
use domain::actor::Actor;
use domain::ids::{PersonId, WorkerId};
use domain::person::PersonKind;
use domain::stream::StreamName;
use domain::words::{PersonName, Side};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody of the case, with a name that opens with the case's grant.
#[derive(Debug)]
pub struct Named {
    /// Who.
    pub person: PersonId,
    /// Child or adult, where the centre knows.
    pub kind: Option<PersonKind>,
    /// On which side an adult stands, where somebody said so.
    pub side: Option<Side>,
    /// Their name, where it is known.
    pub name: Option<Sealed<PersonName, Ordinary>>,
}

/// The people of a case by their ids.
pub type Names = BTreeMap<PersonId, Named>;

/// Who recorded or decided something.
#[derive(Debug)]
pub enum By {
    /// Somebody who works for the centre; without a name where it is not known.
    Worker(WorkerId, Option<Sealed<PersonName, Ordinary>>),
    /// A person of the case, or from outside.
    Person(PersonId, Option<Sealed<PersonName, Ordinary>>),
    /// The program.
    Program,
}

impl CaseFile {
    /// Everybody the referral names.
    pub(crate) fn names(&self) -> Names {
        self.case_state().referral.people().map(|person| (person, self.named(person))).collect()
    }

    /// One person of the case.
    pub(crate) fn named(&self, person: PersonId) -> Named {
        let identity = self.world.people.get(&person).and_then(|state| state.identity.as_ref());
        let side = self.case_state().referral.adults.iter().find(|a| a.person == person).and_then(|a| a.side);
        Named {
            person,
            kind: identity.map(|identity| identity.kind),
            side,
            name: identity.and_then(|identity| identity.name.clone()).map(|name| self.seal(name)),
        }
    }

    /// The children the contact is about.
    pub(crate) fn children(&self) -> Vec<Named> {
        self.case_state().referral.children_of_referral().map(|child| self.named(child)).collect()
    }

    /// Somebody who did something, named where their stream was read.
    pub(crate) fn by(&self, actor: Actor) -> By {
        match actor {
            Actor::Worker(id) => {
                let name = self.world.workers.get(&id).and_then(|worker| worker.name()).cloned();
                By::Worker(id, name.map(|name| self.seal(name)))
            }
            Actor::Person(id) => {
                let partner = self.world.centre.partner_leads().get(&id).map(|lead| self.seal(lead.name.clone()));
                By::Person(id, self.named(id).name.or(partner))
            }
            Actor::Program => By::Program,
        }
    }
}

impl House {
    /// Reads the names of the workers among these.
    pub(crate) async fn read_workers(
        &self,
        file: &mut CaseFile,
        actors: impl IntoIterator<Item = Actor> + Send,
    ) -> Result<(), Failure> {
        let workers: BTreeSet<_> = actors.into_iter().filter_map(Actor::worker).collect();
        let streams: Vec<_> = workers.into_iter().map(StreamName::Worker).collect();
        let centre = file.record.centre;
        self.read_into(&mut file.world, centre, &streams).await
    }
}
