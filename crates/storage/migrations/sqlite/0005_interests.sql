-- Workers of whom it is known, or thought, that they have something to do with a family.

CREATE TABLE list_interest (
    centre TEXT NOT NULL,
    interest_id TEXT NOT NULL,
    stream TEXT NOT NULL,
    case_id TEXT NOT NULL,
    worker_id TEXT NOT NULL,
    standing TEXT NOT NULL,
    PRIMARY KEY (centre, interest_id)
) STRICT;

CREATE INDEX list_interest_by_stream ON list_interest (centre, stream);
CREATE INDEX list_interest_by_worker ON list_interest (centre, worker_id, standing);
