#!/usr/bin/env bash
# fuzz.sh TARGET SECONDS: searches for input that breaks a property in tests/fuzz/checks.hpp. TARGET:
# splitter, shell, extjson, bson, csv, archive, filter, update or database. Starts from
# tests/fuzz/corpus; keeps the corpus it learns and the failures it finds in build/fuzz. Needs clang
# and its libFuzzer (libclang-rt-14-dev).
#
#   tools/fuzz.sh bson 600
set -euo pipefail
cd "$(dirname "$0")/.."
target=${1:?"usage: fuzz.sh splitter|shell|extjson|bson|csv|archive|filter|update|database SECONDS"}
seconds=${2:?"usage: fuzz.sh TARGET SECONDS"}
[[ -d tests/fuzz/corpus/$target ]] || { echo "fuzz: unknown target $target" >&2; exit 2; }

tools/setup.sh
[[ -f build/fuzz/CMakeCache.txt ]] || cmake --preset fuzz
cmake --build --preset fuzz --target "fuzz_$target"
learnt=build/fuzz/corpus/$target found=build/fuzz/found/
mkdir -p "$learnt" "$found"
build/fuzz/tests/fuzz_"$target" -max_total_time="$seconds" -max_len=4096 -timeout=20 \
  -print_final_stats=1 -artifact_prefix="$found$target-" "$learnt" "tests/fuzz/corpus/$target"
