#!/usr/bin/env bash
# demo.sh: on a bare machine, installs what is missing, builds the program, and imports two exports
# full of duplicates into a store. Leaves nothing behind but build/release.
set -euo pipefail
cd "$(dirname "$0")/.."

heading() { printf '\n\033[1m== %s ==\033[0m\n' "$*"; }
if [[ ! -t 1 ]]; then heading() { printf '\n== %s ==\n' "$*"; }; fi

# Prints a command and runs it. Exit status 3 means that something is in quarantine, as it should be:
# both exports contain invalid input. Any other failure ends the demo.
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
heading "Build the program"
cmake --preset release
cmake --build --preset release --target profilestore-cli

program=$PWD/build/release/profilestore
samples=$PWD/tests/fixtures
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cp "$samples/creatorprofiles.sample.jsonl" "$samples/userprofiles.sample.jsonl" "$directory"
cd "$directory"

heading "Investigate the duplicates of an export"
run investigate creatorprofiles.sample.jsonl --key userId

heading "Import it: one profile per user, the losers in the archive"
run import creatorprofiles.sample.jsonl --store profiles.db --collection creatorprofiles \
  --unique userId

heading "Import it again: nothing changes"
run import creatorprofiles.sample.jsonl --store profiles.db --collection creatorprofiles \
  --unique userId

heading "The user with 187 profiles now has one"
id=643700f2ec89025cc10eec67
user='{"userId": {"$oid": "'$id'"}}'
echo "profiles in the export: $(grep -c "$id" creatorprofiles.sample.jsonl)"
run find --store profiles.db --collection creatorprofiles --filter "$user"

heading "It stays one: an upsert updates it, and inserting a second is refused"
run upsert --store profiles.db --collection creatorprofiles --filter "$user" \
  --update '{"$set": {"bio": "One of a kind."}}'
second='{"name": "insertOne", "collection": "creatorprofiles", "arguments": {"document": '$user'}}'
echo "$second"
run exec --store profiles.db <<<"$second"

heading "Import a second export, whose ids are of several types, null or missing"
run import userprofiles.sample.jsonl --store profiles.db --collection userprofiles \
  --unique userId --json | tee import.json

heading "Verify that every document of that import is live, archived or in quarantine"
run verify "$(sed -n 's/^[^$].*"import": *"\([^"]*\)".*/\1/p' import.json)" \
  userprofiles.sample.jsonl --store profiles.db
