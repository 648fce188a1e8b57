//! One centre of the demo while it is being filled: its house, its people, its rooms, and the hands that carry things out.

use super::turns::FillClock;
use crate::failed::Failed;
use app::{Done, House, SignedIn};
use domain::command::Command;
use domain::ids::{CentreId, EntranceId, RoomId, WorkerId};
use domain::words::Role;
use indicatif::ProgressBar;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Somebody who works at the centre.
pub struct Colleague {
    /// Their sign-in.
    pub who: SignedIn,
    /// Their id.
    pub id: WorkerId,
    /// What they do.
    pub roles: BTreeSet<Role>,
}

/// Rooms and doors.
pub struct Building {
    /// The room families share, or the first of the single ones.
    pub hall: RoomId,
    /// The rooms for one family.
    pub single: Vec<RoomId>,
    /// The door of the side the child lives with.
    pub resident_door: EntranceId,
    /// The door of the visiting side.
    pub visiting_door: EntranceId,
}

/// A centre with its people.
pub struct Office {
    /// The house with the demo's own clock.
    pub house: House,
    /// That clock.
    pub clock: Arc<FillClock>,
    /// The centre.
    pub centre: CentreId,
    /// Everybody who works there.
    pub staff: Vec<Colleague>,
    /// Rooms and doors.
    pub building: Building,
    /// Shown while the demo fills.
    pub progress: ProgressBar,
}

impl Office {
    /// Carries out a command as one of the centre's people, through everything a page goes through.
    pub async fn carry_out(&self, who: &Colleague, command: impl Into<Command>) -> Result<Done, Failed> {
        let command = command.into();
        let what = domain::command::FeatureCommand::action(&command);
        let done = self.house.carry_out(&who.who, command.into()).await;
        done.map_err(|failure| {
            Failed::no(&format!("The demo could not {what}: {}", Failed::from(failure)), "Please report this.")
        })
    }

    /// Those who hold a role, in the order they were engaged.
    pub fn with(&self, role: Role) -> impl Iterator<Item = &Colleague> {
        self.staff.iter().filter(move |colleague| colleague.roles.contains(&role))
    }

    /// The one of those who hold a role whose turn a number is.
    pub fn of(&self, role: Role, number: u64) -> Result<&Colleague, Failed> {
        let all: Vec<_> = self.with(role).collect();
        let place = usize::try_from(number).unwrap_or(0).checked_rem(all.len()).unwrap_or(0);
        all.get(place)
            .copied()
            .ok_or_else(|| Failed::no(&format!("The demo has no {}.", role.label()), "Please report this."))
    }

    /// The coordinator.
    pub fn coordinator(&self) -> Result<&Colleague, Failed> {
        self.of(Role::Coordinator, 0)
    }

    /// The safeguarding lead.
    pub fn safeguarding_lead(&self) -> Result<&Colleague, Failed> {
        self.of(Role::SafeguardingLead, 0)
    }

    /// The deputy of the safeguarding lead.
    pub fn deputy(&self) -> Result<&Colleague, Failed> {
        self.of(Role::DeputySafeguardingLead, 0)
    }

    /// Whoever takes referrals in.
    pub fn intake(&self) -> Result<&Colleague, Failed> {
        self.of(Role::IntakeWorker, 0)
    }
}
