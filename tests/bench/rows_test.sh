#!/usr/bin/env bash
# rows_test.sh PROGRAM: each row is measured, at a size that tells nothing, and leaves nothing
# behind; a slow path that was planted is seen.
set -euo pipefail
program=$(realpath "${1:?"usage: rows_test.sh PROGRAM"}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$program" --size tiny --folder "$work" >"$work/table" 2>"$work/log" || {
  cat "$work/log" "$work/table" >&2
  exit 1
}
[[ $(ls "$work") == $'log\ntable' ]] || { echo "left behind: $(ls "$work")" >&2; exit 1; }
for row in upsert '$inc' find_one snapshot insert_many 'by an index' scan '32 threads' \
  '8 processes' 'commits old' 'log of changes' '$group' 'open + first read' import verify undo \
  investigate export 'memory: an import' 'memory: after'; do
  grep -qF "$row" "$work/table" || { echo "no row: $row" >&2; exit 1; }
done
if grep 'not measured' "$work/table" >&2; then exit 1; fi

if "$program" --folder "$work" --benchmark_filter=nothing >"$work/table" 2>"$work/log"; then
  exit 1
fi
grep -q 'no row has a name that matches' "$work/log"
"$program" --benchmark_list_tests --folder "$work" 2>&1 | grep '^upsert/relaxed' >/dev/null

# Turns of a fifth of a second, so that what else the machine does is little beside them.
"$program" --size quick --folder "$work" --benchmark_filter=control >"$work/table" 2>"$work/log"
grep -q 'twice the work.*missed' "$work/table" || { cat "$work/table" >&2; exit 1; }
