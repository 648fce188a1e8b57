-- Second factors, letting people back in, and wrong tries counted for every node. A secret lies sealed under a key that never
-- lies in the database; of an address only a keyed hash is stored.

-- A sign-in tells when the second factor was last given. Those that were running end: their people sign in again.
DELETE FROM sign_in;
ALTER TABLE sign_in ADD COLUMN second_factor_at BIGINT;

CREATE TABLE second_factor (
    centre TEXT COLLATE "C" NOT NULL,
    worker TEXT COLLATE "C" NOT NULL,
    secret BYTEA,
    last_step BIGINT,
    pending BYTEA,
    pending_until BIGINT,
    failed BIGINT NOT NULL,
    rests_until BIGINT,
    mac BYTEA NOT NULL,
    PRIMARY KEY (centre, worker)
);

CREATE TABLE recovery (
    centre TEXT COLLATE "C" NOT NULL,
    worker TEXT COLLATE "C" NOT NULL,
    asked_by TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (centre, worker)
);

CREATE TABLE wrong_tries (
    whence BYTEA NOT NULL PRIMARY KEY,
    failed BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    mac BYTEA NOT NULL
);
