#!/usr/bin/env bash
# find_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

run 0 exec --store s.db <<'END'
{"name":"insertMany","collection":"c","arguments":{"documents":[{"_id":1,"n":{"$numberLong":"5"}},{"_id":2,"n":6.5},{"_id":3,"name":"Zoë"}]}}
END

fact 'find prints the documents that match, one a line'
run 0 find --store s.db --collection c
said '{"_id":1,"n":5}
{"_id":2,"n":6.5}
{"_id":3,"name":"Zoë"}'
run 0 find --store s.db --collection c --filter '{"n": {"$gt": 5}}'
said '{"_id":2,"n":6.5}'
warned ''

fact '--skip and --limit choose among them'
run 0 find --store s.db --collection c --skip 1 --limit 1
said '{"_id":2,"n":6.5}'

fact '--sort orders them, missing values first'
run 0 find --store s.db --collection c --sort '{"n": -1}'
said '{"_id":2,"n":6.5}
{"_id":1,"n":5}
{"_id":3,"name":"Zoë"}'
run 0 find --store s.db --collection c --sort '{"n": 1}' --skip 1 --limit 1
said '{"_id":1,"n":5}'

fact '--projection chooses the fields'
run 0 find --store s.db --collection c --projection '{"n": 1, "_id": 0}'
said '{"n":5}
{"n":6.5}
{}'
run 0 find --store s.db --collection c --sort '{"_id": -1}' --projection '{"n": 0}' --limit 2
said '{"_id":3,"name":"Zoë"}
{"_id":2}'

fact '--canonical names the type of each number'
run 0 find --store s.db --collection c --canonical --limit 1
said '{"_id":{"$numberInt":"1"},"n":{"$numberLong":"5"}}'

fact 'find prints nothing where nothing matches, or where there is no such collection'
run 0 find --store s.db --collection c --filter '{"_id": 9}'
said ''
run 0 find --store s.db --collection other
said ''
warned ''

fact 'a store that is not there is an error, and is not made'
run 1 find --store nowhere.db --collection c
said ''
warned 'profilestore: no store at nowhere.db; import, upsert and exec create one'
run 1 find --store nowhere.db --collection c --json
said '{"ok":0,"code":0,"codeName":"StoreNotFound","message":"no store at nowhere.db; import, upsert and exec create one"}'
holds test ! -e nowhere.db

fact 'a file that is no store is refused, and left as it is'
echo 'not a store' >other.txt
run 1 find --store other.txt --collection c --json
holds grep -q '^{"ok":0,"code":0,"codeName":"NotAStore",' said.txt
holds grep -q '^profilestore: /.*/other.txt: not a profile store' warned.txt
holds test "$(cat other.txt)" = 'not a store'

fact 'a filter, sort or projection that is none is wrong usage'
run 2 find --store s.db --collection c --filter '{"n":}'
warned 'profilestore: --filter is not a valid JSON document: a value is expected, at byte 5'
run 2 find --store s.db --collection c --filter '{"n": {"$near": 1}}'
run 2 find --store s.db --collection c --filter '[1]'
run 2 find --store s.db --collection c --sort '{"n": 2}'
warned "profilestore: sort: the order of 'n' must be 1 (for ascending) or -1 (for descending)"
run 2 find --store s.db --collection c --sort n
warned 'profilestore: --sort is not a valid JSON document: a document must be a JSON object, at byte 0'
run 2 find --store s.db --collection c --projection '{"n": 1, "m": 0}'
warned 'profilestore: Cannot do exclusion on field m in inclusion projection'
run 2 find --store s.db --collection c --projection '{"n":'
run 2 find --store s.db --collection c --limit -1
warned 'profilestore: --limit: must not be negative; see profilestore find --help'

fact 'a result that cannot be written is an error'
status=0
"$program" find --store s.db --collection c >/dev/full 2>warned.txt || status=$?
holds test $status -eq 1
warned 'profilestore: writing to standard output: No space left on device; the output is incomplete'

finish
