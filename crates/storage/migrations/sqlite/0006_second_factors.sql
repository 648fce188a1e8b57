-- Second factors, letting people back in, and wrong tries counted for every node. A secret lies sealed under a key that never
-- lies in the database; of an address only a keyed hash is stored.

-- A sign-in tells when the second factor was last given. Those that were running end: their people sign in again.
DELETE FROM sign_in;
ALTER TABLE sign_in ADD COLUMN second_factor_at INTEGER;

CREATE TABLE second_factor (
    centre TEXT NOT NULL,
    worker TEXT NOT NULL,
    secret BLOB,
    last_step INTEGER,
    pending BLOB,
    pending_until INTEGER,
    failed INTEGER NOT NULL,
    rests_until INTEGER,
    mac BLOB NOT NULL,
    PRIMARY KEY (centre, worker)
) STRICT;

CREATE TABLE recovery (
    centre TEXT NOT NULL,
    worker TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (centre, worker)
) STRICT;

CREATE TABLE wrong_tries (
    whence BLOB NOT NULL PRIMARY KEY,
    failed INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    mac BLOB NOT NULL
) STRICT;
