-- Who asked to be let into what is sealed in an emergency, and until when they are let in.

CREATE TABLE list_emergency (
    centre TEXT COLLATE "C" NOT NULL,
    emergency_id TEXT COLLATE "C" NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    case_id TEXT COLLATE "C" NOT NULL,
    worker_id TEXT COLLATE "C" NOT NULL,
    asked_at BIGINT NOT NULL,
    open_until BIGINT,
    PRIMARY KEY (centre, emergency_id)
);

CREATE INDEX list_emergency_by_stream ON list_emergency (centre, stream);
CREATE INDEX list_emergency_by_worker ON list_emergency (centre, worker_id, open_until);
