-- What parties do: their stay, their orders and tickets, their payments. Safe: creates only.

-- One party's stay. `by` columns hold the actor as screens may see it, JSON.
CREATE TABLE sessions (
    store_id TEXT NOT NULL REFERENCES stores (id),
    id TEXT NOT NULL,
    -- Where it is: table, counter, takeaway, delivery; the columns that do not apply are null.
    place TEXT NOT NULL,
    table_id TEXT,
    counter_id TEXT,
    contact_id TEXT,
    -- What is written on the table or the counter.
    place_label TEXT,
    status TEXT NOT NULL,
    covers BIGINT NOT NULL CHECK (covers >= 1),
    order_type TEXT NOT NULL,
    currency TEXT NOT NULL,
    service_bps BIGINT NOT NULL,
    service_from_covers BIGINT NOT NULL,
    service_rate_bps BIGINT,
    opened_at BIGINT NOT NULL,
    -- The log position that opened it: its events are read from there.
    opened_seq BIGINT NOT NULL,
    opened_by TEXT NOT NULL,
    -- The business day on which it began (YYYYMMDD).
    business_day BIGINT NOT NULL,
    closed_at BIGINT,
    write_off TEXT,
    -- How often a closing was taken back.
    reopened BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (store_id, id)
);
-- A table has at most one open session; also the way to find it.
CREATE UNIQUE INDEX sessions_one_open ON sessions (store_id, table_id) WHERE status <> 'closed';
-- Waiters are told of what parties that have left a short while ago have not been served.
CREATE INDEX sessions_closed ON sessions (store_id, closed_at) WHERE closed_at IS NOT NULL;
-- Reports read stays that are over.
CREATE INDEX sessions_day ON sessions (store_id, business_day) WHERE closed_at IS NOT NULL;

-- `seq` in the tables below is the log position that made the row: the order of things within a session.
CREATE TABLE guests (
    store_id TEXT NOT NULL,
    id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    -- As the guest has said; empty for one who goes by the number, which is null for all others.
    name TEXT NOT NULL,
    number BIGINT,
    colour BIGINT NOT NULL,
    joined_at BIGINT NOT NULL,
    -- Where a phone stands with its party: seated, waiting, new_party, removed.
    standing TEXT NOT NULL DEFAULT 'seated',
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
    -- What the dish was called when it was chosen: the menu may drop it.
    name TEXT NOT NULL DEFAULT '',
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

-- Items, steps and tickets are found through their order: an index of their own by session would give every party a page, and an
-- order would touch four of them.
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
    -- What reports ask for, as it was when the line was sent.
    category_id TEXT NOT NULL,
    category_name TEXT NOT NULL,
    tax_class_id TEXT NOT NULL,
    tax_class_name TEXT NOT NULL,
    cost BIGINT,
    note TEXT,
    added_by TEXT NOT NULL,
    guest_id TEXT,
    station_id TEXT NOT NULL,
    status TEXT NOT NULL,
    PRIMARY KEY (store_id, id),
    FOREIGN KEY (store_id, order_id) REFERENCES orders (store_id, id)
);
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
CREATE INDEX tickets_order ON tickets (store_id, order_id);
-- The boards ask for every ticket that is not bumped, of all stations at once.
CREATE INDEX tickets_on_board ON tickets (store_id, bumped_at, order_id, session_id) WHERE bumped_at IS NULL;
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
    resolved_at BIGINT,
    resolved_by TEXT,
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
    part_of BIGINT,
    part_base BIGINT,
    part_total BIGINT,
    at BIGINT NOT NULL,
    business_day BIGINT NOT NULL,
    taken_by TEXT NOT NULL,
    voided_at BIGINT,
    voided_by TEXT,
    void_reason TEXT,
    PRIMARY KEY (store_id, id),
    FOREIGN KEY (store_id, session_id) REFERENCES sessions (store_id, id)
);
CREATE INDEX payment_legs_session ON payment_legs (store_id, session_id);
CREATE INDEX payment_legs_day ON payment_legs (store_id, business_day);

-- The last order number given on a business day (YYYYMMDD).
CREATE TABLE order_counters (
    store_id TEXT NOT NULL,
    business_day BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (store_id, business_day)
);

-- Somebody who orders from afar. Events carry the id alone, so that what is here can be erased; the row stays, empty.
CREATE TABLE contacts (
    store_id TEXT NOT NULL REFERENCES stores (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    erased_at BIGINT,
    PRIMARY KEY (store_id, id)
);
