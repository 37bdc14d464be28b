#!/usr/bin/env bash
# sanitize.sh thread|address [TESTS]: builds the library and its tests with ThreadSanitizer, or with
# AddressSanitizer and UndefinedBehaviorSanitizer, and runs them; any report fails. TESTS: Catch2's
# names or tags, in place of all tests of threads, or of all tests.
#
#   tools/sanitize.sh thread
#   tools/sanitize.sh address '[store]'
#   PROFILESTORE_PIPELINES=100000 tools/sanitize.sh address '[pipeline][random]'
set -euo pipefail
cd "$(dirname "$0")/.."
case ${1:?"usage: sanitize.sh thread|address [TESTS]"} in
  # Not those that fork while threads run, or measure time.
  thread)
    preset=tsan
    tests='[threads],[histories],[on_event],[transaction],[snapshot],[cursor],[incident],[shared]'
    tests+=',[turns],[migrate],[live],[source],[pipe]'
    ;;
  address) preset=asan tests='~[kill]' ;;
  *) echo "sanitize: thread or address, not $1" >&2; exit 2 ;;
esac
tests=${2:-$tests}

tools/setup.sh
[[ -f build/$preset/CMakeCache.txt ]] || cmake --preset "$preset"
cmake --build --preset "$preset" --target store_test proof_test
export TSAN_OPTIONS=halt_on_error=1 ASAN_OPTIONS=detect_leaks=1:abort_on_error=0
failed=0
for program in store_test proof_test; do
  build/$preset/tests/$program "$tests" || failed=1
done
exit "$failed"
