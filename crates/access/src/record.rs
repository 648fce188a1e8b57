//! What is asked about: the asker, the record, how the two stand to each other, and for what purpose.

use domain::ids::{CaseId, CentreId, PersonId, ReportId, SessionId, WorkerId};
use domain::words::Role;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    /// Who.
    pub worker: WorkerId,
    /// The centre whose account they are signed in with.
    pub centre: CentreId,
    /// The roles they hold there today.
    pub roles: BTreeSet<Role>,
    /// The offices they hold beside them: nobody at work at the centre has one.
    pub offices: BTreeSet<Office>,
}

/// What somebody is who is let in without working on cases: from outside, or above, or below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Office {
    /// Looks whether the centre keeps the standard; sees evidence.
    Accreditor,
    /// Reads the figures of many centres; sees no person.
    OversightAnalyst,
    /// Codes published case reviews.
    ReviewPanel,
    /// Sees to it that personal data is kept as the law asks.
    DataProtectionOfficer,
    /// Keeps the machine running; sees no content.
    SystemOperator,
    /// Was let into what is sealed by two people, for a time.
    SealedHolder,
    /// Stands at a device at the door, with whatever roles they hold: it takes away, and gives nothing but today's sheet.
    DoorDevice,
}

impl Office {
    /// Every office.
    pub const ALL: [Self; 7] = [
        Self::Accreditor,
        Self::OversightAnalyst,
        Self::ReviewPanel,
        Self::DataProtectionOfficer,
        Self::SystemOperator,
        Self::SealedHolder,
        Self::DoorDevice,
    ];

    /// The name in the policies.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accreditor => "accreditor",
            Self::OversightAnalyst => "oversight-analyst",
            Self::ReviewPanel => "review-panel",
            Self::DataProtectionOfficer => "data-protection-officer",
            Self::SystemOperator => "system-operator",
            Self::SealedHolder => "sealed-holder",
            Self::DoorDevice => "door-device",
        }
    }
}

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// One family's case, and everything in its stream.
    Case(CaseId),
    /// One session of a case.
    Session(SessionId, CaseId),
    /// A session report.
    Report(ReportId, CaseId),
    /// A person of a case.
    Person(PersonId, CaseId),
    /// The sessions of one day.
    Day(Date),
    /// A worker.
    Worker(WorkerId),
    /// The centre itself, and lists over it.
    Centre,
    /// A centre's quarterly return: figures, no person.
    Return,
    /// The register of published case reviews.
    Register,
}

impl RecordKind {
    /// The case it belongs to, where it belongs to one.
    pub const fn case(self) -> Option<CaseId> {
        match self {
            Self::Case(case) | Self::Session(_, case) | Self::Report(_, case) | Self::Person(_, case) => Some(case),
            Self::Day(_) | Self::Worker(_) | Self::Centre | Self::Return | Self::Register => None,
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Case(_) => "case",
            Self::Session(..) => "session",
            Self::Report(..) => "report",
            Self::Person(..) => "person",
            Self::Day(_) => "day",
            Self::Worker(_) => "worker",
            Self::Centre => "centre",
            Self::Return => "return",
            Self::Register => "register",
        }
    }
}

/// A record of a centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Record {
    /// The centre that keeps it.
    pub centre: CentreId,
    /// Which record.
    pub kind: RecordKind,
}

impl Record {
    /// A record of this centre.
    pub const fn new(centre: CentreId, kind: RecordKind) -> Self {
        Self { centre, kind }
    }
}

/// How an asker stands to a record, and what was decided about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Assigned to the case, or to one of its sessions that is not yet over for long.
    Assigned,
    /// Has declared, or was confirmed to have, an interest in the case.
    Conflicted,
    /// May have an interest in the case, by a match that nobody has settled yet.
    Suspected,
    /// Wrote, or supplied, the report, note, fact or assessment in question.
    Author,
    /// Is who it is about: the worker, or the one of the family whose facts, times or words are asked for.
    Themselves,
    /// Is the lead of a partner centre whom a one-time link asks about the case.
    AskedByLink,
    /// Is the adult the child lives with.
    LivesWith,
    /// Is the visiting adult.
    Visits,
    /// Is a child of the case.
    Child,
    /// Is another visitor whom the arrangement names.
    Accompanies,
    /// Is the solicitor of the adult the child lives with.
    ActsForLivesWith,
    /// Is the solicitor of the visiting adult.
    ActsForVisits,
    /// It is about the person they act for.
    Client,
    /// Sent this family to the centre.
    Referred,
    /// Is the contact at an agency or court that was let into this case until a time.
    Agency,
    /// The safeguarding lead decided that this reaches them.
    PassedOn,
    /// It was released to them, as a recipient named beforehand.
    Released,
    /// An order, or what a multi-agency meeting agreed, asks for it to be given to them.
    Required,
    /// A second person agreed to this, now.
    SecondPerson,
    /// It is about today's sessions; said of what is asked at a device at the door.
    OfToday,
    /// Their PIN was entered at a device at the door: with this entry, or to show the sheet a few minutes ago.
    ByPin,
}

impl Relation {
    /// Every relation, in the order of the schema.
    pub const ALL: [Self; 21] = [
        Self::Assigned,
        Self::Conflicted,
        Self::Suspected,
        Self::Author,
        Self::Themselves,
        Self::AskedByLink,
        Self::LivesWith,
        Self::Visits,
        Self::Child,
        Self::Accompanies,
        Self::ActsForLivesWith,
        Self::ActsForVisits,
        Self::Client,
        Self::Referred,
        Self::Agency,
        Self::PassedOn,
        Self::Released,
        Self::Required,
        Self::SecondPerson,
        Self::OfToday,
        Self::ByPin,
    ];

    /// The name in the schema.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Conflicted => "conflicted",
            Self::Suspected => "suspected",
            Self::Author => "author",
            Self::Themselves => "themselves",
            Self::AskedByLink => "asked_by_link",
            Self::LivesWith => "lives_with",
            Self::Visits => "visits",
            Self::Child => "child",
            Self::Accompanies => "accompanies",
            Self::ActsForLivesWith => "acts_for_lives_with",
            Self::ActsForVisits => "acts_for_visits",
            Self::Client => "client",
            Self::Referred => "referred",
            Self::Agency => "agency",
            Self::PassedOn => "passed_on",
            Self::Released => "released",
            Self::Required => "required",
            Self::SecondPerson => "second_person",
            Self::OfToday => "of_today",
            Self::ByPin => "by_pin",
        }
    }
}

/// Every relation that holds.
pub type Relations = BTreeSet<Relation>;

/// Why somebody asks. Stored with the access event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The everyday work on the case.
    CaseWork,
    /// Getting in touch by the safe-contact rules.
    SafeContact,
    /// A concern, incident or disclosure.
    Safeguarding,
    /// An emergency: 999, or somebody's welfare now.
    Emergency,
    /// Checking a paper before it leaves.
    LeakCheck,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 5] =
        [Self::CaseWork, Self::SafeContact, Self::Safeguarding, Self::Emergency, Self::LeakCheck];

    /// The name in policies and access events.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CaseWork => "case-work",
            Self::SafeContact => "safe-contact",
            Self::Safeguarding => "safeguarding",
            Self::Emergency => "emergency",
            Self::LeakCheck => "leak-check",
        }
    }
}

/// The moment of a question: what for, at which time, and how surely it is who asks. What is not known says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// What for.
    pub purpose: Purpose,
    /// Now. Where nobody said, nothing that is open until a time is open.
    pub now: Timestamp,
    /// When what lets them in for a time ends.
    pub until: Timestamp,
    /// The second factor.
    pub second_factor: SecondFactor,
}

/// Whether a second factor was given at this sign-in, lately enough for what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFactor {
    /// It was given.
    Given,
    /// It was not, and the centre does not demand one of this account: only what needs one of everybody is refused.
    NotDemanded,
    /// It was not, and the centre demands one.
    Missing,
}

/// Of whom an action needs a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactorNeed {
    /// Of nobody.
    Nobody,
    /// Of whomever the centre demands one of; it is good for the whole sign-in.
    WhereDemanded,
    /// Of everybody, and given a moment ago.
    Everybody,
}

impl From<Purpose> for Moment {
    fn from(purpose: Purpose) -> Self {
        let never = Timestamp::UNIX_EPOCH;
        Self { purpose, now: never, until: never, second_factor: SecondFactor::NotDemanded }
    }
}
