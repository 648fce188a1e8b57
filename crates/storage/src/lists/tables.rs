use domain::stream::StreamName;

/// What a plain column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An id, a code, or a civil date or time as ISO 8601 writes it.
    Text,
    /// A count, or an instant in microseconds since 1970 UTC.
    Int,
}

/// One list.
#[derive(Debug)]
pub struct ListTable {
    /// The table.
    pub name: &'static str,
    /// The column that, with the centre, names a row.
    pub key: &'static str,
    /// Plain columns: ids, dates, enums, counts.
    pub plain: &'static [(&'static str, Kind)],
    /// Sealed columns: what tells about people.
    pub sealed: &'static [&'static str],
    /// The kinds of stream its rows follow from.
    pub from: &'static [&'static str],
}

use Kind::{Int, Text};

/// The cases of a centre.
pub static CASES: ListTable = ListTable {
    name: "list_case",
    key: "case_id",
    plain: &[
        ("reference", Text),
        ("stage", Text),
        ("level", Text),
        ("opened_on", Text),
        ("changed_at", Int),
        ("review_due", Text),
        ("assessment_due", Text),
        ("children", Int),
        ("adults", Int),
        ("unknowns", Int),
        ("stops", Int),
        ("worker", Text),
    ],
    sealed: &["children_names", "adults_names"],
    from: &["case"],
};

/// The sessions of a centre.
pub static SESSIONS: ListTable = ListTable {
    name: "list_session",
    key: "session_id",
    plain: &[
        ("case_id", Text),
        ("day", Text),
        ("starts", Text),
        ("ends", Text),
        ("room", Text),
        ("level", Text),
        ("stage", Text),
        ("lead", Text),
        ("incidents", Int),
    ],
    sealed: &["families"],
    from: &["session"],
};

/// The people a centre knows.
pub static PEOPLE: ListTable =
    ListTable { name: "list_person", key: "person_id", plain: &[("kind", Text)], sealed: &["name"], from: &["person"] };

/// Who belongs to which case, as what; the key is `<case>/<person>`.
pub static PARTIES: ListTable = ListTable {
    name: "list_party",
    key: "party_id",
    plain: &[("case_id", Text), ("person_id", Text), ("role", Text)],
    sealed: &[],
    from: &["case"],
};

/// The people who work for a centre.
pub static WORKERS: ListTable = ListTable {
    name: "list_worker",
    key: "worker_id",
    plain: &[("state", Text), ("roles", Text)],
    sealed: &["name"],
    from: &["worker"],
};

/// What is to be done, and by when.
pub static TASKS: ListTable = ListTable {
    name: "list_task",
    key: "task_id",
    plain: &[
        ("case_id", Text),
        ("session_id", Text),
        ("kind", Text),
        ("due_at", Int),
        ("due_on", Text),
        ("for_role", Text),
        ("for_worker", Text),
        ("state", Text),
    ],
    sealed: &[],
    from: &["case", "session", "worker"],
};

/// Who works on which session, and so on which case; the key is `<session>/<worker>`.
pub static ASSIGNMENTS: ListTable = ListTable {
    name: "list_assignment",
    key: "assignment_id",
    plain: &[("case_id", Text), ("session_id", Text), ("worker_id", Text), ("day", Text)],
    sealed: &[],
    from: &["session"],
};

/// Workers of whom it is known, or thought, that they have something to do with a family; the key is `<case>/<worker>`.
pub static INTERESTS: ListTable = ListTable {
    name: "list_interest",
    key: "interest_id",
    plain: &[("case_id", Text), ("worker_id", Text), ("standing", Text)],
    sealed: &[],
    from: &["case"],
};

/// Who asked to be let into what is sealed in an emergency; empty in `open_until` where they are not, or no longer, let in.
pub static EMERGENCIES: ListTable = ListTable {
    name: "list_emergency",
    key: "emergency_id",
    plain: &[("case_id", Text), ("worker_id", Text), ("asked_at", Int), ("open_until", Int)],
    sealed: &[],
    from: &["case"],
};

/// Session reports.
pub static REPORTS: ListTable = ListTable {
    name: "list_report",
    key: "report_id",
    plain: &[
        ("session_id", Text),
        ("case_id", Text),
        ("day", Text),
        ("stage", Text),
        ("author", Text),
        ("reviewer", Text),
    ],
    sealed: &[],
    from: &["session"],
};

/// Every list.
pub static ALL: &[&ListTable] =
    &[&CASES, &SESSIONS, &PEOPLE, &PARTIES, &WORKERS, &TASKS, &ASSIGNMENTS, &REPORTS, &INTERESTS, &EMERGENCIES];

impl ListTable {
    /// The plain column of that name, the key, the stream and the centre among them.
    pub(crate) fn plain_kind(&self, column: &str) -> Option<Kind> {
        if column == self.key || column == "stream" || column == "centre" {
            return Some(Text);
        }
        self.plain.iter().find(|(name, _)| *name == column).map(|(_, kind)| *kind)
    }

    /// All columns, in the order of the table: centre, key, stream, plain ones, sealed ones each with its key's name.
    pub(crate) fn columns(&self) -> Vec<String> {
        let mut columns = vec!["centre".to_owned(), self.key.to_owned(), "stream".to_owned()];
        columns.extend(self.plain.iter().map(|(name, _)| (*name).to_owned()));
        for name in self.sealed {
            columns.push((*name).to_owned());
            columns.push(format!("{name}_under"));
        }
        columns
    }
}

/// The lists that a stream's history writes to.
pub(crate) fn written_by(stream: StreamName) -> impl Iterator<Item = &'static ListTable> {
    let kind = match stream {
        StreamName::Case(_) => "case",
        StreamName::Session(_) => "session",
        StreamName::Day(..) => "day",
        StreamName::Person(_) => "person",
        StreamName::Centre(_) => "centre",
        StreamName::Worker(_) => "worker",
    };
    ALL.iter().copied().filter(move |table| table.from.contains(&kind))
}
