#!/usr/bin/env bash
# references_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

id() { printf '{"$oid":"71b20000000000000000%04d"}' "$1"; }
text() { printf '"71b20000000000000000%04d"' "$1"; }

# Members 1 to 3 are one person, of whom 1 is kept.
cat >members.json <<END
{"_id":$(id 1),"mail":"ida@example.org","updatedAt":{"\$date":"2022-03-01T00:00:00Z"},"city":"Ulm"}
{"_id":$(id 2),"mail":"ida@example.org","updatedAt":{"\$date":"2022-02-01T00:00:00Z"}}
{"_id":$(id 3),"mail":"ida@example.org","updatedAt":{"\$date":"2022-01-01T00:00:00Z"}}
{"_id":$(id 4),"mail":"jo@example.org"}
END
cat >loans.json <<END
{"_id":1,"by":$(id 3),"seen":[{"who":$(id 2)},{"who":$(id 4)}]}
{"_id":2,"by":$(text 2)}
{"_id":3,"by":{"\$ref":"members","\$id":$(id 2)}}
{"_id":4,"by":$(id 99)}
{"_id":5,"likes":[$(id 1),$(id 2)],"copies":2}
END

fact 'what merges documents points at the command, if the store has other collections'
run 0 import members.json --store alone.db --collection members --unique mail
holds test -z "$(grep references said.txt)"
run 0 import loans.json --store s.db --collection loans
run 0 import members.json --store s.db --collection members --unique mail
holds grep -qx 'for references to merged documents: profilestore references --store s.db --to members' said.txt
run 0 import loans.json --store resolved.db --collection loans
run 0 import members.json --store resolved.db --collection members
holds test -z "$(grep references said.txt)"
run 0 index create --keys mail --unique --missing reject --resolve --dry-run --store resolved.db --collection members
holds test -z "$(grep references said.txt)"
run 0 index create --keys mail --unique --missing reject --resolve --store resolved.db --collection members
holds grep -qx 'for references to merged documents: profilestore references --store resolved.db --to members' said.txt
run 0 references --store resolved.db --to members
"$program" export --store s.db --collection loans >before.jsonl 2>/dev/null

fact 'a dry run shows what would be done, and changes nothing'
run 0 references --store s.db --to members --dry-run
said "loans.by: 2 rewritten, 0 up to date
  1 left: refers to nobody: no _id of members, past or present; the first is $(id 99), in the document with _id 4
loans.by.\$id: 1 rewritten, 0 up to date
loans.likes: 1 rewritten, 1 up to date; a survivor is now repeated in 1 array
loans.seen.who: 1 rewritten, 1 up to date
loans: read 5 = inserted 0 + updated 4 + unchanged 1 + merged 0 + conflicted 0 + quarantined 0
dry run: nothing was written"
warned ''
"$program" export --store s.db --collection loans >after.jsonl 2>/dev/null
holds cmp before.jsonl after.jsonl

fact 'references follow, each in its spelling'
run 0 references --store s.db --to members
holds grep -qx 'import 3 into collection loans of s.db' said.txt
holds grep -qx 'to undo this: profilestore undo 3 --store s.db' said.txt
"$program" export --store s.db --collection loans 2>/dev/null >said.txt
said "{\"_id\":1,\"by\":$(id 1),\"seen\":[{\"who\":$(id 1)},{\"who\":$(id 4)}]}
{\"_id\":2,\"by\":$(text 1)}
{\"_id\":3,\"by\":{\"\$ref\":\"members\",\"\$id\":$(id 1)}}
{\"_id\":4,\"by\":$(id 99)}
{\"_id\":5,\"likes\":[$(id 1),$(id 1)],\"copies\":2}"
run 0 check --store s.db

fact 'done again it changes nothing, and --json prints one object'
run 0 references --store s.db --to members --json
said "{\"to\":\"members\",\"collections\":[{\"collection\":\"loans\",\"import\":\"\",\"ledger\":{\"read\":5,\"inserted\":0,\"updated\":0,\"unchanged\":5,\"merged\":0,\"conflicted\":0,\"quarantined\":0},\"paths\":[{\"path\":\"by\",\"rewritten\":0,\"living\":2,\"repeated\":0,\"left\":[{\"why\":\"nobody\",\"count\":1,\"value\":$(id 99),\"_id\":4}]},{\"path\":\"by.\$id\",\"rewritten\":0,\"living\":1,\"repeated\":0,\"left\":[]},{\"path\":\"likes\",\"rewritten\":0,\"living\":2,\"repeated\":0,\"left\":[]},{\"path\":\"seen.who\",\"rewritten\":0,\"living\":2,\"repeated\":0,\"left\":[]}],\"conflicts\":[]}],\"unsearched\":0}"

fact 'explain, verify, stats and the archive know of it'
run 0 explain _id=1 --store s.db --collection loans
holds grep -q '^  by: the document that was in the store, _id 1 (import 3, by references)$' said.txt
run 2 verify 3 --store s.db
warned 'profilestore: import 3 rewrote references to members and read no sources: there is nothing to verify'
run 0 verify 1 --store s.db
run 0 stats --store s.db --json
holds grep -q '"kind":"references"' said.txt
run 0 export --store s.db --collection loans --archive --with-reasons
holds grep -q '"reason":"before its references were rewritten"' said.txt

fact 'undo restores every byte; undo of the merge says what followed it'
run 3 undo 2 --store s.db
holds grep -qx 'Import 3 has rewritten references by what this one had merged, and they still are: undo import 3 too.' said.txt
run 0 undo 3 --store s.db
said 'import 3 is undone:
  removed           0   documents that the import created
  restored          4   documents that it replaced, archived or quarantined
  left              0   as they are'
"$program" export --store s.db --collection loans >after.jsonl 2>/dev/null
holds cmp before.jsonl after.jsonl
run 0 check --store s.db

fact 'what breaks a unique index is in conflict and stays: status 3'
run 0 import members.json --store c.db --collection members --unique mail
printf '%s\n' "{\"_id\":1,\"m\":$(id 2)}" "{\"_id\":2,\"m\":$(id 1)}" "{\"_id\":3,\"m\":$(id 4)}" >cards.json
run 0 import cards.json --store c.db --collection cards --unique m
run 3 references --store c.db --to members
said "cards.m: 0 rewritten, 2 up to date
  1 left: in conflict: rewritten, the document would break a rule of its collection; the first is $(id 2), in the document with _id 1
  in conflict: the document with _id 1: another document has its key under the unique index m_1
cards: read 3 = inserted 0 + updated 0 + unchanged 2 + merged 0 + conflicted 1 + quarantined 0
nothing to rewrite: the store is unchanged"

fact 'small numbers are references only where --in names the path'
printf '%s\n' '{"_id":1,"u":"x","a":1}' '{"_id":2,"u":"x"}' >users.json
printf '%s\n' '{"_id":10,"user":2,"quantity":2}' '{"_id":11,"user":7,"quantity":1}' >orders.json
run 0 import users.json --store n.db --collection app.users --unique u
run 0 import orders.json --store n.db --collection app.orders
run 0 references --store n.db --to app.users
said 'no references to app.users found
not searched for: 1 _id that numbers or texts may equal by chance; name the paths of references to app.users with --in
nothing to rewrite: the store is unchanged'
run 0 references --store n.db --to app.users --in app.orders.user
holds grep -qx 'app.orders.user: 1 rewritten, 0 up to date' said.txt
holds grep -q '^  1 left: refers to nobody: no _id of app.users, past or present; the first is 7, ' said.txt
"$program" find --store n.db --collection app.orders >said.txt 2>/dev/null
said '{"_id":10,"user":1,"quantity":2}
{"_id":11,"user":7,"quantity":1}'

fact 'names that are wrong are usage, with what was meant'
run 2 references --store n.db --to users
warned 'profilestore: --to: n.db has no collection users; it has app.orders, app.users'
run 2 references --store n.db --to app.users --in app.orders.usr
warned "profilestore: no document of collection app.orders has a field 'usr'; did you mean 'user'? Nothing was done"
run 2 references --store n.db --to app.users --in app.order.user
holds grep -q "the store has no collection 'app'" warned.txt
run 2 references --store n.db --to app.users --in user
warned "profilestore: --in: 'user' is not COLLECTION.PATH, as in orders.userId"
run 2 references --store n.db --to app.users --in app.orders._id
holds grep -q 'an _id is never rewritten' warned.txt
run 2 references --store n.db
run 1 references --store nowhere.db --to users
run 1 references --store nowhere.db --to users --json
holds grep -q '^{"ok":0,' said.txt

fact 'export --redirects tells which _id replaces which'
run 0 export --store c.db --collection members --redirects
said "{\"old\":$(id 2),\"survivor\":$(id 1),\"import\":\"1\"}
{\"old\":$(id 3),\"survivor\":$(id 1),\"import\":\"1\"}"
warned 'profilestore: exported 2 redirects'
run 0 export --store c.db --collection members --redirects --format csv -o replaced.csv
holds cmp replaced.csv <(printf 'old,survivor\n%s,%s\n%s,%s\n' \
  71b200000000000000000002 71b200000000000000000001 71b200000000000000000003 71b200000000000000000001)
printf '%s\n' '{"_id":"a, \"b\"","u":"x","y":1}' '{"_id":" c","u":"x"}' >odd.json
run 0 import odd.json --store odd.db --collection o --unique u
run 0 export --store odd.db --collection o --redirects --format csv
said 'old,survivor
" c","a, ""b"""'
run 0 import odd.json --store gone.db --collection o --unique u
printf '%s\n' '{"name":"deleteMany","collection":"o","arguments":{"filter":{}}}' >delete.json
run 0 exec --store gone.db <delete.json
run 0 export --store gone.db --collection o --redirects
said '{"old":" c","survivor":null,"import":"1"}'
warned 'profilestore: exported 1 redirect; of 1 the survivor is gone too'
run 2 export --store c.db --collection members --format csv
run 2 export --store c.db --collection members --redirects --format array
run 2 export --store c.db --collection members --redirects --archive
run 2 export --store c.db --collection nobody --redirects

finish
