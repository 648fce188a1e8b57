-- What the record is made of: see docs/formats/record.md.

CREATE TABLE installation (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    created_at BIGINT NOT NULL,
    marker TEXT COLLATE "C" NOT NULL,
    mac BYTEA NOT NULL
);

CREATE TABLE centre (
    centre TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    epoch BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    mac BYTEA NOT NULL
);

CREATE TABLE streams (
    centre TEXT COLLATE "C" NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (centre, stream)
);

CREATE TABLE event (
    centre TEXT COLLATE "C" NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    type_version BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    about_at BIGINT,
    actor TEXT COLLATE "C" NOT NULL,
    on_behalf_of TEXT COLLATE "C",
    device TEXT COLLATE "C",
    command TEXT COLLATE "C" NOT NULL,
    cause TEXT COLLATE "C",
    policy_pack TEXT COLLATE "C" NOT NULL,
    form_version TEXT COLLATE "C",
    envelope_salt BYTEA NOT NULL,
    PRIMARY KEY (centre, stream, version)
);

CREATE UNIQUE INDEX event_by_log_index ON event (centre, log_index);

-- An erased segment keeps its commitment, has no sealed bytes, and says under the centre's key that it was erased.
CREATE TABLE segment (
    centre TEXT COLLATE "C" NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    idx BIGINT NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    compartment TEXT COLLATE "C" NOT NULL,
    commitment BYTEA NOT NULL,
    sealed BYTEA,
    erased_mac BYTEA,
    PRIMARY KEY (centre, stream, version, idx)
);

CREATE INDEX segment_by_subject ON segment (centre, subject);

CREATE TABLE subject_key (
    centre TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    compartment TEXT COLLATE "C" NOT NULL,
    epoch BIGINT NOT NULL,
    wrapped BYTEA NOT NULL,
    PRIMARY KEY (centre, subject, compartment)
);

CREATE TABLE ledger_leaf (
    centre TEXT COLLATE "C" NOT NULL,
    log_index BIGINT NOT NULL,
    leaf_hash BYTEA NOT NULL,
    PRIMARY KEY (centre, log_index)
);

CREATE TABLE log_head (
    centre TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    frontier BYTEA NOT NULL,
    mac BYTEA NOT NULL
);

CREATE TABLE checkpoint (
    centre TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (centre, size)
);

CREATE TABLE access_event (
    centre TEXT COLLATE "C" NOT NULL,
    idx BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    records TEXT COLLATE "C" NOT NULL,
    compartments TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    previous_mac BYTEA NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (centre, idx)
);

CREATE TABLE access_head (
    centre TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    last_mac BYTEA NOT NULL,
    mac BYTEA NOT NULL
);
