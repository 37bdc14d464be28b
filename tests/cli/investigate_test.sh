#!/usr/bin/env bash
# investigate_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

cp "$fixtures"/*.jsonl .

fact 'investigate calls the 187 profiles a create race followed by a bulk update, with the times'
run 0 investigate creatorprofiles.sample.jsonl --key userId --largest 5
said '      278  documents
        2  pieces of input that are not valid documents
        0  documents with a null userId
        0  documents without userId
       66  distinct values of userId: objectId
       60  of them in one document only
        6  of them in several: 218 documents, 187 in the largest group

group size   groups
         2        1  ▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪
         3        0
         4        1  ▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪
       5–8        1  ▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪
      9–16        2  ▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪
     17–32        0
     33–64        0
    65–128        0
   129–256        1  ▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪

  docs  created in  within 5 s  processes      updated  userId
   187    5 m 40 s  186 of 186          3    all equal  643700f2ec89025cc10eec67
        create race followed by a bulk update
     9        14 s      8 of 8          3   all differ  64807be5ec89025cc10eecaf
        create race
     9        25 s      8 of 8          3    all equal  64f320aaec89025cc10eecad
        create race followed by a bulk update
     7         8 s      6 of 6          3   all differ  651ed878ec89025cc10eecb7
        create race
     4        13 s      3 of 3          3   all differ  656735e8ec89025cc10eecb4
        create race

created in: time from the first to the last, by the times in their ObjectIds
within 5 s: documents created at most 5 s after the one before
processes:  how many created them, by the process part of their ObjectIds
updated:    how many share the most common updatedAt

218 documents in groups were created by 3 processes,
from 2024-01-31T10:33:28Z to 2024-05-12T17:00:58Z. Time since the one before:
       99  up to 1 s
      113  2 to 5 s

documents  keys  with the same updatedAt
      187     1  2024-06-17T01:00:07.412Z
        9     1  2024-05-28T17:00:33.118Z

 groups  documents  verdict
      4         22  create race
      2        196  create race followed by a bulk update

The largest group: create race followed by a bulk update.
  187 documents were created from 2024-04-29T02:23:16Z to 2024-04-29T02:28:56Z
  (5 min 40 s) by 3 processes, 186 of 186 at most 5 s after the previous one:
  concurrent requests found no document, and each inserted one. One update at
  2024-06-17T01:00:07.412Z changed all 187 of them, 48 d 22 h after the last was
  created; its time does not tell which is the newest.'
warned ''
fits_80_columns

fact 'without --key the fields that look like keys are found, each with a part of its own'
run 0 investigate userprofiles.sample.jsonl --largest 2
holds test "$(head -n 10 said.txt)" = '       40  documents
        2  fields look like a key in the first 40 documents; or use --key

── userId ──
        1  documents with a null userId
        1  documents without userId
       24  distinct values of userId: double, int, long, objectId, string
       18  of them in one document only
        6  of them in several: 20 documents, 5 in the largest group
        1  values of userId stored as number and string: 3 documents'
holds grep -q '^── email ──$' said.txt
fits_80_columns

fact 'several keys are investigated at once, and a key may be over several paths'
run 0 investigate userprofiles.sample.jsonl --key email --key userId,email --json
holds grep -q '"keys":\[{"key":"email",.*{"key":"userId,email",' said.txt

fact 'a report fits 80 columns, whatever the keys are'
for i in 1 1 2 2; do
  printf '{"_id": "%s-%s", "k": "%s"}\n' $i $RANDOM "$(printf 'é%.0s' {1..60})$i"
done >long.jsonl
run 0 investigate long.jsonl --key k
fits_80_columns
holds grep -q '^     2           -           -          -         none  "é' said.txt

fact 'persons are told apart by --identity, and by no field if it is empty'
printf '%s\n' '{"_id":1,"k":1,"email":"a@x","phone":1}' '{"_id":2,"k":1,"email":"b@x","phone":1}' \
  >persons.jsonl
told_apart() {  # TIMES OPTION...
  run 0 investigate persons.jsonl --key k --json "${@:2}"
  holds test "$(grep -c distinctPeople said.txt)" = "$1"
}
told_apart 1
told_apart 0 --identity phone
told_apart 0 --identity ''
told_apart 1 --identity phone --identity email

fact '--updated names the moment of the last update'
printf '%s\n' '{"_id":1,"k":1,"m":{"changed":{"$date":"2024-01-01T00:00:00Z"}}}' \
  '{"_id":2,"k":1,"m":{"changed":{"$date":"2024-01-01T00:00:00Z"}}}' >changed.jsonl
run 0 investigate changed.jsonl --key k --updated m.changed
holds grep -q '^        bulk update$' said.txt
run 0 investigate changed.jsonl --key k
holds grep -q '^        unknown$' said.txt

fact 'investigate --json prints one object'
printf '%s\n' '{"_id":{"$oid":"662f054feefb32555e42c924"},"u":1}' \
  '{"_id":{"$oid":"662f0550eefb32555e42c925"},"u":1}' '{"_id":3,"u":null}' '{"_id":' >small.jsonl
run 0 investigate small.jsonl --key u --json
said '{"documents":3,"unusable":1,"updated":"updatedAt","identity":[],"values":true,"thresholds":{"raceSeconds":5,"retryFromSeconds":2,"retryUntilSeconds":600},"keys":[{"key":"u","distinct":1,"null":1,"missing":0,"empty":0,"blank":0,"placeholders":[],"placeholderDocuments":0,"arrays":0,"types":{"int":2},"mixed":[],"groups":{"count":1,"documents":2,"largest":2,"sizes":[{"size":2,"groups":1}]},"spellings":[],"sharedUpdates":[],"timeline":{"documents":2,"first":{"$date":"2024-04-29T02:26:23Z"},"last":{"$date":"2024-04-29T02:26:24Z"},"bucketSeconds":1,"buckets":[{"from":{"$date":"2024-04-29T02:26:23Z"},"documents":1},{"from":{"$date":"2024-04-29T02:26:24Z"},"documents":1}],"gaps":[{"upToSeconds":1,"documents":1},{"upToSeconds":5,"documents":0},{"upToSeconds":60,"documents":0},{"upToSeconds":600,"documents":0},{"upToSeconds":3600,"documents":0},{"upToSeconds":86400,"documents":0},{"upToSeconds":null,"documents":0}],"processCount":1,"processes":[{"process":"eefb32555e","documents":2}]},"verdicts":[{"verdict":["createRace"],"title":"create race","groups":1,"documents":2}],"largest":[{"documents":2,"verdict":["createRace"],"title":"create race","says":"2 documents were created from 2024-04-29T02:26:23Z to 2024-04-29T02:26:24Z (1 s) by one process, 1 of 1 at most 5 s after the previous one: concurrent requests found no document, and each inserted one.","evidence":{"ids":2,"contents":1,"identities":0,"created":{"documents":2,"first":{"$date":"2024-04-29T02:26:23Z"},"last":{"$date":"2024-04-29T02:26:24Z"},"seconds":1,"close":1,"longestGap":1,"processCount":1,"processes":[{"process":"eefb32555e","documents":2}]},"updated":null},"key":1,"columns":[{"created":{"$date":"2024-04-29T02:26:23Z"},"updated":null},{"created":{"$date":"2024-04-29T02:26:24Z"},"updated":null}],"fields":[{"path":"_id","documents":2,"distinct":2,"differs":true,"cells":[{"mark":1,"text":"{\"$oid\":\"662f054feefb32555e42c924\"}"},{"mark":2,"text":"{\"$oid\":\"662f0550eefb32555e42c925\"}"}]},{"path":"u","documents":2,"distinct":1,"differs":false,"cells":[{"mark":1,"text":"1"},{"mark":1,"text":"1"}]}]}]}],"sources":[{"name":"small.jsonl","format":"json-lines","bytes":127}]}'

fact 'a clean collection of a store has no groups'
run 3 import creatorprofiles.sample.jsonl --store s.db --collection c --unique userId
run 0 investigate --store s.db --collection c --key userId
said '       66  documents
        0  documents with a null userId
        0  documents without userId
       66  distinct values of userId: objectId
       66  of them in one document only
        0  of them in several documents'

fact 'investigate takes files or a collection'
run 2 investigate
run 2 investigate small.jsonl --store s.db --collection c
run 2 investigate --store s.db
run 2 investigate small.jsonl --collection c
run 2 investigate small.jsonl --key ''
run 2 investigate small.jsonl --key u --updated a..b
warned "profilestore: the field with the time of the last update 'a..b' is not a field path; an example is address.email"
run 1 investigate nowhere.jsonl
warned 'profilestore: opening nowhere.jsonl: No such file or directory'
run 1 investigate --store nowhere.db --collection c
holds test ! -e nowhere.db

fact 'keys that name nobody are named, and are no group of duplicates'
printf '{"k":%s}\n' '"undefined"' '"undefined"' '"N/A"' '""' '" "' null '"a"' '"a"' >nobody.jsonl
echo '{"x":1}' >>nobody.jsonl
run 0 investigate nobody.jsonl --key k
holds test "$(sed -n 1,11p said.txt)" = '        9  documents
        1  documents with a null k
        1  documents without k
        1  documents with an empty k
        1  documents with a blank k
        2  documents with "undefined" as k, which names nobody
        1  documents with "N/A" as k, which names nobody
        1  distinct values of k: string
        0  of them in one document only
        1  of them in several: 2 documents, 2 in the largest group'
run 0 investigate nobody.jsonl --key k --no-values
if grep -qE 'undefined|N/A' said.txt; then refute 'a value is told'; fi

fact 'a collection that the store does not have is wrong usage, and those that it has are named'
run 2 investigate --store s.db --collection users
holds grep -q '/s.db has no collection users; it has c$' warned.txt
said ''

finish
