-- What it takes to undo an import: the rows that it made, from first_row to last_row (NULL: none, or
-- an import of a time before this was kept), the name of the index that it was run for, and when it
-- was undone.

ALTER TABLE ps_imports ADD COLUMN first_row INTEGER;
ALTER TABLE ps_imports ADD COLUMN last_row INTEGER;
ALTER TABLE ps_imports ADD COLUMN made_index TEXT;
ALTER TABLE ps_imports ADD COLUMN undone TEXT;

-- Of a document of the store (source 0): the row it had, and its origin. Of such a document digest
-- is of what it was imported as, in the quarantine too.
ALTER TABLE ps_archive ADD COLUMN row INTEGER;
ALTER TABLE ps_archive ADD COLUMN origin BLOB;
ALTER TABLE ps_quarantine ADD COLUMN row INTEGER;
ALTER TABLE ps_quarantine ADD COLUMN origin BLOB;
