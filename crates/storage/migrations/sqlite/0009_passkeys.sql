-- Passkeys, and what browsers were asked and have yet to answer. Of a credential's id a hash is the key; its public key and
-- the name its owner gave it lie sealed under a key that never lies in the database.

CREATE TABLE passkey (
    credential BLOB NOT NULL PRIMARY KEY,
    centre TEXT NOT NULL,
    worker TEXT NOT NULL,
    host TEXT NOT NULL,
    name BLOB NOT NULL,
    material BLOB NOT NULL,
    added_at INTEGER NOT NULL,
    last_used_at INTEGER,
    mac BLOB NOT NULL
) STRICT;

CREATE INDEX passkey_by_worker ON passkey (centre, worker);

CREATE TABLE passkey_challenge (
    token_hash BLOB NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    centre TEXT,
    worker TEXT,
    host TEXT NOT NULL,
    state BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    mac BLOB NOT NULL
) STRICT;

CREATE INDEX passkey_challenge_by_end ON passkey_challenge (expires_at);
