#!/usr/bin/env bash
# check_style.sh ROOT: what no tracked file may have, and no tool of ours looks for. Prints each
# violation as file:line: what.
set -euo pipefail
cd "${1:?"usage: check_style.sh ROOT"}"

longest=400
# Spelled so that this file does not find itself.
machine_path='(^|[^[:alnum:]_.)}-])/(roo[t]|hom[e]|wor[k])(/|[^[:alnum:]_.-]|$)'
left_over='TOD[O]|FIXM[E]|XX[X]|HAC[K]'

# Tracked files; in an unpacked archive, which has no git, all but what a build makes.
tracked() {
  if [[ -e .git ]]; then
    git ls-files -z --cached
  else
    find . -path ./build -prune -o -type f -printf '%P\0'
  fi | grep -zv '^tests/fixtures/.*\.jsonl$' || true
}
mapfile -d '' files < <(tracked)
present=()
for file in "${files[@]}"; do [[ -f $file ]] && present+=("$file"); done
[[ ${#present[@]} -gt 0 ]] || { echo "no files to check"; exit 1; }

failed=0
for file in "${present[@]}"; do
  [[ $file == *.cpp || $file == *.hpp ]] || continue
  lines=$(wc -l <"$file")
  if [[ $lines -gt $longest ]]; then
    echo "$file:$longest: $lines lines; a source has at most $longest"
    failed=1
  fi
done

# A source that no build names is never compiled: a test in it passes for ever. It is named by its
# path, or by its name in the list of its room.
declare -A lists=()
for file in "${present[@]}"; do
  [[ $file == *.cpp ]] || continue
  folder=${file%/*}
  [[ $folder != "$file" ]] || folder=.
  while [[ $folder != . && ! -f $folder/CMakeLists.txt ]]; do
    if [[ $folder == */* ]]; then folder=${folder%/*}; else folder=.; fi
  done
  [[ -f $folder/CMakeLists.txt ]] || continue
  [[ -v lists[$folder] ]] || lists[$folder]=$(tr -s '\n ' ' ' <"$folder/CMakeLists.txt")
  path=${file#"$folder"/} name=${file##*/} room=${file%/*}
  list=${lists[$folder]} of_room="[ (/]${room##*/} ([^()]* )?${name%.cpp}[ )]"
  if [[ $list != *"$path"* && ! $list =~ $of_room ]]; then
    echo "$file:1: $folder/CMakeLists.txt does not build it"
    failed=1
  fi
done

find_all() {  # PATTERN WHAT GREP-OPTIONS...
  local found
  found=$(grep -nHIE "${@:3}" -e "$1" -- "${present[@]}") || return 0
  sed -E "s/^([^:]*:[0-9]+):.*/\1: $2/" <<<"$found"
  failed=1
}
# Stored documents are read with their digests, and in one place: catalog/stored_rows. A statement
# that names doc and not sum on its line reads or writes one without.
unproven=$(grep -nHE '"[^"]*\bdoc\b' -- "${present[@]}" | grep -E '^lib/src/[^:]*\.[ch]pp:' |
  grep -vE '^[^:]*:[0-9]+: *//|\bsum\b|length\(CAST\(doc |doc TEXT NOT NULL|doc text not null' || true)
if [[ -n $unproven ]]; then
  sed -E 's/^([^:]*:[0-9]+):.*/\1: a stored document without its digest/' <<<"$unproven"
  failed=1
fi

# The fuzzers are built by clang, which until 16 refuses GCC's views and what returns one.
subranges=$(grep -nHE 'ranges::(unique|equal_range|remove(_if)?|(stable_)?partition|rotate|search(_n)?|find_end|subrange|views)\b|std::views\b' \
  -- "${present[@]}" | grep -E '^lib/' || true)
if [[ -n $subranges ]]; then
  sed -E 's/^([^:]*:[0-9]+):.*/\1: a subrange, which clang does not compile/' <<<"$subranges"
  failed=1
fi

find_all "$machine_path" "a path of one machine"
find_all "$left_over" "work left over; file an issue instead" -w
exit "$failed"
