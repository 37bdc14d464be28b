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
  removed           2   documents that the import created
  restored          0   documents that it replaced, archived or quarantined
  left              0   as they are'
warned ''
"$program" export $users >after.jsonl 2>/dev/null
holds cmp before.jsonl after.jsonl
run 0 check --store s.db

fact 'an import is undone once, and verify says that it was'
run 2 undo 2 --store s.db
holds grep -q '^profilestore: import 2 was undone at .*Z; it cannot be undone again$' warned.txt
run 1 verify 2 --store s.db
said ''
holds grep -q '^profilestore: import 2 was undone at .*Z: there is nothing to verify$' warned.txt
run 1 verify 2 --store s.db --json
holds grep -q '^{"proven":false,.*,"undone":"20.*Z"}$' said.txt

fact 'what was changed since stays, and is told'
run 0 import more.jsonl $users --unique userId
run 0 upsert $users --filter '{"_id": "new"}' --update '{"$set": {"a": 1}}'
run 3 undo 3 --store s.db
said 'import 3 is undone, except for what is left:
  removed           1   documents that the import created
  restored          0   documents that it replaced, archived or quarantined
  left              1   as they are
    _id "new": changed or deleted since the import'
run 0 get _id=new $users

fact 'undo --json prints one object'
run 0 undo 1 --store s.db --json
said '{"import":"1","removed":24,"restored":0,"merged":0,"moved":0,"gone":0,"edited":0,"builtOn":0,"clashes":0,"invalid":0,"left":[],"droppedIndex":"","keptIndexes":["userId_1"]}'

fact 'undo --key undoes what the import did under that key'
printf '%s\n' '{"_id":1,"u":"a","x":1}' '{"_id":2,"u":"a"}' '{"_id":3,"u":"643700f2ec89025cc10eec67"}' \
  '{"_id":4,"u":{"$oid":"643700f2ec89025cc10eec68"}}' '{"_id":5,"u":7}' >keys.jsonl
run 0 import keys.jsonl --store keys.db --collection c --unique u
run 2 undo 1 --key b --store keys.db
warned 'profilestore: import 1 has nothing to undo for that key; it grouped by u'
run 0 undo 1 --key a --key 643700f2ec89025cc10eec68 --store keys.db
said 'import 1 is undone for these keys:
  removed           2   documents that the import created
  restored          0   documents that it replaced, archived or quarantined
  left              0   as they are'
run 2 undo 1 --key a --store keys.db
holds grep -q '^profilestore: that key of import 1 was undone at .*Z; it cannot be undone again$' warned.txt
run 0 undo 1 --key 643700f2ec89025cc10eec67 --store keys.db
run 0 verify 1 --store keys.db
holds grep -qx '  undone              4   by undo --key' said.txt
run 0 undo 1 --store keys.db
holds grep -qx '  removed           1   documents that the import created' said.txt
holds test -z "$(grep gone said.txt)"

fact 'an ObjectId that was undone is not taken for the text of its digits'
digits=643700f2ec89025cc10eec67
printf '%s\n' "{\"_id\":1,\"u\":{\"\$oid\":\"$digits\"}}" "{\"_id\":2,\"u\":\"$digits\"}" \
  '{"_id":3,"u":"ffffffffffffffffffffffff"}' >both.jsonl
run 0 import both.jsonl --store both.db --collection c --unique u
run 0 undo 1 --key $digits --store both.db
for again in '' '--key ffffffffffffffffffffffff'; do
  # shellcheck disable=SC2086
  run 2 undo 1 $again --key $digits --store both.db
  holds grep -q 'was undone at .*Z; it cannot be undone again$' warned.txt
done
run 0 find --store both.db --collection c --projection '{"u":0}'
said '{"_id":2}
{"_id":3}'
run 0 undo 1 --key "\"$digits\"" --store both.db
run 0 undo 1 --key ffffffffffffffffffffffff --store both.db

fact 'an import that is not there is wrong usage, and undo does not make a store'
run 2 undo 9 --store s.db
warned "profilestore: the store has no import '9'; it has 1 to 3"
run 1 undo 1 --store nowhere.db
holds test ! -e nowhere.db

finish
