#!/usr/bin/env bash
# bench.sh [--quick | --long] [--only REGEX] [--peers]: installs what is
# missing, builds the benchmarks in release, runs them and prints a table: what
# was measured, the mark it should reach, how fast ours is beside the same on
# SQLite's own interface (median, lowest and highest of the turns; then that of
# CPU time), both figures, and whether the mark is missed. The table is kept in
# build/bench/table.md, with all figures as JSON beside it.
#
#   tools/bench.sh           all rows; half an hour and 12 GB of disk
#   tools/bench.sh --quick   all rows of less data and shorter turns, in two
#                            minutes after the build
#   tools/bench.sh --long    also stores of 10 million profiles, and 10 million
#                            upserts; 20 GB of disk
#   tools/bench.sh --only REGEX
#                            only the rows of such names: upsert, insert, read,
#                            find, writers, processes, long-reader, watch,
#                            aggregate, growth, import, memory, control
#   tools/bench.sh --peers   then the same upserts, import and pipelines by
#                            others: sqlite3's shell, and of npm's packages
#                            better-sqlite3, NeDB, LokiJS, MongoDB and mingo;
#                            npm, if there, installs them in build/bench/peers
#   tools/bench.sh --help    this text
#
# The program is build/release/tests/bench/profilestore_bench, or
# $PROFILESTORE_BENCH. What is measured lies in build/bench. Two lines are
# controls: a floor beside itself, which tells what the machine's mood is worth,
# and a slow path that was planted, which must miss its mark.
set -euo pipefail
cd "$(dirname "$0")/.."

size=usual only='' peers=''
while [[ $# -gt 0 ]]; do
  case $1 in
    -h | --help)
      sed -n '/^# bench.sh/,/^set/s/^# \{0,1\}//p' "$0"
      exit
      ;;
    --quick | --long)
      [[ $size == usual ]] || { echo "bench: --quick and --long exclude each other" >&2; exit 2; }
      size=${1#--}
      ;;
    --only)
      only=${2-}
      [[ -n $only ]] || { echo "usage: bench.sh --only REGEX" >&2; exit 2; }
      shift
      ;;
    --peers) peers=yes ;;
    *)
      echo "bench: no such option: $1; see bench.sh --help" >&2
      exit 2
      ;;
  esac
  shift
done

program=${PROFILESTORE_BENCH:-build/release/tests/bench/profilestore_bench}
if [[ -z ${PROFILESTORE_BENCH:-} ]]; then
  tools/setup.sh --bench
  cmake --preset release -DPROFILESTORE_BUILD_BENCHMARKS=ON
  cmake --build --preset release --target profilestore_bench
fi

folder=build/bench
mkdir -p "$folder"
{
  echo "$(git rev-parse --short HEAD 2>/dev/null || echo 'unknown commit'), $(date -u +%F)," \
    "size $size, $(nproc) processors, load $(cut -d ' ' -f 1 /proc/loadavg) before"
  echo
} >"$folder/table.md"
cat "$folder/table.md"
work=$(mktemp -d "$folder/run-XXXXXX")
trap 'rm -rf "$work"' EXIT
status=0
"$program" --size "$size" --folder "$work" "--benchmark_filter=${only:-.}" \
  "--benchmark_out=$folder/figures.json" --benchmark_out_format=json 2>"$folder/progress.log" |
  tee -a "$folder/table.md" || status=$?
[[ $status -eq 0 ]] || tail -n 5 "$folder/progress.log" >&2

if [[ -n $peers ]]; then
  tests/bench/peers/peers.sh "$size" "$folder" | tee -a "$folder/table.md" || status=$?
fi
exit "$status"
