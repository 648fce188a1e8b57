//! The run sheet: one numbered sheet a door, first names and initials, letters instead of reasons. Its finished bytes are
//! read back and searched for everything that must not be on it before they are given away.

use super::day::DayFile;
use crate::failure::Failure;
use crate::house::House;
use crate::reading::Look;
use crate::sign_in::SignedIn;
use access::action::ReadDay;
use access::{Record, RecordKind};
use documents::{
    Door, DoorNote, DoorPerson, DoorRole, DoorRow, Listed, ProtectedKind, ProtectedString, RecipientClass, RoomList,
    RunSheet, ShortName, Window, gate,
};
use domain::arrangement::ComesAs;
use domain::booking::{Slot, Visit};
use domain::decision::Refusal;
use domain::ids::{EntranceId, PersonId, RoomId};
use domain::person::{FactKind, NeedKind, PersonState};
use domain::risk::{ControlKind, Requirement};
use domain::session::Stage;
use domain::stream::StreamName;
use domain::words::PersonName;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

impl House {
    /// The day's run sheet as a file, cleared for paper that lies about.
    pub async fn run_sheet(&self, who: &SignedIn, date: Date) -> Result<Vec<u8>, Failure> {
        let centre = who.asker.centre;
        let record = Record::new(centre, RecordKind::Day(date));
        self.grant::<ReadDay>(who, Look::at(record)).await?;
        let mut file = self.read_day(centre, date).await?;
        self.only_open(who, &mut file).await?;
        if file.slots.is_empty() {
            return Err(nothing_to_print().into());
        }
        let cases: BTreeSet<_> = file.slots.iter().map(|slot| StreamName::Case(slot.case)).collect();
        self.read_into(&mut file.world, centre, &cases.into_iter().collect::<Vec<_>>()).await?;
        let listed = match self.kept_from(centre, who.asker.worker).await? {
            0 => Listed::Everybody,
            _ => Listed::PerhapsNotEverybody,
        };
        let sheet = sheet(&file, date, listed);
        let protected = protected(&file, &sheet);
        let printed = tokio::task::spawn_blocking(move || {
            documents::run_sheet(&sheet).map(|pdf| gate(pdf, RecipientClass::DoorStaff, &protected))
        });
        match printed.await.map_err(Failure::fault)?.map_err(Failure::fault)? {
            Ok(cleared) => Ok(cleared.into_bytes()),
            Err(documents::Refusal::Leaks(_)) => Err(leaks().into()),
            Err(other) => Err(Failure::fault(other)),
        }
    }
}

/// What the letters on the sheet mean.
pub(super) fn key() -> Vec<(char, &'static str)> {
    DoorNote::ALL.iter().map(|note| (note.letter(), note.meaning())).collect()
}

fn nothing_to_print() -> Refusal {
    Refusal::not_now("no session is booked on this day", "Choose another day.")
}

fn leaks() -> Refusal {
    Refusal::not_now(
        "the run sheet was not printed, because something on it reads like a family name or a protected fact",
        "Look whether a room, a door or the centre is called like somebody who comes that day, and use the list on the \
         screen until then.",
    )
}

fn name_of(file: &DayFile, person: PersonId) -> Option<&PersonName> {
    file.world.people.get(&person)?.identity.as_ref()?.name.as_ref()?.expose()
}

fn short(file: &DayFile, person: PersonId) -> ShortName {
    name_of(file, person).map_or_else(
        || ShortName::shorten("No name", ""),
        |name| ShortName::shorten(name.given(), name.family().unwrap_or("")),
    )
}

fn sheet(file: &DayFile, date: Date, listed: Listed) -> RunSheet {
    let doors: BTreeSet<EntranceId> = file.slots.iter().flat_map(|s| &s.visits).map(|v| v.entrance).collect();
    let mut doors: Vec<Door> = doors.into_iter().map(|door| door_sheet(file, door)).collect();
    doors.sort_by(|one, other| one.name.cmp(&other.name));
    let centre = file.world.centre.name().and_then(|name| name.expose());
    RunSheet {
        centre: centre.map_or_else(|| "Child contact centre".to_owned(), |name| name.as_str().to_owned()),
        date,
        reference: format!("RS-{}", date.strftime("%Y%m%d")),
        doors,
        listed,
    }
}

fn door_sheet(file: &DayFile, door: EntranceId) -> Door {
    let mut rows = Vec::new();
    let mut rooms = BTreeSet::new();
    for slot in &file.slots {
        let mut parties: BTreeMap<_, Vec<&Visit>> = BTreeMap::new();
        for visit in slot.visits.iter().filter(|v| v.entrance == door) {
            parties.entry((visit.arrive, visit.leave)).or_default().push(visit);
        }
        for party in parties.values() {
            rows.push(row(file, slot, party));
            rooms.insert(slot.room);
        }
    }
    let name = file.world.centre.entrances().get(&door).and_then(|door| door.name.expose());
    Door {
        name: name.map_or_else(|| "Door".to_owned(), |name| name.as_str().to_owned()),
        rows,
        rooms: rooms.into_iter().map(|room| room_list(file, room)).collect(),
    }
}

fn room_label(file: &DayFile, room: RoomId) -> String {
    let name = file.world.centre.rooms().get(&room).and_then(|room| room.name.expose());
    name.map_or_else(|| "Room".to_owned(), |name| name.as_str().to_owned())
}

fn row(file: &DayFile, slot: &Slot, party: &[&Visit]) -> DoorRow {
    let window = |window: domain::words::Window| Window { from: window.from(), until: window.to() };
    let times = party.first().map_or((slot.contact, slot.contact), |visit| (visit.arrive, visit.leave));
    DoorRow {
        arrive: window(times.0),
        leave: window(times.1),
        room: room_label(file, slot.room),
        people: party.iter().map(|v| DoorPerson { name: short(file, v.person), role: role(v.comes) }).collect(),
        notes: notes(file, slot, party),
    }
}

const fn role(comes: ComesAs) -> DoorRole {
    match comes {
        ComesAs::Child => DoorRole::Child,
        ComesAs::Escort => DoorRole::Brings,
        ComesAs::Visiting => DoorRole::Visiting,
        ComesAs::Visitor => DoorRole::Other,
    }
}

/// Letters for what staff must do. A reason is never among them.
pub(crate) fn notes(file: &DayFile, slot: &Slot, party: &[&Visit]) -> Vec<DoorNote> {
    let mut notes = Vec::new();
    let case = file.world.cases.get(&slot.case);
    let current = case.and_then(|case| case.risk.current.as_ref());
    let controls = current.map(|current| current.signed.draft.content.controls.as_slice()).unwrap_or_default();
    let asks = |kind| controls.iter().any(|c| c.kind == kind && c.requirement == Requirement::Mandatory);
    if asks(ControlKind::PoliceLink) || asks(ControlKind::PanicAlarm) {
        notes.push(DoorNote::TwoStaff);
    }
    let speaks = party.iter().filter_map(|v| file.world.people.get(&v.person)).any(needs_interpreter);
    if speaks || asks(ControlKind::Interpreter) {
        notes.push(DoorNote::Interpreter);
    }
    let stage = file.world.sessions.get(&slot.session).map(|record| record.session.stage());
    if asks(ControlKind::SubstanceCheck) || stage == Some(Stage::Planned) {
        notes.push(DoorNote::CheckWithLead);
    }
    notes
}

fn needs_interpreter(person: &PersonState) -> bool {
    person.needs.iter().filter_map(|need| need.expose()).any(|need| need.kind == NeedKind::Interpreter)
}

/// Who may be in a room on the day; whoever only brings a child may not.
fn room_list(file: &DayFile, room: RoomId) -> RoomList {
    let here = || file.slots.iter().filter(|slot| slot.room == room);
    let staff: BTreeSet<_> = here().flat_map(|slot| slot.team.iter().chain([&slot.lead])).collect();
    let mut people: Vec<PersonId> = Vec::new();
    for visit in here().flat_map(|slot| &slot.visits).filter(|v| v.comes != ComesAs::Escort) {
        if !people.contains(&visit.person) {
            people.push(visit.person);
        }
    }
    RoomList {
        room: room_label(file, room),
        staff: u16::try_from(staff.len()).unwrap_or(u16::MAX),
        people: people.into_iter().map(|person| short(file, person)).collect(),
    }
}

/// Everything that must not be on the sheet: every family name of the day and every protected fact of everybody who
/// comes, former ones included. A word the sheet must print anyway, such as another person's first name or the name of a
/// room, is not looked for as a family name: it could not be told apart.
fn protected(file: &DayFile, sheet: &RunSheet) -> Vec<ProtectedString> {
    let people: BTreeSet<PersonId> = file.slots.iter().flat_map(|s| &s.visits).map(|v| v.person).collect();
    let printed = printed_words(file, sheet, &people);
    let mut strings = Vec::new();
    for person in people {
        let family = name_of(file, person).and_then(PersonName::family).unwrap_or("");
        let told_apart = family.split_whitespace().all(|word| !printed.contains(&word.to_lowercase()));
        if !family.is_empty() && told_apart {
            strings.push(string(ProtectedKind::FamilyName, family, person));
        }
        let Some(state) = file.world.people.get(&person) else {
            continue;
        };
        let facts = state.facts.values().chain(&state.former_facts).filter_map(|fact| fact.detail.expose());
        strings.extend(facts.map(|detail| string(kind(detail.kind), detail.text.as_str(), person)));
        let refuges = state.refuges.values().chain(&state.former_refuges).filter_map(|refuge| refuge.text.expose());
        strings.extend(refuges.map(|refuge| string(ProtectedKind::Refuge, refuge.as_str(), person)));
    }
    strings
}

fn printed_words(file: &DayFile, sheet: &RunSheet, people: &BTreeSet<PersonId>) -> BTreeSet<String> {
    let names = people.iter().filter_map(|person| name_of(file, *person)).map(|name| name.given().to_owned());
    let doors = sheet.doors.iter().map(|door| door.name.clone());
    let rooms = sheet.doors.iter().flat_map(|door| &door.rooms).map(|room| room.room.clone());
    let printed = names.chain(doors).chain(rooms).chain([sheet.centre.clone()]);
    printed.flat_map(|text| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>()).collect()
}

fn string(kind: ProtectedKind, value: &str, person: PersonId) -> ProtectedString {
    ProtectedString { kind, value: value.to_owned(), label_id: person.to_string() }
}

const fn kind(kind: FactKind) -> ProtectedKind {
    match kind {
        FactKind::Address => ProtectedKind::Address,
        FactKind::Telephone => ProtectedKind::Phone,
        FactKind::Email => ProtectedKind::Email,
        FactKind::School => ProtectedKind::School,
        FactKind::Vehicle => ProtectedKind::Plate,
        FactKind::Refuge => ProtectedKind::Refuge,
        FactKind::Workplace | FactKind::Associate => ProtectedKind::Other,
    }
}
