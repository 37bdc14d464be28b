#!/usr/bin/env bash
# usage_test.sh TOOLS: bench.sh tells how it is used without installing or building anything,
# refuses what it does not know, and keeps what it measured.
set -euo pipefail
tools=${1:?"usage: usage_test.sh TOOLS"}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/tools" "$work/bin" "$work/tests/bench"
cp "$tools/bench.sh" "$work/tools/"
for program in tools/setup.sh bin/cmake bin/npm; do
  printf '#!/bin/sh\necho %s >>"%s/called"\nexit 1\n' "$program" "$work" >"$work/$program"
  chmod +x "$work/$program"
done
export PATH=$work/bin:$PATH

for option in --help -h; do
  "$work/tools/bench.sh" "$option" >"$work/said"
  grep -q '^bench.sh \[' "$work/said"
  for known in --quick --long '--only REGEX' --peers --help; do grep -qe "$known" "$work/said"; done
  if grep -q '^#\|^set ' "$work/said"; then exit 1; fi
  if grep -nE '.{81}' "$work/said"; then exit 1; fi
done
refuse() {  # SAID ARGUMENT...
  local said=$1 status=0
  shift
  "$work/tools/bench.sh" "$@" 2>"$work/said" || status=$?
  [[ $status -eq 2 ]] && grep -qF -- "$said" "$work/said" || {
    echo "bench.sh $*: status $status, $(cat "$work/said")" >&2
    exit 1
  }
}
refuse 'no such option: --fast' --fast
refuse 'usage: bench.sh --only REGEX' --only
refuse '--quick and --long' --quick --long
[[ ! -e $work/called ]]

# And then it does install.
if "$work/tools/bench.sh"; then exit 1; fi
[[ $(cat "$work/called") == tools/setup.sh ]]

# A program that is there is run as it is, with what was asked for.
cat >"$work/program" <<'PROGRAM'
#!/bin/sh
echo "| row of $* |"
PROGRAM
chmod +x "$work/program"
rm "$work/called"
PROFILESTORE_BENCH=$work/program "$work/tools/bench.sh" --quick --only upsert >"$work/said"
[[ ! -e $work/called ]]
grep -q -- '--size quick .*--benchmark_filter=upsert' "$work/said"
cmp "$work/said" "$work/build/bench/table.md"
