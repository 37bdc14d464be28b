#!/usr/bin/env bash
# investigate_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

cp "$fixtures"/*.jsonl .

fact 'investigate tells the race from the bulk update'
run 0 investigate creatorprofiles.sample.jsonl --largest 5
said '      278  documents
        2  pieces of the input that are no documents
        0  documents whose userId is null
        0  documents without userId
       66  different values of userId: objectId
       60  of them with one document
        6  of them with several: 218 documents in all, 187 of one value

copies  created in  within 2 s  processes    updatedAt  userId
   187    5 m 40 s  117 of 186          3  one for all  643700f2ec89025cc10eec67
     9        14 s      5 of 8          3   all differ  64807be5ec89025cc10eecaf
     9        25 s      3 of 8          3  one for all  64f320aaec89025cc10eecad
     7         8 s      5 of 6          3   all differ  651ed878ec89025cc10eecb7
     4        13 s      0 of 3          3   all differ  656735e8ec89025cc10eecb4

created in: from the first copy to the last, by the times in their ObjectIds
within 2 s: copies that were created at most 2 s after the one before
processes:  so many wrote the copies, by the process part of their ObjectIds
updatedAt:  how many copies share the commonest one

documents  keys  share this updatedAt
      187     1  2024-06-17T01:00:07.412Z
        9     1  2024-05-28T17:00:33.118Z

What all 6 values with several documents look like:
     2  bulk update      one update went over all; their updatedAt tells no order
     6  create race      requests at one time looked, found none, and inserted

643700f2ec89025cc10eec67: create race, then bulk update
  created 2024-04-29T02:23:16Z to 2024-04-29T02:28:56Z by 3 processes, 117 of
  186 within 2 s of the one before; then all 187 were updated at
  2024-06-17T01:00:07.412Z
64807be5ec89025cc10eecaf: create race
  created 2024-03-23T09:57:02Z to 2024-03-23T09:57:16Z by 3 processes, 5 of 8
  within 2 s of the one before
64f320aaec89025cc10eecad: create race, then bulk update
  created 2024-05-12T17:00:33Z to 2024-05-12T17:00:58Z by 3 processes, 8 of 8
  within 5 s of the one before; then all 9 were updated at
  2024-05-28T17:00:33.118Z
651ed878ec89025cc10eecb7: create race
  created 2024-01-31T10:33:28Z to 2024-01-31T10:33:36Z by 3 processes, 5 of 6
  within 2 s of the one before
656735e8ec89025cc10eecb4: create race
  created 2024-04-01T15:32:36Z to 2024-04-01T15:32:49Z by 3 processes, 3 of 3
  within 5 s of the one before'
warned ''

fact 'investigate counts null and missing keys, and keys of several types'
run 0 investigate userprofiles.sample.jsonl --largest 2
holds test "$(head -n 6 said.txt)" = '       40  documents
        1  documents whose userId is null
        1  documents without userId
       24  different values of userId: double, int, long, objectId, string
       18  of them with one document
        6  of them with several: 20 documents in all, 5 of one value'

fact 'a report fits 80 columns, whatever the keys are'
for i in 1 1 2 2; do
  printf '{"_id": "%s-%s", "k": "%s"}\n' $i $RANDOM "$(printf 'é%.0s' {1..60})$i"
done >long.jsonl
run 0 investigate long.jsonl --key k
fits_80_columns
holds grep -q '^     2           -           -          -         none  "é' said.txt

fact 'investigate --json prints one object'
printf '%s\n' '{"_id":{"$oid":"662f054feefb32555e42c924"},"u":1}' \
  '{"_id":{"$oid":"662f0550eefb32555e42c925"},"u":1}' '{"_id":3,"u":null}' '{"_id":' >small.jsonl
run 0 investigate small.jsonl --key u --json
said '{"documents":3,"unusable":1,"key":"u","distinct":1,"null":1,"missing":0,"arrays":0,"types":{"int":2},"groups":{"count":1,"documents":2,"largest":2,"sizes":[{"documents":2,"groups":1}]},"verdicts":{"create race":1},"timeline":{"seconds":1,"created":[{"from":{"$date":"2024-04-29T02:26:24Z"},"documents":1}]},"sharedUpdatedAt":[],"largest":[{"key":1,"documents":2,"verdict":["create race"],"because":"created 2024-04-29T02:26:23Z to 2024-04-29T02:26:24Z by one process, 1 of 1 within 2 s of the one before","created":{"first":{"$date":"2024-04-29T02:26:23Z"},"last":{"$date":"2024-04-29T02:26:24Z"},"seconds":1,"withinTwoSeconds":1,"processes":[{"process":"eefb32555e","documents":2}]},"updatedAt":null,"contents":1,"identities":0}]}'

fact 'a clean collection of a store has no groups'
run 3 import creatorprofiles.sample.jsonl --store s.db --collection c --unique userId
run 0 investigate --store s.db --collection c
said '       66  documents
        0  documents whose userId is null
        0  documents without userId
       66  different values of userId: objectId
       66  of them with one document
        0  of them with several'

fact 'investigate takes files or a collection'
run 2 investigate
run 2 investigate small.jsonl --store s.db --collection c
run 2 investigate --store s.db
run 2 investigate small.jsonl --collection c
run 2 investigate small.jsonl --key ''
run 1 investigate nowhere.jsonl
warned 'profilestore: opening nowhere.jsonl: No such file or directory'
run 1 investigate --store nowhere.db --collection c
holds test ! -e nowhere.db

finish
