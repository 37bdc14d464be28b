#!/usr/bin/env bash
# docs.sh: builds the reference of the public headers as HTML, in build/docs. Installs doxygen by
# apt if it is missing. Fails if something public is not documented.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v doxygen >/dev/null; then
  as_root=()
  if [[ $(id -u) -ne 0 ]]; then
    command -v sudo >/dev/null || { echo "docs: needs root or sudo to install doxygen" >&2; exit 1; }
    as_root=(sudo)
  fi
  echo "docs: installing doxygen"
  apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --quiet --quiet)
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  "${apt[@]}" update >"$log" 2>&1 &&
    "${apt[@]}" install --yes --no-install-recommends doxygen >"$log" 2>&1 </dev/null || {
    tail -n 20 "$log" >&2
    echo "docs: apt could not install doxygen" >&2
    exit 1
  }
fi

PROFILESTORE_VERSION=$(sed -n 's/^project(profilestore VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
export PROFILESTORE_VERSION
rm -rf build/docs
mkdir -p build
doxygen lib/docs/Doxyfile || { echo "docs: fix the warnings above" >&2; exit 1; }
echo "docs: build/docs/index.html"
