#!/usr/bin/env bash
# check_includes_test.sh ROOT: check_includes.sh passes a clean copy of the sources, and reports
# each kind of wrong include when one is planted.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "${1:?"usage: check_includes_test.sh ROOT"}" && pwd)

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
for folder in lib tools app; do
  if [[ -d $root/$folder ]]; then cp -r "$root/$folder" "$copy"; fi
done
"$here/check_includes.sh" "$copy" || { echo "FAILED: the sources as they are"; exit 1; }

failed=0 planted=0

# report FILE LINE: what the check says of the copy with FILE made of LINE.
report() {
  mkdir -p "$copy/$(dirname "$1")"
  printf '#include <string>\n%s\n' "$2" >"$copy/$1"
  status=0
  said=$("$here/check_includes.sh" "$copy") || status=$?
  rm "$copy/$1"
  planted=$((planted + 1))
}

wrong() {  # FILE LINE REASON [AT]: reported at line AT (2), for that reason, and nothing else is
  report "$1" "$2"
  if [[ $status -ne 1 || $said != "$1:${4:-2}: "*"$3"* || $said == *$'\n'* ]]; then
    printf 'FAILED: %s in %s, expected: %s\n  said: %s\n' "$2" "$1" "$3" "$said"
    failed=1
  fi
}

right() {  # FILE LINE: passes
  report "$1" "$2"
  if [[ $status -ne 0 || -n $said ]]; then
    printf 'FAILED: %s in %s should pass\n  said: %s\n' "$2" "$1" "$said"
    failed=1
  fi
}

# Rooms of the application.
wrong app/src/access/planted.cpp '#include "pages/flow.hpp"'     'access may include'
wrong app/src/models/planted.cpp '#include "pages/flow.hpp"'     'models may include: access'
wrong app/src/pages/planted.hpp  '#include "main/window.hpp"'    'pages may include: access models'
wrong app/src/pages/planted.cpp  '#include <profilestore/store.hpp>' 'access alone sees the library'
wrong app/src/main/planted.cpp   '#include <nlohmann/json.hpp>'  'access alone knows the values'
right app/src/main/planted.cpp   '#include "pages/flow.hpp"'
wrong app/src/pages/export/planted.cpp '#include <profilestore/store.hpp>' 'access alone sees the library'
wrong app/src/access/store/planted.cpp '#include "pages/flow.hpp"'  'access may include'
right app/src/pages/store/planted.cpp '#include "pages/export/open_page.hpp"'

# Upwards, sideways, and downwards past what the table gives: one of each for every room that has it.
wrong lib/src/floating/planted.cpp '#include "document/path.hpp"'   'upwards'
wrong lib/src/document/planted.cpp '#include "keys/key.hpp"'     'upwards'
wrong lib/src/match/planted.cpp    '#include "keys/key.hpp"'     'match may include: document'
wrong lib/src/keys/planted.hpp     '#include "extjson/reader.hpp"' 'sideways'
wrong lib/src/extjson/planted.cpp  '#  include "update/update.hpp"' 'upwards'
wrong lib/src/update/planted.cpp   '#include "keys/key.hpp"'     'update may include: document'
wrong lib/src/sources/planted.cpp  '#include "merge/plan.hpp"'    'sideways'
wrong lib/src/sources/planted.cpp  '#include "catalog/catalog.hpp"' 'upwards'
wrong lib/src/merge/planted.cpp    '#include "splitting/splitter.hpp"' 'merge may include: document keys'
wrong lib/src/numbers/planted.cpp  '#include "dates/calendar.hpp"' 'upwards'
wrong lib/src/dates/planted.cpp    '#include "expression/operators.hpp"' 'upwards'
wrong lib/src/reshaping/planted.cpp '#include "match/filter.hpp"' 'sideways'
wrong lib/src/sqlite/planted.cpp   '#include "merge/rules.hpp"'  'sqlite may include: document'
wrong lib/src/sqlite/planted.cpp   '#include "update/update.hpp"' 'sqlite may include: document'
wrong lib/src/sqlite/planted.cpp   '#include "catalog/catalog.hpp"' 'upwards'
wrong lib/src/catalog/planted.cpp  '#include "query/plan.hpp"'   'upwards'
wrong lib/src/query/planted.cpp    '#include "store/core.hpp"'   'upwards'
wrong lib/src/store/planted.cpp    '#include "crud/upsert.hpp"'  'upwards'
wrong lib/src/store/planted.cpp    '#include "history/record.hpp"' 'upwards'
wrong lib/src/crud/planted.cpp     '#include "integrity/check.hpp"' 'sideways'
wrong lib/src/integrity/planted.cpp '#include "history/record.hpp"' 'sideways'
wrong lib/src/history/planted.cpp  '#include "staging/stage.hpp"' 'upwards'
wrong lib/src/history/planted.cpp  '#include "crud/upsert.hpp"'  'sideways'
wrong lib/src/investigate/planted.cpp '#include "history/record.hpp"' 'sideways'
wrong lib/src/undo/planted.cpp     '#include "staging/stage.hpp"' 'sideways'
wrong lib/src/staging/planted.cpp  '#include "planning/reasons.hpp"' 'upwards'
wrong lib/src/planning/planted.cpp '#include "import/apply.hpp"' 'upwards'
wrong lib/src/make_unique/planted.cpp '#include "crud/upsert.hpp"' 'make_unique may include: document'
wrong lib/src/import/planted.cpp   '#include "undo/restore.hpp"' 'import may include: document'
# SQLite below the line.
wrong lib/src/match/planted.cpp    '#include <sqlite3.h>'        'SQLite exists'
wrong lib/src/merge/planted.cpp    '#include <SQLiteCpp/Database.h>' 'SQLite exists'
wrong lib/src/sources/planted.cpp  '#include <sqlite3.h>'        'SQLite exists'
wrong lib/src/update/planted.cpp   '#include "sqlite3.h"'        'SQLite exists'
wrong lib/src/update/planted.cpp.in '#include <sqlite3.h>'       'SQLite exists'
# Spelling, and rooms that are none.
wrong lib/src/store/planted.cpp    '#include "core.hpp"'      'spell it "room/file.hpp"'
wrong lib/src/store/planted.cpp    '#include "../keys/key.hpp"'  '. or ..'
wrong lib/src/store/planted.cpp    '#include <keys/key.hpp>'     'is spelled "room/file.hpp"'
wrong lib/src/store/planted.cpp '#include "profilestore/error.hpp"' 'spelled <profilestore/...>'
wrong lib/src/store/planted.cpp    '#include "util/strings.hpp"' 'no room util'
wrong lib/src/store/planted.cpp    '#include SOME_HEADER'        'can be checked'
wrong lib/src/util/planted.cpp     '#include <vector>'           'no such room' 1
wrong lib/src/planted.cpp          '#include <vector>'           'stands in no room' 1
# The public headers.
wrong lib/include/profilestore/planted.hpp '#include "document/path.hpp"' 'only std, nlohmann'
wrong lib/include/profilestore/planted.hpp '#include <SQLiteCpp/Database.h>' 'only std, nlohmann'
wrong lib/include/profilestore/planted.hpp '#include <fmt/core.h>' 'only std, nlohmann'
# Tools and application.
wrong tools/cli/planted.cpp '#include "catalog/catalog.hpp"' '<profilestore/...> only'
wrong tools/cli/planted.cpp '#include <import/plan.hpp>'   '<profilestore/...> only'
wrong tools/cli/planted.cpp '#include <sqlite3.h>'         '<profilestore/...> only'
wrong app/planted.cpp       '#include "document/path.hpp"' '<profilestore/...> only'

right lib/src/store/planted.cpp  '#include "catalog/catalog.hpp"'
right lib/src/import/planted.cpp '#include "catalog/catalog.hpp"'
right lib/src/import/planted.cpp '#include <SQLiteCpp/Database.h>'
right lib/src/sqlite/planted.cpp '#include "document/sum.hpp"  // of a row'
right lib/src/match/planted.cpp  '#include <profilestore/error.hpp>'
right lib/include/profilestore/planted.hpp '#include <nlohmann/json.hpp>'
right tools/cli/planted.cpp '#include <profilestore/store.hpp>'
right tools/cli/text/planted.cpp '#include "arguments/values.hpp"'
wrong tools/cli/text/planted.cpp '#include "rooms/values.hpp"' '<profilestore/...> only'
right tools/cli/planted.cpp '#include "planted.hpp"'
right tools/cli/planted.cpp '#include <fmt/core.h>'

[[ $failed -eq 0 ]] || exit 1
echo "$planted planted includes, each told right from wrong"
