-- Where documents came from, and what was decided about them.

-- A document that an import inserted or wrote anew: the document of the sources that it was made
-- from, and, where fields came from others, which from whom: a JSON object by field; NULL: none did.
-- written is the text that the import wrote over what the store had; NULL: it had nothing.
CREATE TABLE ps_provenance (
  collection INTEGER NOT NULL,
  row INTEGER NOT NULL,
  import INTEGER NOT NULL,
  source INTEGER NOT NULL,
  line INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  fields TEXT,
  written TEXT,
  PRIMARY KEY (collection, row, import)
) STRICT, WITHOUT ROWID;

-- A document that was set aside for another, and that one, by their _ids as a collection's column
-- of keys has them.
CREATE TABLE ps_redirects (
  collection INTEGER NOT NULL,
  id ANY NOT NULL,
  import INTEGER NOT NULL,
  survivor ANY NOT NULL,
  PRIMARY KEY (collection, id, import)
) STRICT, WITHOUT ROWID;

-- Two documents of which it was decided that they are not of one person; id_a < id_b, encoded keys
-- of their _ids, which the two texts spell.
CREATE TABLE ps_not_duplicates (
  collection INTEGER NOT NULL,
  id_a BLOB NOT NULL,
  id_b BLOB NOT NULL,
  text_a TEXT NOT NULL,
  text_b TEXT NOT NULL,
  decided TEXT NOT NULL,
  PRIMARY KEY (collection, id_a, id_b)
) STRICT, WITHOUT ROWID;

-- Groups that were taken back alone, of an import that was not: the digest of their key, how many
-- documents that the import had made are gone thereby, and the digests of all documents of its
-- sources that are, one after the other.
CREATE TABLE ps_undone_keys (
  import INTEGER NOT NULL,
  key BLOB NOT NULL,
  undone TEXT NOT NULL,
  removed INTEGER NOT NULL,
  contents BLOB NOT NULL,
  PRIMARY KEY (import, key)
) STRICT, WITHOUT ROWID;

-- What it takes to read a piece of a source by itself: of CSV the line that names the columns.
ALTER TABLE ps_sources ADD COLUMN header TEXT;
