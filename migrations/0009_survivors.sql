-- What was set aside for a document tells more of its person.

CREATE INDEX ps_archive_by_survivor ON ps_archive (collection, survivor);
