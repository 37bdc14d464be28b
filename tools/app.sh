#!/usr/bin/env bash
# app.sh [FILE...]: on a bare machine, installs what is missing, builds the desktop application and
# starts it; what is named is opened.
#
#   tools/app.sh                          the window
#   tools/app.sh creatorprofiles.jsonl    with an export, or a store, that is looked at
#   tools/app.sh --build                  builds it, and does not start it
#   tools/app.sh --pictures FOLDER        a picture of every page, light and dark, 1280 and 900 wide
#   tools/app.sh --help                   this text
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

case ${1-} in
  -h | --help)
    sed -n '/^# app.sh/,/^set/s/^# \{0,1\}//p' "$0"
    exit
    ;;
  --pictures) folder=${2:?"usage: app.sh --pictures FOLDER"} ;;
esac

"$root/tools/setup.sh" --app
if [[ ${1-} == --pictures ]]; then
  mkdir -p "$folder"
  folder=$(cd "$folder" && pwd)
  cd "$root"
  cmake --preset dev -DPROFILESTORE_BUILD_APP=ON
  cmake --build --preset dev --target app_pictures
  exec build/dev/tests/app/app_pictures "$folder" tests/fixtures/creatorprofiles.sample.jsonl
fi
(cd "$root" && cmake --preset release -DPROFILESTORE_BUILD_APP=ON &&
  cmake --build --preset release --target profiles)
if [[ ${1-} == --build ]]; then exit 0; fi
exec "$root/build/release/profiles" "$@"
