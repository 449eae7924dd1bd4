-- What is taken back stays to be read, and a call stays on the list until it is done. Safe: columns that may be empty.
ALTER TABLE payment_legs ADD COLUMN part_of BIGINT;
ALTER TABLE payment_legs ADD COLUMN part_base BIGINT;
ALTER TABLE payment_legs ADD COLUMN part_total BIGINT;
ALTER TABLE payment_legs ADD COLUMN voided_at BIGINT;
ALTER TABLE payment_legs ADD COLUMN voided_by TEXT;
ALTER TABLE payment_legs ADD COLUMN void_reason TEXT;
ALTER TABLE calls ADD COLUMN resolved_at BIGINT;
ALTER TABLE calls ADD COLUMN resolved_by TEXT;
