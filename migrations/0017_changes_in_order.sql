-- The changes of each collection stand together, in the order in which they are read, so a change is
-- written at one place and not at three: there is no index beside them, nor a counter.

ALTER TABLE ps_changes RENAME TO ps_changes_before;

-- place is collection * 2^40 + number; a release before this one, which may have the store open still,
-- names none and is refused. An after-image may lack what it has of the one before: that
-- begins with its first head bytes, and ends with its last tail bytes; NULL: after is all of it.
-- Collection 0 has one row at most, which keeps the seq of changes that are gone from being used
-- again.
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

INSERT INTO ps_changes SELECT collection * 1099511627776 + number, seq, collection, number, tx, time,
  follows, sum, op, id, before, after, counts, NULL, NULL FROM ps_changes_before;

INSERT INTO ps_changes SELECT 1, seq, 0, 1, seq, 0, NULL, NULL, 'last', NULL, NULL, NULL, NULL,
  NULL, NULL FROM sqlite_sequence WHERE name = 'ps_changes_before';

DROP TABLE ps_changes_before;
