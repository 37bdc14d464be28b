#!/usr/bin/env bash
# aggregate_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

run 0 exec --store s.db <<'END'
{"name":"insertMany","collection":"c","arguments":{"documents":[{"_id":1,"u":"a"},{"_id":2,"u":"b"},{"_id":3,"u":"a"}]}}
END

fact 'aggregate prints what a pipeline makes, one document a line'
run 0 aggregate --store s.db --collection c '[{"$group": {"_id": "$u", "n": {"$sum": 1}}}]'
said '{"_id":"a","n":2}
{"_id":"b","n":1}'
warned ''

fact 'the pipeline may lie in a file, or come from standard input'
echo '[{"$match": {"u": "b"}}]' >stages.json
run 0 aggregate --store s.db --collection c @stages.json
said '{"_id":2,"u":"b"}'
run 0 aggregate --store s.db --collection c @- <stages.json
said '{"_id":2,"u":"b"}'
run 2 aggregate --store s.db --collection c @nowhere.json
warned 'profilestore: nowhere.json: cannot be read'

fact '--let names values'
run 0 aggregate --store s.db --collection c --let '{"x": 2}' '[{"$match": {"$expr": {"$eq": ["$_id", "$$x"]}}}]'
said '{"_id":2,"u":"b"}'

fact 'what ends with $merge writes into the store, and prints nothing'
run 0 aggregate --store s.db --collection c '[{"$group": {"_id": "$u"}}, {"$merge": "users"}]'
said ''
run 0 find --store s.db --collection users
said '{"_id":"a"}
{"_id":"b"}'

fact '--explain shows what is done by the find'
run 0 aggregate --store s.db --collection c --explain '[{"$match": {"_id": 1}}, {"$out": "x"}]'
holds grep -q '"pushed":\["$match"\].*{"$out":"x"}' "$said_file"

fact 'what begins with $documents is of no collection'
run 0 aggregate --store s.db '[{"$documents": [{"x": 1}]}, {"$set": {"y": {}}}]'
said '{"x":1,"y":{}}'
run 2 aggregate --store s.db '[{"$match": {}}]'
holds grep -qF 'a pipeline of no collection begins with $documents' "$warned_file"
run 2 aggregate --store s.db --collection c '[{"$documents": []}]'
holds grep -qF '$documents is of no collection: name none' "$warned_file"
run 2 aggregate --store s.db --explain '[{"$documents": []}]'
holds grep -qF -- '--collection' "$warned_file"

fact 'a stage that is not there is named'
run 2 aggregate --store s.db --collection c '[{"$setWindowFields": {}}]'
holds grep -qF '$setWindowFields is not supported' "$warned_file"
run 2 aggregate --store s.db --collection c '{}'

finish
