#!/usr/bin/env bash
# run.sh BUILD_DIR: the library as installed serves a project outside this tree, by CMake's
# find_package and by pkg-config. Not for a build with sanitizers: the consumer has none.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${1:?"usage: run.sh BUILD_DIR"}" && pwd)

outside=$(mktemp -d)
trap 'rm -rf "$outside"' EXIT
prefix=$outside/prefix
cp -r "$here/consumer" "$outside/consumer"
cxx=$(sed -n 's/^CMAKE_CXX_COMPILER:[^=]*=//p' "$build/CMakeCache.txt")
expected='1 profile: New creator, Tea. No second one.'

# Runs a command quietly; what it says is shown if it fails.
step() {
  "$@" >"$outside/log" 2>&1 || {
    cat "$outside/log"
    echo "FAILED: $*"
    exit 1
  }
}

# The program runs, prints what it should, and leaves a store: once each way it was built.
check() {  # HOW PROGRAM
  local store said
  store=$(mktemp -d "$outside/store.XXXXXX")
  said=$("$2" "$store") || { echo "FAILED: the program built by $1"; exit 1; }
  if [[ $said != "$expected" || ! -s $store/profiles.db ]]; then
    echo "FAILED: the program built by $1 said: $said"
    exit 1
  fi
  echo "$1: $said"
}

step cmake --install "$build" --prefix "$prefix"

step cmake -S "$outside/consumer" -B "$outside/build" -G Ninja -DCMAKE_BUILD_TYPE=Debug \
  -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_PREFIX_PATH="$prefix"
step cmake --build "$outside/build"
check find_package "$outside/build/consumer"

PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name profilestore.pc | head -n 1)")
export PKG_CONFIG_PATH
step pkg-config --print-errors --exists 'profilestore >= 0.1'
read -ra flags <<<"$(pkg-config --cflags --libs profilestore)"
step "$cxx" -std=c++20 "$outside/consumer/main.cpp" "${flags[@]}" -o "$outside/by-pkg-config"
check pkg-config "$outside/by-pkg-config"
