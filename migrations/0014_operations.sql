-- The writes that the application has named, so that one that is repeated is not done again: the
-- digest of the call, when it was done in milliseconds since 1970, what it returned.

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
