-- Who asked to be let into what is sealed in an emergency, and until when they are let in.

CREATE TABLE list_emergency (
    centre TEXT NOT NULL,
    emergency_id TEXT NOT NULL,
    stream TEXT NOT NULL,
    case_id TEXT NOT NULL,
    worker_id TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    open_until INTEGER,
    PRIMARY KEY (centre, emergency_id)
) STRICT;

CREATE INDEX list_emergency_by_stream ON list_emergency (centre, stream);
CREATE INDEX list_emergency_by_worker ON list_emergency (centre, worker_id, open_until);
