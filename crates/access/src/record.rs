//! What is asked about: the asker, the record, how the two stand to each other, and for what purpose.

use domain::ids::{CaseId, CentreId, PersonId, ReportId, SessionId, WorkerId};
use domain::words::Role;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A worker who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    /// Who.
    pub worker: WorkerId,
    /// The centre whose account they are signed in with.
    pub centre: CentreId,
    /// The roles they hold there today.
    pub roles: BTreeSet<Role>,
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
}

impl RecordKind {
    /// The case it belongs to, where it belongs to one.
    pub const fn case(self) -> Option<CaseId> {
        match self {
            Self::Case(case) | Self::Session(_, case) | Self::Report(_, case) | Self::Person(_, case) => Some(case),
            Self::Day(_) | Self::Worker(_) | Self::Centre => None,
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

/// How an asker stands to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Assigned to the case, or to one of its sessions that is not yet over for long.
    Assigned,
    /// Has declared, or was confirmed to have, an interest in the case.
    Conflicted,
    /// Wrote the report, note or assessment in question.
    Author,
    /// Is the worker the record is about.
    Themselves,
    /// Is the lead of a partner centre whom a one-time link asks about the case.
    AskedByLink,
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
