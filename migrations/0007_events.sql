-- What an operator wants to see: how often each kind of thing happened, and the latest of them. No
-- value of a document stands here; digest is of the key that clashed, and of the salt.

CREATE TABLE ps_counters (
  kind TEXT NOT NULL,
  collection TEXT NOT NULL,
  index_name TEXT NOT NULL,
  times INTEGER NOT NULL,
  documents INTEGER NOT NULL,
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
  times INTEGER NOT NULL,
  PRIMARY KEY (kind, collection, index_name, paths, digest, operation)
) STRICT, WITHOUT ROWID;

CREATE INDEX ps_events_by_time ON ps_events (last_time);

-- Each store has its own, so that a list of digests made for another is of no use.
CREATE TABLE ps_salt (salt BLOB NOT NULL) STRICT;
INSERT INTO ps_salt (salt) VALUES (randomblob(16));

-- The application's own migrations of its data.
CREATE TABLE ps_application_migrations (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied TEXT NOT NULL
) STRICT;
