#!/usr/bin/env bash
# upsert_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

upsert() { run "$1" upsert --store s.db --collection c --filter "$2" --update "$3" "${@:4}"; }

fact 'upsert inserts one document, then updates it'
upsert 0 '{"_id": 1, "email": "a"}' '{"$inc": {"n": 1}}' --unique email
said 'inserted 1 document, _id 1'
upsert 0 '{"email": "a"}' '{"$inc": {"n": 1}}' --unique email
said 'updated 1 document'
upsert 0 '{"email": "a"}' '{"$set": {"n": 2}}'
said 'unchanged: the update makes no difference'
run 0 find --store s.db --collection c
said '{"_id":1,"email":"a","n":2}'

fact '--return prints the document as it was, or as it is'
upsert 0 '{"email": "a"}' '{"$inc": {"n": 1}}' --return before
said '{"_id":1,"email":"a","n":2}'
upsert 0 '{"email": "a"}' '{"$inc": {"n": 1}}' --return after
said '{"_id":1,"email":"a","n":4}'

fact 'upsert --json prints one object'
upsert 0 '{"email": "a"}' '{"$inc": {"n": 1}}' --json
said '{"matchedCount":1,"modifiedCount":1,"upsertedCount":0}'
upsert 0 '{"_id": 2, "email": "b"}' '{"$set": {"n": 1}}' --json
said '{"matchedCount":0,"modifiedCount":0,"upsertedCount":1,"upsertedId":2}'
upsert 0 '{"_id": 3, "email": "c"}' '{"$set": {"n": 1}}' --json --return before
said '{"matchedCount":0,"modifiedCount":0,"upsertedCount":1,"upsertedId":3,"value":null}'
upsert 0 '{"_id": 3}' '{"$set": {"n": 2}}' --json --return after
said '{"matchedCount":1,"modifiedCount":1,"upsertedCount":0,"value":{"_id":3,"email":"c","n":2}}'

fact 'a second document of a key is an error, and the store is as before'
upsert 1 '{"_id": 2}' '{"$set": {"email": "a"}}' --json
said '{"ok":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: s.c index: email_1 dup key: { email: \"a\" }","keyPattern":{"email":1},"keyValue":{"email":"a"}}'
warned 'profilestore: E11000 duplicate key error collection: s.c index: email_1 dup key: { email: "a" }'
run 0 get --store s.db --collection c _id=2
said '{"_id":2,"email":"b","n":1}'

fact 'a document without the key of --unique is refused'
upsert 1 '{"_id": 9}' '{"$set": {"n": 1}}' --unique email
run 1 get --store s.db --collection c _id=9

fact 'a filter or an update that is none is wrong usage'
upsert 2 '{"email":' '{"$set": {"n": 1}}'
upsert 2 '{}' '{"n": 1}'
upsert 2 '{}' '{"$frobnicate": {"n": 1}}'
upsert 2 '{}' '{"$set": {"n": 1}}' --return sometimes
upsert 2 '{}' '{"$set": {"n": 1}}' --unique ''

fact 'however many processes upsert one key at once, there is one document'
for i in {1..16}; do
  "$program" upsert --store race.db --collection c --unique user --filter '{"user": 7}' \
    --update '{"$inc": {"n": 1}}' >"race.$i" 2>&1 &
done
for job in $(jobs -p); do wait "$job" || refute "an upsert failed: $(cat race.*)"; done
run 0 find --store race.db --collection c --filter '{"user": 7, "n": 16}'
holds test "$(wc -l <said.txt)" -eq 1
run 0 exec --store race.db <<<'{"name":"countDocuments","collection":"c"}'
said '{"ok":1,"result":1}'

fact 'over duplicates --unique says how many there are, and which command resolves them'
printf '%s\n' '{"_id":1,"k":"a"}' '{"_id":2,"k":"a"}' '{"_id":3,"k":"a"}' '{"_id":4,"k":"b"}' \
  '{"_id":5,"k":"b"}' '{"_id":6,"k":"c"}' >twice.json
run 0 import twice.json --store 'd d.db' --collection c
run 1 upsert --store 'd d.db' --collection c --unique k --filter '{"k":"z"}' --update '{"$set":{"n":1}}'
holds grep -qF 'collection c holds duplicates of k: 2 keys are shared by 5 documents' warned.txt
resolve=$(grep -F 'profilestore index create' warned.txt)
run 1 upsert --store 'd d.db' --collection c --unique k --filter '{"k":"z"}' \
  --update '{"$set":{"n":1}}' --json
holds grep -q '^{"ok":0,"code":11000,.*,"report":{"groups":2,"documents":5,' said.txt
profilestore() { "$program" "$@"; }
eval "${resolve/ --dry-run/}" >/dev/null || refute "does not resolve: $resolve"
run 0 upsert --store 'd d.db' --collection c --unique k --filter '{"k":"z"}' --update '{"$set":{"n":1}}'

fact 'so does import into a collection with duplicates'
run 0 import twice.json --store i.db --collection c
run 1 import twice.json --store i.db --collection c --unique k --missing sparse
holds grep -qF -- '--collection c --keys k --unique --missing sparse --resolve' warned.txt

finish
