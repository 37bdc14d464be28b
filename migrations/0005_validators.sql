-- What the documents of a collection have to match: a filter in normal form, and MongoDB's words for
-- which writes it is asked about and what happens then; NULL: there is no validator.

ALTER TABLE ps_collections ADD COLUMN validator TEXT;
ALTER TABLE ps_collections ADD COLUMN validation_level TEXT;
ALTER TABLE ps_collections ADD COLUMN validation_action TEXT;
