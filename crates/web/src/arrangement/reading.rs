//! Answers read into terms.

use crate::forms::Reading;
use domain::arrangement::{
    Allowance, Attendee, Away, ComesAs, EntranceUse, HouseRules, OrderEnd, Terms, Timing, ToiletHelp,
};
use domain::ids::PersonId;
use domain::words::{ContactLevel, Narrative, Side};

/// Somebody who comes.
pub(super) type Attends = Attendee<Narrative>;

/// What the form knows of its people and its level.
pub(super) struct Chosen {
    pub(super) level: Option<ContactLevel>,
    pub(super) attendees: Vec<Attends>,
}

/// The value that stands for somebody who does not come.
pub(super) const NOBODY: &str = "does-not-come";

/// The value that stands for an order with a last day.
pub(super) const ENDS_ON: &str = "on";

/// Until when an order can run, as the form offers it.
pub(super) const ORDER_ENDS: [(&str, &str); 4] = [
    ("no-order", "There is no order"),
    (ENDS_ON, "Until a day that it states"),
    ("not-stated", "The order states no end"),
    ("not-known", "Nobody has told the centre"),
];

type Allows = fn(&HouseRules) -> Allowance;

/// The rules of the house that are allowed, asked about or not: field, question, and where it stands.
pub(super) const HOUSE_RULES: [(&str, &str, Allows); 4] = [
    ("photos", "May photographs and recordings be made?", |rules| rules.photos),
    ("gifts", "May gifts be brought?", |rules| rules.gifts),
    ("food", "May food and drink be brought?", |rules| rules.food),
    ("phones", "May telephones be used?", |rules| rules.phones),
];

/// One of the four stretches of time, as the form asks for it.
pub(super) struct Stretch {
    name: &'static str,
    /// The question about its beginning.
    pub(super) first: &'static str,
    /// The question about its end.
    pub(super) last: &'static str,
    arrives: Arrives,
    /// Where it stands.
    pub(super) of: fn(&Timing) -> Away,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Arrives {
    BeforeTheStart,
    AfterTheEnd,
}

/// The four stretches, in the order of a session.
pub(super) const AWAY: [Stretch; 4] = [
    Stretch {
        name: "visiting_arrives",
        first: "The visiting side arrives at the earliest: how many minutes before contact starts?",
        last: "The visiting side arrives at the latest: how many minutes before contact starts?",
        arrives: Arrives::BeforeTheStart,
        of: |timing| timing.visiting_arrives,
    },
    Stretch {
        name: "child_arrives",
        first: "The child arrives at the earliest: how many minutes before contact starts?",
        last: "The child arrives at the latest: how many minutes before contact starts?",
        arrives: Arrives::BeforeTheStart,
        of: |timing| timing.child_arrives,
    },
    Stretch {
        name: "child_leaves",
        first: "The child leaves at the earliest: how many minutes after contact ends?",
        last: "The child leaves at the latest: how many minutes after contact ends?",
        arrives: Arrives::AfterTheEnd,
        of: |timing| timing.child_leaves,
    },
    Stretch {
        name: "visiting_leaves",
        first: "The visiting side leaves at the earliest: how many minutes after contact ends?",
        last: "The visiting side leaves at the latest: how many minutes after contact ends?",
        arrives: Arrives::AfterTheEnd,
        of: |timing| timing.visiting_leaves,
    },
];

impl Stretch {
    /// The field of its beginning.
    pub(super) fn from(&self) -> String {
        format!("{}-from", self.name)
    }

    /// The field of its end.
    pub(super) fn to(&self) -> String {
        format!("{}-to", self.name)
    }

    /// Its beginning and end in the order in which the clock passes them.
    pub(super) const fn told(&self, away: Away) -> (u16, u16) {
        match self.arrives {
            Arrives::BeforeTheStart => (away.far, away.near),
            Arrives::AfterTheEnd => (away.near, away.far),
        }
    }

    fn read(&self, reading: &mut Reading<'_>) -> Option<Away> {
        let first: Option<u16> = reading.parsed(&self.from(), MINUTES);
        let last: Option<u16> = reading.parsed(&self.to(), MINUTES);
        let (first, last) = (first?, last?);
        let (near, far) = match self.arrives {
            Arrives::BeforeTheStart => (last, first),
            Arrives::AfterTheEnd => (first, last),
        };
        if near >= far {
            let later = match self.arrives {
                Arrives::BeforeTheStart => "Enter fewer minutes than for the earliest",
                Arrives::AfterTheEnd => "Enter more minutes than for the earliest",
            };
            reading.problem(&self.to(), later);
            return None;
        }
        Some(Away { near, far })
    }
}

const MINUTES: &str = "Enter a whole number of minutes; it can be 0";

/// The field that asks whether somebody comes, and as what.
pub(super) fn comes(person: PersonId) -> String {
    format!("comes-{person}")
}

/// The field that asks how somebody is related to the child.
pub(super) fn relation(person: PersonId) -> String {
    format!("relation-{person}")
}

/// Whether somebody comes, and as what.
pub(super) fn attends(
    reading: &mut Reading<'_>,
    person: PersonId,
    name: &str,
    ways: &'static [ComesAs],
) -> Option<Attends> {
    let field = comes(person);
    let answered = reading.raw(&field);
    if answered == NOBODY {
        return None;
    }
    let Some(comes_as) = ways.iter().copied().find(|way| way.name() == answered) else {
        reading.problem(&field, &format!("Choose whether {name} comes, and as what"));
        return None;
    };
    let told = matches!(comes_as, ComesAs::Visitor | ComesAs::Escort);
    let relation = if told { reading.text_if_any(&relation(person)) } else { None };
    Some(Attendee { person, comes_as, relation })
}

/// Everything the form asks, read; what is wrong with any of it is gathered.
pub(super) fn terms(reading: &mut Reading<'_>, chosen: Chosen, controls: Controls) -> Option<Terms<Narrative>> {
    let frequency = reading.choice("frequency", "Choose how often");
    let minutes = reading.parsed("minutes", "Enter how many minutes a session lasts");
    let brings = reading.parsed("brings", "Choose who brings the child");
    let collects = reading.parsed("collects", "Choose who collects the child");
    let room = reading.parsed("room", "Choose a room");
    let room_buffer = reading.parsed("room_buffer", MINUTES);
    let entrances = entrances(reading);
    let language = reading.choice("language", "Choose how what is said is understood");
    let timing = timing(reading);
    let house_rules = house_rules(reading);
    let decided_by = reading.choice("decided_by", "Choose who decided");
    let centre_concern = reading.text_if_any("centre_concern");
    let order_end = order_end(reading);
    let review_on = reading.day("review_on", "Enter the day on which it is looked at again");
    let controls = match controls {
        Controls::Offered => reading.all_parsed("controls"),
        Controls::None => Vec::new(),
    };
    Some(Terms {
        level: chosen.level?,
        frequency: frequency?,
        minutes: minutes?,
        attendees: chosen.attendees,
        brings: brings?,
        collects: collects?,
        room: room?,
        entrances: entrances?,
        timing: timing?,
        room_buffer: room_buffer?,
        language: language?,
        house_rules: house_rules?,
        review_on: review_on?,
        order_end: order_end?,
        decided_by: decided_by?,
        centre_concern,
        controls,
    })
}

/// Whether the signed assessment has controls to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Controls {
    /// It has.
    Offered,
    /// It has none, or there is none.
    None,
}

fn entrances(reading: &mut Reading<'_>) -> Option<Vec<EntranceUse>> {
    let resident = reading.parsed("door_resident", "Choose the door of the child and whoever brings them");
    let visiting = reading.parsed("door_visiting", "Choose the door of the visiting side");
    Some(vec![
        EntranceUse { side: Side::Resident, entrance: resident? },
        EntranceUse { side: Side::Visiting, entrance: visiting? },
    ])
}

fn timing(reading: &mut Reading<'_>) -> Option<Timing> {
    let [visiting_arrives, child_arrives, child_leaves, visiting_leaves] = AWAY.map(|away| away.read(reading));
    Some(Timing {
        visiting_arrives: visiting_arrives?,
        child_arrives: child_arrives?,
        child_leaves: child_leaves?,
        visiting_leaves: visiting_leaves?,
    })
}

fn house_rules(reading: &mut Reading<'_>) -> Option<HouseRules> {
    let [photos, gifts, food, phones] =
        HOUSE_RULES.map(|(name, ..)| reading.choice::<Allowance>(name, "Choose whether it is allowed"));
    let toilet: Option<ToiletHelp> = reading.choice("toilet", "Choose who helps");
    Some(HouseRules { photos: photos?, gifts: gifts?, food: food?, phones: phones?, toilet: toilet? })
}

fn order_end(reading: &mut Reading<'_>) -> Option<OrderEnd> {
    match reading.raw("order_end") {
        "no-order" => Some(OrderEnd::NoOrder),
        "not-stated" => Some(OrderEnd::NotStated),
        "not-known" => Some(OrderEnd::NotKnown),
        ENDS_ON => reading.day("order_ends_on", "Enter the order's last day").map(OrderEnd::On),
        _ => {
            reading.problem("order_end", "Choose until when the order runs");
            None
        }
    }
}
