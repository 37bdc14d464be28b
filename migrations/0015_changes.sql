-- The changes of documents, of collections that keep a log of them.

-- Which do, how many changes are kept, and for how many seconds; 0: however old.
CREATE TABLE ps_change_logs (
  collection INTEGER PRIMARY KEY,
  max_changes INTEGER NOT NULL,
  max_age INTEGER NOT NULL,
  sum INTEGER
) STRICT;

-- A change: the number that it has in its collection, without gaps; tx is the seq of the first of its
-- transaction, time in milliseconds since 1970, follows the sum of the change before it in its
-- collection (NULL: it begins the log). id, before and after are JSON: the _id and the images of the
-- document; counts of a change of many. sum comes before what can be long.
CREATE TABLE ps_changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
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
  counts TEXT
) STRICT;

CREATE UNIQUE INDEX ps_changes_by_number ON ps_changes (collection, number);
