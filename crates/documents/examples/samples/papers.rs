//! Invented papers of an invented centre.

use documents::{
    Addendum, Attendee, CourtNote, Door, DoorNote, DoorPerson, DoorRole, DoorRow, Listed, OrderLine, Recipient,
    RoomList, RunSheet, SessionReport, ShortName, StaffMember, Statement, TrustSheet, Wellbeing, Window,
};
use jiff::civil::{Date, DateTime, Time, date, datetime, time};

const SATURDAY: Date = date(2026, 11, 14);

/// The twelve families: visiting adult, adult who brings, children.
const FAMILIES: [(&str, &str, &[&str]); 12] = [
    ("Marek Nowak", "Agata Nowak", &["Zofia Nowak", "Jan Nowak"]),
    ("Sadia Rahman", "Imran Rahman", &["Yusuf Rahman"]),
    ("Kofi Mensah", "Grace Addo", &["Ama Mensah", "Kojo Mensah", "Esi Mensah"]),
    ("Rhys Llewellyn", "Cerys Parry", &["Gwen Llewellyn"]),
    ("Olena Koval", "Petro Koval", &["Daryna Koval"]),
    ("Jo Whitfield", "Sam Whitfield", &["Robin Whitfield", "Ash Whitfield"]),
    ("Deepa Nair", "Arun Nair", &["Meera Nair"]),
    ("Tunde Bakare", "Folake Bakare", &["Ife Bakare", "Dayo Bakare"]),
    ("Siobhán Ó Briain", "Cathal Ó Briain", &["Niamh Ó Briain"]),
    ("Wei Zhang", "Lin Zhang", &["Mei Zhang"]),
    ("Chloe Bennett-Okafor", "Dan Bennett", &["Theo Bennett-Okafor", "Isla Bennett-Okafor"]),
    ("Leyla Şahin", "Emre Şahin", &["Deniz Şahin"]),
];

fn short(name: &str) -> ShortName {
    let (given, family) = name.split_once(' ').unwrap_or((name, ""));
    ShortName::shorten(given, family)
}

fn person(name: &str, role: DoorRole) -> DoorPerson {
    DoorPerson { name: short(name), role }
}

fn window(slot: usize, minute: i8) -> Window {
    let start = if slot.is_multiple_of(2) { 10 } else { 13 };
    let from = time(start, minute, 0, 0);
    Window { from, until: Time::saturating_add(from, jiff::Span::new().minutes(10)) }
}

fn leaving(slot: usize, minute: i8) -> Window {
    let hour = if slot.is_multiple_of(2) { 12 } else { 15 };
    let from = time(hour, minute, 0, 0);
    Window { from, until: Time::saturating_add(from, jiff::Span::new().minutes(10)) }
}

/// A supported Saturday of twelve families, two doors.
pub fn saturday() -> RunSheet {
    let mut visiting = Vec::new();
    let mut bringing = Vec::new();
    for (slot, (visitor, bringer, children)) in FAMILIES.iter().enumerate() {
        let notes = match slot {
            1 => vec![DoorNote::Interpreter],
            3 => vec![DoorNote::StepFree],
            4 => vec![DoorNote::Interpreter, DoorNote::CheckWithLead],
            7 => vec![DoorNote::TwoStaff],
            _ => vec![],
        };
        let room = if slot == 6 { "Quiet room" } else { "Main hall" };
        visiting.push(DoorRow {
            arrive: window(slot, 0),
            leave: leaving(slot, 15),
            room: room.to_owned(),
            people: vec![person(visitor, DoorRole::Visiting)],
            notes: notes.clone(),
        });
        let mut people = vec![person(bringer, DoorRole::Brings)];
        people.extend(children.iter().map(|child| person(child, DoorRole::Child)));
        bringing.push(DoorRow {
            arrive: window(slot, 20),
            leave: leaving(slot, 0),
            room: room.to_owned(),
            people,
            notes,
        });
    }
    let everybody = |quiet: bool| -> Vec<ShortName> {
        FAMILIES
            .iter()
            .enumerate()
            .filter(|(slot, _)| (*slot == 6) == quiet)
            .flat_map(|(_, (visitor, _, children))| {
                std::iter::once(short(visitor)).chain(children.iter().map(|child| short(child)))
            })
            .collect()
    };
    let rooms = vec![
        RoomList { room: "Main hall".to_owned(), staff: 4, people: everybody(false) },
        RoomList { room: "Quiet room".to_owned(), staff: 1, people: everybody(true) },
    ];
    RunSheet {
        centre: "Millbrook Child Contact Centre".to_owned(),
        date: SATURDAY,
        reference: "RS-0312".to_owned(),
        doors: vec![
            Door { name: "Garden door".to_owned(), rows: bringing, rooms: rooms.clone() },
            Door { name: "Street door".to_owned(), rows: visiting, rooms },
        ],
        listed: Listed::Everybody,
    }
}

fn staff(reference: &str, name: &str) -> StaffMember {
    StaffMember { reference: reference.to_owned(), name: name.to_owned() }
}

/// A reviewed statement with this text.
pub fn statement(record: &str, recorded: DateTime, text: &str) -> Statement {
    Statement {
        record_id: record.to_owned(),
        text: text.to_owned(),
        status: "Recorded at the time".to_owned(),
        recorded,
        author: staff("w-17", "Bronwen Achebe"),
        reviewer: staff("w-04", "Idris Farrell"),
        addenda: vec![],
    }
}

fn at(hour: i8, minute: i8) -> DateTime {
    datetime(2026, 11, 14, hour, minute, 0, 0)
}

fn ending() -> Vec<Statement> {
    let mut corrected = statement(
        "7f3e-0019",
        at(12, 4),
        "Ama said goodbye first and waved from the door. Kojo asked when the next visit is and was \
         told in two weeks.",
    );
    corrected.addenda.push(Addendum {
        record_id: "7f3e-0023".to_owned(),
        earlier_text: "Kojo asked when the next visit is and was told in two weeks.".to_owned(),
        corrected_text: "Kojo asked when the next visit is and was told on 5 December.".to_owned(),
        reason: "The next session is three weeks away; the date was checked in the timetable.".to_owned(),
        recorded: datetime(2026, 11, 16, 9, 30, 0, 0),
        author: staff("w-17", "Bronwen Achebe"),
        reviewer: staff("w-04", "Idris Farrell"),
    });
    vec![corrected]
}

/// A supervised session's report for a family court adviser.
pub fn report() -> SessionReport {
    SessionReport {
        recipient: Recipient { name: "Tamsin Oyelaran".to_owned(), role: "Family court adviser".to_owned() },
        centre: "Millbrook Child Contact Centre".to_owned(),
        case_reference: "MB-2026-0147".to_owned(),
        record_id: "7f3e-0026".to_owned(),
        session_date: SATURDAY,
        session_time: Some(Window { from: time(10, 0, 0, 0), until: time(12, 0, 0, 0) }),
        released: date(2026, 11, 18),
        status: "Reviewed and released to the recipient named above".to_owned(),
        author: staff("w-17", "Bronwen Achebe"),
        reviewer: staff("w-04", "Idris Farrell"),
        attended: ["Ama, child", "Kojo, child", "Kofi Mensah, visiting adult", "Bronwen Achebe, contact supervisor"]
            .iter()
            .filter_map(|line| line.split_once(", "))
            .map(|(name, role)| Attendee { name: name.to_owned(), role: role.to_owned() })
            .collect(),
        orders: vec![OrderLine {
            kind: "Child arrangements order".to_owned(),
            made_on: date(2026, 6, 3),
            status: "In force".to_owned(),
            terms: "Two hours of supervised time every three weeks, at a centre. Cards and small \
                    gifts may be given in the session."
                .to_owned(),
            record_id: "7f3e-0002".to_owned(),
        }],
        arrival: vec![statement(
            "7f3e-0011",
            at(10, 2),
            "Kofi Mensah was in the room from 10:00 and had set out paint and paper. Both children \
             came in with the supervisor at 10:16. Ama walked to the table. Kojo held the \
             supervisor's hand for about two minutes and then sat down beside Ama.",
        )],
        session: vec![
            statement(
                "7f3e-0014",
                at(10, 40),
                "All three painted. Kojo asked for help with the brush and Kofi Mensah showed him. \
                 Ama talked about a swimming badge.",
            ),
            statement(
                "7f3e-0016",
                at(11, 25),
                "Kofi Mensah asked Ama where she swims. The supervisor stepped in, as the ground \
                 rules say that places are not asked about. Kofi Mensah said he had forgotten and \
                 spoke of the painting instead.\nAma went on painting.",
            ),
        ],
        ending: ending(),
        wellbeing: vec![
            Wellbeing {
                name: "Ama".to_owned(),
                before: "\u{201C}Okay\u{201D} (chose the middle card)".to_owned(),
                after: "\u{201C}Good\u{201D} (chose the sun card)".to_owned(),
                record_id: "7f3e-0010".to_owned(),
            },
            Wellbeing {
                name: "Kojo".to_owned(),
                before: "Did not want to choose".to_owned(),
                after: "Chose the middle card".to_owned(),
                record_id: "7f3e-0012".to_owned(),
            },
        ],
        court_note: CourtNote::PropertyOfCourt,
    }
}

/// The sheet beside the laptop.
pub fn trust() -> TrustSheet {
    let mut fingerprint = [0_u8; 32];
    for (place, byte) in (0_u8..).zip(&mut fingerprint) {
        *byte = place.wrapping_mul(37).wrapping_add(11);
    }
    TrustSheet {
        centre: "Millbrook Child Contact Centre".to_owned(),
        date: date(2026, 11, 2),
        lan_address: "https://millbrook.local:8443".to_owned(),
        certificate_file: "millbrook-authority.crt".to_owned(),
        fingerprint,
    }
}
