#!/usr/bin/env bash
# usage_test.sh TOOLS: app.sh tells how it is used without installing or building anything.
set -euo pipefail
tools=${1:?"usage: usage_test.sh TOOLS"}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/tools" "$work/bin"
cp "$tools/app.sh" "$work/tools/"
for program in tools/setup.sh bin/cmake; do
  printf '#!/bin/sh\necho %s >>"%s/called"\nexit 1\n' "$program" "$work" >"$work/$program"
  chmod +x "$work/$program"
done
export PATH=$work/bin:$PATH

for option in --help -h; do
  "$work/tools/app.sh" "$option" >"$work/said"
  grep -q '^app.sh \[FILE...\]: ' "$work/said"
  for known in --build '--pictures FOLDER' --help; do grep -qe "$known" "$work/said"; done
  if grep -q '^#\|^set ' "$work/said"; then exit 1; fi
done
if "$work/tools/app.sh" --pictures 2>"$work/said"; then exit 1; fi
grep -q 'usage: app.sh --pictures FOLDER' "$work/said"
[[ ! -e $work/called ]]

# And then it does install.
if "$work/tools/app.sh" export.jsonl; then exit 1; fi
[[ $(cat "$work/called") == tools/setup.sh ]]
