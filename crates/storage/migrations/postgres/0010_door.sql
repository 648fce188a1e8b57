-- Devices that are open at the door for one shift, and the PINs by which workers record there. Of a device only its token's
-- hash is stored; a PIN's slow hash lies sealed under a key that never lies in the database, because a PIN is short.

CREATE TABLE door_device (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    centre TEXT COLLATE "C" NOT NULL,
    device TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    entrance TEXT COLLATE "C",
    opened_by TEXT COLLATE "C" NOT NULL,
    opened_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    reader TEXT COLLATE "C",
    pin_at BIGINT,
    failed BIGINT NOT NULL,
    rests_until BIGINT,
    mac BYTEA NOT NULL
);

CREATE INDEX door_device_by_centre ON door_device (centre, device);

CREATE TABLE door_pin (
    centre TEXT COLLATE "C" NOT NULL,
    worker TEXT COLLATE "C" NOT NULL,
    pin BYTEA NOT NULL,
    failed BIGINT NOT NULL,
    rests_until BIGINT,
    mac BYTEA NOT NULL,
    PRIMARY KEY (centre, worker)
);
