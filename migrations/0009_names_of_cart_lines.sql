-- A cart line keeps the name its dish had when it was chosen. Safe: adds a column with a default.
ALTER TABLE cart_lines ADD COLUMN name TEXT NOT NULL DEFAULT '';
