#!/usr/bin/env bash
# keep_test.sh PROGRAM: survivors that were chosen by hand, and imports that respect it.
source "$(dirname "$0")/facts.sh"

a=662f06edb0c3f9a2d41f7e11 b=662f06f1b0c3f9a2d41f7e12
printf '{"_id":{"$oid":"%s"},"userId":"k"}\n{"_id":{"$oid":"%s"},"userId":"k","n":1,"m":2}\n' $a $b >in.json
keep() { run "$1" keep "${@:2}" --store s.db --collection users; }
live() { run 0 export --store s.db --collection users; }
run 0 upsert --store s.db --collection users --filter '{"userId": "z"}' --update '{"$set": {"x": 1}}'

fact 'a decision is recorded once'
keep 0 $a
said "{\"\$oid\":\"$a\"}: recorded, it survives the next merge of its group"
keep 0 $a
holds grep -q ': already recorded$' said.txt
keep 0 --list
holds grep -q "^{\"\$oid\":\"$a\"}  since 2...-..-..T..:..:..\....Z$" said.txt
keep 0 --list --json
holds grep -q "^{\"_id\":{\"\$oid\":\"$a\"},\"decided\":\"" said.txt

fact 'an import keeps that document, says so, and is undone'
run 0 import in.json --store s.db --collection users --unique userId
holds grep -qx '  keep by hand: 1 document, decided 1 group' said.txt
live
holds grep -q "\"$a\",\?\"\?}\?,\"userId\":\"k\"" said.txt
holds test "$(grep -c '"userId":"k"' said.txt)" = 1
run 0 verify 1 --store s.db
run 0 export --store s.db --collection users --archive --with-reasons
holds grep -q '"reason":"[^"]*by hand' said.txt
run 0 undo 1 --store s.db
live
holds test "$(grep -c '"userId":"k"' said.txt)" = 0

fact 'it stays before what --on-existing says'
head -1 in.json >first.json
tail -1 in.json >second.json
run 0 import first.json --store s.db --collection users --unique userId
run 0 import second.json --store s.db --collection users --unique userId --on-existing replace
live
holds grep -q "$a" said.txt
keep 0 $a --remove
keep 0 $b
sed -i 's/"n":1/"n":3/' second.json
run 0 import second.json --store s.db --collection users --unique userId --on-existing keep
live
holds grep -q "$b" said.txt
keep 0 $b --remove --json
said "{\"_id\":{\"\$oid\":\"$b\"},\"changed\":true}"
keep 0 $b --remove
holds grep -q ': not recorded$' said.txt
keep 0 --list
said ''

fact 'a plan is bound to it'
rm -f p.db*
run 0 upsert --store p.db --collection users --filter '{"userId": "z"}' --update '{"$set": {"x": 1}}'
run 0 import in.json --store p.db --collection users --unique userId --plan plan.jsonl
run 0 keep $a --store p.db --collection users
run 1 apply plan.jsonl --store p.db
holds grep -q 'decisions' warned.txt

fact 'index create --resolve keeps it too'
rm -f m.db*
run 0 import in.json --store m.db --collection users
run 0 keep $a --store m.db --collection users
run 0 index create --keys userId --unique --resolve --store m.db --collection users
run 0 export --store m.db --collection users
holds grep -q "$a" said.txt
holds test "$(wc -l <said.txt)" = 1

fact 'what makes no sense is refused'
keep 2
warned 'profilestore: give either an _id or --list'
keep 2 $a --list
keep 2 --list --remove
keep 2 '[1]'
run 2 keep $a --store s.db --collection nobody

finish
