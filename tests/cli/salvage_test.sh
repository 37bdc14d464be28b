#!/usr/bin/env bash
# salvage_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

run 3 import "$fixtures/userprofiles.sample.jsonl" --store s.db --collection c --unique userId

fact 'a sound store is salvaged whole'
run 0 salvage s.db new.db
holds grep -qx 'collection c: found 24 = salvaged 24 + lost 0' said.txt
run 0 check --store new.db
said '24 documents checked: no faults'
for store in s new; do
  run 0 export --store $store.db --collection c --archive --with-reasons
  holds mv said.txt "$store.archive"
done
holds cmp s.archive new.archive
holds test -s new.archive

fact 'nothing is replaced'
run 1 salvage s.db new.db
holds grep -q 'there is a file already' warned.txt
run 1 salvage none.db n.db
holds grep -q 'there is no such file' warned.txt
holds test ! -e n.db

fact 'what is lost is listed, with its row and _id, and the damaged store stays as it is'
cp s.db d.db
sqlite3 d.db "UPDATE c SET doc = replace(doc, '{', '[') WHERE row = 3"
cp d.db before.db
run 3 salvage d.db d2.db
holds grep -q '^lost: collection c, row 3, _id ..*: the document is damaged: it does not have the digest' said.txt
holds grep -qx 'collection c: found 24 = salvaged 23 + lost 1' said.txt
holds cmp d.db before.db
run 3 salvage d.db d3.db --json
holds grep -q '"found":24,"salvaged":23,"lost":1' said.txt
holds grep -q '"row":3,"last":3,"_id":' said.txt

fact 'a file whose beginning is overwritten is salvaged, too'
cp s.db h.db
head -c 60 /dev/zero | dd of=h.db conv=notrunc status=none
run 1 stats --store h.db
run 0 salvage h.db h2.db
holds grep -qx 'collection c: found 24 = salvaged 24 + lost 0' said.txt

fact 'what is no store is refused'
head -c 20000 /dev/urandom >noise.db
run 1 salvage noise.db noise2.db
holds grep -q 'nothing was done' warned.txt
holds test ! -e noise2.db
fact 'records that are lost are told, and the exit status says so'
cp s.db r.db
sqlite3 r.db "UPDATE ps_archive SET reason = 'x' WHERE id = 1"
run 3 salvage r.db r2.db
holds grep -qx 'lost: ps_archive: 1 rows are damaged: they do not have their digests' said.txt
finish
