#!/usr/bin/env bash
# soak.sh [--minutes N] [HARNESS...]: runs the harnesses of proof_test for longer than ctest does,
# each of their tests for N minutes (10 if not given) with new seeds all the time, and writes what
# they counted into tests/RESULTS.md. HARNESS: kill, power, io, memory, histories, changes, strings
# or database; without any, all of them. The program is build/dev/tests/proof_test, or $PROOF_TEST.
#
#   tools/soak.sh --minutes 60 power histories
#   PROFILESTORE_SEED=17 tools/soak.sh io     # what failed by that seed, again
set -euo pipefail
cd "$(dirname "$0")/.."

minutes=10
if [[ ${1:-} == --minutes ]]; then
  minutes=${2:?"usage: soak.sh [--minutes N] [HARNESS...]"}
  shift 2
fi
if [[ ! $minutes =~ ^[1-9][0-9]*$ ]]; then
  echo "soak: not a number of minutes: $minutes" >&2
  exit 2
fi
declare -A tags=(
  [kill]='[kill]' [power]='[power]' [io]='[io]' [memory]='[memory]'
  [histories]='[histories]~[changes]' [changes]='[changes]' [strings]='[strings]'
  [database]='[fuzz][database]'
)
harnesses=("$@")
[[ $# -gt 0 ]] || harnesses=(kill power io memory histories changes strings database)
for harness in "${harnesses[@]}"; do
  [[ -v tags[$harness] ]] || { echo "soak: no such harness: $harness" >&2; exit 2; }
done

program=${PROOF_TEST:-build/dev/tests/proof_test}
if [[ -z ${PROOF_TEST:-} ]]; then
  tools/setup.sh
  cmake --preset dev >/dev/null
  cmake --build --preset dev --target proof_test
fi

results=tests/RESULTS.md
report=$(mktemp)
trap 'rm -f "$report" "$report.log"' EXIT

# Each line into the table of long runs, in the place of the one of that name.
keep() {  # VERDICT
  local line stamp
  stamp="$1 | $(date -u +%F) | $(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
  while IFS= read -r line; do
    row="$line $minutes | $stamp |" awk -F' [|] ' '
      function add() { if (!added) print ENVIRON["row"]; added = 1 }
      BEGIN { split(ENVIRON["row"], new); }
      !/^[|]/ && here { add(); here = 0 }
      here && $1 == new[1] { add(); next }
      /minutes a test/ { here = 1 }
      { print }
      END { if (here) add() }' "$results" >"$report.new"
    mv "$report.new" "$results"
  done <"$report"
}

failed=0
for harness in "${harnesses[@]}"; do
  echo "soak: $harness"
  : >"$report"
  verdict=passed
  PROFILESTORE_SOAK=$((minutes * 60)) PROFILESTORE_SOAK_REPORT=$report \
    "$program" "${tags[$harness]}" >"$report.log" 2>&1 || { verdict=FAILED failed=1; }
  tail -n 40 "$report.log"
  keep "$verdict"
done
exit "$failed"
