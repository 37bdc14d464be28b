#!/usr/bin/env bash
# undo_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

users='--store s.db --collection users'
cp "$fixtures/userprofiles.sample.jsonl" users.jsonl
printf '%s\n' '{"_id":"new","userId":"only here"}' '{"_id":"more","userId":"and here"}' >more.jsonl
run 3 import users.jsonl $users --unique userId
"$program" export $users >before.jsonl 2>/dev/null
run 0 import more.jsonl $users --unique userId

fact 'undo removes what the import made'
run 0 undo 2 --store s.db
said 'import 2 is undone:
  removed           2   documents that it had made
  restored          0   documents that it had replaced or set aside
  left              0   as they are'
warned ''
"$program" export $users >after.jsonl 2>/dev/null
holds cmp before.jsonl after.jsonl
run 0 check --store s.db

fact 'an import is undone once, and verify says that it was'
run 2 undo 2 --store s.db
holds grep -q '^profilestore: import 2 was undone at .*Z; an import is undone once$' warned.txt
run 1 verify 2 --store s.db
said ''
holds grep -q '^profilestore: import 2 was undone at .*Z: its documents are not in the store by it$' warned.txt
run 1 verify 2 --store s.db --json
holds grep -q '^{"proven":false,.*,"undone":"20.*Z"}$' said.txt

fact 'what was changed since stays, and is told'
run 0 import more.jsonl $users --unique userId
run 0 upsert $users --filter '{"_id": "new"}' --update '{"$set": {"a": 1}}'
run 3 undo 3 --store s.db
said 'import 3 is undone:
  removed           1   documents that it had made
  restored          0   documents that it had replaced or set aside
  left              1   as they are
    _id "new": changed or deleted since'
run 0 get _id=new $users

fact 'undo --json prints one object'
run 0 undo 1 --store s.db --json
said '{"import":"1","removed":24,"restored":0,"moved":0,"gone":0,"edited":0,"builtOn":0,"clashes":0,"left":[],"droppedIndex":""}'

fact 'an import that is not there is wrong usage, and undo does not make a store'
run 2 undo 9 --store s.db
warned "profilestore: the store has no import '9'"
run 1 undo 1 --store nowhere.db
holds test ! -e nowhere.db

finish
