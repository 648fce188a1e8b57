-- What pages query. Every row follows from the stream it names and can be made again from it. Plain columns hold ids, dates,
-- enums and counts; a sealed column lies beside the name of the key that seals it.

CREATE TABLE list_case (
    centre TEXT NOT NULL,
    case_id TEXT NOT NULL,
    stream TEXT NOT NULL,
    reference TEXT,
    stage TEXT NOT NULL,
    level TEXT,
    opened_on TEXT,
    changed_at INTEGER,
    review_due TEXT,
    assessment_due TEXT,
    children INTEGER,
    adults INTEGER,
    unknowns INTEGER,
    stops INTEGER,
    worker TEXT,
    children_names BLOB,
    children_names_under TEXT,
    adults_names BLOB,
    adults_names_under TEXT,
    PRIMARY KEY (centre, case_id)
) STRICT;

CREATE INDEX list_case_by_stream ON list_case (centre, stream);

CREATE TABLE list_session (
    centre TEXT NOT NULL,
    session_id TEXT NOT NULL,
    stream TEXT NOT NULL,
    case_id TEXT NOT NULL,
    day TEXT NOT NULL,
    starts TEXT,
    ends TEXT,
    room TEXT,
    level TEXT,
    stage TEXT NOT NULL,
    lead TEXT,
    incidents INTEGER,
    families BLOB,
    families_under TEXT,
    PRIMARY KEY (centre, session_id)
) STRICT;

CREATE INDEX list_session_by_stream ON list_session (centre, stream);
CREATE INDEX list_session_by_day ON list_session (centre, day);
CREATE INDEX list_session_by_case ON list_session (centre, case_id);

CREATE TABLE list_person (
    centre TEXT NOT NULL,
    person_id TEXT NOT NULL,
    stream TEXT NOT NULL,
    kind TEXT NOT NULL,
    name BLOB,
    name_under TEXT,
    PRIMARY KEY (centre, person_id)
) STRICT;

CREATE INDEX list_person_by_stream ON list_person (centre, stream);

-- Who belongs to which case, as what.
CREATE TABLE list_party (
    centre TEXT NOT NULL,
    party_id TEXT NOT NULL,
    stream TEXT NOT NULL,
    case_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (centre, party_id)
) STRICT;

CREATE INDEX list_party_by_stream ON list_party (centre, stream);
CREATE INDEX list_party_by_case ON list_party (centre, case_id);
CREATE INDEX list_party_by_person ON list_party (centre, person_id);

CREATE TABLE list_worker (
    centre TEXT NOT NULL,
    worker_id TEXT NOT NULL,
    stream TEXT NOT NULL,
    state TEXT NOT NULL,
    roles TEXT NOT NULL,
    name BLOB,
    name_under TEXT,
    PRIMARY KEY (centre, worker_id)
) STRICT;

CREATE INDEX list_worker_by_stream ON list_worker (centre, stream);

CREATE TABLE list_task (
    centre TEXT NOT NULL,
    task_id TEXT NOT NULL,
    stream TEXT NOT NULL,
    case_id TEXT,
    session_id TEXT,
    kind TEXT NOT NULL,
    due_at INTEGER,
    due_on TEXT,
    for_role TEXT,
    for_worker TEXT,
    state TEXT NOT NULL,
    PRIMARY KEY (centre, task_id)
) STRICT;

CREATE INDEX list_task_by_stream ON list_task (centre, stream);
CREATE INDEX list_task_by_due ON list_task (centre, state, due_at);

CREATE TABLE list_report (
    centre TEXT NOT NULL,
    report_id TEXT NOT NULL,
    stream TEXT NOT NULL,
    session_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    day TEXT,
    stage TEXT NOT NULL,
    author TEXT,
    reviewer TEXT,
    PRIMARY KEY (centre, report_id)
) STRICT;

CREATE INDEX list_report_by_stream ON list_report (centre, stream);
CREATE INDEX list_report_by_day ON list_report (centre, day);
CREATE INDEX list_report_by_case ON list_report (centre, case_id);

-- Who works on which session.
CREATE TABLE list_assignment (
    centre TEXT NOT NULL,
    assignment_id TEXT NOT NULL,
    stream TEXT NOT NULL,
    case_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    worker_id TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (centre, assignment_id)
) STRICT;

CREATE INDEX list_assignment_by_stream ON list_assignment (centre, stream);
CREATE INDEX list_assignment_by_case ON list_assignment (centre, case_id, worker_id);
CREATE INDEX list_assignment_by_worker ON list_assignment (centre, worker_id);
