-- Documents of which it was decided that they survive their groups: encoded keys of their _ids,
-- which the texts spell.

CREATE TABLE ps_kept (
  collection INTEGER NOT NULL,
  id BLOB NOT NULL,
  text TEXT NOT NULL,
  decided TEXT NOT NULL,
  PRIMARY KEY (collection, id)
) STRICT, WITHOUT ROWID;
