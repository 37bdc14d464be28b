#!/usr/bin/env bash
# packed_test.sh PROGRAM: what is packed, split, endless or larger than it looks.
source "$(dirname "$0")/facts.sh"

# No more memory than 1 GiB beyond what the program maps of files.
ulimit -d 1048576
take() { rm -f s.db; run "$1" import "${@:2}" --store s.db --collection c --unique u; }
told() { holds grep -qF -- "$1" "$warned_file"; }
counted() { holds grep -q "^read $1 = inserted $2 " "$said_file"; }

seq -f '{"u":%.0f,"text":"{\"u\":0}"}' 400 >users.json

fact 'parts of a split file are one, in their order'
gzip -c users.json >users.json.gz
split -n 3 users.json.gz users.json.gz.
take 0 users.json.gz.aa users.json.gz.ab users.json.gz.ac
counted 400 400
holds grep -q '^users.json.gz.aa..ac: json-lines, gzip' "$said_file"
split -n 2 -d -a 3 --numeric-suffixes=1 users.json users.json.
take 0 users.json.001 users.json.002
counted 400 400

fact 'the name that a report has for them stands for them'
take 0 users.json.gz.aa..ac
counted 400 400

fact 'a plan with parts is applied'
rm -f s.db
run 0 import users.json.gz.a? --store s.db --collection c --unique u --plan plan.jsonl
run 0 apply plan.jsonl --store s.db
counted 400 400

fact 'a part that is missing, or in the wrong place, is named'
take 2 users.json.gz.aa users.json.gz.ac
told 'users.json.gz.ab is missing between users.json.gz.aa and users.json.gz.ac'
take 2 users.json.gz.ab users.json.gz.ac
told 'users.json.gz.aa is missing before users.json.gz.ab'
take 2 users.json.gz.ab users.json.gz.aa users.json.gz.ac
told 'users.json.gz.aa comes before users.json.gz.ab'
take 1 users.json.gz.aa
told 'gzip: it is truncated'
told 'give all parts, in order'
take 2 users.json.gz.ab
told 'named like a later part of a split file'
take 2 users.json.001
told 'users.json.002 goes on; give all parts'
holds test ! -e s.db

fact 'files of CSV that are numbered, each with a header, are no parts'
printf 'u,a\n1,x\n' >c.001
printf 'u,a\n2,y\n' >c.002
rm -f s.db
run 0 import c.001 c.002 --type csv --store s.db --collection c --unique u
counted 2 2

fact 'each collection of an archive of mongodump is a source, the text within strings is none'
for name in whole cut wrong_crc negative cut_in_document; do
  { printf '\x6d\xe2\x99\x81'; cat "$here/../fuzz/corpus/archive/$name"; } >$name
done
archive() { rm -f s.db; run "$1" import "${@:2}" --store s.db --collection c; }
archive 0 whole:app.users
counted 2 2
holds grep -q '^whole:app.users: bson, archive, ' "$said_file"
archive 0 whole:app.orders --json
holds grep -q '"name":"whole:app.orders","format":"bson, archive"' "$said_file"
archive 0 - --from app.users <whole
holds grep -q '^-:app.users: bson, archive' "$said_file"

fact 'what is missing of an archive is said'
archive 3 cut --from app.users
holds grep -q '^cut:app.users: the archive ends before the end of this collection$' "$said_file"
archive 3 cut:app.users --json
holds grep -q '"cutOff":"the archive ends before the end of this collection"' "$said_file"
archive 3 cut_in_document:app.users
counted 1 0
archive 3 wrong_crc:app.users
counted 1 1
holds grep -q '^wrong_crc:app.users: its checksum is not that of its documents' "$said_file"

fact 'a plan says it again when it is applied'
rm -f s.db
run 3 import cut --from app.users --store s.db --collection c --plan plan2.jsonl
run 3 apply plan2.jsonl --store s.db
holds grep -q '^cut:app.users: the archive ends' "$said_file"

fact 'an archive that is broken is refused with the byte, and what to do'
archive 1 negative
told 'is an archive of mongodump that is broken at byte'
told 'what is before that byte can be imported alone: head -c'

if command -v zip >/dev/null; then
  fact 'the files of a zip are sources, whatever macOS adds to them'
  mkdir -p in/__MACOSX 'in/dörfer'
  echo '{"u":1}' >in/a.json
  echo '{"u":2}' >'in/dörfer/b.json'
  echo junk >in/__MACOSX/._a.json
  (cd in && zip -qr ../in.zip . && zip -q -P secret ../locked.zip a.json)
  take 0 in.zip
  counted 2 2
  holds grep -q '^in.zip:dörfer/b.json: json-lines, zip, 8 bytes' "$said_file"
  take 0 'in.zip:dörfer/b.json'
  counted 1 1
  take 0 - <in.zip
  counted 2 2

  fact 'a zip that is locked or cut off is refused'
  take 1 locked.zip
  told 'locked.zip: a.json in it is encrypted; unpack it with its password first'
  head -c 200 in.zip >cut.zip
  take 1 cut.zip
  told 'it is truncated; nothing was read'

  fact 'a workbook is refused by its name'
  mkdir -p book/xl
  touch 'book/[Content_Types].xml' book/xl/workbook.xml
  (cd book && zip -qr ../book.xlsx .)
  take 2 book.xlsx
  told 'book.xlsx is an Excel workbook; save the sheet as CSV and import that'

  fact 'a zip that is a bomb is refused'
  head -c 80000000 /dev/zero | zip -q bomb.zip -
  take 1 bomb.zip
  told 'bomb.zip: it unpacks to more than 200 times its size'
fi

fact 'what unpacks to much more than it is is refused, in one layer or several'
head -c 80000000 /dev/zero | gzip >bomb.gz
gzip -c bomb.gz | gzip >nested.gz
take 1 bomb.gz
told 'bomb.gz: it unpacks to more than 200 times its size'
take 1 nested.gz
told 'nested.gz: it unpacks to more than 200 times its size'
echo '{"u":1}' | gzip | gzip | gzip | gzip >deep.gz
take 1 deep.gz
told 'it is packed more than 3 times; unpack it yourself first'

fact 'holes in a tar count'
truncate -s 8G hole
tar --sparse -cf hole.tar hole
take 1 hole.tar
told 'hole.tar: it unpacks to more than 200 times its size'

fact 'a file of zeros is refused by its name'
take 2 hole
told 'hole is zeros where an export must begin; a copy of it failed; copy it again'

fact 'zeros in the middle of a file are one piece that is quarantined'
{ head -n 1 users.json; head -c 30000000 /dev/zero; echo; tail -n 1 users.json; } >middle.json
take 3 middle.json
counted 3 2

fact 'devices are refused, and nothing is read of /dev/null'
take 1 /dev/zero
told '/dev/zero is a device; give a file, a pipe or - for standard input'
take 1 - </dev/zero
told 'standard input is a device'
take 0 - </dev/null
counted 0 0

fact 'a pipe that repeats itself is not read to an end that never comes'
take 1 - < <(yes)
told 'standard input repeats its first line for 64 MiB, and is no export; nothing was read'

finish
