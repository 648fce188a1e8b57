-- Devices that are open at the door for one shift, and the PINs by which workers record there. Of a device only its token's
-- hash is stored; a PIN's slow hash lies sealed under a key that never lies in the database, because a PIN is short.

CREATE TABLE door_device (
    token_hash BLOB NOT NULL PRIMARY KEY,
    centre TEXT NOT NULL,
    device TEXT NOT NULL,
    day TEXT NOT NULL,
    entrance TEXT,
    opened_by TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    reader TEXT,
    pin_at INTEGER,
    failed INTEGER NOT NULL,
    rests_until INTEGER,
    mac BLOB NOT NULL
) STRICT;

CREATE INDEX door_device_by_centre ON door_device (centre, device);

CREATE TABLE door_pin (
    centre TEXT NOT NULL,
    worker TEXT NOT NULL,
    pin BLOB NOT NULL,
    failed INTEGER NOT NULL,
    rests_until INTEGER,
    mac BLOB NOT NULL,
    PRIMARY KEY (centre, worker)
) STRICT;
