#!/usr/bin/env bash
# dump_test.sh PROGRAM: a whole dump, written and read again by python3-bson.
source "$(dirname "$0")/facts.sh"

"$here/dump.py" write dump
tar -cf dump.tar dump
mkdir -p two && cp -r dump/app two/app && cp -r dump/app two/other

fact 'a dump is imported whole: each collection under its name, with its indexes'
run 0 import dump --store a.db --indexes --unique users:email
holds grep -q '^collection a/b$' said.txt
holds grep -q '^left out: dump/app/grown.metadata.json: a view: its documents are those of other collections$' said.txt
holds grep -q "^left out: dump/app/system.profile.bson: the server's own$" said.txt
holds grep -q '^left out: dump/oplog.bson: the log of operations, not a collection$' said.txt
run 0 index list --store a.db --collection empty
said '_id_  _id  unique
a_1_b_1  a,b  unique'
run 0 check --store a.db

fact 'each document of it is exported as another reader of BSON reads it'
holds "$here/dump.py" compare dump "$program" a.db >compared.txt
same compared.txt 'users 30 10
orders 300 0
kinds 20 0
empty 0 0
a/b 1 0'

fact 'each collection is an import of its own, which verify proves and undo undoes'
for number in 1 2 3 4 5; do run 0 verify "$number" --store a.db; done
run 2 verify 6 --store a.db
run 0 verify 5 dump --store a.db
run 0 undo 5 --store a.db
run 0 import dump --store a.db --collection users --unique email --json
holds grep -q '"inserted":30' said.txt

fact 'a tar of it gives the same'
run 0 import dump.tar --store b.db --indexes --unique users:email --json
holds grep -q '^{"imports":\[{"collection":"a/b","import":"1",' said.txt
holds grep -q '{"name":"dump.tar:dump/app/grown.metadata.json","why":"a view: ' said.txt
holds "$here/dump.py" compare dump "$program" b.db >compared.txt
run 0 verify 5 --store b.db

fact '--collection takes the collection of that name alone, --from any'
run 0 import dump --store c.db --collection users --unique email
run 0 import dump --store c.db --collection o --from app.orders
run 0 import dump --store c.db --from kinds
for collection in users o kinds; do
  run 0 export --store c.db --collection "$collection"
  holds test -s said.txt
done
run 0 investigate dump --from users --key email
run 0 import dump --store p.db --collection people --from users --unique email --plan plan.jsonl
run 0 apply plan.jsonl --store p.db
run 0 verify 1 --store p.db
run 0 verify 1 dump --store p.db

fact 'what does not say which collection is refused, and no store is made'
run 2 import dump --store d.db --collection people
warned 'profilestore: dump has 5 collections: app.a/b, app.empty, app.kinds, app.orders and app.users; choose one of them with --from app.a/b'
run 2 import two --store d.db
warned 'profilestore: there are collections of 2 databases: app and other; choose one with --from app'
run 2 import two --store d.db --collection users
warned 'profilestore: two has 2 collections: app.users and other.users; choose one of them with --from app.users'
run 2 import dump --store d.db --unique email
run 2 import dump --store d.db --unique user:email
warned "profilestore: the dump has no collection 'user'; did you mean 'users'?"
run 2 import dump --store d.db --keep oldest:_id
run 2 import dump --store d.db --from nobody
run 2 import dump --store d.db --plan plan2.jsonl
run 2 import dump/app/users.bson --store d.db --collection users --from app.users
run 2 investigate dump
printf '{"_id":1}\n' >lines.json
run 2 import lines.json --store d.db
warned 'profilestore: lines.json does not tell its collection: name it with --collection'
holds test ! -e d.db
run 0 import two --store d.db --from other
run 0 import dump/app/users.bson --store alone.db --unique users:email

fact 'all or nothing: one collection that cannot be imported stops all'
run 2 import dump --store e.db --unique users:email --unique orders:nobody
holds grep -q "^profilestore: collection orders: " warned.txt
holds test ! -e e.db

fact 'a unique index of the dump that is not made is status 3'
sed -i 's/"key": {"email": 1}, "name": "email_1"/"key": {"nick": "hashed"}, "name": "nick_1"/' dump/app/users.metadata.json
run 3 import dump --store f.db --indexes --unique users:email
holds grep -q '  unique index nick_1: not created: ' said.txt
run 0 import dump --store g.db --unique users:email

fact 'a folder of parts of one export is one source after the other'
mkdir parts && printf '{"_id":1,"u":1}\n' >parts/users.0.json
printf '{"_id":2,"u":1}\n{"_id":3,"u":2}\n' | gzip >parts/users.1.json.gz
run 0 import parts --store h.db --collection users --unique u
holds grep -q '^read 3 = inserted 2 + updated 0 + unchanged 0 + merged 1' said.txt
run 0 verify 1 --store h.db
mkdir outer && cp -r parts outer/
run 2 import outer --store i.db --collection users
holds grep -q 'the parts of one export, as outer/parts does$' warned.txt

finish
