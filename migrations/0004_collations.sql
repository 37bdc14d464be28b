-- The collation of an index, as MongoDB writes it, and the version of ICU's weights that its keys
-- were made with; NULL: strings are equal if their bytes are.

ALTER TABLE ps_indexes ADD COLUMN collation TEXT;
ALTER TABLE ps_indexes ADD COLUMN collation_version TEXT;
