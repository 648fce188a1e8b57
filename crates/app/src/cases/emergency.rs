//! Telling the safeguarding lead that something sealed was opened in an emergency (N-02).

use crate::failure::Failure;
use crate::house::{House, today};
use crate::sign_in::SignedIn;
use domain::concern::opened_in_emergency;
use domain::decision::Context;
use domain::ids::{CaseId, CommandId, PersonId};
use domain::stream::StreamName;
use domain::words::Role;
use storage::{Append, AppendError};

/// How often it is tried when somebody else records something in the case at the same moment.
const ATTEMPTS: u32 = 5;

impl House {
    /// Puts an opening before the safeguarding lead. The look itself is on the access log already, so that what is opened
    /// is shown even where this cannot be saved: in an emergency nothing stands before the protection of somebody.
    pub(super) async fn tell_of_emergency(&self, who: &SignedIn, case: CaseId, people: Vec<PersonId>) {
        if who.asker.roles.contains(&Role::SafeguardingLead) {
            return;
        }
        if let Err(failure) = self.put_before_lead(who, case, &people).await {
            tracing::error!(error = %failure, "an opening in an emergency could not be put before the safeguarding lead");
        }
    }

    async fn put_before_lead(&self, who: &SignedIn, case: CaseId, people: &[PersonId]) -> Result<(), Failure> {
        let (centre, stream) = (who.asker.centre, StreamName::Case(case));
        let command = CommandId::fresh(&mut self.ids());
        for _ in 0..ATTEMPTS {
            let world = self.world(centre, &[stream, StreamName::Centre(centre)]).await?;
            let state = world.cases.get(&case).ok_or(Failure::NotOpen)?;
            let now = self.now();
            let told = {
                let mut ids = self.ids();
                let mut context = Context { now, today: today(now, &world), actor: who.actor(), ids: &mut ids };
                opened_in_emergency(case, &state.concern, people.to_vec(), &mut context)
            };
            let Some(event) = told else {
                return Ok(());
            };
            let mut append = Append::new(centre, command, who.actor(), now, domain::rules::PACK);
            append.expects = vec![(stream, world.versions.get(&stream).copied().unwrap_or(0))];
            append.events = vec![event];
            match self.storage.append(append).await {
                Ok(_) => return Ok(()),
                Err(AppendError::Conflict { .. } | AppendError::Busy) => {}
                Err(error) => return Err(Failure::fault(error)),
            }
        }
        Err(Failure::Unconfirmed)
    }
}
