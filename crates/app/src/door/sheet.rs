//! Today's sheet on a device: what the printed run sheet shows, of the door it stands at, and what can be recorded there.

use super::AtDoor;
use crate::booking::{DayFile, notes};
use crate::failure::Failure;
use crate::house::House;
use crate::reading::Look;
use crate::session::{Coming, Name, Step, comings, door_name, next_step, prompts, room_name};
use crate::sign_in::{SignedIn, Token};
use access::action::ReadDoor;
use access::{Grant, Purpose, Record, RecordKind, Sealed};
use domain::arrangement::ComesAs;
use domain::booking::{Slot, Visit};
use domain::ids::{SessionId, WorkerId};
use domain::session::{Movement, SessionState, Stage};
use domain::stream::StreamName;
use domain::words::Side;
use domain::world::{SessionRecord, World};
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use storage::DoorDevice;

/// Today's sheet, as it is open to whoever entered their PIN last.
pub struct DoorSheet {
    /// The day.
    pub date: Date,
    /// The door it is of; every door where there is none.
    pub door: Option<Name>,
    /// One family after another, in the order in which people come.
    pub rows: Vec<DoorRow>,
    /// Who works today.
    pub workers: Vec<DoorWorker>,
    /// Who entered their PIN last.
    pub reader: WorkerId,
    /// When it is hidden again.
    pub hides: Zoned,
    /// In how many seconds that is.
    pub hides_in: i64,
    /// When the shift ends.
    pub ends: Zoned,
    /// The token its forms carry, so that no other site can send one.
    pub form_token: String,
    /// What the names open with.
    pub grant: Grant<ReadDoor>,
}

/// Somebody who works today.
pub struct DoorWorker {
    /// Who.
    pub worker: WorkerId,
    /// First name and initial.
    pub name: Name,
}

/// A family on the sheet.
pub struct DoorRow {
    /// Its session.
    pub session: SessionId,
    /// Where the session stands.
    pub stage: Stage,
    /// Where they go.
    pub room: Name,
    /// Who comes by this door, and when.
    pub comings: Vec<Coming>,
    /// Letters for what staff must do; what they mean stands nowhere on the device.
    pub notes: Vec<char>,
    /// What comes next at this door.
    pub next: Option<DoorStep>,
    /// What else can be recorded at it.
    pub others: Vec<DoorStep>,
    /// Whether what was recorded calls for the shift lead now. Why is not told on a device that others look at.
    pub calls_lead: bool,
}

/// What can be recorded at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoorStep {
    /// Somebody came, went, or contact ended.
    Step(Step),
    /// One side did not come.
    DidNotCome(Side),
}

impl House {
    /// Today's sheet for somebody who entered their PIN lately.
    pub(super) async fn door_sheet(
        &self,
        who: &SignedIn,
        device: &DoorDevice,
        token: &Token,
        hides: Timestamp,
    ) -> Result<DoorSheet, Failure> {
        let (centre, now) = (device.centre, self.now());
        let record = Record::new(centre, RecordKind::Day(device.day));
        let look = Look { relations: AtDoor::reading(), ..Look::at(record) };
        let grant = self.grant::<ReadDoor>(who, look).await?;
        let mut file = self.read_day(centre, device.day).await?;
        self.only_open_at_door(who, &mut file).await?;
        let workers: Vec<_> = self.on_shift(device).await?.into_iter().collect();
        let cases = file.slots.iter().map(|slot| StreamName::Case(slot.case));
        let mut streams: Vec<_> = workers.iter().copied().map(StreamName::Worker).chain(cases).collect();
        streams.sort_unstable();
        streams.dedup();
        self.read_into(&mut file.world, centre, &streams).await?;
        let zone = file.world.centre.zone();
        Ok(DoorSheet {
            date: device.day,
            door: device.entrance.map(|door| door_name(&file.world, door, record)),
            rows: file.slots.iter().filter_map(|slot| row(&file, slot, device, record, now)).collect(),
            workers: workers.into_iter().map(|worker| named(&file.world, worker, record)).collect(),
            reader: who.asker.worker,
            hides: domain::words::at_centre(hides, &zone),
            hides_in: hides.duration_since(now).as_secs().max(0),
            ends: domain::words::at_centre(device.expires, &zone),
            form_token: token.form_token(),
            grant,
        })
    }

    /// Leaves out of the day whatever whoever entered their PIN could not record: what they are kept from is not there.
    async fn only_open_at_door(&self, who: &SignedIn, file: &mut DayFile) -> Result<(), Failure> {
        let mut open = Vec::new();
        for slot in &file.slots {
            let record = Record::new(who.asker.centre, RecordKind::Session(slot.session, slot.case));
            let mut standing = self.standing(who, Some(slot.case), Purpose::CaseWork).await?;
            standing.relations.extend(AtDoor::reading());
            if self.decided(&standing, "record-movement", record).permitted {
                open.push(slot.clone());
            }
        }
        file.slots = open;
        Ok(())
    }
}

fn named(world: &World, worker: WorkerId, record: Record) -> DoorWorker {
    let name = world.workers.get(&worker).and_then(|known| known.name());
    DoorWorker { worker, name: name.map(|name| Sealed::new(record, name.clone().map(|n| n.first_and_initial()))) }
}

fn row(file: &DayFile, slot: &Slot, device: &DoorDevice, record: Record, now: Timestamp) -> Option<DoorRow> {
    let known = file.world.sessions.get(&slot.session)?;
    let here = |visit: &&Visit| device.entrance.is_none_or(|door| visit.entrance == door);
    let visits: Vec<&Visit> = slot.visits.iter().filter(here).collect();
    if visits.is_empty() {
        return None;
    }
    let shown = Slot { visits: visits.iter().map(|visit| **visit).collect(), ..slot.clone() };
    let mut notes: Vec<char> = notes(file, slot, &visits).into_iter().map(documents::DoorNote::letter).collect();
    notes.sort_unstable();
    notes.dedup();
    let (next, others) = steps(slot, &shown, &known.session);
    Some(DoorRow {
        session: slot.session,
        stage: known.session.stage(),
        room: room_name(&file.world, slot.room, record),
        comings: comings(&file.world, &shown, &known.session, record),
        notes,
        next,
        others,
        calls_lead: calls_lead(slot, known, now, device.day),
    })
}

fn calls_lead(slot: &Slot, known: &SessionRecord, now: Timestamp, today: Date) -> bool {
    let lasts = matches!(known.session.stage(), Stage::Underway | Stage::Ended);
    lasts && !prompts(slot.session, known, now, today).is_empty()
}

/// What comes next of those who come by this door, and what else can be recorded of them.
fn steps(slot: &Slot, shown: &Slot, state: &SessionState) -> (Option<DoorStep>, Vec<DoorStep>) {
    let comes = |as_what| shown.coming_as(as_what).next().is_some();
    let (visiting, child) = (comes(ComesAs::Visiting), comes(ComesAs::Child));
    let both = visiting && child;
    if matches!(state.stage(), Stage::Closed | Stage::Cancelled) {
        return (None, Vec::new());
    }
    let mut all: Vec<Step> = Vec::new();
    let movements = [
        (visiting, Movement::VisitingIn),
        (child, Movement::ChildIn),
        (child, Movement::ChildOut),
        (visiting, Movement::VisitingOut),
    ];
    all.extend(movements.into_iter().filter(|(here, _)| *here).map(|(_, movement)| Step::Move(movement)));
    if state.ended().is_none() {
        // That the whole family left is seen where both sides are seen.
        let supported = both && !slot.level.is_observed();
        all.push(if supported { Step::LeftAsPlanned } else { Step::EndAsPlanned });
    }
    let next = next(shown, state).filter(|step| all.contains(step));
    let mut others: Vec<_> = all.into_iter().filter(|step| Some(*step) != next).map(DoorStep::Step).collect();
    if state.ended().is_none() {
        let sides = [(visiting, Side::Visiting), (child, Side::Resident)];
        others.extend(sides.into_iter().filter(|(here, _)| *here).map(|(_, side)| DoorStep::DidNotCome(side)));
    }
    (next.map(DoorStep::Step), others)
}

/// What comes next at this door: of a session that has ended, whoever came and is not yet said to have left.
fn next(shown: &Slot, state: &SessionState) -> Option<Step> {
    if state.ended().is_none() {
        return here_next(shown, state).or_else(|| next_step(state));
    }
    let stays = |comes, came, left| {
        shown.coming_as(comes).any(|v| state.when(v.person, came).is_some() && state.when(v.person, left).is_none())
    };
    if stays(ComesAs::Child, Movement::ChildIn, Movement::ChildOut) {
        return Some(Step::Move(Movement::ChildOut));
    }
    stays(ComesAs::Visiting, Movement::VisitingIn, Movement::VisitingOut).then_some(Step::Move(Movement::VisitingOut))
}

/// The first of those who come by this door who has not come yet.
fn here_next(shown: &Slot, state: &SessionState) -> Option<Step> {
    let waits = |comes, movement| shown.coming_as(comes).any(|v| state.when(v.person, movement).is_none());
    [(ComesAs::Visiting, Movement::VisitingIn), (ComesAs::Child, Movement::ChildIn)]
        .into_iter()
        .find(|(comes, movement)| waits(*comes, *movement))
        .map(|(_, movement)| Step::Move(movement))
}
