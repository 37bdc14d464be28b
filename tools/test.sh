#!/usr/bin/env bash
# test.sh [CTEST ARGUMENTS...]: sets the machine up, builds everything and runs all tests.
#
#   tools/test.sh                 all of them
#   tools/test.sh -R import -V    those whose name has "import", with what they print
set -euo pipefail
cd "$(dirname "$0")/.."

tools/setup.sh
cmake --preset dev
cmake --build --preset dev
ctest --preset dev --output-on-failure "$@"
