#!/usr/bin/env bash
# demo.sh: from a bare machine to the main job. Two exports full of duplicates become a clean
# store; nothing is lost, and it cannot happen again. Leaves nothing behind but build/release.
set -euo pipefail
cd "$(dirname "$0")/.."

heading() { printf '\n\033[1m== %s ==\033[0m\n' "$*"; }
if [[ ! -t 1 ]]; then heading() { printf '\n== %s ==\n' "$*"; }; fi

# Shows a command and runs it. Status 3 says "done, and something is in quarantine": both exports
# hold what is no usable profile, so it is what should happen. Any other failure ends the demo.
run() {
  local argument shown='' status=0
  for argument; do
    [[ $argument =~ ^[[:alnum:]._/-]+$ ]] || argument="'$argument'"
    shown+=" $argument"
  done
  echo "\$ profilestore$shown"
  "$program" "$@" || status=$?
  if [[ $status -ne 0 && $status -ne 3 ]]; then
    echo "demo: exit status $status" >&2
    exit "$status"
  fi
}

tools/setup.sh
heading "Building the program"
cmake --preset release
cmake --build --preset release --target profilestore-cli

program=$PWD/build/release/profilestore
samples=$PWD/tests/fixtures
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cp "$samples/creatorprofiles.sample.jsonl" "$samples/userprofiles.sample.jsonl" "$directory"
cd "$directory"

heading "What is wrong with this export?"
run investigate creatorprofiles.sample.jsonl --key userId

heading "Import it: one profile per user, the others kept in the archive"
run import creatorprofiles.sample.jsonl --store profiles.db --collection creatorprofiles \
  --unique userId

heading "The same again: nothing changes"
run import creatorprofiles.sample.jsonl --store profiles.db --collection creatorprofiles \
  --unique userId

heading "The user who had 187 profiles has one"
id=643700f2ec89025cc10eec67
user='{"userId": {"$oid": "'$id'"}}'
echo "in the export: $(grep -c "$id" creatorprofiles.sample.jsonl) lines"
run find --store profiles.db --collection creatorprofiles --filter "$user"

heading "And it stays so: an upsert finds it, and a second one is refused"
run upsert --store profiles.db --collection creatorprofiles --filter "$user" \
  --update '{"$set": {"bio": "One of a kind."}}'
second='{"name": "insertOne", "collection": "creatorprofiles", "arguments": {"document": '$user'}}'
echo "$second"
run exec --store profiles.db <<<"$second"

heading "The other incident, into the same store: ids of several types, null and missing ones"
run import userprofiles.sample.jsonl --store profiles.db --collection userprofiles \
  --unique userId --json | tee import.json

heading "Every document of that import is live, archived or in quarantine"
run verify "$(sed -n 's/^[^$].*"import": *"\([^"]*\)".*/\1/p' import.json)" \
  userprofiles.sample.jsonl --store profiles.db
