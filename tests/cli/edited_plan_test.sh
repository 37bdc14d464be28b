#!/usr/bin/env bash
# edited_plan_test.sh PROGRAM: a plan in which other survivors were chosen, with an editor's means.
source "$(dirname "$0")/facts.sh"

printf '%s\n' '{"_id":1,"u":"a","x":1}' '{"_id":2,"u":"a"}' '{"_id":3,"u":"b","x":1}' '{"_id":4,"u":"b"}' >a.json
planned() { run 0 import a.json --store s.db --collection c --unique u --plan plan.jsonl "$@"; }
live() { run 0 export --store s.db --collection c; }

fact 'an _id that is edited is done, and told'
planned
sed -i '2s/"_id":1,"rule"/"_id":2,"rule"/' plan.jsonl
run 0 apply plan.jsonl --store s.db
holds grep -qx '1 group was edited in the plan, made again for the chosen survivor:' said.txt
holds grep -qx '  line 2: 2 of a.json:2, by hand, not 1 of a.json:1' said.txt
holds grep -qx '  profilestore keep 2 --store s.db --collection c' said.txt
holds grep -qx '  keep by hand: 1 document, decided 1 group' said.txt
holds grep -qx 'read 4 = inserted 2 + updated 0 + unchanged 0 + merged 2 + conflicted 0 + quarantined 0' said.txt
live
holds grep -qx '{"_id":2,"u":"a"}' said.txt
holds grep -qx '{"_id":3,"u":"b","x":1}' said.txt
run 0 export --store s.db --collection c --archive --with-reasons
holds test "$(grep -c 'by hand' said.txt)" = 1

fact 'it is proven, sound, the same again, and undone'
run 0 verify 1 --store s.db
run 0 check --store s.db
run 0 import a.json --store s.db --collection c --unique u
holds grep -qx 'read 4 = inserted 0 + updated 0 + unchanged 4 + merged 0 + conflicted 0 + quarantined 0' said.txt
live
holds grep -qx '{"_id":2,"u":"a"}' said.txt
run 0 undo 2 --store s.db
run 0 undo 1 --store s.db
live
said ''

fact '--json has the line, what was planned and chosen, and what was done'
rm -f s.db*
planned
sed -i '3s/"_id":3,"rule"/"_id":4,"rule"/' plan.jsonl
run 0 apply plan.jsonl --store s.db --json
holds grep -q '"edited":\[{"line":3,"planned":{"source":"a.json","line":3,"offset":[0-9]*,"_id":3},"chosen":{"source":"a.json","line":4,"offset":[0-9]*,"_id":4},"done":{"key":{"u":"b"},"survivor":' said.txt

fact 'a plan that is not edited says nothing of that'
rm -f s.db*
planned
run 0 apply plan.jsonl --store s.db --json
holds test "$(grep -c edited said.txt)" = 0

fact 'another edit is refused, and nothing was done'
rm -f s.db*
planned
cp plan.jsonl whole.jsonl
sed -i '2s/"_id":1,"rule"/"_id":3,"rule"/' plan.jsonl
run 1 apply plan.jsonl --store s.db
warned 'profilestore: line 2 of the plan: its survivor was set to {"source":"a.json","line":1,"offset":0,"_id":3}, but the group has no such document; its _ids are 1, 2. Set the _id to one of them and leave the rest, or put the source, line and offset of that document there too; nothing was done'
holds test ! -e s.db
sed '2s/"_id":1,"rule":"complete"/"_id":2,"rule":"last"/' whole.jsonl >plan.jsonl
run 1 apply plan.jsonl --store s.db --json
holds grep -q '"codeName":"PlanMoved"' said.txt
sed '2s/"merged"/"unchanged"/' whole.jsonl >plan.jsonl
run 1 apply plan.jsonl --store s.db
holds grep -q 'line 2 of the plan differs from what the import would do: the plan was edited, or another version created it: the plan is out of date, create it again, or edit nothing but which member of its line a survivor is; nothing was done' warned.txt
holds test ! -e s.db

fact 'a file that is given twice has its documents once'
run 0 import a.json a.json --store s.db --collection c --unique u --plan plan.jsonl
sed -i '2s/"_id":1,"rule"/"_id":2,"rule"/' plan.jsonl
run 0 apply plan.jsonl --store s.db
live
holds grep -qx '{"_id":2,"u":"a"}' said.txt
run 0 verify 1 --store s.db

fact 'what remains in quarantine is told as ever'
rm -f s.db*
echo none >>a.json
run 3 import a.json --store s.db --collection c --unique u --plan plan.jsonl
sed -i '2s/"_id":1,"rule"/"_id":2,"rule"/' plan.jsonl
run 3 apply plan.jsonl --store s.db
run 0 verify 1 --store s.db
sed -i '$d' a.json

if command -v jq >/dev/null; then
  fact "jq's way, as the help has it"
  rm -f s.db*
  planned
  run 0 apply --help
  fits_80_columns
  jq -c 'if input_line_number == 2 then .survivor = .losers[0] else . end' plan.jsonl >edited.jsonl
  run 0 apply edited.jsonl --store s.db
  holds grep -qx '  line 2: 2 of a.json:2, by hand, not 1 of a.json:1' said.txt
fi

fact 'a plan of index create is edited the same way'
rm -f s.db*
run 0 import a.json --store s.db --collection c
run 0 index create --keys u --unique --resolve --store s.db --collection c --plan plan.jsonl
sed -i '2s/"survivor":{"store":true,"_id":1}/"survivor":{"store":true,"_id":2}/' plan.jsonl
run 0 apply plan.jsonl --store s.db
holds grep -qx '  line 2: 2 of the store, by hand, not 1 of the store' said.txt
live
holds grep -qx '{"_id":2,"u":"a"}' said.txt
run 0 undo 2 --store s.db
live
holds test "$(wc -l <said.txt)" = 4
run 0 check --store s.db

finish
