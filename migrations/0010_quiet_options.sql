-- A default that goes without saying on tickets and bills, though it had to be chosen. Safe: adds a column with a default.
ALTER TABLE modifier_options ADD COLUMN is_quiet BIGINT NOT NULL DEFAULT 0;
