-- When documents expire by an index: so many seconds after the date at its path. A table of its own,
-- since a column more in ps_indexes would change what the sums of its rows are of.

CREATE TABLE ps_expiry (
  collection INTEGER NOT NULL,
  name TEXT NOT NULL,
  seconds INTEGER NOT NULL CHECK (seconds BETWEEN 0 AND 2147483647),
  sum INTEGER,
  PRIMARY KEY (collection, name)
) STRICT, WITHOUT ROWID;
