#!/usr/bin/env bash
# explain_test.sh PROGRAM: rules of an import, and what they have made of its documents.
source "$(dirname "$0")/facts.sh"

cat >a.json <<'END'
{"_id":1,"userId":"k","name":"Ana","x":1,"tags":["x"],"email":"ana@x.org"}
{"_id":2,"userId":"k","bio":"hi","tags":["y"]}
{"_id":3,"userId":"k","email":"bob@x.org"}
END
cat >rules.json <<'END'
{"version": 1, "merge": {"fill": true, "union": ["tags"]}, "identity": ["email"]}
END
import_into() { run "$1" import "${@:3}" --store "$2" --collection users --unique userId a.json; }

fact 'an import tells its rules, if they are not the usual ones'
import_into 3 s.db --merge fill --merge union:tags --identity email
holds grep -q '^rules {"version":1,' said.txt
holds grep -qx 'read 3 = inserted 1 + updated 0 + unchanged 0 + merged 1 + conflicted 1 + quarantined 0' said.txt
import_into 3 other.db --rules rules.json --json
holds grep -q '"rules":{"version":1,.*"rulesSha256":"[0-9a-f]\{64\}"}$' said.txt

fact 'explain tells whose value each field is'
run 0 explain k --store s.db --collection users
said 'Import 1 wrote this document.
  _id: a.json, line 1, _id 1 (import 1)
  userId: a.json, line 1, _id 1 (import 1)
  name: a.json, line 1, _id 1 (import 1)
  x: a.json, line 1, _id 1 (import 1)
  tags: a.json, line 1, _id 1; and a.json, line 2, _id 2 (import 1, by union:tags)
  email: a.json, line 1, _id 1 (import 1)
  bio: a.json, line 2, _id 2 (import 1, by fill)'
run 0 explain _id=1 --store s.db --collection users --json
holds grep -q '^{"_id":1,"import":"1","edited":false,"fields":\[{"field":"_id","import":"1",' said.txt

fact 'explain says that the application has changed a document'
run 0 upsert --store s.db --collection users --filter '{"userId": "k"}' --update '{"$set": {"x": 2}}'
run 0 explain k --store s.db --collection users
holds grep -q '^Import 1 wrote this document, and the application has changed it since.$' said.txt

fact 'a document that there is not, and rules that are none, are told'
run 2 explain nobody --store s.db --collection users
warned 'profilestore: collection users has no document with that key under a unique index'
import_into 2 s.db --merge sum:n
import_into 2 s.db --rules rules.json --keep first
warned 'profilestore: --rules replaces --keep, --merge, --identity and --on-existing: do not combine them'
echo '{"version": 1, "merge": {"unoin": ["tags"]}}' >rules.json
import_into 2 s.db --rules rules.json
holds grep -q "^profilestore: rules: merge: unknown member 'unoin'" warned.txt

finish
