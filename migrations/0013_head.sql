-- Which store this is, and how far it has come: "profilestore:", 32 hexadecimal digits that each store
-- has of its own, ":", a number of 16 hexadecimal digits that some of its commits raise, and ":u"
-- while it is in use or ":c" since it was closed. The file .head beside the store says the same, so
-- that an older file or a lost log is told from the newest. As one text it can be found in the pages
-- of a log.

CREATE TABLE ps_head (mark TEXT NOT NULL, sum INTEGER) STRICT;
INSERT INTO ps_head (mark)
VALUES ('profilestore:' || lower(hex(randomblob(16))) || ':0000000000000000:c');
