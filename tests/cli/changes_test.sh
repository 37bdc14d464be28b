#!/usr/bin/env bash
# changes_test.sh PROGRAM: logs of changes kept, shown, watched and removed.
source "$(dirname "$0")/facts.sh"
source "$here/tell.sh"

tell s.db <<'TABLE'
# a collection is made with a log, or gets one
> {"name":"createCollection","collection":"users","arguments":{"changeStreamPreAndPostImages":{"enabled":true,"maxChanges":1000,"expireAfterSeconds":3600}}}
< {"ok":1,"result":null}
> {"name":"createCollection","collection":"plain","arguments":{"changeStreamPreAndPostImages":{"enabled":false}}}
< {"ok":1,"result":null}
> {"name":"collMod","collection":"plain","arguments":{"changeStreamPreAndPostImages":{"enabled":true}}}
< {"ok":1,"result":{"documents":0,"invalid":0,"failing":[]}}
> {"name":"collMod","collection":"plain","arguments":{"changeStreamPreAndPostImages":{"enabled":false}}}
< {"ok":1,"result":{"documents":0,"invalid":0,"failing":[]}}

# what makes no sense is told, and changes nothing
> {"name":"collMod","collection":"plain","arguments":{"validator":{"a":1},"changeStreamPreAndPostImages":{"enabled":true,"maxChanges":0}}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"a log of changes keeps from 1 to 1000000000 changes, not 0"}
> {"name":"insertOne","collection":"plain","arguments":{"document":{"_id":1}}}
< {"ok":1,"result":{"insertedId":1}}
> {"name":"collMod","collection":"plain","arguments":{"changeStreamPreAndPostImages":{"maxChanges":7}}}
< {"ok":0,"code":14,"codeName":"TypeMismatch","message":"'changeStreamPreAndPostImages.enabled' must be true or false"}
TABLE

fact 'stats show which collections keep a log, and its bounds'
run 0 stats --store s.db
holds grep -qx '        0        1       1  users  logs changes: 1 of 1,000, for 3,600 s' said.txt
holds grep -qx '        1        1       1  plain' said.txt
run 0 stats --store s.db --json
holds grep -qF '"changeLog":{"maxChanges":1000,"maxAge":3600,"changes":1}' said.txt

fact 'from a token on each change is printed, and then what there is no more'
run 0 changes token --store s.db --collection users
token=$(<said.txt)
run 0 upsert --store s.db --collection users --filter '{"_id": 1}' --update '{"$set": {"a": 1}}'
run 0 upsert --store s.db --collection users --filter '{"_id": 1}' --update '{"$set": {"a": 2}}'
run 0 changes watch --store s.db --collection users --after "$token" --for 0 --before \
  --full-document required
warned ''
holds test "$(wc -l <said.txt)" = 2
holds grep -Eq '^\{"_id":\{"_data":"cs1-[0-9a-f]{32}-1-2-[0-9a-f]{16}"\},"operationType":"insert","wallTime":\{"\$date":"[^"]*"\},"fullDocument":\{"_id":1,"a":1\},"ns":\{"db":"s","coll":"users"\},"documentKey":\{"_id":1\},"txnNumber":' said.txt
holds grep -qF '"updateDescription":{"updatedFields":{"a":2},"removedFields":[],"truncatedArrays":[]},"fullDocumentBeforeChange":{"_id":1,"a":1}' said.txt
run 0 changes watch --store s.db --collection users --after "$token" --for 0 --filter '{"a": 2}'
holds test "$(wc -l <said.txt)" = 1

fact 'without a token it begins now'
run 0 changes watch --store s.db --collection users --for 0
said ''

fact 'changes of another process are printed as they happen, until Ctrl-C'
"$program" changes watch --store s.db --collection users >live.txt 2>ended.txt &
watcher=$!
for _ in {1..100}; do
  "$program" upsert --store s.db --collection users --filter '{"_id": 2}' \
    --update '{"$inc": {"n": 1}}' >/dev/null
  [[ -s live.txt ]] && break
  sleep 0.1
done
kill -TERM "$watcher"
status=0
wait "$watcher" || status=$?
holds test "$status" = 143
holds grep -q '"operationType":"' live.txt
holds test "$(<ended.txt)" = 'profilestore: interrupted; nothing was changed'

fact 'a token that leads nowhere says why'
run 2 changes watch --store s.db --collection users --after nonsense
warned 'profilestore: that is no resume token: give the token of a change, as it was told'
run 0 changes on --store s.db --collection users --max 1
run 1 changes watch --store s.db --collection users --after "$token" --for 0 --json
holds grep -qF '{"ok":0,"code":286,"codeName":"ChangeStreamHistoryLost","message":"collection users: what follows the change number 1 can no longer be told: ' said.txt

fact 'the log is removed, and then nothing can be watched'
run 0 changes off --store s.db --collection users
run 2 changes off --store s.db --collection users
warned 'profilestore: collection users keeps no log of changes; nothing was done'
run 2 changes watch --store s.db --collection users
warned 'profilestore: collection users keeps no log of changes, so it cannot be watched: let it keep one from now on with set_change_log, collMod'\''s changeStreamPreAndPostImages, or `profilestore changes on`'
run 0 changes on --store s.db --collection users --json
said '{"collection":"users","maxChanges":100000,"maxAge":0}'

fact 'a collection that is not there is not made'
run 2 changes on --store s.db --collection nobody
warned 'profilestore: s.db has no collection nobody; it has plain, users'
run 2 changes on --store s.db --collection users --max 0
run 2 changes watch --store s.db --collection users --full-document all
run 2 changes watch --store s.db --collection users --for -1

fact 'each part has help in 80 columns, and the store is sound'
for part in on off token watch; do
  run 0 changes $part --help
  fits_80_columns
done
run 0 check --store s.db
finish
