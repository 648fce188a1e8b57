-- What pages query. Every row follows from the stream it names and can be made again from it. Plain columns hold ids, dates,
-- enums and counts; a sealed column lies beside the name of the key that seals it.

CREATE TABLE list_case (
    centre TEXT COLLATE "C" NOT NULL,
    case_id TEXT COLLATE "C" NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    reference TEXT COLLATE "C",
    stage TEXT COLLATE "C" NOT NULL,
    level TEXT COLLATE "C",
    opened_on TEXT COLLATE "C",
    changed_at BIGINT,
    review_due TEXT COLLATE "C",
    assessment_due TEXT COLLATE "C",
    children BIGINT,
    adults BIGINT,
    unknowns BIGINT,
    stops BIGINT,
    worker TEXT COLLATE "C",
    children_names BYTEA,
    children_names_under TEXT COLLATE "C",
    adults_names BYTEA,
    adults_names_under TEXT COLLATE "C",
    PRIMARY KEY (centre, case_id)
);

CREATE INDEX list_case_by_stream ON list_case (centre, stream);

CREATE TABLE list_session (
    centre TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C" NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    case_id TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    starts TEXT COLLATE "C",
    ends TEXT COLLATE "C",
    room TEXT COLLATE "C",
    level TEXT COLLATE "C",
    stage TEXT COLLATE "C" NOT NULL,
    lead TEXT COLLATE "C",
    incidents BIGINT,
    families BYTEA,
    families_under TEXT COLLATE "C",
    PRIMARY KEY (centre, session_id)
);

CREATE INDEX list_session_by_stream ON list_session (centre, stream);
CREATE INDEX list_session_by_day ON list_session (centre, day);
CREATE INDEX list_session_by_case ON list_session (centre, case_id);

CREATE TABLE list_person (
    centre TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    name BYTEA,
    name_under TEXT COLLATE "C",
    PRIMARY KEY (centre, person_id)
);

CREATE INDEX list_person_by_stream ON list_person (centre, stream);

-- Who belongs to which case, as what.
CREATE TABLE list_party (
    centre TEXT COLLATE "C" NOT NULL,
    party_id TEXT COLLATE "C" NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    case_id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (centre, party_id)
);

CREATE INDEX list_party_by_stream ON list_party (centre, stream);
CREATE INDEX list_party_by_case ON list_party (centre, case_id);
CREATE INDEX list_party_by_person ON list_party (centre, person_id);

CREATE TABLE list_worker (
    centre TEXT COLLATE "C" NOT NULL,
    worker_id TEXT COLLATE "C" NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    roles TEXT COLLATE "C" NOT NULL,
    name BYTEA,
    name_under TEXT COLLATE "C",
    PRIMARY KEY (centre, worker_id)
);

CREATE INDEX list_worker_by_stream ON list_worker (centre, stream);

CREATE TABLE list_task (
    centre TEXT COLLATE "C" NOT NULL,
    task_id TEXT COLLATE "C" NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    case_id TEXT COLLATE "C",
    session_id TEXT COLLATE "C",
    kind TEXT COLLATE "C" NOT NULL,
    due_at BIGINT,
    due_on TEXT COLLATE "C",
    for_role TEXT COLLATE "C",
    for_worker TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (centre, task_id)
);

CREATE INDEX list_task_by_stream ON list_task (centre, stream);
CREATE INDEX list_task_by_due ON list_task (centre, state, due_at);

CREATE TABLE list_report (
    centre TEXT COLLATE "C" NOT NULL,
    report_id TEXT COLLATE "C" NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C" NOT NULL,
    case_id TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C",
    stage TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C",
    reviewer TEXT COLLATE "C",
    PRIMARY KEY (centre, report_id)
);

CREATE INDEX list_report_by_stream ON list_report (centre, stream);
CREATE INDEX list_report_by_day ON list_report (centre, day);
CREATE INDEX list_report_by_case ON list_report (centre, case_id);

-- Who works on which session.
CREATE TABLE list_assignment (
    centre TEXT COLLATE "C" NOT NULL,
    assignment_id TEXT COLLATE "C" NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    case_id TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C" NOT NULL,
    worker_id TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (centre, assignment_id)
);

CREATE INDEX list_assignment_by_stream ON list_assignment (centre, stream);
CREATE INDEX list_assignment_by_case ON list_assignment (centre, case_id, worker_id);
CREATE INDEX list_assignment_by_worker ON list_assignment (centre, worker_id);
