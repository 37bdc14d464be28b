#!/usr/bin/env bash
# setup.sh [--app | --bench]: installs the missing packages that building and testing need, with apt,
# on Debian 12 and later; with --app also those of the desktop application, with --bench those of the
# benchmarks. Does nothing if all are installed.
set -euo pipefail

packages=(
  g++                   # the compiler; C++20
  cmake                 # the build, 3.25 or later
  ninja-build           # the build tool CMake uses
  pkg-config            # how a project without CMake finds the installed library
  libsqlite3-dev        # the database
  sqlite3               # its shell: tests read stores with it
  libsqlitecpp-dev      # its C++ wrapper
  nlohmann-json3-dev    # JSON values: the documents
  libsimdjson-dev       # fast JSON parsing: the import
  libfmt-dev            # text formatting
  libcli11-dev          # the program's arguments
  libssl-dev            # SHA-256 of sources and migrations
  libintelrdfpmath-dev  # Decimal128 arithmetic
  libpcre2-dev          # regular expressions
  libicu-dev            # collation of strings
  libbson-dev           # BSON: what mongodump writes
  libarchive-dev        # zstd, tar and other formats of exports
  zlib1g-dev            # gzip, with its checksums
  libxxhash-dev         # digests of rows
  catch2                # the tests
  python3-bson          # an independent reader of BSON: tests compare with it
)
case ${1-} in
  '') ;;
  --app) packages+=(
    qt6-base-dev        # windows: Qt 6 Widgets, and Qt Test
    qt6-tools-dev       # its languages: finds the tools
    qt6-l10n-tools      # its languages: lupdate and lrelease
    qt6-translations-l10n  # its languages: what Qt itself says
    fonts-dejavu-core   # letters, where no desktop has installed any
    desktop-file-utils  # checks the desktop file
    appstream           # checks the AppStream metadata
    dpkg-dev            # which packages a .deb needs
  ) ;;
  --bench) packages+=(libbenchmark-dev) ;;  # Google Benchmark
  *)
    echo "usage: setup.sh [--app | --bench]" >&2
    exit 2
    ;;
esac

missing=()
for package in "${packages[@]}"; do
  state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
  [[ $state == installed ]] || missing+=("$package")
done
if [[ ${#missing[@]} -eq 0 ]]; then
  echo "setup: all ${#packages[@]} packages are installed"
  exit 0
fi

as_root=()
if [[ $(id -u) -ne 0 ]]; then
  command -v sudo >/dev/null || {
    echo "setup: needs root or sudo to install: ${missing[*]}" >&2
    exit 1
  }
  as_root=(sudo)
fi

echo "setup: installing ${missing[*]}"
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --quiet --quiet)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
"${apt[@]}" update >"$log" 2>&1 &&
  "${apt[@]}" install --yes --no-install-recommends "${missing[@]}" >"$log" 2>&1 </dev/null || {
  tail -n 20 "$log" >&2
  echo "setup: apt could not install the packages" >&2
  exit 1
}
echo "setup: done"
