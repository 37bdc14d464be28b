#!/usr/bin/env bash
# index_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

users='--store s.db --collection users'
load() {  # the documents of the store, one a line, from standard input
  rm -f s.db*
  cat >users.jsonl
  run 0 import users.jsonl $users
}
contents() { "$program" export $users 2>/dev/null; }

load <<'END'
{"_id":1,"userId":"a","email":"ann@x"}
{"_id":2,"userId":"a","email":"Ann@x","name":"Ann"}
{"_id":3,"userId":"b","email":"bob@x"}
{"_id":4,"userId":null,"email":"c@x"}
{"_id":5,"email":"d@x"}
END
contents >before.jsonl

fact 'a unique index that can not be made prints what stands in its way, and changes nothing'
run 1 index create --keys userId --unique $users
said '        2  keys shared by several documents
        4  documents with a shared key
        1  documents whose key is null
        1  documents that lack a value of the key

documents  key
        2  userId: "a"
        2  userId: null'
warned 'profilestore: documents of collection users share a key, so the index was not created; --resolve keeps the survivor of each group and archives the losers (add --dry-run to see which)'
run 1 index create --keys userId --unique $users --json
said '{"ok":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: s.users index: userId_1 dup key: { userId: \"a\" }","keyPattern":{"userId":1},"keyValue":{"userId":"a"},"report":{"groups":2,"documents":4,"largest":[{"key":{"userId":"a"},"documents":2,"ids":[1,2]},{"key":{"userId":null},"documents":2,"ids":[4,5]}],"nullKeys":1,"missingKeys":1}}'
run 0 index list $users
said '_id_  _id  unique'

fact 'documents without a key are never made one unasked'
run 2 index create --keys userId --unique --resolve $users
holds grep -q '^profilestore: 2 documents have a missing or null value at userId: choose --missing reject' warned.txt
run 1 index create --keys userId --unique --missing reject $users
warned "profilestore: collection users: 2 documents have no value that the unique index userId_1 requires: 'userId' is missing or null, in the first; and 2 others share a key; nothing was done. Give them one, or create the index by another rule for missing values. The first has the _id 4. With --resolve they go to the quarantine, and of those that share a key one survives (add --dry-run to see which)"

fact '--dry-run prints the plan and changes nothing'
run 0 index create --keys userId --unique --missing distinct --resolve --dry-run $users
said 'userId: "a"
  survivor  2
  archived  1  complete
1 group of documents that share a key
read 5 = inserted 0 + updated 0 + unchanged 4 + merged 1 + conflicted 0 + quarantined 0
dry run: nothing was written'
run 3 index create --keys userId --unique --missing reject --resolve --dry-run --json $users
said '{"import":"","index":"userId_1","groups":1,"ledger":{"read":5,"inserted":0,"updated":0,"unchanged":2,"merged":1,"conflicted":0,"quarantined":2},"plan":[{"key":{"userId":"a"},"survivor":2,"losers":[{"_id":1,"rule":"complete"}]}]}'
contents >after.jsonl
holds cmp before.jsonl after.jsonl

fact '--resolve makes it unique, and undo brings all back'
run 3 index create --keys userId --unique --missing reject --resolve $users
said '1 group of documents that share a key
read 5 = inserted 0 + updated 0 + unchanged 2 + merged 1 + conflicted 0 + quarantined 2
import 2: unique index userId_1 on collection users of s.db
to undo this: profilestore undo 2 --store s.db'
run 0 check --store s.db
run 0 index create --keys userId --unique --missing reject --resolve --json $users
said '{"import":"","index":"userId_1","groups":0,"ledger":{"read":2,"inserted":0,"updated":0,"unchanged":2,"merged":0,"conflicted":0,"quarantined":0}}'
run 2 verify 2 --store s.db
warned 'profilestore: import 2 created the index userId_1 and read no sources: there is nothing to verify'
run 0 undo 2 --store s.db
contents >after.jsonl
holds cmp before.jsonl after.jsonl

fact '--keep says which stays, --strength what is equal'
run 0 index create --keys email --unique --strength 2 --resolve --keep oldest:_id $users
contents >after.jsonl
holds test "$(grep -c '"_id":1' after.jsonl) $(grep -c '"_id":2' after.jsonl)" = '1 0'

fact 'indexes of every kind are made, listed and dropped'
run 0 index create --keys tenant:1,updatedAt:-1 $users
said 'tenant_1_updatedAt_-1'
run 0 index create --keys n --unique --missing sparse --name mine --json $users
said '{"index":"mine"}'
run 0 index create --keys t --unique --where '{"t": {"$type": "string"}}' $users
run 0 index create --keys z --collation '{"locale": "en", "strength": 1}' $users
run 0 index list $users
said '_id_  _id  unique
email_1  email  unique, collation {"locale":"en","strength":2}
mine  n  unique, sparse
t_1  t  unique, where {"t":{"$type":"string"}}
tenant_1_updatedAt_-1  tenant:1,updatedAt:-1
z_1  z  collation {"locale":"en","strength":1}'
run 0 index list --json $users
holds grep -q '^\[{"v":2,"key":{"_id":1},"name":"_id_"},{"v":2,"key":{"email":1},"name":"email_1","unique":true,"collation":' said.txt
run 0 index drop z_1 $users
said ''
run 0 index drop mine --json $users
said '{"dropped":"mine"}'
run 2 index drop mine $users
warned 'profilestore: collection users: there is no index mine'

fact '--merge lets the survivor take from the others, and undo brings all back'
cat >twins.json <<'EOF'
{"_id":1,"mail":"ana","logins":3,"address":{"city":"Rome"},"phone":"1"}
{"_id":2,"mail":"ana","logins":4,"address":{"zip":"00100"}}
{"_id":3,"mail":"ana","logins":5,"phone":"2"}
{"_id":4,"mail":"ben"}
EOF
run 0 import twins.json --store twins.db --collection people
run 0 export --store twins.db --collection people
mv said.txt before.json
twins=(--store twins.db --collection people --keys mail --unique --resolve)
run 0 index create "${twins[@]}" --merge fill,sum:logins --dry-run
said 'mail: "ana"
  survivor  1
  archived  2  complete
  archived  3  complete
  takes  address.zip  fill  from 2
  takes  logins  sum:logins  from 1, 3, 2
1 group of documents that share a key
what the rules did:
  merge fill: 3 documents, changed 1 group
  merge sum:logins: 3 documents, changed 1 group
read 4 = inserted 0 + updated 1 + unchanged 1 + merged 2 + conflicted 0 + quarantined 0
dry run: nothing was written'
run 0 index create "${twins[@]}" --merge fill,sum:logins --json
holds grep -q '"updated":1,"unchanged":1,"merged":2' said.txt
run 0 export --store twins.db --collection people
said '{"_id":1,"mail":"ana","logins":12,"address":{"city":"Rome","zip":"00100"},"phone":"1"}
{"_id":4,"mail":"ben"}'
run 0 explain --store twins.db --collection people 1
holds grep -q 'address.zip' said.txt
run 0 verify 1 --store twins.db
run 0 undo 2 --store twins.db
run 0 export --store twins.db --collection people
holds cmp said.txt before.json

fact '--identity keeps others apart: exit status 3'
run 3 index create "${twins[@]}" --merge fill --identity phone
holds grep -q '^  identity phone: 2 documents, split 1 group$' said.txt
holds grep -q 'merged 1 + conflicted 1' said.txt
run 0 export --store twins.db --collection people --quarantine --with-reasons
holds grep -q "conflict of identity: 'phone' differs" said.txt
run 0 undo 3 --store twins.db
run 0 export --store twins.db --collection people
holds cmp said.txt before.json

fact '--plan writes what would be done, and apply does it, once and unchanged'
echo '{"version":1,"keep":["newest:logins"],"merge":{"fill":true}}' >rules.json
run 0 index create "${twins[@]}" --rules rules.json --plan plan.jsonl
holds grep -q '^plan in plan.jsonl: nothing was written to the store' said.txt
holds test "$(sed -n 2p plan.jsonl)" = '{"key":{"mail":"ana"},"survivor":{"store":true,"_id":3},"losers":[{"store":true,"_id":1,"outcome":"merged","rule":"newest:logins"},{"store":true,"_id":2,"outcome":"merged","rule":"newest:logins"}],"changes":{"address":{"to":{"zip":"00100","city":"Rome"}}}}'
run 2 index create "${twins[@]}" --rules rules.json --plan twins.db
run 2 apply plan.jsonl twins.json --store twins.db
run 0 exec --store twins.db <<<'{"name":"updateOne","collection":"people","arguments":{"filter":{"_id":4},"update":{"$set":{"x":1}}}}'
run 1 apply plan.jsonl --store twins.db
warned 'profilestore: the documents of the collection have changed: the plan is out of date, create it again; nothing was done'
run 0 exec --store twins.db <<<'{"name":"updateOne","collection":"people","arguments":{"filter":{"_id":4},"update":{"$unset":{"x":1}}}}'
sed 's/"_id":1,"outcome":"merged"/"_id":1,"outcome":"unchanged"/' plan.jsonl >edited.jsonl
run 1 apply edited.jsonl --store twins.db
run 0 export --store twins.db --collection people
holds cmp said.txt before.json
run 0 apply plan.jsonl --store twins.db
holds grep -q '^import 4: unique index mail_1 on collection people of twins.db$' said.txt
run 1 apply plan.jsonl --store twins.db
run 0 undo 4 --store twins.db
run 0 export --store twins.db --collection people
holds cmp said.txt before.json

fact 'rules that are none are wrong usage; a rule that applies to nothing too'
run 2 index create "${twins[@]}" --merge add:logins
run 2 index create "${twins[@]}" --merge sum:mail
run 2 index create "${twins[@]}" --merge sum:phone
run 2 index create "${twins[@]}" --merge sum:login
holds grep -q "did you mean 'logins'?" warned.txt
run 2 index create "${twins[@]}" --rules rules.json --merge fill
run 2 index create "${twins[@]}" --keep most-referenced:orders.by
run 0 index list --store twins.db --collection people
said '_id_  _id  unique'

fact 'options that make no sense together are wrong usage'
run 2 index create --keys a --unique --merge fill --store users.db --collection users
run 2 index create --keys a --unique --plan p.jsonl --store users.db --collection users
run 2 index create --keys a --resolve $users
warned 'profilestore: --resolve needs --unique: other indexes allow duplicates'
run 2 index create --keys a --unique --dry-run $users
warned 'profilestore: --keep, --merge, --identity, --rules, --plan, --allow-absent and --dry-run need --resolve'
run 2 index create --keys a --unique --resolve --keep best $users
run 2 index create --keys a --strength 1 --collation '{"locale": "en"}' $users
run 2 index create --keys a:2 $users
run 2 index create --keys a,,b $users
warned "profilestore: --keys 'a,,b': a path is empty; write userId, or tenant,address.email for one index over two paths"
run 2 index create --unique $users
warned 'profilestore: --keys is required; see profilestore index create --help'
run 2 index
run 2 index create --keys a --unique --resolve --store s.db --collection nobody
warned 'profilestore: there is no collection nobody'
run 1 index create --keys a --store nowhere.db --collection users
holds test ! -e nowhere.db

fact 'each has help with examples'
for one in create list drop; do
  run 0 index $one --help
  holds grep -q '^  profilestore index '$one said.txt
  fits_80_columns
done

finish
