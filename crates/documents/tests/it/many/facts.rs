//! Invented families: who they are, and what leads to their doors.

use documents::{ProtectedKind, ProtectedString};

use super::dice::Dice;

const FIRST: &[&str] = &[
    "Amina", "Kofi", "Zofia", "Rhys", "Sadia", "Niamh", "Deepa", "Tunde", "Olena", "Mei", "Leyla", "Jo", "Mateusz",
    "Yusuf", "Cerys", "Arun", "Ngozi", "Siobhán", "Łukasz", "Chloe", "Imran", "Daryna", "Emre", "Folake", "Gethin",
    "Parveen",
];
const LAST: &[&str] = &[
    "Adeyemi",
    "Kowalczyk",
    "Llewellyn",
    "Rahman",
    "Brontë-Smith",
    "Ó Briain",
    "Nair",
    "Bakare",
    "Koval",
    "Zhang",
    "Şahin",
    "Whitfield",
    "Mensah",
    "Haddad",
    "Pereira",
    "Achebe",
    "Farrell",
    "Oyelaran",
    "Nguyen",
    "MacAskill",
    "Dhillon",
    "Okonkwo",
];
const STREETS: &[&str] = &[
    "Larch",
    "Hollin",
    "Quarry",
    "Kestrel",
    "Sandringham",
    "Coppice",
    "Thornbury",
    "Wharfedale",
    "Bellamy",
    "Ashgrove",
    "Marchmont",
    "Foundry",
    "Saltaire",
    "Pemberton",
    "Windermere",
    "Lockwood",
    "Harrowgate",
    "Meadowbank",
    "Trafalgar",
];
const KINDS: &[(&str, &[&str])] = &[
    ("Road", &["Rd", "Rd."]),
    ("Street", &["St", "St."]),
    ("Avenue", &["Ave", "Av"]),
    ("Grove", &["Gr", "Grv"]),
    ("Close", &["Cl"]),
    ("Lane", &["Ln"]),
    ("Crescent", &["Cres"]),
    ("Terrace", &["Terr"]),
    ("Drive", &["Dr"]),
    ("Gardens", &["Gdns"]),
];
const TOWNS: &[&str] = &["Otterby", "Millbrook", "Leeds", "Hexworth", "Swansea", "Bradford"];
const AREAS: &[&str] = &["LS", "BD", "OT", "SA", "M", "CF", "NE", "EC"];
const SAINTS: &[&str] =
    &["St Mary's", "Oakfield", "Kestrel Mount", "Castle Vale", "Holy Trinity", "Brackenhurst", "Al-Noor"];
const SCHOOLS: &[&str] = &["Primary School", "Academy", "Nursery", "High School", "C of E Primary School"];
const WORK: &[&str] = &["Northgate Boxing Club", "Pemberton Bakery", "Hexworth Library", "Tarn Dental Practice"];
const HOUSES: &[&str] = &["Sycamore House", "Harrier House", "Juniper Lodge", "Wren Cottage"];
const COLOURS: &[&str] = &["Blue", "Silver", "Red", "Black"];

/// Somebody, and what leads to them.
#[derive(Clone)]
pub struct Person {
    pub first: String,
    pub last: String,
    pub number: String,
    pub street: String,
    pub street_kind: usize,
    pub town: String,
    pub postcode: String,
    pub mobile: String,
    pub landline: String,
    pub plate: String,
    pub email: String,
    pub school: String,
    pub work: String,
    pub refuge: String,
}

impl Person {
    pub fn of(dice: &mut Dice) -> Self {
        let (first, last) = ((*dice.pick(FIRST)).to_owned(), (*dice.pick(LAST)).to_owned());
        let plain: String = first.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        let postcode = format!("{}{} {}{}", dice.pick(AREAS), 1 + dice.below(29), dice.below(10), dice.letters(2));
        Self {
            number: (1 + dice.below(240)).to_string(),
            street: (*dice.pick(STREETS)).to_owned(),
            street_kind: dice.below(KINDS.len()),
            town: (*dice.pick(TOWNS)).to_owned(),
            postcode,
            mobile: format!("07{}", dice.digits(9)),
            landline: format!("0{}{}", dice.pick(&["113", "114", "161", "191", "121"]), 2 + dice.below(7))
                + &dice.digits(6),
            plate: format!("{}{} {}", dice.letters(2), 10 + dice.below(64), dice.letters(3)),
            email: format!("{plain}.{}{}@example.org", dice.letters(2).to_lowercase(), dice.digits(2)),
            school: format!("{} {}", dice.pick(SAINTS), dice.pick(SCHOOLS)),
            work: (*dice.pick(WORK)).to_owned(),
            refuge: (*dice.pick(HOUSES)).to_owned(),
            first,
            last,
        }
    }

    pub fn street_name(&self) -> String {
        format!("{} {}", self.street, KINDS[self.street_kind].0)
    }

    /// As many people write it.
    pub fn street_short(&self, dice: &mut Dice) -> String {
        format!("{} {}", self.street, dice.pick(KINDS[self.street_kind].1))
    }

    pub fn address(&self) -> String {
        format!("{} {}, {} {}", self.number, self.street_name(), self.town, self.postcode)
    }

    pub fn full_name(&self) -> String {
        format!("{} {}", self.first, self.last)
    }

    /// What somebody else must not learn, with how it is written down here.
    pub fn protected(&self, dice: &mut Dice) -> Vec<ProtectedString> {
        let phone = |number: &str, dice: &mut Dice| match dice.below(3) {
            0 => number.to_owned(),
            1 => format!("{} {}", &number[..5], &number[5..]),
            _ => format!("+44 {}", &number[1..]),
        };
        let vehicle = if dice.chance(2) {
            self.plate.clone()
        } else {
            format!("{} hatchback, {}", dice.pick(COLOURS), self.plate)
        };
        let facts = [
            (ProtectedKind::Address, self.address()),
            (ProtectedKind::Postcode, self.postcode.clone()),
            (ProtectedKind::Phone, phone(&self.mobile, dice)),
            (ProtectedKind::Phone, phone(&self.landline, dice)),
            (ProtectedKind::Plate, vehicle),
            (ProtectedKind::Email, self.email.clone()),
            (ProtectedKind::School, format!("{}, {}", self.school, self.town)),
            (ProtectedKind::Other, self.work.clone()),
            (ProtectedKind::Refuge, format!("{}, {}", self.refuge, self.town)),
            (ProtectedKind::PersonName, self.full_name()),
        ];
        let named = facts.into_iter().enumerate();
        named.map(|(place, (kind, value))| ProtectedString { kind, value, label_id: format!("fact-{place}") }).collect()
    }

    /// Whether the two share nothing by chance: a shared street would be no leak of the other's.
    pub fn shares_nothing_with(&self, other: &Self) -> bool {
        self.street != other.street
            && self.postcode != other.postcode
            && self.school.split(' ').next() != other.school.split(' ').next()
            && self.work != other.work
            && self.refuge != other.refuge
            && self.last != other.last
            && self.first != other.first
            && self.plate != other.plate
    }
}
