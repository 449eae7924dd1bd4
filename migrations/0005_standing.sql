-- Where a phone stands with its party (seated, waiting, new_party, removed), and how often a closing was taken back.
-- Safe: adds columns with defaults or empty, and an index.
ALTER TABLE guests ADD COLUMN standing TEXT NOT NULL DEFAULT 'seated';
ALTER TABLE sessions ADD COLUMN reopened BIGINT NOT NULL DEFAULT 0;

-- Waiters are told of what parties that have left a short while ago have not been served.
CREATE INDEX sessions_closed ON sessions (store_id, closed_at) WHERE closed_at IS NOT NULL;

-- The cookie this one took the place of: a phone that comes back to a table it had left is the guest it was.
ALTER TABLE web_sessions ADD COLUMN came_from TEXT;

-- How much guests may send before the kitchen has seen it: portions, and minor units. Null is no limit. Safe: adds columns.
ALTER TABLE stores ADD COLUMN unseen_portions BIGINT DEFAULT 50;
ALTER TABLE stores ADD COLUMN unseen_total BIGINT;
