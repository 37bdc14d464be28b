#!/usr/bin/env bash
# rollback_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

upsert() { run "$1" upsert --store s.db --collection c --filter "{\"userId\": \"r$2\"}" --update '{"$inc": {"n": 1}}'; }

run 3 import "$fixtures/userprofiles.sample.jsonl" --store s.db --collection c --unique userId
fact 'a new store has a head mark that others cannot read'
holds test "$(stat -c %a s.db.head)" = 600

fact 'an older file in its place is refused, by what reads and by what writes'
cp s.db older.db
upsert 0 1
cp older.db s.db
run 1 stats --store s.db
holds grep -q 's.db: it lacks its latest writes: it has come to mark 0, but had come to mark 2 by 2' warned.txt
holds grep -q 'To go on with what is here: profilestore check --accept-rollback' warned.txt
upsert 1 2
run 1 check --store s.db --json
holds grep -q '"codeName":"RolledBack"' said.txt
holds cmp older.db s.db

fact 'it is accepted by name, once, and an event says so'
run 0 check --accept-rollback --store s.db
said '24 documents checked: no faults'
upsert 0 2
run 0 stats --store s.db
holds grep -q ' rollback  *(store)$' said.txt

fact 'a store that vanished is not made anew by a write'
mv s.db away.db
upsert 1 3
holds grep -q 'the store is not here, but its head mark s.db.head is' warned.txt
mv away.db s.db
upsert 0 3

fact 'a file that is moved alone after it was closed opens, and check says what it cannot tell'
cp s.db t.db
run 0 check --store t.db
said 'note: no head mark (t.db.head) lies beside the store: whether the store'"'"'s latest writes are here cannot be told; the next write makes a mark
26 documents checked: no faults'
run 0 check --store t.db --json
holds grep -q '"notes":\["no head mark' said.txt

fact 'a mark of another store is told'
run 0 upsert --store o.db --collection c --filter '{"_id": 1}' --update '{"$inc": {"n": 1}}'
cp o.db.head s.db.head
run 1 stats --store s.db
holds grep -q 'the head mark beside it (.head) is of another store' warned.txt
run 0 check --accept-rollback --store s.db

fact 'a log of another store is refused, and nothing of it is read'
mkfifo operations
"$program" exec --store o.db <operations >results.txt &
exec 3>operations
echo '{"name":"insertOne","collection":"c","arguments":{"document":{"_id":2}}}' >&3
for _ in {1..100}; do [[ -s results.txt ]] && break; sleep 0.1; done
cp o.db-wal s.db-wal
run 1 stats --store s.db
holds grep -q 'the log beside it (-wal) is not the store' warned.txt
run 1 check --accept-rollback --store s.db
rm s.db-wal

fact 'a copy of the file of a store in use is refused, since its log is not there'
cp o.db copy.db
run 1 check --store copy.db
holds grep -q 'it was in use and not closed, but its log (-wal) is not here' warned.txt
exec 3>&-
wait
run 0 check --store o.db

fact 'the mark is no place for output'
run 2 export --store s.db --collection c --out s.db.head
finish
