-- Which entries of the access log are about a record: for whoever asks who looked at it. The log itself stays as it is.

CREATE TABLE access_record (
    centre TEXT NOT NULL,
    record TEXT NOT NULL,
    idx INTEGER NOT NULL,
    PRIMARY KEY (centre, record, idx)
) STRICT;

CREATE INDEX access_record_by_place ON access_record (centre, idx);

INSERT INTO access_record (centre, record, idx)
WITH RECURSIVE named (centre, idx, record, rest) AS (
    SELECT centre, idx, '', records || ' ' FROM access_event
    UNION ALL
    SELECT centre, idx, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1)
    FROM named WHERE rest <> ''
)
SELECT DISTINCT centre, record, idx FROM named WHERE record <> '';
