-- A 64-bit digest of each row, XXH3: of a collection's table over the collection, the row, doc and
-- origin; of the store's own tables over all that is not NULL. NULL: none was made yet; the row was
-- written outside of this library. The tables of collections get theirs, and all rows their sums,
-- by code: sqlite/seal.

ALTER TABLE ps_migrations ADD COLUMN sum INTEGER;
ALTER TABLE ps_collections ADD COLUMN sum INTEGER;
ALTER TABLE ps_indexes ADD COLUMN sum INTEGER;
ALTER TABLE ps_imports ADD COLUMN sum INTEGER;
ALTER TABLE ps_sources ADD COLUMN sum INTEGER;
ALTER TABLE ps_archive ADD COLUMN sum INTEGER;
ALTER TABLE ps_quarantine ADD COLUMN sum INTEGER;
ALTER TABLE ps_counters ADD COLUMN sum INTEGER;
ALTER TABLE ps_events ADD COLUMN sum INTEGER;
ALTER TABLE ps_salt ADD COLUMN sum INTEGER;
ALTER TABLE ps_application_migrations ADD COLUMN sum INTEGER;
ALTER TABLE ps_provenance ADD COLUMN sum INTEGER;
ALTER TABLE ps_redirects ADD COLUMN sum INTEGER;
ALTER TABLE ps_not_duplicates ADD COLUMN sum INTEGER;
ALTER TABLE ps_undone_keys ADD COLUMN sum INTEGER;
ALTER TABLE ps_kept ADD COLUMN sum INTEGER;
