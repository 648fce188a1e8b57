-- Workers of whom it is known, or thought, that they have something to do with a family.

CREATE TABLE list_interest (
    centre TEXT COLLATE "C" NOT NULL,
    interest_id TEXT COLLATE "C" NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    case_id TEXT COLLATE "C" NOT NULL,
    worker_id TEXT COLLATE "C" NOT NULL,
    standing TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (centre, interest_id)
);

CREATE INDEX list_interest_by_stream ON list_interest (centre, stream);
CREATE INDEX list_interest_by_worker ON list_interest (centre, worker_id, standing);
