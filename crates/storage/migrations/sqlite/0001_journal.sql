-- What the record is made of: see docs/formats/record.md.

CREATE TABLE installation (
    id TEXT NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL,
    marker TEXT NOT NULL,
    mac BLOB NOT NULL
) STRICT;

CREATE TABLE centre (
    centre TEXT NOT NULL PRIMARY KEY,
    epoch INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    mac BLOB NOT NULL
) STRICT;

CREATE TABLE streams (
    centre TEXT NOT NULL,
    stream TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (centre, stream)
) STRICT;

CREATE TABLE event (
    centre TEXT NOT NULL,
    stream TEXT NOT NULL,
    version INTEGER NOT NULL,
    log_index INTEGER NOT NULL,
    kind TEXT NOT NULL,
    type_version INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    about_at INTEGER,
    actor TEXT NOT NULL,
    on_behalf_of TEXT,
    device TEXT,
    command TEXT NOT NULL,
    cause TEXT,
    policy_pack TEXT NOT NULL,
    form_version TEXT,
    envelope_salt BLOB NOT NULL,
    PRIMARY KEY (centre, stream, version)
) STRICT;

CREATE UNIQUE INDEX event_by_log_index ON event (centre, log_index);

-- An erased segment keeps its commitment, has no sealed bytes, and says under the centre's key that it was erased.
CREATE TABLE segment (
    centre TEXT NOT NULL,
    stream TEXT NOT NULL,
    version INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    subject TEXT NOT NULL,
    compartment TEXT NOT NULL,
    commitment BLOB NOT NULL,
    sealed BLOB,
    erased_mac BLOB,
    PRIMARY KEY (centre, stream, version, idx)
) STRICT;

CREATE INDEX segment_by_subject ON segment (centre, subject);

CREATE TABLE subject_key (
    centre TEXT NOT NULL,
    subject TEXT NOT NULL,
    compartment TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (centre, subject, compartment)
) STRICT;

CREATE TABLE ledger_leaf (
    centre TEXT NOT NULL,
    log_index INTEGER NOT NULL,
    leaf_hash BLOB NOT NULL,
    PRIMARY KEY (centre, log_index)
) STRICT;

CREATE TABLE log_head (
    centre TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL,
    frontier BLOB NOT NULL,
    mac BLOB NOT NULL
) STRICT;

CREATE TABLE checkpoint (
    centre TEXT NOT NULL,
    size INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (centre, size)
) STRICT;

CREATE TABLE access_event (
    centre TEXT NOT NULL,
    idx INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    purpose TEXT NOT NULL,
    action TEXT NOT NULL,
    records TEXT NOT NULL,
    compartments TEXT NOT NULL,
    outcome TEXT NOT NULL,
    previous_mac BLOB NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (centre, idx)
) STRICT;

CREATE TABLE access_head (
    centre TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL,
    last_mac BLOB NOT NULL,
    mac BLOB NOT NULL
) STRICT;
