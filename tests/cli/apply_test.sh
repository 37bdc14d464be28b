#!/usr/bin/env bash
# apply_test.sh PROGRAM: a plan to look at, then just that.
source "$(dirname "$0")/facts.sh"

printf '%s\n' '{"_id":1,"u":"a","x":1}' '{"_id":2,"u":"a"}' '{"_id":3,"u":"b"}' 'none' >a.json

fact 'a plan is written, and the store is unchanged'
run 3 import a.json --store s.db --collection c --unique u --plan plan.jsonl
holds grep -qx 'plan written to plan.jsonl; the store is unchanged' said.txt
holds test ! -e s.db
holds test "$(wc -l <plan.jsonl)" = 3
holds grep -qx '{"key":{"u":"a"},"survivor":{"source":"a.json","line":1,"offset":0,"_id":1,"rule":"complete"},"losers":\[{"source":"a.json","line":2,"offset":24,"_id":2,"outcome":"merged","rule":"complete"}\],"changes":{}}' plan.jsonl

fact 'apply does it'
run 3 apply plan.jsonl --store s.db
holds grep -qx 'read 4 = inserted 2 + updated 0 + unchanged 0 + merged 1 + conflicted 0 + quarantined 1' said.txt
holds grep -qx 'import 1 into collection c of s.db' said.txt
run 0 verify 1 --store s.db

fact 'what has moved is refused, and nothing was done'
run 1 apply plan.jsonl --store s.db
warned 'profilestore: the documents of the collection have changed: the plan is out of date, create it again; nothing was done'
echo '{"u":"c"}' >>a.json
run 1 apply plan.jsonl --store t.db --json
said '{"ok":0,"code":0,"codeName":"PlanMoved","message":"a.json has changed: its SHA-256 differs: the plan is out of date, create it again; nothing was done"}'
holds test ! -e t.db

fact 'a plan that cannot be written leaves nothing behind, nor does one that fails'
run 1 import a.json --store t.db --collection c --unique u --plan nowhere/plan.jsonl
warned 'profilestore: --plan: cannot write nowhere/plan.jsonl: No such file or directory; nothing was done'
run 1 import nothing.json --store t.db --collection c --unique u --plan other.jsonl
holds test ! -e other.jsonl
holds test -z "$(find . -name '*.tmp')"
run 2 import a.json --store t.db --collection c --unique u --plan a.json
holds test ! -e t.db

finish
