-- The store's own tables. Collections get a table each, made when the collection is.

CREATE TABLE ps_migrations (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE ps_collections (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  table_name TEXT NOT NULL,
  timestamps INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX ps_collections_by_name ON ps_collections (name);

-- paths and columns are JSON arrays of equal length: column n holds the encoded value at path n.
CREATE TABLE ps_indexes (
  id INTEGER PRIMARY KEY,
  collection INTEGER NOT NULL,
  name TEXT NOT NULL,
  paths TEXT NOT NULL,
  missing TEXT NOT NULL CHECK (missing IN ('collide', 'sparse', 'distinct', 'reject')),
  columns TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX ps_indexes_by_name ON ps_indexes (collection, name);

-- One run of the import, with its ledger.
CREATE TABLE ps_imports (
  id INTEGER PRIMARY KEY,
  collection INTEGER NOT NULL,
  started TEXT NOT NULL,
  rules TEXT NOT NULL,
  read INTEGER NOT NULL,
  inserted INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  merged INTEGER NOT NULL,
  conflicted INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  CHECK (read = inserted + updated + unchanged + merged + conflicted + quarantined)
) STRICT;

CREATE TABLE ps_sources (
  import INTEGER NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (import, number)
) STRICT, WITHOUT ROWID;

-- Losers, byte for byte as the source has them. Source 0 is the store: a document that an import
-- replaced. survivor is the row of the document that was kept; digest is of the normal form that the
-- document had when it was imported.
CREATE TABLE ps_archive (
  id INTEGER PRIMARY KEY,
  import INTEGER NOT NULL,
  collection INTEGER NOT NULL,
  survivor INTEGER NOT NULL,
  source INTEGER NOT NULL,
  line INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  reason TEXT NOT NULL,
  digest BLOB NOT NULL,
  body BLOB NOT NULL
) STRICT;

CREATE INDEX ps_archive_by_digest ON ps_archive (collection, digest);

-- Input that is no usable document, and documents in conflict; digest is of the bytes.
CREATE TABLE ps_quarantine (
  id INTEGER PRIMARY KEY,
  import INTEGER NOT NULL,
  collection INTEGER NOT NULL,
  source INTEGER NOT NULL,
  line INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  reason TEXT NOT NULL,
  digest BLOB NOT NULL,
  body BLOB NOT NULL
) STRICT;

CREATE INDEX ps_quarantine_by_digest ON ps_quarantine (collection, digest);
