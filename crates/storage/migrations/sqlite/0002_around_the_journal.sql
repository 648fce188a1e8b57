-- What the program needs beside the record. Every row carries a MAC under a key that never lies in the database.

CREATE TABLE idempotency (
    centre TEXT NOT NULL,
    actor TEXT NOT NULL,
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    body_hash BLOB NOT NULL,
    outcome TEXT NOT NULL,
    at INTEGER NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (centre, actor, route, key)
) STRICT;

CREATE INDEX idempotency_by_age ON idempotency (at);

CREATE TABLE job (
    centre TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    obligation TEXT NOT NULL,
    state TEXT NOT NULL,
    taken_until INTEGER,
    attempts INTEGER NOT NULL,
    subject TEXT,
    compartment TEXT,
    payload BLOB,
    mac BLOB NOT NULL,
    PRIMARY KEY (centre, id)
) STRICT;

CREATE UNIQUE INDEX job_by_obligation ON job (centre, obligation);
CREATE INDEX job_by_due ON job (centre, state, due_at);

CREATE TABLE draft (
    centre TEXT NOT NULL,
    actor TEXT NOT NULL,
    form TEXT NOT NULL,
    about TEXT NOT NULL,
    subject TEXT NOT NULL,
    body BLOB NOT NULL,
    saved_at INTEGER NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (centre, actor, form, about)
) STRICT;

CREATE TABLE account (
    centre TEXT NOT NULL,
    worker TEXT NOT NULL,
    name TEXT NOT NULL,
    password TEXT,
    state TEXT NOT NULL,
    failed INTEGER NOT NULL,
    locked_until INTEGER,
    mac BLOB NOT NULL,
    PRIMARY KEY (centre, worker)
) STRICT;

CREATE UNIQUE INDEX account_by_name ON account (name);

CREATE TABLE sign_in (
    token_hash BLOB NOT NULL PRIMARY KEY,
    centre TEXT NOT NULL,
    worker TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    idle_seconds INTEGER NOT NULL,
    mac BLOB NOT NULL
) STRICT;

CREATE INDEX sign_in_by_worker ON sign_in (centre, worker);

CREATE TABLE one_time_link (
    token_hash BLOB NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    centre TEXT,
    worker TEXT,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    mac BLOB NOT NULL
) STRICT;

CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    fence INTEGER NOT NULL,
    held_until INTEGER NOT NULL,
    mac BLOB NOT NULL
) STRICT;
