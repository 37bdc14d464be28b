-- What it takes to undo an import: the rows that it made, from first_row to last_row (NULL: none, or
-- an import of a time before this was kept), the name of the index that it was run for, and when it
-- was undone. In the archive, row is the one that a document of the store had.

ALTER TABLE ps_imports ADD COLUMN first_row INTEGER;
ALTER TABLE ps_imports ADD COLUMN last_row INTEGER;
ALTER TABLE ps_imports ADD COLUMN made_index TEXT;
ALTER TABLE ps_imports ADD COLUMN undone TEXT;
ALTER TABLE ps_archive ADD COLUMN row INTEGER;
