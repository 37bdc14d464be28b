#!/usr/bin/env bash
# check_style_test.sh: check_style.sh passes a clean tree and reports each planted fault.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

failed=0
expect() {  # STATUS SAID NAME: of the tree as it stands
  local status=0 said
  said=$("$here/check_style.sh" "$tree") || status=$?
  if [[ $status -ne $1 || $said != "$2" ]]; then
    printf 'FAILED: %s\n  status %s, said: %s\n' "$3" "$status" "$said"
    failed=1
  fi
}
plant() {  # LINE STATUS SAID: in a source of its own
  printf '// fine\n%s\n' "$1" >"$tree/planted.cpp"
  expect "$2" "${3:-}" "$1"
  rm "$tree/planted.cpp"
}

mkdir -p "$tree/tests/fixtures"
echo '// ../shared/data, https://example.org/work, $dir/home, XXXXXX' >"$tree/main.cpp"
printf '{"path": "/%s/ana"}\n' home >"$tree/tests/fixtures/sample.jsonl"
expect 0 '' 'a clean tree'

for path in root work home; do
  plant "const char* file = \"/$path/x\";" 1 'planted.cpp:2: a path of one machine'
  plant "cd /$path" 1 'planted.cpp:2: a path of one machine'
done
for word in TO'DO' FIX'ME' X'XX' HA'CK'; do
  plant "// $word: later" 1 'planted.cpp:2: work left over; file an issue instead'
done
plant "// HA""CKER" 0

mkdir -p "$tree/lib/src"
echo 'add_library(store src/built.cpp)' >"$tree/lib/CMakeLists.txt"
touch "$tree/lib/src/built.cpp"
expect 0 '' 'a source that is built'
touch "$tree/lib/src/forgotten.cpp"
expect 1 'lib/src/forgotten.cpp:1: lib/CMakeLists.txt does not build it' 'a source that is not built'
rm "$tree/lib/src/forgotten.cpp"
mkdir -p "$tree/lib/src/room"
printf 'add_library(store src/built.cpp)\nlist_room(store room\n  one\n  two)\n' >"$tree/lib/CMakeLists.txt"
touch "$tree/lib/src/room/two.cpp"
expect 0 '' 'a source in the list of its room'
mv "$tree/lib/src/room/two.cpp" "$tree/lib/src/room/three.cpp"
expect 1 'lib/src/room/three.cpp:1: lib/CMakeLists.txt does not build it' 'a source not in that list'
rm "$tree/lib/src/room/three.cpp"

stored() {  # LINE STATUS SAID: in a source of the library
  printf '// fine\n%s\n' "$1" >"$tree/lib/src/built.cpp"
  expect "$2" "${3:-}" "$1"
  : >"$tree/lib/src/built.cpp"
}
for statement in 'SELECT doc FROM {}' 'UPDATE {} SET doc = ?1' 'INSERT INTO {} (row, doc) VALUES (1)'; do
  stored "query(\"$statement\")" 1 'lib/src/built.cpp:2: a stored document without its digest'
done
stored 'query("SELECT row, doc, origin, sum FROM {}")' 0
stored 'query("SELECT coalesce(sum(length(CAST(doc AS BLOB))), 0) FROM {}")' 0
stored '// "doc" in a comment' 0
stored 'std::ranges::unique(rows)' 1 'lib/src/built.cpp:2: a subrange, which clang does not compile'
stored 'std::ranges::unique_copy(rows)' 0

yes '//' | head -n 400 >"$tree/long.cpp" || true
expect 0 '' '400 lines'
echo '//' >>"$tree/long.cpp"
expect 1 'long.cpp:400: 401 lines; a source has at most 400' '401 lines'

[[ $failed -eq 0 ]] || exit 1
echo "each planted fault was reported"
