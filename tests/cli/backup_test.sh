#!/usr/bin/env bash
# backup_test.sh PROGRAM: a store is copied and made anew from the copy.
source "$(dirname "$0")/facts.sh"

printf '%s\n' '{"_id":1,"email":"a@x.org"}' '{"_id":2,"email":"b@x.org"}' >in.json
run 0 import in.json --store s.db --collection users --unique email

fact 'a backup says what is in it, and is a store'
run 0 backup copy.db --store s.db
bytes=$(stat -c %s copy.db)
said "$PWD/copy.db: 1 collection, 2 documents, $bytes bytes, no faults"
run 0 check --store copy.db
run 0 find --store copy.db --collection users
holds test "$(wc -l <said.txt)" = 2

fact 'neither it nor a restored store replaces anything'
run 1 backup copy.db --store s.db
warned "profilestore: $PWD/copy.db: there is a file already; nothing was done. Name another, or move that one away, and what lies beside it"
run 1 restore copy.db --store s.db
holds grep -q 'there is a file already' warned.txt
run 0 check --store s.db

fact 'a lost store is made from it'
rm s.db
: >s.db-wal
run 1 restore copy.db --store s.db
warned "profilestore: $PWD/s.db: the store is not there, but s.db-wal is, the log of a store that was; nothing was done. Restore that store, or move its log away: it may hold the latest writes"
rm s.db-wal
run 0 restore copy.db --store s.db --json
said "{\"path\":\"$PWD/s.db\",\"collections\":1,\"documents\":2,\"bytes\":$bytes}"
run 0 undo 1 --store s.db
run 0 check --store copy.db

fact 'what is no backup is refused'
run 1 restore none.db --store new.db
warned "profilestore: $PWD/none.db: there is no such file; nothing was done"
run 1 restore in.json --store new.db
holds grep -q 'not a profile store' warned.txt
run 1 backup copy2.db --store none.db
warned 'profilestore: no store at none.db; import, upsert and exec create one'
holds test ! -e new.db

finish
