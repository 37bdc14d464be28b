-- The steps of an index that make texts equal, as {"path": ["step", …]}; NULL: none. Such an index
-- has a collation_version too: characters change with ICU's version as weights do.

ALTER TABLE ps_indexes ADD COLUMN normalise TEXT;
