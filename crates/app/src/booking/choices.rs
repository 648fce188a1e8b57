use crate::cases::{CaseFile, CaseHead};
use crate::failure::Failure;
use crate::house::House;
use crate::session::{Name, room_name, worker_name};
use crate::sign_in::SignedIn;
use domain::arrangement::{Frequency, Phase};
use domain::centre::Standing;
use domain::ids::{CaseId, RoomId, WorkerId};
use domain::stream::StreamName;
use domain::words::{ContactLevel, Role};
use jiff::civil::Date;
use std::collections::BTreeSet;
use storage::lists::{Filter, ListQuery, WORKERS};

/// What booking a session of a case offers to choose from.
#[derive(Debug)]
pub struct BookingChoices {
    /// What stands above every page of the case, with the grant everything here opens with.
    pub head: CaseHead,
    /// How far the arrangement has come.
    pub phase: Phase,
    /// The level agreed.
    pub level: Option<ContactLevel>,
    /// How often.
    pub frequency: Option<Frequency>,
    /// How long a session lasts, in minutes.
    pub minutes: Option<u16>,
    /// The room agreed.
    pub agreed_room: Option<RoomId>,
    /// When the arrangement is looked at again.
    pub review_on: Option<Date>,
    /// Rooms in use.
    pub rooms: Vec<(RoomId, Name)>,
    /// Who works for the centre.
    pub workers: Vec<Choosable>,
}

/// A worker who can be put on a session.
#[derive(Debug)]
pub struct Choosable {
    /// Who.
    pub worker: WorkerId,
    /// Their name.
    pub name: Name,
    /// What they do today.
    pub roles: BTreeSet<Role>,
}

impl House {
    /// What booking a session of a case offers. Asks whether this reader may book before anything else is shown.
    pub async fn booking_choices(&self, who: &SignedIn, case: CaseId) -> Result<BookingChoices, Failure> {
        let mut file = self.open_case(who, case).await?;
        if !self.may(who, "book-session", file.record).await? {
            return Err(Failure::NotOpen);
        }
        let mut workers = self.colleagues(&mut file).await?;
        // Nobody works with a family they have something to do with.
        workers.retain(|colleague| !file.case_state().interest.keeps_away(colleague.worker));
        let (world, record) = (&file.world, file.record);
        let rooms = world.centre.rooms().iter().filter(|(_, room)| room.standing == Standing::Open);
        let arrangement = &file.case_state().arrangement;
        let terms = arrangement.live();
        Ok(BookingChoices {
            phase: arrangement.phase,
            level: terms.map(|terms| terms.level),
            frequency: terms.map(|terms| terms.frequency),
            minutes: terms.map(|terms| terms.minutes),
            agreed_room: terms.map(|terms| terms.room),
            review_on: terms.map(|terms| terms.review_on),
            rooms: rooms.map(|(id, _)| (*id, room_name(world, *id, record))).collect(),
            workers,
            head: file.into_head(),
        })
    }

    /// Everybody who works for the centre today.
    pub(crate) async fn colleagues(&self, file: &mut CaseFile) -> Result<Vec<Choosable>, Failure> {
        let centre = file.record.centre;
        let query = ListQuery::of(centre, &WORKERS).only(Filter::Is("state", "engaged".into()));
        let listed = self.storage.list(&query).await?;
        let ids: Vec<WorkerId> = listed.rows.iter().filter_map(|row| row.key().parse().ok()).collect();
        let streams: Vec<_> = ids.iter().copied().map(StreamName::Worker).collect();
        self.read_into(&mut file.world, centre, &streams).await?;
        let (world, record, today) = (&file.world, file.record, file.today);
        let known = ids.into_iter().filter_map(|worker| {
            let roles = world.workers.get(&worker)?.roles_on(today);
            (!roles.is_empty()).then(|| Choosable { worker, name: worker_name(world, worker, record), roles })
        });
        Ok(known.collect())
    }
}
