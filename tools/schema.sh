#!/usr/bin/env bash
# schema.sh: writes migrations/schema_NNNN.sql, the schema that all migrations in migrations/ make
# together, from what SQLite makes of them; a new store gets it at once. Run it after adding one. A
# test compares it byte by byte with what they make: sqlite3 must be of the version that the library
# links.
set -euo pipefail
cd "$(dirname "$0")/.."

migrations=(migrations/[0-9]*.sql)
last=$(basename "${migrations[-1]}")
made=$(mktemp)
trap 'rm -f "$made"' EXIT
{
  echo "-- Made by tools/schema.sh: what the migrations up to ${last%.sql} make together."
  cat "${migrations[@]}" | sqlite3 :memory: -bail '.read /dev/stdin' \
    "SELECT char(10) || sql || ';' FROM sqlite_schema
     WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\_%' ESCAPE '\\' ORDER BY rowid"
  echo
  awk '/^INSERT / && !/ SELECT /{row = 1} row {print} /;$/{row = 0}' "${migrations[@]}"
} >"$made"
rm -f migrations/schema_*.sql
install -m 644 "$made" "migrations/schema_${last%%_*}.sql"
