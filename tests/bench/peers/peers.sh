#!/usr/bin/env bash
# peers.sh SIZE FOLDER: the upserts, the import and the pipelines of the benchmarks by others that
# can be embedded; prints lines of the table with their figures in the place of the floor's. The
# shell of SQLite, and of npm's packages those that FOLDER/peers has: they are installed there if npm
# is there and can. FOLDER has figures.json of profilestore_bench. $PROFILESTORE_GENERATE writes the
# export, $PROFILESTORE_BENCH what pipelines ask.
set -euo pipefail
size=${1:?"usage: peers.sh SIZE FOLDER"} folder=${2:?"usage: peers.sh SIZE FOLDER"}
here=$(cd "$(dirname "$0")" && pwd)
generate=${PROFILESTORE_GENERATE:-$here/../../../build/release/tools/generate/profilestore-generate}
bench=${PROFILESTORE_BENCH:-$here/../../../build/release/tests/bench/profilestore_bench}
case $size in
  tiny) profiles=2000 documents=2000 seconds=0.1 ;;
  quick) profiles=50000 documents=20000 seconds=1 ;;
  *) profiles=100000 documents=1000000 seconds=5 ;;
esac

work=$(mktemp -d "$folder/peers-XXXXXX")
trap 'rm -rf "$work"' EXIT
"$generate" bulk --count "$documents" -o "$work/bulk.jsonl"

now() { date +%s.%N; }
since() { python3 -c "print($(now) - $1)"; }
row() {  # WHAT NAME COUNT SECONDS: beside ours, if that was measured
  python3 - "$@" "$folder/figures.json" <<'PYTHON'
import json, os, sys
what, name, count, seconds, figures = sys.argv[1:]
theirs, ours = float(count) / float(seconds), None
if os.path.exists(figures):
    for each in json.load(open(figures))["benchmarks"]:
        ours = each.get(name + ".ours", ours)
ratio = f"{ours / theirs:.2f}" if ours else ""
mine = f"{ours:,.0f}/s" if ours else "not measured"
print(f"| {what} | | {ratio} | | {mine} | {theirs:,.0f}/s | |")
PYTHON
}

if command -v sqlite3 >/dev/null; then
  fields="json_object('displayName', 'C', 'address', json_object('city', 'Lisboa'), 'logins', 0)"
  sqlite3 "$work/shell.db" >/dev/null <<SQL
PRAGMA journal_mode = WAL;
CREATE TABLE p(row INTEGER PRIMARY KEY, userId TEXT NOT NULL, doc TEXT NOT NULL);
CREATE UNIQUE INDEX by_user ON p(userId);
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $profiles)
INSERT INTO p(userId, doc) SELECT printf('643700f2ec89025c%08x', i),
  json_set($fields, '\$.bio', printf('%.900c', 'b')) FROM n;
SQL
  upserts=$((profiles / 5))
  python3 - "$upserts" "$profiles" >"$work/upserts.sql" <<'PYTHON'
import random, sys
upserts, users = map(int, sys.argv[1:])
print("PRAGMA synchronous = NORMAL;")
for i in range(upserts):
    user = f"643700f2ec89025c{random.randrange(users):08x}"
    print(f"INSERT INTO p(userId, doc) VALUES('{user}', '{{}}')"
          f" ON CONFLICT(userId) DO UPDATE SET doc = json_set(doc, '$.displayName', 'Creator {i}',"
          f" '$.address.city', 'Porto', '$.logins', {i});")
PYTHON
  begin=$(now)
  sqlite3 "$work/shell.db" <"$work/upserts.sql"
  row "upserts, beside sqlite3's shell" upsert/relaxed "$upserts" "$(since "$begin")"

  begin=$(now)
  sqlite3 "$work/import.db" >/dev/null <<SQL
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE line(text TEXT);
CREATE TABLE p(row INTEGER PRIMARY KEY, userId TEXT UNIQUE, doc TEXT NOT NULL);
.separator "\001" "\n"
.import $work/bulk.jsonl line
INSERT INTO p(userId, doc) SELECT json_extract(text, '\$.userId.\$oid'), text FROM line WHERE true
  ON CONFLICT(userId) DO UPDATE SET doc = excluded.doc WHERE
    json_extract(excluded.doc, '\$.updatedAt.\$date') > json_extract(doc, '\$.updatedAt.\$date');
DROP TABLE line;
SQL
  row "import, beside sqlite3's shell" import "$documents" "$(since "$begin")"
else
  echo "| sqlite3's shell: not there | | | | | | |"
fi

if ! command -v node >/dev/null; then
  echo "| better-sqlite3, NeDB, LokiJS, MongoDB, mingo: no Node.js here | | | | | | |"
  exit 0
fi
mkdir -p "$folder/peers"
[[ -f $folder/peers/package.json ]] || echo '{"private": true}' >"$folder/peers/package.json"
if command -v npm >/dev/null && [[ ! -d $folder/peers/node_modules ]]; then
  for package in better-sqlite3 @seald-io/nedb lokijs mingo 'mongodb mongodb-memory-server'; do
    # shellcheck disable=SC2086
    (cd "$folder/peers" && npm install --no-audit --no-fund $package) >>"$work/npm.log" 2>&1 ||
      echo "bench: npm could not install $package" >&2
  done
fi
[[ -e $work/peers ]] || ln -s "$(realpath "$folder/peers")" "$work/peers"
# Each in a process of its own: one that runs out of memory ends only itself.
for peer in better-sqlite3 @seald-io/nedb lokijs mongodb-memory-server; do
  node "$here/peers.cjs" "$work" "$profiles" "$seconds" "$work/bulk.jsonl" "$folder/figures.json" \
    "$peer" 2>>"$folder/peers.log" || echo "| $peer: failed, see $folder/peers.log | | | | | | |"
done
"$bench" --folder "$work" --write-asked "$profiles"
node "$here/pipelines.cjs" "$work" "$seconds" "$folder/figures.json"
