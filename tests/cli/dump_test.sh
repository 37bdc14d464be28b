#!/usr/bin/env bash
# dump_test.sh PROGRAM: a whole dump, written and read again by python3-bson.
source "$(dirname "$0")/facts.sh"

"$here/dump.py" write dump
"$here/dump.py" archive dump dump.archive
gzip -k dump.archive
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

fact 'the collection that a rule asks is imported first'
run 0 import dump --store asked.db --unique users:email --keep most-referenced:orders.buyer --json
holds test "$(grep -o '"collection":"[a-z/]*"' said.txt | tr -d '\n')" = \
  '"collection":"a/b""collection":"empty""collection":"kinds""collection":"orders""collection":"users"'
run 0 export --store asked.db --collection users
holds test "$(grep -cE '"age":[0-9],' said.txt)" = 10
run 2 import dump --store asked2.db --unique users:email --keep most-referenced:orders.buyers
warned "profilestore: collection users: keep: 'most-referenced:orders.buyers': no document of collection orders has a field 'buyers'; did you mean 'buyer'? Nothing was written; allow-absent goes on all the same"
run 2 import dump --store asked2.db --unique users:email --unique orders:_id --keep most-referenced:orders.buyer
holds grep -q 'collection orders: keep: .* cannot ask its own collection' warned.txt
holds test ! -e asked2.db

fact 'a tar of it gives the same'
run 0 import dump.tar --store b.db --indexes --unique users:email --json
holds grep -q '^{"imports":\[{"collection":"a/b","import":"1",' said.txt
holds grep -q '{"name":"dump.tar:dump/app/grown.metadata.json","why":"a view: ' said.txt
holds "$here/dump.py" compare dump "$program" b.db >compared.txt
run 0 verify 5 --store b.db

fact 'so does an archive of mongodump, of which a collection can be taken too'
for archive in dump.archive dump.archive.gz; do
  rm -f b.db*
  run 0 import "$archive" --store b.db --indexes --unique users:email
  holds "$here/dump.py" compare dump "$program" b.db >compared.txt
  run 0 verify 5 --store b.db
  run 0 import "$archive" --store b.db --from app.orders --collection o
done
run 0 import - --store b2.db --collection users --unique email <dump.archive
run 2 import dump.archive --store b2.db --collection people
head -c 9000 dump.archive >cut.archive
run 3 import cut.archive --store b3.db --collection orders
holds grep -q '^cut.archive:app.orders: ' said.txt

run 0 investigate cut.archive --from orders
holds grep -q '^profilestore: cut.archive:app.orders: the archive ends' warned.txt
run 0 import dump --store r.db --collection users --unique email --report r.html
holds grep -q 'dump/app/users.bson' r.html

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

printf '{"_id":1}\n' >lines.json
fact 'what does not say which collection is refused, and no store is made'
run 2 import dump --store d.db --collection people
warned "profilestore: dump has no collection 'people'; it has app.a/b, app.empty, app.kinds, app.orders and app.users: to import one of them as 'people', choose it with --from app.a/b"
run 2 import dump --store d.db --collection grown
warned "profilestore: 'grown' cannot be imported from dump/app/grown.metadata.json: a view: its documents are those of other collections"
run 2 import dump two/other --store d.db --collection users
warned 'profilestore: dump and two/other has 2 collections: app.users and other.users; choose one of them with --from app.users'
run 2 import two/app/users.bson two/other/users.bson --store d.db
warned 'profilestore: two/app/users.bson and two/other/users.bson are both called users, and lie in different folders; if they are one collection, name it with --collection'
run 2 import . --store d.db
warned 'profilestore: . holds folders of folders with .bson files, such as ./dump/app; give the folder that mongodump wrote'
run 2 import dump --store d.db --collection ''
run 2 import dump lines.json --store d.db --from users
run 2 import dump/app/users.metadata.json --store d.db

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

fact 'an index that is there under the name, or over the paths, but is another one is not taken for it'
mkdir -p kin/app && cp dump/app/orders.bson kin/app/
echo '{"indexes":[{"v":2,"unique":true,"key":{"text":1},"name":"text_1"}]}' >kin/app/orders.metadata.json
run 0 import lines.json --store k.db --collection orders
run 0 index create --store k.db --collection orders --keys text
run 3 import kin --store k.db --indexes
holds grep -q '  unique index text_1: not created: the collection has another index text_1 of that name' said.txt
echo '{"indexes":[{"v":2,"unique":true,"key":{"_id":1,"text":1},"name":"t","collation":{"locale":"en","strength":2}}]}' \
  >kin/app/orders.metadata.json
run 3 import kin --store l.db --indexes --unique orders:_id,text
holds grep -q 'over these paths, with another condition, collation or normalisation' said.txt

fact 'a folder of parts of one export is one source after the other'
mkdir parts && printf '{"_id":1,"u":1}\n' >parts/users.0.json
printf '{"_id":2,"u":1}\n{"_id":3,"u":2}\n' | gzip >parts/users.1.json.gz
run 0 import parts --store h.db --collection users --unique u
holds grep -q '^read 3 = inserted 2 + updated 0 + unchanged 0 + merged 1' said.txt
run 0 verify 1 --store h.db
mkdir outer && cp -r parts outer/
run 2 import outer --store i.db --collection users
holds grep -q 'the parts of one export, as outer/parts does$' warned.txt
echo hello >parts/README
mkdir parts/more && cp lines.json parts/more/
run 0 import parts --store h2.db --collection users
holds grep -q '^left out: parts/README: neither .json nor .csv$' said.txt
holds grep -q '^left out: parts/more/lines.json: in a folder of the folder$' said.txt

fact 'a file may have a colon in its name, and two files of one collection are refused'
mkdir -p odd/app && cp dump/app/kinds.bson 'odd/app/a:b.bson' && cp dump/app/kinds.bson odd/app/b.bson
run 0 import odd --store m.db --unique a:b:_id
holds grep -q '^collection a:b$' said.txt
gzip -k odd/app/b.bson
run 2 import odd --store n.db
warned 'profilestore: odd/app/b.bson and odd/app/b.bson.gz are both of the collection app.b; move one of them away'

fact 'what happens to documents of the store counts for all collections'
mkdir -p new/app && cp dump/app/orders.bson new/app/
run 0 import new --store q.db
sed -i 's/"no": "document"/"no": "changedd"/' new/app/orders.bson
run 0 import new --store q.db --unique orders:_id --on-existing keep

finish
