-- The restaurant, its menu, its tables' sessions and the log. Safe: creates only.

CREATE TABLE stores (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    tagline TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    locale TEXT NOT NULL DEFAULT 'en',
    currency TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    day_ends_hour BIGINT NOT NULL DEFAULT 4 CHECK (day_ends_hour BETWEEN 0 AND 23),
    seating TEXT NOT NULL DEFAULT 'open_by_scan',
    service_bps BIGINT NOT NULL DEFAULT 0 CHECK (service_bps >= 0),
    service_from_covers BIGINT NOT NULL DEFAULT 0,
    service_rate_bps BIGINT,
    -- The log's identity and its last position; the pipeline locks this row first.
    epoch TEXT NOT NULL,
    seq BIGINT NOT NULL DEFAULT 0,
    -- First position clients may still replay from, and how long events stay replayable.
    log_floor BIGINT NOT NULL DEFAULT 1,
    replay_hours BIGINT NOT NULL DEFAULT 24,
    -- Counts changes of settings, floor and menu made outside the log: caches compare it.
    revision BIGINT NOT NULL DEFAULT 0,
    -- Key of the rotating table codes, hexadecimal.
    code_secret TEXT NOT NULL
);

CREATE TABLE areas (
    store_id TEXT NOT NULL REFERENCES stores (id),
    id TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    features TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (store_id, id)
);

CREATE TABLE tables (
    store_id TEXT NOT NULL,
    id TEXT NOT NULL,
    area_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    label TEXT NOT NULL,
    seats BIGINT NOT NULL,
    shape TEXT NOT NULL,
    x BIGINT NOT NULL,
    y BIGINT NOT NULL,
    w BIGINT NOT NULL,
    h BIGINT NOT NULL,
    -- What the QR code carries: random, at least 128 bits.
    token TEXT NOT NULL,
    PRIMARY KEY (store_id, id),
    FOREIGN KEY (store_id, area_id) REFERENCES areas (store_id, id)
);
CREATE UNIQUE INDEX tables_token ON tables (token);

CREATE TABLE stations (
    store_id TEXT NOT NULL REFERENCES stores (id),
    id TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    warn_minutes BIGINT NOT NULL,
    late_minutes BIGINT NOT NULL,
    PRIMARY KEY (store_id, id)
);

CREATE TABLE categories (
    store_id TEXT NOT NULL REFERENCES stores (id),
    id TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    hint TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (store_id, id)
);

CREATE TABLE modifier_groups (
    store_id TEXT NOT NULL REFERENCES stores (id),
    id TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    min_choices BIGINT NOT NULL,
    max_choices BIGINT NOT NULL,
    PRIMARY KEY (store_id, id),
    CHECK (min_choices >= 0 AND min_choices <= max_choices)
);

CREATE TABLE modifier_options (
    store_id TEXT NOT NULL,
    id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    price BIGINT NOT NULL,
    is_default BIGINT NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
    adds_allergens TEXT NOT NULL DEFAULT '[]',
    removes_allergens TEXT NOT NULL DEFAULT '[]',
    nested_group_id TEXT,
    PRIMARY KEY (store_id, id),
    FOREIGN KEY (store_id, group_id) REFERENCES modifier_groups (store_id, id)
);

CREATE TABLE products (
    store_id TEXT NOT NULL,
    id TEXT NOT NULL,
    category_id TEXT NOT NULL,
    station_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    price BIGINT NOT NULL CHECK (price >= 0),
    dine_in_bps BIGINT NOT NULL,
    takeaway_bps BIGINT NOT NULL,
    allergens TEXT NOT NULL DEFAULT '[]',
    tags TEXT NOT NULL DEFAULT '[]',
    picture TEXT,
    prep_minutes BIGINT NOT NULL DEFAULT 0,
    available BIGINT NOT NULL DEFAULT 1 CHECK (available IN (0, 1)),
    -- Portions left, where somebody counts them.
    remaining BIGINT CHECK (remaining >= 0),
    available_from BIGINT,
    unavailable_reason TEXT,
    PRIMARY KEY (store_id, id),
    FOREIGN KEY (store_id, category_id) REFERENCES categories (store_id, id),
    FOREIGN KEY (store_id, station_id) REFERENCES stations (store_id, id)
);

CREATE TABLE product_groups (
    store_id TEXT NOT NULL,
    product_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (store_id, product_id, group_id),
    FOREIGN KEY (store_id, product_id) REFERENCES products (store_id, id),
    FOREIGN KEY (store_id, group_id) REFERENCES modifier_groups (store_id, id)
);

-- One party's stay. `by` columns hold the actor as screens may see it, JSON.
CREATE TABLE sessions (
    store_id TEXT NOT NULL REFERENCES stores (id),
    id TEXT NOT NULL,
    table_id TEXT NOT NULL,
    table_label TEXT NOT NULL,
    status TEXT NOT NULL,
    covers BIGINT NOT NULL CHECK (covers >= 1),
    order_type TEXT NOT NULL,
    currency TEXT NOT NULL,
    service_bps BIGINT NOT NULL,
    service_from_covers BIGINT NOT NULL,
    service_rate_bps BIGINT,
    opened_at BIGINT NOT NULL,
    opened_by TEXT NOT NULL,
    closed_at BIGINT,
    write_off TEXT,
    PRIMARY KEY (store_id, id)
);
-- A table has at most one open session; also the way to find it.
CREATE UNIQUE INDEX sessions_one_open ON sessions (store_id, table_id) WHERE status <> 'closed';

-- `seq` in the tables below is the log position that made the row: the order of things within a session.
CREATE TABLE guests (
    store_id TEXT NOT NULL,
    id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    name TEXT NOT NULL,
    colour BIGINT NOT NULL,
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (store_id, id),
    FOREIGN KEY (store_id, session_id) REFERENCES sessions (store_id, id)
);
CREATE INDEX guests_session ON guests (store_id, session_id);

CREATE TABLE cart_lines (
    store_id TEXT NOT NULL,
    id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    product_id TEXT NOT NULL,
    options TEXT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity >= 1),
    note TEXT,
    added_by TEXT NOT NULL,
    for_guest_id TEXT,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (store_id, id),
    FOREIGN KEY (store_id, session_id) REFERENCES sessions (store_id, id)
);
CREATE INDEX cart_lines_session ON cart_lines (store_id, session_id);

CREATE TABLE orders (
    store_id TEXT NOT NULL,
    id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    business_day BIGINT NOT NULL,
    day_number BIGINT NOT NULL,
    number TEXT NOT NULL,
    short_number TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    sent_by TEXT NOT NULL,
    estimated_ready_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    PRIMARY KEY (store_id, id),
    FOREIGN KEY (store_id, session_id) REFERENCES sessions (store_id, id)
);
CREATE UNIQUE INDEX orders_number ON orders (store_id, business_day, day_number);
CREATE INDEX orders_session ON orders (store_id, session_id);

CREATE TABLE order_items (
    store_id TEXT NOT NULL,
    id TEXT NOT NULL,
    order_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    product_id TEXT NOT NULL,
    name TEXT NOT NULL,
    modifiers TEXT NOT NULL,
    allergens TEXT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity >= 1),
    unit_price BIGINT NOT NULL CHECK (unit_price >= 0),
    rate_bps BIGINT NOT NULL,
    note TEXT,
    added_by TEXT NOT NULL,
    guest_id TEXT,
    station_id TEXT NOT NULL,
    status TEXT NOT NULL,
    PRIMARY KEY (store_id, id),
    FOREIGN KEY (store_id, order_id) REFERENCES orders (store_id, id)
);
CREATE INDEX order_items_session ON order_items (store_id, session_id);
CREATE INDEX order_items_order ON order_items (store_id, order_id);

-- An item's way through the kitchen: when and by whom.
CREATE TABLE item_steps (
    store_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    session_id TEXT NOT NULL,
    to_status TEXT NOT NULL,
    at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (store_id, item_id, seq),
    FOREIGN KEY (store_id, item_id) REFERENCES order_items (store_id, id)
);
CREATE INDEX item_steps_session ON item_steps (store_id, session_id);

CREATE TABLE tickets (
    store_id TEXT NOT NULL,
    id TEXT NOT NULL,
    order_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    station_id TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    seen_at BIGINT,
    seen_by TEXT,
    bumped_at BIGINT,
    recalled_at BIGINT,
    PRIMARY KEY (store_id, id),
    FOREIGN KEY (store_id, order_id) REFERENCES orders (store_id, id)
);
CREATE INDEX tickets_session ON tickets (store_id, session_id);
CREATE INDEX tickets_on_board ON tickets (store_id, station_id, session_id) WHERE bumped_at IS NULL;
CREATE INDEX tickets_bumped ON tickets (store_id, bumped_at, id) WHERE bumped_at IS NOT NULL;
CREATE INDEX tickets_bumped_at_station ON tickets (store_id, station_id, bumped_at, id) WHERE bumped_at IS NOT NULL;

CREATE TABLE calls (
    store_id TEXT NOT NULL,
    id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    kind TEXT NOT NULL,
    called_by TEXT NOT NULL,
    at BIGINT NOT NULL,
    acknowledged_at BIGINT,
    acknowledged_by TEXT,
    PRIMARY KEY (store_id, id),
    FOREIGN KEY (store_id, session_id) REFERENCES sessions (store_id, id)
);
CREATE INDEX calls_session ON calls (store_id, session_id);

CREATE TABLE payment_legs (
    store_id TEXT NOT NULL,
    id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    method TEXT NOT NULL,
    status TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    tip BIGINT NOT NULL CHECK (tip >= 0),
    tendered BIGINT,
    at BIGINT NOT NULL,
    taken_by TEXT NOT NULL,
    PRIMARY KEY (store_id, id),
    FOREIGN KEY (store_id, session_id) REFERENCES sessions (store_id, id)
);
CREATE INDEX payment_legs_session ON payment_legs (store_id, session_id);

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

-- The last order number given on a business day (YYYYMMDD).
CREATE TABLE order_counters (
    store_id TEXT NOT NULL,
    business_day BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (store_id, business_day)
);
