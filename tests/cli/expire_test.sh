#!/usr/bin/env bash
# expire_test.sh PROGRAM: documents that are deleted since their time has come.
source "$(dirname "$0")/facts.sh"

cat >in.json <<'END'
{"_id":1,"seen":{"$date":"2001-01-01T00:00:00Z"}}
{"_id":2,"seen":{"$date":"2999-01-01T00:00:00Z"}}
{"_id":3,"seen":"2001-01-01T00:00:00Z"}
{"_id":4}
{"_id":5,"seen":[{"$date":"2999-01-01T00:00:00Z"},{"$date":"2001-01-01T00:00:00Z"}]}
END
run 0 upsert --store s.db --collection c --filter '{"_id":0}' --update '{"$set":{"x":1}}'

fact 'an index says when documents expire, and is listed with it'
for i in 1 2; do
  run 0 index create --keys seen --expire-after 3600 --store s.db --collection c
  said seen_1
done
run 0 index list --store s.db --collection c --json
holds grep -q '"expireAfterSeconds":3600' said.txt

fact 'an import deletes nothing'
run 0 import in.json --store s.db --collection c
run 0 export --store s.db --collection c
holds test "$(wc -l <said.txt)" = 6

fact 'what has expired is deleted, and counted'
run 0 expire --store s.db --json
said '{"expired":2}'
run 0 export --store s.db --collection c
holds test "$(grep -Eo '^\{"_id":[0-9]' said.txt | tr -dc '0-9\n' | paste -sd ' ')" = '0 2 3 4'
run 0 export --store s.db --collection c --archive
said ''
run 0 stats --store s.db
holds grep -q expired said.txt
run 0 expire --store s.db
said 'deleted 0 documents that had expired'
run 0 check --store s.db

fact 'what cannot expire is refused'
for keys in _id 'a,b'; do run 2 index create --keys "$keys" --expire-after 1 --store s.db --collection c; done
run 2 index create --keys a --expire-after -1 --store s.db --collection c
run 2 index create --keys a --expire-after soon --store s.db --collection c
run 2 index create --keys a --unique --resolve --expire-after 1 --store s.db --collection c

fact 'there is no store to expire'
run 1 expire --store none.db

finish
