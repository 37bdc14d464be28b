#!/usr/bin/env bash
# source_type_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

fact 'text in UTF-16 is read as such, and verify accounts for its bytes in UTF-8'
printf '{"_id":1,"u":"é"}\n{"_id":2,"u":"é"}\n' >plain.json
iconv -f UTF-8 -t UTF-16LE plain.json >le.json
gzip -k le.json
run 0 import le.json.gz --store a.db --collection c --unique u
holds grep -q '^le.json.gz: json-lines, UTF-16LE, gzip, 38 bytes$' said.txt
run 0 verify 1 --store a.db
holds grep -qx 'bytes: 36 of documents, 2 between documents, 0 in quarantine' said.txt

fact 'an encoding is told by --encoding, and a reason names the option'
iconv -f UTF-8 -t ISO-8859-1 plain.json >latin.json
run 3 import latin.json --store b.db --collection c --unique u --json
run 0 export --store b.db --collection c --quarantine --with-reasons
holds grep -q 'if the file is in another encoding, tell which: --encoding windows-1252' said.txt
run 0 import latin.json --store b.db --collection c --unique u --encoding windows-1252
holds grep -q '^latin.json: json-lines, windows-1252, ' said.txt
run 0 investigate latin.json --key u --encoding latin1
run 2 import latin.json --store b.db --collection c --encoding UTF-8
warned 'profilestore: latin.json is not UTF-8 text: its bytes from offset 14 on are no character; it may be in another encoding (--encoding), or damaged'
run 2 import latin.json --store b.db --collection c --encoding latin-0815
holds grep -q "encoding 'latin-0815' is not known; usual ones are windows-1252" warned.txt

fact 'CSV of another delimiter is refused with the option, and read with it'
printf '\xEF\xBB\xBFu;n\r\nx;1,5\r\n;2\r\n' >semicolons.csv
run 2 import semicolons.csv --store c.db --collection c --type csv
warned 'profilestore: semicolons.csv: the header (the first line): with commas between values it has 1 value, but 1 semicolon in them: give --delimiter semicolon; or --delimiter comma, if that is right'
holds test ! -e c.db
run 3 import semicolons.csv --store c.db --collection c --type csv --delimiter ';' --unique u --json
run 0 export --store c.db --collection c --quarantine --with-reasons
holds grep -q '"document":{"u":"","n":2}' said.txt
printf 'sep=|\nu|n\nx|1\n' >sep.csv
run 0 import sep.csv --store d.db --collection c --type csv --unique u --json
run 0 verify 1 --store d.db

fact 'CSV without a header has its columns from --fields, also when it is exported again'
printf '1,x@x,"2020-01-01, 10:00"\n2,y@x,\n3,,"2020-01-01, 10:00"\n' >bare.csv
run 2 import bare.csv --store e.db --collection c --type csv --unique mail
holds grep -q 'if none are, name them with the option of fields (--fields)' warned.txt
run 3 import bare.csv --store e.db --collection c --type csv --unique mail --columns-have-types \
  --fields '_id.int32(),mail.string(),at.date(2006-01-02, 15:04)' --json
run 0 find --store e.db --collection c
said '{"_id":1,"mail":"x@x","at":{"$date":"2020-01-01T10:00:00Z"}}'
run 0 verify 1 --store e.db
run 0 export --store e.db --collection c --quarantine --csv
said '_id.int32(),mail.string(),"at.date(2006-01-02, 15:04)"
2,y@x,'
run 2 import bare.csv --store e.db --collection c --fields _id,mail,at
warned 'profilestore: names of fields need the type csv or tsv'

fact 'lines that end with a carriage return are lines of CSV, and objects of JSON'
printf 'u,n\r1,2\r3,4\r' >mac.csv
run 0 import mac.csv --store f.db --collection c --type csv --unique u
holds grep -q '^read 2 = inserted 2 ' said.txt
run 0 verify 1 --store f.db
printf '{"u":1}\r{"u":2}\r' >mac.json
run 0 import mac.json --store g.db --collection c --unique u
holds grep -q '^read 2 = inserted 2 ' said.txt

fact 'indexed columns make arrays'
printf 'u,tags[0],tags[1],home[0].city\nx,red,blue,Graz\ny,red,,\n' >compass.csv
run 0 import compass.csv --store h.db --collection c --type csv --unique u --json
run 0 find --store h.db --collection c --projection '{"_id":0}'
said '{"u":"x","tags":["red","blue"],"home":[{"city":"Graz"}]}
{"u":"y","tags":["red"]}'

fact 'documents within an object are read where --at says; what is around them is counted'
printf '{"n":2,"data":{"users":[\n{"_id":1,"u":"x"},\n{"_id":2,"u":"x"}\n]},"logs":[{"u":"z"}]}\n' >wrapped.json
run 2 import wrapped.json --store i.db --collection c --unique u --at data.user
warned "profilestore: wrapped.json: looking for 'data.user': there is no 'data.user'; there is 'data.users'"
run 0 import wrapped.json --store i.db --collection c --unique u --at data.users
holds grep -q '^wrapped.json: json-array at data.users, ' said.txt
run 0 verify 1 --store i.db
holds grep -qx 'bytes outside of what --at names, which were not read: 45' said.txt
run 0 verify 1 --store i.db --json
holds grep -q '"outside":45' said.txt

fact 'an option without a value is refused, not ignored'
for option in --at --map-key --encoding; do
  run 2 import wrapped.json --store no.db --collection c "$option" ''
done
for option in --delimiter --fields; do
  run 2 import bare.csv --store no.db --collection c --type csv "$option" ''
done
run 2 import profiles.json --store no.db --collection c --users bare.csv --users-encoding ''
holds test ! -e no.db

fact 'a map of documents gives each its key'
printf '{"users":{"u1":{"u":"x"},\n"u2":{"u":"x","_id":"?"},"u3":{"u":"y"},\n "u4":{"u":$}}}\n' >map.json
run 2 import map.json --store j.db --collection c --unique u --at users
warned "profilestore: map.json: 'users' is a map of documents: name the field that takes their keys, such as --map-key _id"
run 3 import map.json --store j.db --collection c --unique u --at users --map-key _id --json
run 0 find --store j.db --collection c
said '{"_id":"u1","u":"x"}
{"_id":"u3","u":"y"}'
run 0 export --store j.db --collection c --quarantine --with-reasons
holds grep -q "its '_id' is not its key in the map; choose another field" said.txt
holds grep -q '"line":3,.*(line 3, column 12)' said.txt
run 0 verify 1 --store j.db
run 0 explain '"u1"' --store j.db --collection c

fact 'a plan keeps what was told, and the file of users has options of its own'
run 0 import wrapped.json --store k.db --collection c --unique u --at data.users --plan p.jsonl
run 0 apply p.jsonl --store k.db
run 0 verify 1 --store k.db
printf '{"_id":7,"mail":"é"}' >profiles.json
printf '{"rows":{"k9":{"mail":"é"}}}' | iconv -f UTF-8 -t UTF-16BE >owners.json
run 0 import profiles.json --store l.db --collection c --unique owner --users owners.json \
  --users-key mail=mail:owner=_id --users-at rows --users-map-key _id
run 0 find --store l.db --collection c
said '{"_id":7,"mail":"é","owner":"k9"}'

fact 'options that tell what files are do not go with a store'
run 2 investigate --store l.db --collection c --at rows
warned 'profilestore: options that tell what files are do not go with --store'

finish
