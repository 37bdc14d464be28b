#!/usr/bin/env bash
# terminal_test.sh PROGRAM: the line that tells how far an import is.
source "$(dirname "$0")/facts.sh"

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

finish
