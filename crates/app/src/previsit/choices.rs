use crate::cases::{CaseFile, CaseHead, Names};
use crate::failure::Failure;
use crate::house::House;
use crate::session::{Name, room_name, worker_name};
use crate::sign_in::SignedIn;
use domain::centre::Standing;
use domain::ids::{CaseId, PersonId, PreVisitId, RoomId, VoiceId, WorkerId};
use domain::previsit::{PreVisit, Progress, TextVersion};
use domain::stream::StreamName;
use domain::voice::Stage;
use domain::words::{Role, Side, Window};
use jiff::civil::Date;
use std::collections::BTreeSet;
use storage::lists::{Filter, ListQuery, WORKERS};

/// Somebody who can receive an adult.
#[derive(Debug)]
pub struct Receiver {
    /// Who.
    pub worker: WorkerId,
    /// Their name.
    pub name: Name,
    /// What they do today.
    pub roles: BTreeSet<Role>,
}

/// A pre-visit that is planned.
#[derive(Debug, Clone, Copy)]
pub struct PlannedVisit {
    /// Its id.
    pub id: PreVisitId,
    /// When.
    pub window: Window,
}

/// Something that was said at the pre-visits and can be named as having been said there.
#[derive(Debug, Clone, Copy)]
pub struct AtPreVisit {
    /// The entry.
    pub voice: VoiceId,
    /// Whose.
    pub person: PersonId,
    /// The day.
    pub on: Date,
}

/// What planning or recording one adult's pre-visit offers.
#[derive(Debug)]
pub struct PreVisitChoices {
    /// What stands above it.
    pub head: CaseHead,
    /// The people of the case.
    pub names: Names,
    /// The adult.
    pub adult: PersonId,
    /// On which side.
    pub side: Side,
    /// The children who can come along or be shown the room: none with a visiting adult.
    pub children: Vec<PersonId>,
    /// Rooms in use.
    pub rooms: Vec<(RoomId, Name)>,
    /// Who can receive them.
    pub receivers: Vec<Receiver>,
    /// The days on which the other side has a pre-visit, planned or held.
    pub taken: Vec<Date>,
    /// This adult's pre-visit that is planned.
    pub planned: Option<PlannedVisit>,
    /// What was said at the pre-visits.
    pub said: Vec<AtPreVisit>,
    /// The versions of texts that somebody of this case signed.
    pub versions: BTreeSet<TextVersion>,
}

impl House {
    /// What planning or recording one adult's pre-visit offers, to somebody who may.
    pub async fn pre_visit_choices(
        &self,
        who: &SignedIn,
        case: CaseId,
        adult: PersonId,
    ) -> Result<PreVisitChoices, Failure> {
        let mut file = self.open_case(who, case).await?;
        if !self.may(who, "hold-pre-visit", file.record).await? {
            return Err(Failure::NotOpen);
        }
        let side = file.sides().into_iter().find(|(known, _)| *known == adult).map(|(_, side)| side);
        let side = side.ok_or(Failure::NotOpen)?;
        let receivers = self.receivers(who, &mut file).await?;
        let rooms = file.world.centre.rooms().iter().filter(|(_, room)| room.standing == Standing::Open);
        let rooms = rooms.map(|(id, _)| (*id, room_name(&file.world, *id, file.record))).collect();
        let referral = &file.case_state().referral;
        let visits = &file.case_state().previsit.visits;
        let others = visits.iter().filter(|visit| visit.side != side);
        let signatures = file.case_state().previsit.signatures.values();
        Ok(PreVisitChoices {
            adult,
            side,
            children: match side {
                Side::Resident => referral.children_of_referral().collect(),
                Side::Visiting | Side::Other => Vec::new(),
            },
            rooms,
            receivers,
            taken: others.filter_map(PreVisit::window).map(Window::date).collect(),
            planned: visits.iter().filter(|visit| visit.adult == adult).find_map(planned),
            said: said(&file, adult, side),
            versions: signatures.map(|signature| signature.version.clone()).collect(),
            names: file.names(),
            head: file.into_head(),
        })
    }

    async fn receivers(&self, who: &SignedIn, file: &mut CaseFile) -> Result<Vec<Receiver>, Failure> {
        let centre = who.asker.centre;
        let query = ListQuery::of(centre, &WORKERS).only(Filter::Is("state", "engaged".into())).page(0, 1_000);
        let listed = self.storage.list(&query).await?;
        let ids: Vec<WorkerId> = listed.rows.iter().filter_map(|row| row.key().parse().ok()).collect();
        let streams: Vec<_> = ids.iter().copied().map(StreamName::Worker).collect();
        self.read_into(&mut file.world, centre, &streams).await?;
        let (world, record, today) = (&file.world, file.record, file.today);
        let receiver = |worker| {
            let roles = world.workers.get(&worker)?.roles_on(today);
            let works_with_families = roles.iter().any(|role| !matches!(role, Role::Administrator | Role::Referrer));
            works_with_families.then(|| Receiver { worker, name: worker_name(world, worker, record), roles })
        };
        Ok(ids.into_iter().filter_map(receiver).collect())
    }
}

fn planned(visit: &PreVisit) -> Option<PlannedVisit> {
    let Progress::Planned = visit.progress else {
        return None;
    };
    Some(PlannedVisit { id: visit.id, window: visit.plan.as_ref()?.window })
}

/// What this adult and, where they live with them, the children said at the pre-visit stage.
fn said(file: &CaseFile, adult: PersonId, side: Side) -> Vec<AtPreVisit> {
    let zone = file.world.centre.zone();
    let state = file.case_state();
    let children: BTreeSet<_> = state.referral.children_of_referral().collect();
    let belongs = |person: PersonId| person == adult || (side == Side::Resident && children.contains(&person));
    let entries = state.voice.entries.iter().filter(|entry| entry.stage == Stage::PreVisit);
    entries
        .filter(|entry| belongs(entry.person))
        .map(|entry| AtPreVisit {
            voice: entry.id,
            person: entry.person,
            on: domain::words::at_centre(entry.at, &zone).date(),
        })
        .collect()
}
