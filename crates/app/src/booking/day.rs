use crate::failure::Failure;
use crate::house::{House, today};
use crate::reading::Look;
use crate::session::{Coming, DayIs, Name, Step, Wall, comings, next_step, offered, prompts, room_name};
use crate::sign_in::SignedIn;
use access::action::ReadDay;
use access::{Grant, Record, RecordKind, Relations};
use domain::booking::Slot;
use domain::ids::{CaseId, CentreId, SessionId};
use domain::rules::Finding;
use domain::session::Stage;
use domain::stream::StreamName;
use domain::words::{ContactLevel, Role, Window};
use domain::world::{SessionRecord, World};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The sessions of one day, in the order in which people come.
#[derive(Debug)]
pub struct DayPage {
    /// The day.
    pub date: Date,
    /// Today, on the calendar at the centre.
    pub today: Date,
    /// The clock of the day.
    pub wall: Wall,
    /// The present instant.
    pub now: Timestamp,
    /// One family's session after another.
    pub families: Vec<Family>,
    /// What the letters on the run sheet mean, for whoever leads the day; nobody else is told.
    pub key: Vec<(char, &'static str)>,
    /// Whether this reader may book sessions.
    pub may_book: bool,
    /// What the names open with.
    pub grant: Grant<ReadDay>,
}

/// One family's session as the day shows it.
#[derive(Debug)]
pub struct Family {
    /// The session.
    pub session: SessionId,
    /// Whose.
    pub case: CaseId,
    /// The level it is delivered at.
    pub level: ContactLevel,
    /// Where it stands.
    pub stage: Stage,
    /// Where.
    pub room: Name,
    /// The time together.
    pub contact: Window,
    /// Who comes, by which door and when.
    pub comings: Vec<Coming>,
    /// What is recorded next.
    pub step: Option<Step>,
    /// What the rules say about what was recorded, while the session lasts.
    pub prompts: Vec<Finding>,
    /// How much of it is open to this reader.
    pub reach: Reach,
}

/// How much of a session is open to a reader of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Its own page too.
    Page,
    /// What stands on the day.
    DayOnly,
}

/// A day as it was read.
pub(crate) struct DayFile {
    pub(crate) world: World,
    pub(crate) slots: Vec<Slot>,
}

impl House {
    /// One day of the centre.
    pub async fn day_page(&self, who: &SignedIn, date: Date) -> Result<DayPage, Failure> {
        let centre = who.asker.centre;
        let record = Record::new(centre, RecordKind::Day(date));
        let grant = self.grant::<ReadDay>(who, Look::at(record)).await?;
        let file = self.read_day(centre, date).await?;
        let now = self.now();
        let today = today(now, &file.world);
        let cases = file.slots.iter().map(|slot| slot.case).collect();
        let relations = self.relations_among(centre, who.asker.worker, &cases).await?;
        let mut families = Vec::new();
        for slot in &file.slots {
            let reach = self.reach(who, slot, &relations);
            let known = file.world.sessions.get(&slot.session);
            if let (Some(reach), Some(session)) = (reach, known) {
                families.push(family(&file.world, slot, session, reach, (now, today)));
            }
        }
        let wall = Wall::of(&file.world, date);
        let key = if leads(who) { super::run_sheet::key() } else { Vec::new() };
        let may_book = self.may(who, "book-session", Record::new(centre, RecordKind::Centre)).await?;
        Ok(DayPage { date, today, wall, now, families, key, may_book, grant })
    }

    /// The day, its sessions, and everybody who comes, earliest first.
    pub(crate) async fn read_day(&self, centre: CentreId, date: Date) -> Result<DayFile, Failure> {
        let streams = [StreamName::Centre(centre), StreamName::Day(centre, date)];
        let mut world = self.world(centre, &streams).await?;
        let day = world.days.get(&date);
        let mut slots: Vec<Slot> = day.map(|day| day.slots().cloned().collect()).unwrap_or_default();
        slots.sort_by_key(|slot| (slot.in_use(), slot.session));
        let sessions = slots.iter().map(|slot| StreamName::Session(slot.session));
        let people = slots.iter().flat_map(|slot| &slot.visits).map(|v| StreamName::Person(v.person));
        let mut streams: Vec<_> = sessions.chain(people).collect();
        streams.sort_unstable();
        streams.dedup();
        self.read_into(&mut world, centre, &streams).await?;
        Ok(DayFile { world, slots })
    }

    /// Takes out of a day what its reader is kept from.
    pub(super) async fn only_open(&self, who: &SignedIn, file: &mut DayFile) -> Result<(), Failure> {
        let cases = file.slots.iter().map(|slot| slot.case).collect();
        let relations = self.relations_among(who.asker.centre, who.asker.worker, &cases).await?;
        file.slots.retain(|slot| self.reach(who, slot, &relations).is_some());
        Ok(())
    }

    /// Each row of a day is decided too: whoever may not record at a session, having an interest in the case, does not
    /// see it on the day either.
    fn reach(&self, who: &SignedIn, slot: &Slot, relations: &BTreeMap<CaseId, Relations>) -> Option<Reach> {
        let record = Record::new(who.asker.centre, RecordKind::Session(slot.session, slot.case));
        let relations = relations.get(&slot.case)?;
        let may = |action| self.permitted(who, action, record, relations);
        match (may("record-movement"), may("read-session")) {
            (false, _) => None,
            (true, true) => Some(Reach::Page),
            (true, false) => Some(Reach::DayOnly),
        }
    }
}

/// Whether somebody leads a session day, and so holds the key to the letters.
fn leads(who: &SignedIn) -> bool {
    let roles = [Role::ShiftLead, Role::Coordinator, Role::SafeguardingLead, Role::DeputySafeguardingLead];
    roles.iter().any(|role| who.asker.roles.contains(role))
}

fn family(
    world: &World,
    slot: &Slot,
    session: &SessionRecord,
    reach: Reach,
    (now, today): (Timestamp, Date),
) -> Family {
    let record = Record::new(world_centre(world), RecordKind::Session(slot.session, slot.case));
    let stage = session.session.stage();
    let lasts = matches!(stage, Stage::Underway | Stage::Ended);
    Family {
        session: slot.session,
        case: slot.case,
        level: slot.level,
        stage,
        room: room_name(world, slot.room, record),
        contact: slot.contact,
        comings: comings(world, slot, &session.session, record),
        step: offered(next_step(&session.session), DayIs::of(slot.contact.date(), today)),
        prompts: if lasts { prompts(slot.session, session, now, today) } else { Vec::new() },
        reach,
    }
}

fn world_centre(world: &World) -> CentreId {
    // Every world the house reads is of a centre; the nil id would open with no grant.
    world.centre_id.unwrap_or_else(|| CentreId::from_uuid(uuid::Uuid::nil()))
}
