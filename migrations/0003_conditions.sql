-- Indexes over some of the documents only: the filter, in normal form; NULL: over all.

ALTER TABLE ps_indexes ADD COLUMN condition TEXT;
