#!/usr/bin/env bash
# check_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

run 3 import "$fixtures/userprofiles.sample.jsonl" --store s.db --collection c --unique userId

fact 'an undamaged store has no faults'
run 0 check --store s.db
said '24 documents checked: no faults'
run 0 check --store s.db --json
said '{"sound":true,"documents":24,"faults":[]}'
warned ''

fact 'a key that disagrees with its document is a fault'
sqlite3 s.db 'UPDATE c SET k2 = 4711 WHERE row = 1'
run 1 check --store s.db
holds test "$(tail -n 1 said.txt)" = '24 documents checked: 1 fault'
warned 'profilestore: s.db is damaged: 1 fault; work on a copy: --repair rebuilds keys and indexes, and mends single bits; restore the rest from a backup'
run 1 check --store s.db --json
holds grep -q '^{"sound":false,"documents":24,"faults":\["..*"\]}$' said.txt

fact 'keys are rebuilt from the documents'
run 0 check --store s.db --repair
said 'repaired: collection c, row 1: key column k2 does not match the document
24 documents checked: no faults'
warned ''
run 0 check --store s.db
run 0 check --store s.db --repair --json
said '{"sound":true,"documents":24,"repaired":[],"faults":[]}'

fact 'a document that has changed is an error where it is read, and a fault'
cp s.db bit.db
first=$(sqlite3 bit.db 'SELECT doc FROM c WHERE row = 2')
sqlite3 bit.db "UPDATE c SET doc = '{#' || substr(doc, 3) WHERE row = 2"  # it was ", one bit from #
damaged='collection c, row 2: the document is damaged: it does not have the digest it was stored with'
run 1 export --store bit.db --collection c
holds grep -qF "$damaged; nothing was done. \`profilestore check\`" warned.txt
run 1 check --store bit.db
holds grep -qxF "$damaged" said.txt

fact 'a single bit is given back'
run 0 check --store bit.db --repair
said "repaired: $damaged
24 documents checked: no faults"
holds test "$(sqlite3 bit.db 'SELECT doc FROM c WHERE row = 2')" = "$first"

fact 'a document that the sqlite3 shell wrote counts when it is given a digest'
sqlite3 bit.db "UPDATE c SET doc = json_set(doc, '\$.shell', 1), sum = NULL WHERE row = 3"
run 1 export --store bit.db --collection c
holds grep -q 'row 3: the document has no digest: something other than this library wrote it' warned.txt
run 0 check --store bit.db --repair
run 0 export --store bit.db --collection c
holds grep -q '"shell":1' said.txt

fact 'a damaged record of an import is found'
cp s.db import.db
sqlite3 import.db "UPDATE ps_imports SET rules = replace(rules, 'userId', 'userIe')"
run 1 check --store import.db
holds grep -qx 'ps_imports, row 1: it is damaged: it does not have the digest it was stored with' said.txt

fact 'the constraint holds against another program'
printf '%s\n' '{"name":"createIndex","collection":"f","arguments":{"keys":{"mails":1},"unique":true}}' \
  '{"name":"insertOne","collection":"f","arguments":{"document":{"_id":1,"mails":["a","b"]}}}' \
  '{"name":"insertOne","collection":"f","arguments":{"document":{"_id":2,"mails":["c"]}}}' \
  '{"name":"insertOne","collection":"f","arguments":{"document":{"_id":3,"mails":"d"}}}' \
  '{"name":"insertOne","collection":"f","arguments":{"document":{"_id":4,"mails":"e"}}}' > writes.txt
"$program" exec --store s.db < writes.txt > results.txt
foreign() {  # SQL: the sqlite3 shell is refused
  if sqlite3 s.db "$1" 2> refused.txt; then refute "was accepted: $1"; fi
  holds grep -q 'UNIQUE constraint failed' refused.txt
}
foreign 'UPDATE c SET k2 = (SELECT k2 FROM c WHERE row = 2) WHERE row = 1'
foreign 'INSERT INTO c (doc, k1, k2) SELECT doc, 4711, k2 FROM c WHERE row = 1'
foreign "UPDATE f SET k2 = 'e' WHERE row = 3"
foreign "UPDATE \"f.mails_1.elements\" SET k2 = 'b' WHERE row = 2"
run 0 check --store s.db

fact 'what no document can restore is left, with what to do'
cp s.db twice.db
sqlite3 twice.db 'INSERT INTO c (doc) SELECT doc FROM c WHERE row = 1'
run 1 check --store twice.db --repair
holds grep -q 'row 1 has the same key under the unique index _id_$' said.txt
holds grep -q "that --repair cannot fix; where two documents share a key, change or delete one of them" warned.txt

fact 'a damaged file is named, with what to do'
cp s.db damaged.db
truncate -s 30000 damaged.db
run 1 check --store damaged.db
holds grep -q 'work on a copy' warned.txt
holds grep -q 'damaged.db' warned.txt

fact 'check does not make a store'
run 1 check --store nowhere.db
holds test ! -e nowhere.db

finish
