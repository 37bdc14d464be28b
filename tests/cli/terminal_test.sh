#!/usr/bin/env bash
# terminal_test.sh PROGRAM: the line that tells how far long work is, and Ctrl-C.
here=$(cd "$(dirname "$0")" && pwd)
source "$here/facts.sh"

seq 20000 | sed 's/.*/{"_id": &, "userId": &, "bio": "Type design and sign painting."}/' >many.jsonl
import="$program import many.jsonl --store s.db --collection c --unique userId"

fact 'without a terminal there is no progress'
run 0 import many.jsonl --store quiet.db --collection c --unique userId
warned ''

fact 'on a terminal the progress is one line, written over itself and gone at the end'
TERM=xterm script -qec "$import" /dev/null >shown.txt </dev/null
holds grep -Eq $'^\r\033\\[Kreading +[0-9]+ %  [0-9.]+ of 1\\.4 MB' shown.txt
holds grep -Eq $'\r\033\\[Kwriting +[0-9]+ %  [0-9.]+ of 1\\.4 MB' shown.txt
holds grep -q $'\r\033\\[Kmany.jsonl: json-lines' shown.txt
holds test "$(grep -c '^read 20,000 = ' shown.txt)" -eq 1

fact 'verify, investigate and undo show progress too'
shown() { TERM=xterm script -qec "$program $1" /dev/null </dev/null; }
shown 'verify 1 --store s.db' >shown.txt
holds grep -Eq $'^\r\033\\[Kverifying +[0-9]+ %  [0-9.]+ of 1\\.4 MB' shown.txt
holds grep -q $'\r\033\\[K20,000 pieces read again' shown.txt
shown 'investigate many.jsonl --key bio' >shown.txt
holds grep -Eq $'^\r\033\\[Kreading +[0-9]+ %  [0-9.]+ of 1\\.4 MB' shown.txt
shown 'investigate --store s.db --collection c --key bio' >shown.txt
holds grep -Eq $'^\r\033\\[Kreading  4,096 documents  0:0[0-9]' shown.txt
shown 'undo 1 --store s.db' >shown.txt
holds grep -Eq $'^\r\033\\[Kundoing  4,096 documents  0:0[0-9]' shown.txt

# On a busy machine the signal may come before the program has begun: then it says nothing.
told_if_it_ran() {
  [[ -s err.txt ]] || return 1
  holds grep -q '^profilestore: interrupted; nothing was changed$' err.txt
}

fact 'Ctrl-C gives an import up: status 130, the store as before, nothing left behind'
mkdir alone
seq 200000 | sed 's/.*/{"_id": &, "userId": &, "bio": "Type design and sign painting."}/' >alone/long.jsonl
cp quiet.db before.db
given_up=0
for tenths in 0 1 2 3 4 6; do
  for store in alone/new.db quiet.db; do
    # A job in the background would have the signal ignored.
    "$here/with_interrupt.sh" "0.${tenths}5" "$program" import \
      alone/long.jsonl --store $store --collection c --unique userId >out.txt 2>err.txt &&
      status=0 || status=$?
    if ((status == 130)); then
      told_if_it_ran && ((++given_up))
      [[ $store == alone/new.db ]] && holds test "$(ls alone)" = long.jsonl
      [[ $store == quiet.db ]] &&
        holds test "$(sqlite3 quiet.db 'SELECT count(*) FROM c')" -eq 20000
    else
      holds test $status -eq 0
      rm -f alone/new.db* quiet.db*
      cp before.db quiet.db
    fi
  done
done
holds test $given_up -gt 0

fact 'Ctrl-C gives an undo up the same way'
head -n 60000 alone/long.jsonl >longer.jsonl
"$program" import longer.jsonl --store longer.db --collection c --unique userId >/dev/null
given_up=0
for after in 0.05 0.1 0.15 0.25 0.4; do
  cp longer.db undone.db
  "$here/with_interrupt.sh" $after "$program" undo 1 --store undone.db >out.txt 2>err.txt &&
    status=0 || status=$?
  if ((status == 130)); then
    told_if_it_ran && ((++given_up))
    holds test "$(sqlite3 undone.db 'SELECT count(*) FROM c')" -eq 60000
  else
    holds test $status -eq 0
    holds test "$(sqlite3 undone.db 'SELECT count(*) FROM c')" -eq 0
  fi
  rm -f undone.db*
done
holds test $given_up -gt 0

finish
