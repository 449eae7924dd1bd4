-- A guest continues on another device. Safe: adds a column that may be empty, a table and an index.

-- The guest of this cookie continues on such a device ("an iPhone"); the cookie is good for coming back, and for nothing else.
ALTER TABLE web_sessions ADD COLUMN replaced_by TEXT;
CREATE INDEX web_sessions_guest ON web_sessions (store_id, guest_id) WHERE guest_id IS NOT NULL;

-- SHA-256 of a link that takes a guest's place to another device; each works once and for minutes.
CREATE TABLE handovers (
    token_hash TEXT NOT NULL PRIMARY KEY,
    store_id TEXT NOT NULL REFERENCES stores (id),
    guest_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX handovers_expiry ON handovers (expires_at);
