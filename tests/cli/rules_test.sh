#!/usr/bin/env bash
# rules_test.sh PROGRAM: rules of survivors and of merging, as people give them.
source "$(dirname "$0")/facts.sh"

oid() { printf '{"$oid":"60c0%020d"}' "$1"; }
live() { run 0 export --store "$1" --collection "$2"; }

cat >people.json <<EOF
{"_id":$(oid 1),"mail":"ana@example.org","since":{"\$date":"2014-01-01T00:00:00Z"},"counts":{"posts":3,"likes":1},"role":"user","devices":[{"id":"x"},{"id":"x","n":2},{"id":"y"}]}
{"_id":$(oid 2),"mail":"ana@example.org","since":{"\$date":"2015-01-01T00:00:00Z"},"counts":{"posts":2,"fans":5},"role":"admin","devices":[{"id":"y","n":9},{"id":"z"}]}
{"_id":$(oid 3),"mail":"ana@example.org","since":{"\$date":"2016-01-01T00:00:00Z"},"counts":{"likes":4},"role":"owner"}
{"_id":$(oid 4),"mail":"ben@example.org","since":{"\$date":"2014-01-01T00:00:00Z"},"counts":{"posts":1},"role":"user"}
EOF
keep=(--keep oldest:since --merge 'fill,sum:counts.posts,sum:counts.likes' --merge 'rank:role=admin>user'
  --merge union:devices@id)
into=(--store s.db --collection people --unique mail)
ana='{"_id":{"$oid":"60c000000000000000000001"},"mail":"ana@example.org","since":{"$date":"2014-01-01T00:00:00Z"},"counts":{"posts":5,"likes":5,"fans":5},"role":"admin","devices":[{"id":"x"},{"id":"y"},{"id":"z"}]}'

fact 'the oldest stays, counters are added, sub-documents filled, the best role and one device each taken'
run 0 import people.json "${into[@]}" "${keep[@]}"
holds grep -q '^  merge rank:role=admin>user: 4 documents, changed 1 group; cannot read 1 value, such as "owner"$' said.txt
holds grep -q '^  merge sum:counts.likes: 2 documents, changed 1 group$' said.txt
live s.db people
holds test "$(head -n 1 said.txt)" = "$ana"
holds test "$(wc -l <said.txt)" = 2

fact 'the same file again adds nothing, alone or beside itself'
run 0 import people.json people.json "${into[@]}" "${keep[@]}" --json
holds grep -q '"inserted":0,"updated":0,"unchanged":8,"merged":0' said.txt
live s.db people
holds test "$(head -n 1 said.txt)" = "$ana"

fact 'explain names the dotted fields'
run 0 explain --store s.db --collection people "60c000000000000000000001"
holds grep -q 'counts.fans' said.txt
holds grep -q 'sum:counts.posts' said.txt

fact 'a rule in a file does the same, and its plan is applied'
cat >rules.json <<'EOF'
{"version":1,"keep":["oldest:since"],"merge":{"fill":true,"sum":["counts.posts","counts.likes"],
 "rank":["role=admin>user"],"union":["devices@id"]}}
EOF
run 0 import people.json --store p.db --collection people --unique mail --rules rules.json --plan plan.jsonl
run 0 apply plan.jsonl --store p.db
live p.db people
holds test "$(head -n 1 said.txt)" = "$ana"
run 0 verify 1 --store p.db
run 0 undo 1 --store p.db
run 2 import people.json "${into[@]}" --rules rules.json --keep first

fact 'the best role stays as survivor'
run 0 import people.json --store r.db --collection people --unique mail --keep 'rank:role=owner > admin'
live r.db people
holds grep -q '^{"_id":{"$oid":"60c000000000000000000003"}' said.txt

fact 'rules that are none, or that never apply, are wrong usage and write nothing'
run 2 import people.json --store n.db --collection people --unique mail --keep 'rank:role'
holds grep -q "^profilestore: keep: 'rank:role' is not a rule" warned.txt
run 2 import people.json --store n.db --collection people --unique mail --keep 'rank:role=Admin>User'
warned "profilestore: keep: 'rank:role=Admin>User': no value of 'role' is in its list; one is \"user\". Nothing was written; allow-absent imports all the same"
run 2 import people.json --store n.db --collection people --unique mail --merge sum:mail
run 2 import people.json --store n.db --collection people --unique mail --merge sum:role
warned "profilestore: merge: 'sum:role': no value of 'role' is a number; one is \"user\". Nothing was written; allow-absent imports all the same"
run 2 import people.json --store n.db --collection people --unique mail --merge sum:count.posts
holds grep -q "did you mean 'counts.posts'" warned.txt
run 2 import people.json --store n.db --collection people --unique mail --merge 'union:devices@idd'
run 2 import people.json --store n.db --collection people --unique mail --keep max:n
holds grep -q 'newest:FIELD keeps the highest number' warned.txt
run 2 import people.json --store n.db --collection people --unique mail --keep most-referenced:orders.by
holds grep -q "the store has no collection 'orders'" warned.txt
holds test ! -e n.db

fact 'whom most orders refer to stays; a plan is bound to what they refer to'
cat >orders.json <<EOF
{"_id":1,"by":$(oid 3)}
{"_id":2,"by":["60c000000000000000000003",$(oid 1)]}
{"_id":3,"by":{"\$ref":"people","\$id":$(oid 1)}}
{"_id":4,"by":{"_id":$(oid 3),"name":"Ana"}}
EOF
run 0 import orders.json --store o.db --collection orders
most=(--store o.db --collection people --unique mail --keep most-referenced:orders.by)
run 0 import people.json "${most[@]}" --plan plan.jsonl
run 2 import people.json "${most[@]/.by/.buy}"
holds grep -q "no document of collection orders has a field 'buy'; did you mean 'by'?" warned.txt
run 0 exec --store o.db <<<'{"name":"insertOne","collection":"orders","arguments":{"document":{"_id":5,"by":{"$oid":"60c000000000000000000001"}}}}'
run 1 apply plan.jsonl --store o.db
holds grep -q 'referred to by the collection that the rules name' warned.txt
run 0 exec --store o.db <<<'{"name":"deleteOne","collection":"orders","arguments":{"filter":{"_id":5}}}'
run 0 apply plan.jsonl --store o.db
live o.db people
holds grep -q '^{"_id":{"$oid":"60c000000000000000000003"}' said.txt
run 0 export --store o.db --collection people --archive --with-reasons
holds test "$(grep -c '"reason":"most-referenced:orders.by","survivor":{"$oid":"60c000000000000000000003"}' said.txt)" = 2

fact 'an import may not ask its own collection'
run 2 import people.json --store o.db --collection people --unique mail --keep most-referenced:people.friend
holds grep -q 'cannot ask its own collection' warned.txt

finish
