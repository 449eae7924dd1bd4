-- Counts the accesses that were ended: every process that serves this store looks again at who is connected when it changes.
ALTER TABLE stores ADD COLUMN access_epoch BIGINT NOT NULL DEFAULT 0;
