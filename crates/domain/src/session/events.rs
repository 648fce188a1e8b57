use crate::booking::{CancelledBecause, Slot};
use crate::event::FeatureEvent;
use crate::ids::{ObservationId, PersonId, WellbeingId};
use crate::private::Private;
use crate::risk::choices;
use crate::words::{Narrative, Side};
use serde::{Deserialize, Serialize};

choices! {
    /// A coming or going.
    Movement {
        VisitingIn = "visiting-in", "The visiting adult is in the contact room";
        ChildIn = "child-in", "The child was taken to the contact room";
        ChildOut = "child-out", "The child is back with whoever collects them, and they have left";
        VisitingOut = "visiting-out", "The visiting adult has left";
    }
}

choices! {
    /// How the time of a movement is known.
    HowKnown {
        Live = "live", "Recorded as it happened";
        FromPaper = "from-paper", "Typed up afterwards, from paper";
        AsPlanned = "as-planned", "Seen to go as planned; the minute was not noted";
    }
}

choices! {
    /// Why contact stopped before its end, or did not begin. Nobody is made to come in or to stay.
    StoppedBecause {
        ChildsWish = "childs-wish", "The child asked to stop, or would not come in";
        UnderInfluence = "under-influence", "Somebody appeared to be under the influence of drugs or alcohol";
        Aggression = "aggression", "Somebody was aggressive or frightening";
        GroundRules = "ground-rules", "A rule of the centre was broken";
        Illness = "illness", "Somebody was ill or hurt";
        AdultsWish = "adults-wish", "An adult asked to stop";
        Safety = "safety", "Something else made it unsafe";
        TooLate = "too-late", "Somebody came too late for the buffer";
    }
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", content = "because", rename_all = "kebab-case")]
pub enum Ending {
    /// At its time.
    AsPlanned,
    /// Earlier.
    StoppedEarly(StoppedBecause),
    /// It did not begin: somebody was not let in.
    StoppedAtDoor(StoppedBecause),
    /// One side did not come.
    NoShow(Side),
}

choices! {
    /// When somebody was asked or seen.
    BeforeOrAfter {
        Before = "before", "Before the session";
        After = "after", "After the session";
    }
}

/// How somebody was. Never a number, never averaged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "note", rename_all = "kebab-case")]
pub enum WellbeingEntry {
    /// Nothing out of the ordinary was seen; in supported contact, the family left as planned.
    AsPlanned,
    /// Somebody has a concern; it is recorded as a concern of its own.
    Concern,
    /// Nobody saw them.
    NotSeen,
    /// In words, where contact is supervised.
    Described(Private<Narrative>),
    /// It could not be obtained, and why.
    NotObtained(Private<Narrative>),
}

/// One wellbeing entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wellbeing {
    /// Its id.
    pub id: WellbeingId,
    /// Whose; `None` stands for the family as a whole, one tap, in supported contact.
    pub person: Option<PersonId>,
    /// Before or after.
    pub when: BeforeOrAfter,
    /// How they were.
    pub entry: WellbeingEntry,
}

/// What happened at a session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum SessionEvent {
    /// It was booked.
    Planned(Slot),
    /// The rules were checked and whoever leads it has read what they need to know.
    Confirmed,
    /// It will not take place.
    Cancelled {
        /// Why.
        because: CancelledBecause,
    },
    /// Somebody came or went. The envelope says when it happened.
    Moved {
        /// Who.
        person: PersonId,
        /// Which way.
        movement: Movement,
        /// How the time is known.
        known: HowKnown,
    },
    /// A timed note of a supervised session. The envelope says what time it is about.
    Observed {
        /// Its id.
        id: ObservationId,
        /// What was seen and heard.
        note: Private<Narrative>,
    },
    /// Contact ended.
    Ended(Ending),
    /// How somebody was, before or after.
    WellbeingNoted(Wellbeing),
    /// Everything that belongs to the session has been recorded.
    Closed,
}

impl FeatureEvent for SessionEvent {
    const FEATURE: &'static str = "session";
}
