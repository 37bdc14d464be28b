# facts.sh: what the tests of the program share; sourced with the program's path as $1.
#
#   fact 'find prints nothing for a filter that matches nothing'
#   run 0 find --store s.db --collection c      exit status 0 is expected
#   said ''                                     all of standard output; without: not looked at
#   warned 'profilestore: …'                    all of standard error
#   finish                                      last: status 1 if a fact does not hold
#
# A test works in a folder of its own, which is removed.
set -euo pipefail
program=$(realpath "${1:?"usage: $0 PROGRAM"}")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fixtures=$here/../fixtures
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cd "$directory"

facts=0 failures=0 fact='' said_file=said.txt warned_file=warned.txt

fact() {
  fact=$1
  facts=$((facts + 1))
}

refute() {  # WHAT: the fact does not hold
  printf 'FAILED: %s\n  %s\n' "$fact" "$1"
  failures=$((failures + 1))
}

run() {  # STATUS ARGUMENT...
  local expected=$1 status=0
  shift
  "$program" "$@" >"$said_file" 2>"$warned_file" || status=$?
  [[ $status -eq $expected ]] ||
    refute "exit status $status, not $expected, of: $* ($(head -c 300 "$warned_file"))"
}

same() {  # FILE TEXT: the file holds this text and a newline, or nothing if the text is empty
  local expected=${2:+$2$'\n'}
  cmp -s "$1" <(printf '%s' "$expected") ||
    refute "$(diff <(printf '%s' "$expected") "$1" | head -n 40)"
}
said() { same "$said_file" "$1"; }
warned() { same "$warned_file" "$1"; }

fits_80_columns() {
  local widest
  widest=$(LC_ALL=C.UTF-8 wc -L <"$said_file")
  [[ $widest -le 80 ]] || refute "a line of $widest columns"
}

holds() {  # COMMAND...: it succeeds
  "$@" || refute "does not hold: $*"
}

finish() {
  [[ $failures -eq 0 ]] || exit 1
  echo "$facts facts hold"
}
