-- One-time links by which the lead of a partner centre answers one request for an override. Neither link nor code lies here,
-- only hashes; the code's is taken together with the link, which nobody who reads this table has.

CREATE TABLE partner_link (
    token_hash BLOB NOT NULL PRIMARY KEY,
    centre TEXT NOT NULL,
    case_id TEXT NOT NULL,
    override_id TEXT NOT NULL,
    lead TEXT NOT NULL,
    code_hash BLOB NOT NULL,
    tries INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    mac BLOB NOT NULL
) STRICT;

CREATE INDEX partner_link_by_override ON partner_link (centre, override_id);
