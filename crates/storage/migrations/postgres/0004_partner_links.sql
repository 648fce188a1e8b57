-- One-time links by which the lead of a partner centre answers one request for an override. Neither link nor code lies here,
-- only hashes; the code's is taken together with the link, which nobody who reads this table has.

CREATE TABLE partner_link (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    centre TEXT COLLATE "C" NOT NULL,
    case_id TEXT COLLATE "C" NOT NULL,
    override_id TEXT COLLATE "C" NOT NULL,
    lead TEXT COLLATE "C" NOT NULL,
    code_hash BYTEA NOT NULL,
    tries BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    mac BYTEA NOT NULL
);

CREATE INDEX partner_link_by_override ON partner_link (centre, override_id);
