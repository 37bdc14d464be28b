-- Indexes that are not unique, directions of paths, and arrays at indexed paths.

ALTER TABLE ps_indexes ADD COLUMN is_unique INTEGER NOT NULL DEFAULT 1;

-- A JSON array of 1 or -1, one a path; NULL: all are 1.
ALTER TABLE ps_indexes ADD COLUMN directions TEXT;

-- The table of the keys of documents with an array at a path: their columns are NULL. NULL: no
-- document has had one.
ALTER TABLE ps_indexes ADD COLUMN elements TEXT;
