-- Made by tools/schema.sh: what the migrations up to 0017_changes_in_order make together.

CREATE TABLE ps_migrations (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL
, sum INTEGER) STRICT;

CREATE TABLE ps_collections (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  table_name TEXT NOT NULL,
  timestamps INTEGER NOT NULL
, validator TEXT, validation_level TEXT, validation_action TEXT, sum INTEGER) STRICT;

CREATE UNIQUE INDEX ps_collections_by_name ON ps_collections (name);

CREATE TABLE ps_indexes (
  id INTEGER PRIMARY KEY,
  collection INTEGER NOT NULL,
  name TEXT NOT NULL,
  paths TEXT NOT NULL,
  missing TEXT NOT NULL CHECK (missing IN ('collide', 'sparse', 'distinct', 'reject')),
  columns TEXT NOT NULL
, is_unique INTEGER NOT NULL DEFAULT 1, directions TEXT, elements TEXT, condition TEXT, collation TEXT, collation_version TEXT, normalise TEXT, sum INTEGER) STRICT;

CREATE UNIQUE INDEX ps_indexes_by_name ON ps_indexes (collection, name);

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
  quarantined INTEGER NOT NULL, first_row INTEGER, last_row INTEGER, made_index TEXT, undone TEXT, sum INTEGER,
  CHECK (read = inserted + updated + unchanged + merged + conflicted + quarantined)
) STRICT;

CREATE TABLE ps_sources (
  import INTEGER NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL, header TEXT, sum INTEGER,
  PRIMARY KEY (import, number)
) STRICT, WITHOUT ROWID;

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
, row INTEGER, origin BLOB, sum INTEGER) STRICT;

CREATE INDEX ps_archive_by_digest ON ps_archive (collection, digest);

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
, row INTEGER, origin BLOB, sum INTEGER) STRICT;

CREATE INDEX ps_quarantine_by_digest ON ps_quarantine (collection, digest);

CREATE TABLE ps_counters (
  kind TEXT NOT NULL,
  collection TEXT NOT NULL,
  index_name TEXT NOT NULL,
  times INTEGER NOT NULL,
  documents INTEGER NOT NULL, sum INTEGER,
  PRIMARY KEY (kind, collection, index_name)
) STRICT, WITHOUT ROWID;

CREATE TABLE ps_events (
  kind TEXT NOT NULL,
  collection TEXT NOT NULL,
  index_name TEXT NOT NULL,
  paths TEXT NOT NULL,
  digest TEXT NOT NULL,
  operation TEXT NOT NULL,
  documents INTEGER NOT NULL,
  first_time TEXT NOT NULL,
  last_time TEXT NOT NULL,
  times INTEGER NOT NULL, sum INTEGER,
  PRIMARY KEY (kind, collection, index_name, paths, digest, operation)
) STRICT, WITHOUT ROWID;

CREATE INDEX ps_events_by_time ON ps_events (last_time);

CREATE TABLE ps_salt (salt BLOB NOT NULL, sum INTEGER) STRICT;

CREATE TABLE ps_application_migrations (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied TEXT NOT NULL
, sum INTEGER) STRICT;

CREATE TABLE ps_provenance (
  collection INTEGER NOT NULL,
  row INTEGER NOT NULL,
  import INTEGER NOT NULL,
  source INTEGER NOT NULL,
  line INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  fields TEXT,
  written TEXT, sum INTEGER,
  PRIMARY KEY (collection, row, import)
) STRICT, WITHOUT ROWID;

CREATE TABLE ps_redirects (
  collection INTEGER NOT NULL,
  id ANY NOT NULL,
  import INTEGER NOT NULL,
  survivor ANY NOT NULL, sum INTEGER,
  PRIMARY KEY (collection, id, import)
) STRICT, WITHOUT ROWID;

CREATE TABLE ps_not_duplicates (
  collection INTEGER NOT NULL,
  id_a BLOB NOT NULL,
  id_b BLOB NOT NULL,
  text_a TEXT NOT NULL,
  text_b TEXT NOT NULL,
  decided TEXT NOT NULL, sum INTEGER,
  PRIMARY KEY (collection, id_a, id_b)
) STRICT, WITHOUT ROWID;

CREATE TABLE ps_undone_keys (
  import INTEGER NOT NULL,
  key BLOB NOT NULL,
  undone TEXT NOT NULL,
  removed INTEGER NOT NULL,
  contents BLOB NOT NULL, sum INTEGER,
  PRIMARY KEY (import, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX ps_archive_by_survivor ON ps_archive (collection, survivor);

CREATE TABLE ps_kept (
  collection INTEGER NOT NULL,
  id BLOB NOT NULL,
  text TEXT NOT NULL,
  decided TEXT NOT NULL, sum INTEGER,
  PRIMARY KEY (collection, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ps_head (mark TEXT NOT NULL, sum INTEGER) STRICT;

CREATE TABLE ps_operations (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  call TEXT NOT NULL,
  done INTEGER NOT NULL,
  result TEXT NOT NULL,
  before TEXT,
  after TEXT,
  sum INTEGER
) STRICT;

CREATE UNIQUE INDEX ps_operations_by_id ON ps_operations (id);

CREATE TABLE ps_change_logs (
  collection INTEGER PRIMARY KEY,
  max_changes INTEGER NOT NULL,
  max_age INTEGER NOT NULL,
  sum INTEGER
) STRICT;

CREATE TABLE ps_expiry (
  collection INTEGER NOT NULL,
  name TEXT NOT NULL,
  seconds INTEGER NOT NULL CHECK (seconds BETWEEN 0 AND 2147483647),
  sum INTEGER,
  PRIMARY KEY (collection, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE ps_changes (
  place INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  collection INTEGER NOT NULL,
  number INTEGER NOT NULL,
  tx INTEGER NOT NULL,
  time INTEGER NOT NULL,
  follows INTEGER,
  sum INTEGER,
  op TEXT NOT NULL,
  id TEXT,
  before TEXT,
  after TEXT,
  counts TEXT,
  head INTEGER,
  tail INTEGER,
  CHECK (place = collection * 1099511627776 + number)
) STRICT;

INSERT INTO ps_salt (salt) VALUES (randomblob(16));
INSERT INTO ps_head (mark)
VALUES ('profilestore:' || lower(hex(randomblob(16))) || ':0000000000000000:c');
