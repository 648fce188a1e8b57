-- What the program needs beside the record. Every row carries a MAC under a key that never lies in the database.

CREATE TABLE idempotency (
    centre TEXT COLLATE "C" NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    route TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    body_hash BYTEA NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (centre, actor, route, key)
);

CREATE INDEX idempotency_by_age ON idempotency (at);

CREATE TABLE job (
    centre TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    due_at BIGINT NOT NULL,
    obligation TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    taken_until BIGINT,
    attempts BIGINT NOT NULL,
    subject TEXT COLLATE "C",
    compartment TEXT COLLATE "C",
    payload BYTEA,
    mac BYTEA NOT NULL,
    PRIMARY KEY (centre, id)
);

CREATE UNIQUE INDEX job_by_obligation ON job (centre, obligation);
CREATE INDEX job_by_due ON job (centre, state, due_at);

CREATE TABLE draft (
    centre TEXT COLLATE "C" NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    form TEXT COLLATE "C" NOT NULL,
    about TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    body BYTEA NOT NULL,
    saved_at BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (centre, actor, form, about)
);

CREATE TABLE account (
    centre TEXT COLLATE "C" NOT NULL,
    worker TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    password TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL,
    failed BIGINT NOT NULL,
    locked_until BIGINT,
    mac BYTEA NOT NULL,
    PRIMARY KEY (centre, worker)
);

CREATE UNIQUE INDEX account_by_name ON account (name);

CREATE TABLE sign_in (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    centre TEXT COLLATE "C" NOT NULL,
    worker TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    idle_seconds BIGINT NOT NULL,
    mac BYTEA NOT NULL
);

CREATE INDEX sign_in_by_worker ON sign_in (centre, worker);

CREATE TABLE one_time_link (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    purpose TEXT COLLATE "C" NOT NULL,
    centre TEXT COLLATE "C",
    worker TEXT COLLATE "C",
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    mac BYTEA NOT NULL
);

CREATE TABLE lease (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    holder TEXT COLLATE "C" NOT NULL,
    fence BIGINT NOT NULL,
    held_until BIGINT NOT NULL,
    mac BYTEA NOT NULL
);
