#!/usr/bin/env bash
# import_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

cp "$fixtures"/*.jsonl .
creators=creatorprofiles.sample.jsonl
users=userprofiles.sample.jsonl
creators_sha256=1bb918015ca0bf25c4e4b4ddafff370d17fb77c35f19c78e3bfc3b0bcfe4bd16
users_sha256=ea5451d5e44d6bd12d129175b73b712cc1d741edd753d77ab28c1693e1c6e47c
users_source='{"name":"'$users'","format":"json-lines","bytes":15911,"sha256":"'$users_sha256'"}'
users_uses='"ruleUses":[{"option":"unique","rule":"userId","documents":38,"groups":0},{"option":"keep","rule":"complete","documents":40,"groups":4},{"option":"keep","rule":"newest:updatedAt","documents":39,"groups":2}],"ties":0,"keyless":{"missing":1,"null":1,"empty":0,"blank":0,"placeholders":[]}'
missing="'userId' is missing or null, and the unique index userId_1 requires it"
reasons_at() {  # SOURCE
  printf '"reasons":[{"reason":"%s","documents":2,"example":{"source":"%s","line":5,"column":1,"offset":1671,"reason":"%s"}}]' \
    "$missing" "$1" "$missing"
}
users_uses+=,$(reasons_at $users)
users_ledger='{"read":40,"inserted":24,"updated":0,"unchanged":0,"merged":14,"conflicted":0,"quarantined":2}'

import_users() { run "$1" import $users --store "$2" --collection users --unique userId "${@:3}"; }

fact 'import says what it read, the ledger, where it went, and how to see the quarantine'
run 3 import $creators --store s.db --collection creators --unique userId
said "$creators: json-lines, 103,822 bytes
  sha256 $creators_sha256
what the rules did:
  keep complete: 278 documents, decided 2 groups
  keep newest:updatedAt: 278 documents, decided 2 groups
  no rule, but the _id: decided 2 groups
read 280 = inserted 66 + updated 0 + unchanged 0 + merged 212 + conflicted 0 + quarantined 2
import 1 into collection creators of s.db
2 in quarantine; to list it with sources and reasons:
  profilestore export --store s.db --collection creators --quarantine --with-reasons"
warned ''

fact 'the command that import prints shows the quarantine'
run 0 export --store s.db --collection creators --quarantine --with-reasons
holds grep -q '"line":140,"offset":54152,"reason":".,. or .}. is expected","text":' said.txt
holds grep -q '"line":280,"offset":103514,"reason":"the text ends inside the document"' said.txt
warned 'profilestore: exported 0 documents and 2 pieces of invalid input'

fact 'import --json prints one object'
import_users 3 s.db --json
said '{"import":"2","sources":['"$users_source"'],'"$users_uses"',"ledger":'"$users_ledger"'}'
warned ''

fact 'the same file again changes nothing'
import_users 3 s.db --json
said '{"import":"3","sources":['"$users_source"'],'"${users_uses//\"groups\":[24]/\"groups\":0}"',"ledger":{"read":40,"inserted":0,"updated":0,"unchanged":38,"merged":0,"conflicted":0,"quarantined":2}}'
run 0 exec --store s.db <<<'{"name":"countDocuments","collection":"users"}'
said '{"ok":1,"result":24}'

fact 'import reads standard input, and gives the same store'
run 3 import - --store stdin.db --collection users --unique userId --json <$users
said '{"import":"1","sources":['"${users_source/"$users"/-}"'],'"${users_uses/"$users"/-}"',"ledger":'"$users_ledger"'}'
run 0 export --store stdin.db --collection users --canonical
mv said.txt stdin.json
run 0 export --store s.db --collection users --canonical
holds cmp said.txt stdin.json

fact 'import takes several files at once'
run 3 import $users $creators --store both.db --collection all --unique userId --json
holds grep -q '"ledger":{"read":320,"inserted":90,"updated":0,"unchanged":0,"merged":226,"conflicted":0,"quarantined":4}}$' said.txt

fact 'a dry run counts, and makes no store'
import_users 3 dry.db --dry-run
holds test "$(tail -n 1 said.txt)" = 'dry run: nothing was written'
import_users 3 dry.db --dry-run --json
said '{"import":"","sources":['"$users_source"'],'"$users_uses"',"ledger":'"$users_ledger"'}'
holds test ! -e dry.db

fact 'with nothing in quarantine the exit status is 0'
import_users 0 distinct.db --missing distinct
said "$users: json-lines, 15,911 bytes
  sha256 $users_sha256
what the rules did:
  keep complete: 40 documents, decided 4 groups
  keep newest:updatedAt: 39 documents, decided 2 groups
keys that name nobody: 1 missing, 1 null
read 40 = inserted 26 + updated 0 + unchanged 0 + merged 14 + conflicted 0 + quarantined 0
import 1 into collection users of distinct.db"

fact 'a clash under a second unique index is counted as a conflict'
printf '%s\n' '{"_id":1,"u":1,"e":"x"}' '{"_id":2,"u":2,"e":"x"}' >clash.json
run 3 import clash.json --store clash.db --collection c --unique u --unique e
holds grep -q '^read 2 = inserted 1 .* conflicted 1 + quarantined 0$' said.txt

fact '--keep decides which document stays'
printf '%s\n' '{"_id":1,"u":1,"done":true}' '{"_id":2,"u":1,"a":1,"b":2,"c":3}' >keep.json
run 0 import keep.json --store keep.db --collection c --unique u --keep complete:done
run 0 find --store keep.db --collection c
said '{"_id":1,"u":1,"done":true}'

fact '--report writes the object of --json to a file, with the rules and an investigation'
import_users 3 report.db --report report.json
told=$(cat report.json)
object='{"import":"1","sources":['"$users_source"'],'"$users_uses"',"ledger":'"$users_ledger"
holds test "${told:0:${#object}}" = "$object"
holds grep -q ',"options":{"collection":"' report.json
holds grep -q ',"investigation":{"documents":40,' report.json

fact 'a report that cannot be written fails before anything is done'
import_users 1 refused.db --report nowhere/report.json
warned 'profilestore: --report: cannot write to nowhere/report.json; nothing was imported'
holds test ! -e refused.db

fact 'a report or a plan on standard output is refused'
import_users 2 refused.db --report -
warned 'profilestore: --report needs a file name: it cannot write to standard output'
import_users 2 refused.db --plan -
warned 'profilestore: --plan needs a file name: it cannot write to standard output'
holds test ! -e refused.db

fact 'a report over the source or the store is refused'
import_users 2 refused.db --report ./$users
warned "profilestore: --report ./$users would overwrite $users"
import_users 2 s.db --report s.db
warned 'profilestore: --report s.db would overwrite s.db'
holds cmp $users "$fixtures/$users"

fact 'a source that is not there fails, with nothing done'
run 1 import $users nowhere.json --store refused.db --collection c --unique userId
warned 'profilestore: opening nowhere.json: No such file or directory'
holds test ! -e refused.db

fact 'bad rules are wrong usage'
import_users 2 refused.db --keep tallest
import_users 2 refused.db --missing perhaps
run 2 import $users --store refused.db --collection c --unique userId,,email
warned "profilestore: --unique 'userId,,email': a path is empty; write userId, or tenant,address.email for one index over two paths"
run 2 import $users --store refused.db --collection c --unique a..b
holds test ! -e refused.db

fact 'with --json an error is an object on standard output too'
import_users 2 s.db --missing sparse --json
said '{"ok":0,"code":85,"codeName":"IndexOptionsConflict","message":"collection users: its unique index userId_1 has the rule '\''reject'\'' for missing values, not '\''sparse'\''; leave the option out to import by that rule, or drop the index first. Nothing was imported"}'
warned "profilestore: collection users: its unique index userId_1 has the rule 'reject' for missing values, not 'sparse'; leave the option out to import by that rule, or drop the index first. Nothing was imported"

fact 'an import whose result cannot be printed says that it is done'
status=0
"$program" import $users --store full.db --collection users --unique userId \
  >/dev/full 2>warned.txt || status=$?
holds test $status -eq 3
warned 'profilestore: writing to standard output: No space left on device; the output is incomplete; already done: import 1 into collection users of full.db'

fact 'if most of what was read is set aside, the summary says why, with a place for each reason'
printf '%s\n' '{"_id":1,"u":1}' '  {"_id":2}' '{"_id":3}' '{"_id":4,"u":Foo}' '{"_id":5,"u":Quux}' \
  >aside.json
aside='set aside: 4 of 5 read; why, each with its first place:
        2  '"'u'"' is missing or null, and the unique index u_1 requires it
           aside.json:2:3
        2  '"'…'"' is no value that is known (line …, column …): write the value as Extended JSON
           aside.json:4:1: '"'Foo'"' is no value that is known (line 4, column 14): write the value as Extended JSON
read 5 = '
run 3 import aside.json --store aside.db --collection c --unique u --dry-run
told=$(cat said.txt)
holds test "${told#*"$aside"}" != "$told"
run 3 import aside.json --store aside.db --collection c --unique u --plan aside.plan
told=$(cat said.txt)
holds test "${told#*"$aside"}" != "$told"
run 3 import aside.json --store aside.db --collection c --unique u
told=$(cat said.txt)
holds test "${told#*"$aside"}" != "$told"
head -n 1 aside.json >good.json
run 3 import good.json good.json aside.json --store most.db --collection c --unique u
told=$(cat said.txt)
holds test "${told#*set aside}" != "$told"
run 3 import good.json good.json good.json aside.json --store few.db --collection c --unique u
if grep -q 'set aside' said.txt; then refute 'reasons of a few are told'; fi

finish
