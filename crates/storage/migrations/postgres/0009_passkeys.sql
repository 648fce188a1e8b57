-- Passkeys, and what browsers were asked and have yet to answer. Of a credential's id a hash is the key; its public key and
-- the name its owner gave it lie sealed under a key that never lies in the database.

CREATE TABLE passkey (
    credential BYTEA NOT NULL PRIMARY KEY,
    centre TEXT COLLATE "C" NOT NULL,
    worker TEXT COLLATE "C" NOT NULL,
    host TEXT COLLATE "C" NOT NULL,
    name BYTEA NOT NULL,
    material BYTEA NOT NULL,
    added_at BIGINT NOT NULL,
    last_used_at BIGINT,
    mac BYTEA NOT NULL
);

CREATE INDEX passkey_by_worker ON passkey (centre, worker);

CREATE TABLE passkey_challenge (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    purpose TEXT COLLATE "C" NOT NULL,
    centre TEXT COLLATE "C",
    worker TEXT COLLATE "C",
    host TEXT COLLATE "C" NOT NULL,
    state BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    mac BYTEA NOT NULL
);

CREATE INDEX passkey_challenge_by_end ON passkey_challenge (expires_at);
