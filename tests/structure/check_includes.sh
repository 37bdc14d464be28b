#!/usr/bin/env bash
# check_includes.sh ROOT: the walls between the rooms, over the #includes of lib/, tools/ and app/.
# The table below is lib/ARCHITECTURE.md's. Prints each violation as file:line: what, why; and what
# the table allows though nobody needs it.
set -euo pipefail
cd "${1:?"usage: check_includes.sh ROOT"}"

folders=()
for folder in lib tools app; do [[ -d $folder ]] && folders+=("$folder"); done
mapfile -d '' files < <(
  find "${folders[@]}" -type f -regextype posix-extended \
    -regex '.*\.(hpp|cpp|h|cc|inc)(\.in)?' -print0 | sort -z
)
[[ ${#files[@]} -gt 0 ]] || { echo "no sources under ${folders[*]}"; exit 1; }

exec awk '
BEGIN {
  room("floating",     0, "")
  room("document",     1, "floating")
  room("extjson",      2, "document")
  room("keys",         2, "document")
  room("evaluation",   2, "document")
  room("numbers",      3, "document evaluation")
  room("dates",        4, "document evaluation numbers")
  room("expression",   5, "document evaluation numbers dates")
  room("reshaping",    6, "document evaluation expression")
  room("match",        6, "document evaluation expression")
  room("update",       7, "document reshaping match")
  room("read",         7, "document expression reshaping match")
  room("references",   3, "document keys")
  room("splicing",     3, "document extjson")
  room("csv",          3, "document extjson")
  room("files",        3, "extjson")
  room("splitting",    4, "extjson csv")
  room("sources",      5, "document extjson csv files splitting")
  room("merge",        5, "document keys")
  pure = 7                                   # up to here nobody knows that SQLite exists
  room("sqlite",       8, "document keys")
  room("catalog",      9, "document extjson match keys sqlite")
  room("query",       10, "document expression extjson match keys read sqlite catalog")
  room("changes",     10, "sqlite catalog")
  room("store",       11, "document keys files sqlite catalog query changes")
  room("crud",        12, "document extjson match read splicing update sqlite catalog query store")
  room("pipeline",    13, "document evaluation numbers expression reshaping extjson match keys update read files catalog query store crud")
  room("watching",    12, "document extjson match sqlite catalog changes store")
  room("integrity",   12, "document extjson keys files sqlite catalog changes store")
  room("history",     12, "document extjson keys update csv splitting sources merge sqlite catalog query store")
  room("investigate", 12, "document extjson keys files sources merge catalog")
  room("undo",        13, "extjson sources merge sqlite catalog store history")
  room("staging",     13, "document extjson keys update files splitting sources merge catalog history")
  room("planning",    14, "document merge sqlite catalog history staging")
  room("following",   14, "document keys references sqlite catalog query store history staging undo")
  room("import",      15, "document extjson sources merge sqlite catalog store integrity history staging planning")
  room("make_unique", 16, "document extjson merge sqlite catalog query store history staging planning import")
  # The application: which of its rooms includes which, and which alone sees the library.
  inside["access"] = " "
  inside["models"] = " access "
  inside["pages"] = " access models "
  inside["main"] = " access models pages "
  for (i = 1; i < ARGC; ++i)
    if (split(ARGV[i], part, "/") > 3 && part[1] != "lib") folders[program(), part[3]] = 1
}

function program() { return part[1] "/" part[2] }

function room(name, its_level, rooms,   list, count, i) {
  level[name] = its_level
  lists[name] = rooms
  count = split(rooms, list, " ")
  for (i = 1; i <= count; ++i) allowed[name, list[i]] = 1
}

function complain(what, why) {
  printf "%s:%d: %s: %s\n", FILENAME, FNR, what, why
  ++violations
}

# Where a file stands: "public", a room, or for tools and app "outside" with the folder as `home`.
FNR == 1 {
  count = split(FILENAME, part, "/")
  home = part[1] == "app" && count > 4 ? part[3] : part[count - 1]  # a room there may have folders
  place = "nowhere"
  if (part[1] != "lib") {
    place = "outside"
  } else if (part[2] == "include" && part[3] == "profilestore") {
    place = "public"
  } else if (part[2] == "src" && count > 3) {
    place = home = part[3]
    if (!(home in level)) complain("room " home, "the table has no such room")
  } else {
    complain("file", "it stands in no room")
  }
}

/^[ \t]*#[ \t]*include/ {
  rest = $0
  sub(/^[ \t]*#[ \t]*include[ \t]*/, "", rest)
  opening = substr(rest, 1, 1)
  closing = opening == "<" ? ">" : "\""
  end = index(substr(rest, 2), closing)
  if ((opening != "<" && opening != "\"") || end == 0) {
    complain("include " rest, "only a name in \"\" or <> can be checked")
    next
  }
  target = substr(rest, 2, end - 1)
  shown = "includes " opening target closing
  quoted = opening == "\""
  first = index(target, "/") ? substr(target, 1, index(target, "/") - 1) : ""
  sqlite = first == "SQLiteCpp" || target ~ /^sqlite3/

  if (target ~ /(^|\/)\.\.?\//) {
    complain(shown, "a path through . or ..")
  } else if (first == "profilestore") {
    if (quoted) complain(shown, "a public header is spelled <profilestore/...>")
    else if (part[1] == "app" && home != "access" && (home in inside))
      complain(shown, "app: access alone sees the library")
  } else if (place == "public") {
    check_public()
  } else if (place == "outside") {
    check_outside()
  } else if (place in level) {
    check_room()
  }
}

function check_public() {
  if (quoted || !(first == "nlohmann" || target ~ /^[a-z0-9_]+$/))
    complain(shown, "a public header includes only std, nlohmann and <profilestore/...>")
}

# The folders of a program include each other by the names that they have in it.
function check_outside() {
  if (sqlite || (!quoted && first in level) ||
      (quoted && first != "" && first != home && !((program(), first) in folders)))
    complain(shown, "tools and app see the library through <profilestore/...> only")
  else if (part[1] == "app" && (home in inside))
    check_app()
}

function check_app() {
  if (quoted && first != home && first != "" && index(inside[home], " " first " ") == 0)
    complain(shown, "app: " home " may include:" inside[home])
  else if (home != "access" && first == "nlohmann")
    complain(shown, "app: access alone knows the values of documents")
}

function check_room() {
  if (sqlite) {
    if (level[home] <= pure) complain(shown, home " does not know that SQLite exists")
  } else if (first in level) {
    used[home, first] = 1
    if (!quoted) complain(shown, "a room is spelled \"room/file.hpp\"")
    else if (first != home && !((home, first) in allowed)) complain(shown, reason())
  } else if (quoted) {
    complain(shown, first == "" ? "spell it \"room/file.hpp\"" : "the table has no room " first)
  }
}

function reason() {
  if (level[first] == level[home]) return home " may not include sideways"
  if (level[first] > level[home]) return home " (level " level[home] ") may not include upwards"
  return home " may include: " lists[home]
}

END {
  for (each in allowed) {
    split(each, pair, SUBSEP)
    if (each in used) continue
    printf "the table: %s may include %s: it does not\n", pair[1], pair[2]
    ++violations
  }
  exit violations > 0
}
' "${files[@]}"
