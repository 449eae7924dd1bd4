-- The restaurant: its settings, floor and menu. Safe: creates only.

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
    -- How much guests may send before the kitchen has seen it: portions, and minor units. Null is no limit.
    unseen_portions BIGINT DEFAULT 50,
    unseen_total BIGINT,
    -- A demo install shows its PINs at the front door and opens each room with one click.
    demo BIGINT NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
    -- The log's identity and its last position; the pipeline locks this row first.
    epoch TEXT NOT NULL,
    seq BIGINT NOT NULL DEFAULT 0,
    -- First position clients may still replay from, and how long events stay replayable.
    log_floor BIGINT NOT NULL DEFAULT 1,
    replay_hours BIGINT NOT NULL DEFAULT 24,
    -- Counts changes of settings, floor and menu made outside the log: caches compare it.
    revision BIGINT NOT NULL DEFAULT 0,
    -- The last event that changed the menu: what was read of it since is still true.
    menu_seq BIGINT NOT NULL DEFAULT 0,
    -- Counts the accesses that were ended: every process that serves this store looks again at who is connected when it changes.
    access_epoch BIGINT NOT NULL DEFAULT 0,
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
    archived BIGINT NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    PRIMARY KEY (store_id, id)
);

-- What is taxed alike, in basis points by how the guest eats.
CREATE TABLE tax_classes (
    store_id TEXT NOT NULL REFERENCES stores (id),
    id TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    dine_in_bps BIGINT NOT NULL,
    takeaway_bps BIGINT NOT NULL,
    archived BIGINT NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    PRIMARY KEY (store_id, id)
);

CREATE TABLE categories (
    store_id TEXT NOT NULL REFERENCES stores (id),
    id TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    hint TEXT NOT NULL DEFAULT '',
    archived BIGINT NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    PRIMARY KEY (store_id, id)
);

CREATE TABLE modifier_groups (
    store_id TEXT NOT NULL REFERENCES stores (id),
    id TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    min_choices BIGINT NOT NULL,
    max_choices BIGINT NOT NULL,
    archived BIGINT NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
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
    -- A default that goes without saying on tickets and bills, though it had to be chosen.
    is_quiet BIGINT NOT NULL DEFAULT 0 CHECK (is_quiet IN (0, 1)),
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
    tax_class_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    price BIGINT NOT NULL CHECK (price >= 0),
    -- What one unit costs the house, minor units; never in the menu that guests read.
    cost BIGINT CHECK (cost >= 0),
    allergens TEXT NOT NULL DEFAULT '[]',
    tags TEXT NOT NULL DEFAULT '[]',
    picture TEXT,
    prep_minutes BIGINT NOT NULL DEFAULT 0,
    -- Not on the menu any more; kept for what names it.
    archived BIGINT NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    -- Availability is three facts. Off by hand: until when (null is until somebody brings it back) and by whom.
    eighty_six BIGINT NOT NULL DEFAULT 0 CHECK (eighty_six IN (0, 1)),
    eighty_six_until BIGINT,
    eighty_six_by TEXT,
    -- Portions left, where somebody counts them.
    portions BIGINT CHECK (portions >= 0),
    -- How many can be made of what is in stock, where stock is kept.
    stock_left BIGINT CHECK (stock_left >= 0),
    PRIMARY KEY (store_id, id),
    FOREIGN KEY (store_id, category_id) REFERENCES categories (store_id, id),
    FOREIGN KEY (store_id, station_id) REFERENCES stations (store_id, id),
    FOREIGN KEY (store_id, tax_class_id) REFERENCES tax_classes (store_id, id)
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
