#!/usr/bin/env bash
# stats_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

# A name with all that Prometheus has to have escaped: a quote, a backslash, a newline.
cat >operations.jsonl <<'END'
{"name":"createIndex","collection":"q\"b\\n\nl","arguments":{"keys":{"email":1},"unique":true}}
{"name":"insertOne","collection":"q\"b\\n\nl","arguments":{"document":{"_id":1,"email":"zoltan@secret.example"}}}
{"name":"insertOne","collection":"q\"b\\n\nl","arguments":{"document":{"email":"zoltan@secret.example"}}}
{"name":"findOneAndUpdate","collection":"q\"b\\n\nl","arguments":{"filter":{"_id":2},"update":{"$set":{"email":"zoltan@secret.example"}},"upsert":true}}
{"name":"insertOne","collection":"q\"b\\n\nl","arguments":{"document":{"email":"zoltan@secret.example"}}}
{"name":"insertMany","collection":"q\"b\\n\nl","arguments":{"documents":[{"email":"zoltan@secret.example"}]}}
{"name":"bulkWrite","collection":"q\"b\\n\nl","arguments":{"requests":[{"insertOne":{"document":{"email":"zoltan@secret.example"}}}]}}
END

has_line() {  # LINE: one of the last output is this
  grep -Fxq -- "$1" said.txt || refute "no line: $1"
}

fact 'the stats of a store without events say so'
run 0 upsert --store empty.db --collection users --filter '{"_id": 1}' --update '{"$set": {"a": 1}}'
run 0 stats --store empty.db
holds grep -q '^documents  indexes  unique  collection$' said.txt
holds grep -q '^        1        1       1  users$' said.txt
holds test "$(tail -n 1 said.txt)" = 'no events'
warned ''

run 0 exec --store s.db <operations.jsonl
run 3 import "$fixtures/userprofiles.sample.jsonl" --store s.db --collection users --unique userId

fact 'a person sees collections, totals and the latest events, with odd names quoted'
run 0 stats --store s.db
warned ''
has_line '        1        2       2  "q\"b\\n\nl"'
has_line '        5          5  duplicate_key       "q\"b\\n\nl" email_1'
holds grep -Eq '^        1 +[0-9]+  merge +users$' said.txt
holds grep -Eq '^....-..-..T..:..:..\....Z      2  insertOne          [0-9a-f]{16}  duplicate_key, "q' said.txt
for operation in 'findOneAndUpdate ' 'insertMany       ' 'bulkWrite        '; do
  holds grep -Eq "^....-..-..T..:..:..\....Z      1  $operation  [0-9a-f]{16}  duplicate_key, \"q" said.txt
done
holds grep -Eq '^....-..-..T..:..:..\....Z      1  import             -                 merge, users$' said.txt

fact 'a program gets one object'
run 0 stats --store s.db --json
warned ''
holds test "$(wc -l <said.txt)" = 1
holds grep -qF '"collections":[{"name":"q\"b\\n\nl","documents":1,"indexes":[{"name":"_id_","unique":true},{"name":"email_1","unique":true}]},{"name":"users","documents":24,' said.txt
holds grep -q '"totals":\[{"kind":"duplicate_key","collection":"q\\"b\\\\n\\nl","index":"email_1","times":5,"documents":5},{"kind":"merge","collection":"users","index":"","times":1,"documents":[0-9]*}\]' said.txt
holds grep -Eq '"operation":"insertOne","documents":2,"first":"[^"]*Z","last":"[^"]*Z","times":2}' said.txt

fact 'Prometheus gets its text format 0.0.4'
run 0 stats --store s.db --prometheus
warned ''
has_line 'profilestore_documents{collection="q\"b\\n\nl"} 1'
has_line 'profilestore_documents{collection="users"} 24'
has_line 'profilestore_events_total{kind="duplicate_key",collection="q\"b\\n\nl",index="email_1"} 5'
has_line 'profilestore_events_total{kind="duplicate_key",collection="users",index="userId_1"} 0'
has_line 'profilestore_events_total{kind="merge",collection="users",index=""} 1'
has_line '# TYPE profilestore_events_total counter'
has_line '# TYPE profilestore_documents gauge'
has_line "profilestore_file_bytes $(stat -c %s s.db)"
# Each line is help, a type, or a sample; a metric's stand together, after its help and type; the
# last byte is a newline.
well_formed() {
  LC_ALL=C awk '
    /^# HELP [a-z_]+ [^\\]+$/ { if ($3 in seen) exit bad = 1; seen[$3] = 1; name = $3; typed = 0; next }
    /^# TYPE [a-z_]+ (gauge|counter)$/ {
      if ($3 != name || typed || ($4 == "counter") != (name ~ /_total$/)) exit bad = 1
      typed = 1; next
    }
    /^[a-z_]+(\{[a-z]+="([^"\\]|\\["\\n])*"(,[a-z]+="([^"\\]|\\["\\n])*")*\})? [0-9]+$/ {
      metric = $0; sub(/[{ ].*/, "", metric)
      series = $0; sub(/ [0-9]+$/, "", series)
      if (metric != name || !typed || (series in had)) exit bad = 1
      had[series] = 1; next
    }
    { exit bad = 1 }
    END { exit bad + 0 }' "$1" && [[ $(tail -c 1 "$1" | od -An -c | tr -d ' ') == '\n' ]]
}
holds well_formed said.txt
sed 's/b\\\\n/b\\n"/' said.txt >broken.txt
holds eval '! well_formed broken.txt'

fact 'no value of a document is in any of them, nor in the tables'
for form in '' --json --prometheus; do
  run 0 stats --store s.db $form
  holds eval '! grep -qi "zoltan\|secret" said.txt'
done
sqlite3 s.db 'SELECT * FROM ps_events; SELECT * FROM ps_counters' >tables.txt
holds grep -q duplicate_key tables.txt
holds eval '! grep -qi "zoltan\|secret" tables.txt'
holds grep -qi secret <(sqlite3 s.db 'SELECT doc FROM "q""b\n
l"')

fact 'stats writes nothing, makes no store, and takes one form at a time'
sha256sum s.db >before.txt
run 0 stats --store s.db
holds sha256sum --quiet -c before.txt
run 1 stats --store nowhere.db
holds test ! -e nowhere.db
run 2 stats --store s.db --json --prometheus
run 2 stats

finish
