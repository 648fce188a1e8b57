//! The run sheet: what stands on paper at each door on the day.
//!
//! Paper left on a tea table is the likeliest leak, so the sheet is built so that a stranger who
//! finds it learns little: first names and an initial, no address, no reason, and circled letters
//! whose meaning only the shift lead holds.

use jiff::civil::{Date, Time};
use serde::{Serialize, Serializer};

use crate::pdf::{Pdf, redacted_debug};
use crate::press::{DocumentError, Form, typeset};
use crate::printable::MissingLetters;
use crate::words;

const FORM: Form = Form {
    name: "run sheet",
    template: include_str!("../templates/run_sheet.typ"),
    missing_letters: MissingLetters::ShowBox,
};

/// One day's sheets of one centre, a numbered sheet for each door.
#[derive(Clone, Serialize)]
pub struct RunSheet {
    /// The centre's name as printed on its own letterhead.
    pub centre: String,
    /// The day.
    #[serde(serialize_with = "words::date")]
    pub date: Date,
    /// The number under which these sheets are counted out and collected in.
    pub reference: String,
    /// The doors; each has its own sheet because those at one door must not read the other's times.
    pub doors: Vec<Door>,
    /// Whether every family of the day is on it.
    pub listed: Listed,
}

/// Whether every family of a day is on its run sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Listed {
    /// Every family.
    Everybody,
    /// Whoever printed it is kept from a family, on whatever day that family comes.
    PerhapsNotEverybody,
}

/// The sheet of one door.
#[derive(Clone, Serialize)]
pub struct Door {
    /// What the door is called in the building: "Garden door".
    pub name: String,
    /// Those who come through it; printed in order of arrival whatever the order here.
    pub rows: Vec<DoorRow>,
    /// Who may be in each room, as far as this door needs to know.
    pub rooms: Vec<RoomList>,
}

/// A party that arrives and leaves together.
#[derive(Clone, Serialize)]
pub struct DoorRow {
    /// When they are expected.
    pub arrive: Window,
    /// When they go.
    pub leave: Window,
    /// Where they go.
    pub room: String,
    /// Each person, ticked in and out one by one.
    pub people: Vec<DoorPerson>,
    /// What staff must do, as letters without their reason.
    pub notes: Vec<DoorNote>,
}

/// A planned span of time at the door, both ends on the clock of the hall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Window {
    /// Not before.
    #[serde(serialize_with = "words::time")]
    pub from: Time,
    /// Not after.
    #[serde(serialize_with = "words::time")]
    pub until: Time,
}

/// One person at the door.
#[derive(Clone, Serialize)]
pub struct DoorPerson {
    /// First name and initial.
    pub name: ShortName,
    /// Why they come, as a boxed letter.
    pub role: DoorRole,
}

/// First name and the initial of the family name; a whole family name does not fit in.
#[derive(Clone, PartialEq, Eq)]
pub struct ShortName {
    first: String,
    initial: Option<char>,
}

impl ShortName {
    /// Shortens a name. Of the given names only the first word is kept, of the family name only
    /// its first letter.
    pub fn shorten(given: &str, family: &str) -> Self {
        Self {
            first: given.split_whitespace().next().unwrap_or("No name").to_owned(),
            initial: family
                .chars()
                .find(|letter| letter.is_alphabetic())
                .map(|letter| letter.to_uppercase().next().unwrap_or(letter)),
        }
    }
}

impl Serialize for ShortName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.initial {
            Some(initial) => serializer.collect_str(&format_args!("{} {initial}", self.first)),
            None => serializer.serialize_str(&self.first),
        }
    }
}

/// Why a person comes, as far as a sheet of paper says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoorRole {
    /// A child.
    Child,
    /// The adult who brings the child and fetches it.
    Brings,
    /// The visiting adult.
    Visiting,
    /// Another person who was granted a place: a relative, an interpreter, a professional.
    Other,
}

impl DoorRole {
    /// The letter in the box.
    pub fn letter(self) -> char {
        match self {
            Self::Child => 'C',
            Self::Brings => 'B',
            Self::Visiting => 'V',
            Self::Other => 'O',
        }
    }
}

impl Serialize for DoorRole {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_char(self.letter())
    }
}

/// Something staff must do, without the reason for it.
///
/// The letters say nothing by themselves, and everyday needs share them with guarded ones, so a
/// letter beside a name tells a finder nothing. The lead's page shows letters with meanings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DoorNote {
    /// Two staff at the door.
    TwoStaff,
    /// An interpreter is booked.
    Interpreter,
    /// A way without steps.
    StepFree,
    /// Ask the shift lead before letting anybody in.
    CheckWithLead,
}

impl DoorNote {
    /// All of them, for the key the shift lead holds.
    pub const ALL: [Self; 4] = [Self::TwoStaff, Self::Interpreter, Self::StepFree, Self::CheckWithLead];

    /// The letter in the circle.
    pub fn letter(self) -> char {
        match self {
            Self::TwoStaff => 'K',
            Self::Interpreter => 'M',
            Self::StepFree => 'R',
            Self::CheckWithLead => 'W',
        }
    }

    /// What it asks of staff; for the lead's key, never for the sheet.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::TwoStaff => "Two staff at the door",
            Self::Interpreter => "Interpreter",
            Self::StepFree => "Step-free way in",
            Self::CheckWithLead => "Check with the shift lead before entry",
        }
    }
}

impl Serialize for DoorNote {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_char(self.letter())
    }
}

/// Who may be in a room on the day.
#[derive(Clone, Serialize)]
pub struct RoomList {
    /// The room.
    pub room: String,
    /// How many staff and volunteers stand there.
    pub staff: u16,
    /// Everybody else who may be in it; anybody not named here may not.
    pub people: Vec<ShortName>,
}

redacted_debug!(RunSheet, Door, DoorRow, DoorPerson, ShortName, RoomList);

/// Prints the day's run sheet: A4, one numbered sheet a door, in order of arrival.
pub fn run_sheet(sheet: &RunSheet) -> Result<Pdf, DocumentError> {
    if sheet.doors.is_empty() {
        return Err(DocumentError::NothingToPrint { what: "the centre has no door on this day" });
    }
    let mut sheet = sheet.clone();
    for door in &mut sheet.doors {
        door.rows.sort_by_key(|row| (row.arrive, row.leave));
        for row in &mut door.rows {
            row.notes.sort_unstable();
            row.notes.dedup();
        }
    }
    typeset(&FORM, &sheet, &sheet.reference)
}
