-- The log and the outcomes of commands. Safe: creates only.

-- The log: gap-free per store. Rows are only ever added.
CREATE TABLE events (
    store_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    session_id TEXT,
    rooms TEXT NOT NULL,
    actor TEXT NOT NULL,
    payload TEXT NOT NULL,
    command_key TEXT NOT NULL,
    PRIMARY KEY (store_id, seq)
);

-- What became of each command: the answer to a second sending of the same key.
CREATE TABLE commands (
    store_id TEXT NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    outcome TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (store_id, key)
);
