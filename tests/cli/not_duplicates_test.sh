#!/usr/bin/env bash
# not_duplicates_test.sh PROGRAM: what was decided about two documents, and imports that respect it.
source "$(dirname "$0")/facts.sh"

x=662f06edb0c3f9a2d41f7e11 y=662f06f1b0c3f9a2d41f7e12
printf '{"_id":{"$oid":"%s"},"userId":"k","n":1}\n{"_id":{"$oid":"%s"},"userId":"k"}\n' $x $y >a.json
pairs() { run "$1" not-duplicates "${@:2}" --store s.db --collection users; }
run 0 upsert --store s.db --collection users --filter '{"userId": "z"}' --update '{"$set": {"x": 1}}'

fact 'a pair is recorded once'
pairs 0 $x $y
said "{\"\$oid\":\"$x\"} and {\"\$oid\":\"$y\"}: recorded, later imports keep them apart"
pairs 0 $y $x
holds grep -q ': already recorded$' said.txt
pairs 0 --list
holds grep -q "^{\"\$oid\":\"$x\"}  {\"\$oid\":\"$y\"}  since 2...-..-..T..:..:..\....Z$" said.txt
pairs 0 --list --json
holds grep -q "^{\"a\":{\"\$oid\":\"$x\"},\"b\":{\"\$oid\":\"$y\"},\"decided\":\"" said.txt

fact 'imports keep it apart'
run 3 import a.json --store s.db --collection users --unique userId
holds grep -qx 'read 2 = inserted 1 + updated 0 + unchanged 0 + merged 0 + conflicted 1 + quarantined 0' said.txt

fact 'it is removed'
pairs 0 $x $y --remove --json
said "{\"a\":{\"\$oid\":\"$x\"},\"b\":{\"\$oid\":\"$y\"},\"changed\":true}"
pairs 0 $x $y --remove
holds grep -q ': not recorded$' said.txt
pairs 0 --list
said ''

fact 'what makes no sense is refused'
pairs 2 $x
pairs 2
warned 'profilestore: give either two _ids or --list'
pairs 2 $x $y --list
pairs 2 --list --remove
pairs 2 $x $x
warned 'profilestore: the two _ids are equal: a document is not a duplicate of itself'

finish
