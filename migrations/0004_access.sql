-- Who may come in: staff, enrolled devices, enrolment codes, cookie sessions. Safe: creates only.

CREATE TABLE staff (
    store_id TEXT NOT NULL REFERENCES stores (id),
    id TEXT NOT NULL,
    position BIGINT NOT NULL DEFAULT 0,
    name TEXT NOT NULL,
    -- Role words, the main one first, separated by commas.
    roles TEXT NOT NULL,
    -- argon2id, PHC format.
    pin_hash TEXT NOT NULL,
    -- Demo installs only: the PIN as the front door shows it.
    demo_pin TEXT,
    active BIGINT NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    -- Wrong PINs since the last right one; the lock they have brought on and its length.
    failed_tries BIGINT NOT NULL DEFAULT 0,
    lock_ms BIGINT NOT NULL DEFAULT 0,
    locked_until BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (store_id, id)
);

CREATE TABLE devices (
    store_id TEXT NOT NULL REFERENCES stores (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    enrolled_at BIGINT NOT NULL,
    revoked_at BIGINT,
    -- PIN tries by anybody in the current window.
    window_start BIGINT NOT NULL DEFAULT 0,
    window_tries BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (store_id, id)
);

-- SHA-256 of a code a manager reads out; each works once and for minutes.
CREATE TABLE enrolment_codes (
    code_hash TEXT NOT NULL PRIMARY KEY,
    store_id TEXT NOT NULL REFERENCES stores (id),
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    made_by TEXT,
    used_at BIGINT
);

-- A browser's identities. `kind` is device, staff or guest; staff rows carry their device too.
CREATE TABLE web_sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    store_id TEXT NOT NULL REFERENCES stores (id),
    kind TEXT NOT NULL,
    device_id TEXT,
    staff_id TEXT,
    guest_id TEXT,
    session_id TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- The guest of this cookie continues on such a device (`iphone`); the cookie is good for coming back, and for nothing else.
    replaced_by TEXT,
    -- The cookie this one took the place of: a phone that comes back to a table it had left is the guest it was.
    came_from TEXT
);
CREATE INDEX web_sessions_device ON web_sessions (store_id, device_id) WHERE device_id IS NOT NULL;
CREATE INDEX web_sessions_expiry ON web_sessions (expires_at);
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
