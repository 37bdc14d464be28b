#!/usr/bin/env bash
# verify_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

cp "$fixtures/userprofiles.sample.jsonl" users.jsonl
run 3 import users.jsonl --store s.db --collection users --unique userId

fact 'verify finds every document live, archived or in quarantine'
run 0 verify 1 --store s.db
said '40 pieces read again:
  live               24   in the collection, as imported
  edited              0   in the collection, changed since the import
  archived           14   losers, in the archive
  quarantined         2   unusable, or in conflict
  missing             0   not in the store
bytes: 15,258 of documents, 40 between documents, 613 in quarantine
Every document and every byte of the import is accounted for.'
warned ''

fact 'verify --json prints one object'
run 0 verify 1 --store s.db --json
said '{"proven":true,"read":40,"live":24,"edited":0,"madeOf":0,"archived":14,"quarantined":2,"takenBack":0,"missing":[],"changedSources":[],"bytes":{"documents":15258,"separators":40,"quarantined":613},"strays":[]}'

fact 'verify takes the sources from where they are now'
mv users.jsonl moved.jsonl
run 1 verify 1 --store s.db
run 0 verify 1 moved.jsonl --store s.db

fact 'a document that was changed since is told from one that is gone'
run 0 upsert --store s.db --collection users --filter '{"userId": 3}' --update '{"$set": {"a": 1}}'
run 0 verify 1 moved.jsonl --store s.db --json
said '{"proven":true,"read":40,"live":23,"edited":1,"madeOf":0,"archived":14,"quarantined":2,"takenBack":0,"missing":[],"changedSources":[],"bytes":{"documents":15258,"separators":40,"quarantined":613},"strays":[]}'
run 0 exec --store s.db <<<'{"name":"deleteOne","collection":"users","arguments":{"filter":{"userId":3}}}'
run 1 verify 1 moved.jsonl --store s.db
warned 'profilestore: import 1 failed verification: 1 document missing, 0 sources changed'
holds grep -q '^    moved.jsonl, line [0-9]*, byte [0-9]*$' said.txt

fact 'a source that is not what was imported is named'
echo '{"_id": 1, "userId": 1000}' >other.jsonl
run 1 verify 1 other.jsonl --store s.db
holds grep -q '^other.jsonl is not the file that was imported: its SHA-256 differs$' said.txt
run 1 verify 1 other.jsonl --store s.db --json
said '{"proven":false,"read":1,"live":0,"edited":0,"madeOf":0,"archived":0,"quarantined":0,"takenBack":0,"missing":[{"source":"other.jsonl","line":1,"offset":0,"length":26}],"changedSources":["other.jsonl"],"bytes":{"documents":0,"separators":1,"quarantined":0},"strays":[]}'
warned 'profilestore: import 1 failed verification: 1 document missing, 1 source changed'

fact 'an import that is not there is wrong usage'
run 2 verify 7 --store s.db
warned "profilestore: the store has no import '7'; it has 1"

fact 'verify does not make a store'
run 1 verify 1 --store nowhere.db
warned 'profilestore: no store at nowhere.db; import, upsert and exec create one'
holds test ! -e nowhere.db

finish
