#!/usr/bin/env bash
# csv_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

header='_id.objectId(),email.string(),age.int32(),born.date(2006-01-02)'
printf '%s\r\n' "$header" \
  '5f0000000000000000000001,a@x,30,1990-02-03' \
  '5f0000000000000000000002,a@x,30' \
  '5f0000000000000000000003,"b ""q""",,1990-02-03' >people.csv

fact 'import reads CSV, its columns with types'
run 3 import people.csv --store s.db --collection c --unique email --type csv --columns-have-types
said "people.csv: csv, $(stat -c %s people.csv) bytes
  sha256 $(sha256sum people.csv | cut -d' ' -f1)
what the rules did:
  keep complete: 2 documents, decided 1 group
  keep newest:updatedAt: 0 documents, decided 0 groups
read 3 = inserted 1 + updated 0 + unchanged 0 + merged 1 + conflicted 0 + quarantined 1
import 1 into collection c of s.db
1 in quarantine; to list it with sources and reasons:
  profilestore export --store s.db --collection c --quarantine --with-reasons"
run 0 find --store s.db --collection c
said '{"_id":{"$oid":"5f0000000000000000000001"},"email":"a@x","age":30,"born":{"$date":"1990-02-03T00:00:00Z"}}'

fact 'a blank that is no field is none of the wrong type'
run 0 import people.csv --store t.db --collection c --unique email --type csv \
  --columns-have-types --ignore-blanks --json
run 0 find --store t.db --collection c --filter '{"email":"b \"q\""}'
said '{"_id":{"$oid":"5f0000000000000000000003"},"email":"b \"q\"","born":{"$date":"1990-02-03T00:00:00Z"}}'

fact 'verify needs no type: the import has kept it'
run 0 verify 1 --store s.db
run 0 verify 1 --store t.db

fact 'lines of CSV that are no document come out as CSV, to be mended and imported again'
printf 'email,name\na@x,A\nb@x,B,extra\n,N\n"c\nc",C,extra\n' >wide.csv
run 3 import wide.csv --store w.db --collection c --unique email --type csv --ignore-blanks --json
run 0 export --store w.db --collection c --quarantine
said '{"name":"N"}'
warned 'profilestore: exported 1 document; left out 2 CSV lines, which --csv exports'
run 0 export --store w.db --collection c --quarantine --csv -o mended.csv
warned 'profilestore: exported 2 lines of CSV; left out 1 other document, which the same without --csv exports'
holds test "$(cat mended.csv)" = "$(printf 'email,name\nb@x,B,extra\n"c\nc",C,extra')"
sed -i 's/,extra//' mended.csv
run 0 import mended.csv --store w.db --collection c --unique email --type csv --json
holds grep -q '"read":2,"inserted":2,' said.txt
printf 'name,email\nX,x@x,extra\n' >other.csv
run 3 import other.csv --store w.db --collection c --unique email --type csv --json
run 2 export --store w.db --collection c --quarantine --csv
warned 'profilestore: --csv: the lines of imports 1 and 3 have different columns; choose one with --import'
run 0 export --store w.db --collection c --quarantine --csv --import 3
said 'name,email
X,x@x,extra'
run 2 export --store w.db --collection c --csv

fact 'of sources of one import with different columns one is chosen'
printf 'email,name\na@x,A,extra\n' >one.csv
printf 'name,email\nB,b@x,extra\n' >two.csv
run 3 import one.csv two.csv --store x.db --collection c --unique email --type csv --json
run 2 export --store x.db --collection c --quarantine --csv
warned 'profilestore: --csv: the lines of one.csv and two.csv have different columns; choose one with --source'
run 0 export --store x.db --collection c --quarantine --csv --source two.csv
said 'name,email
B,b@x,extra'
run 2 export --store x.db --collection c --quarantine --csv --source three.csv
warned 'profilestore: --source: nothing there comes from three.csv; there is one.csv, two.csv'
run 2 export --store x.db --collection c --source two.csv

fact 'equal lines that are no document come out each'
printf 'email,name\n,N\n,N\n' >equal.csv
run 3 import equal.csv --store y.db --collection c --unique email --type csv
holds grep -q 'quarantined 2$' said.txt
run 0 export --store y.db --collection c --quarantine
said '{"email":"","name":"N"}
{"email":"","name":"N"}'
run 0 export --store y.db --collection c --quarantine --with-reasons
holds test "$(grep -c '"line":[23],' said.txt)" = 2

fact 'what is not UTF-8 is shown in hexadecimal'
printf '{"a":1}\n{"a":"\344"\n' >latin.json
run 3 import latin.json --store z.db --collection c
run 0 export --store z.db --collection c --quarantine --with-reasons
holds grep -q '"hex":"7b2261223a22e422"}$' said.txt

fact 'TSV comes through the standard input, and investigate reads it'
printf 'email\tn\n"a\t1\n"a\t2\n' >people.tsv
run 0 import - --store u.db --collection c --type tsv --json <people.tsv
run 0 find --store u.db --collection c --filter '{"n":2}' --projection '{"_id":0}'
said '{"email":"\"a","n":2}'
run 0 investigate people.tsv --type tsv --key email --json
holds grep -q '"distinct":1,' said.txt

fact 'CSV without a type, and a type or an option without CSV, are refused'
run 2 import people.csv --store v.db --collection c
warned 'profilestore: people.csv is named like a csv file and is not JSON; read it with the type csv (--type csv)'
run 2 import people.tsv --store v.db --collection c --ignore-blanks
warned 'profilestore: ignoring blanks needs the type csv or tsv'
run 2 import people.csv --store v.db --collection c --type xml
echo '{}' >lines.json
run 2 import lines.json --store v.db --collection c --type csv
warned 'profilestore: lines.json looks like JSON, not csv; omit the type to read it as JSON'
holds test ! -e v.db

fact 'a header that names no fields is refused, with the file and the column'
printf 'a,b,a\n1,2,3\n' >twice.csv
run 2 import twice.csv --store v.db --collection c --type csv
warned "profilestore: twice.csv: the header (the first line): two columns are named 'a'"

finish
