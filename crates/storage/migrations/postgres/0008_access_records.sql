-- Which entries of the access log are about a record: for whoever asks who looked at it. The log itself stays as it is.

CREATE TABLE access_record (
    centre TEXT COLLATE "C" NOT NULL,
    record TEXT COLLATE "C" NOT NULL,
    idx BIGINT NOT NULL,
    PRIMARY KEY (centre, record, idx)
);

CREATE INDEX access_record_by_place ON access_record (centre, idx);

INSERT INTO access_record (centre, record, idx)
SELECT DISTINCT e.centre, n.record, e.idx
FROM access_event e CROSS JOIN LATERAL regexp_split_to_table(e.records, ' ') AS n (record)
WHERE n.record <> '';
