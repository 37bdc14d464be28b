#!/usr/bin/env bash
# test.sh [CTEST ARGUMENTS...]: installs what is missing, builds everything and runs all tests.
#
#   tools/test.sh                 all tests
#   tools/test.sh -R import -V    tests with "import" in their name, with their output
set -euo pipefail
cd "$(dirname "$0")/.."

tools/setup.sh --app
cmake --preset dev
cmake --build --preset dev
ctest --preset dev --output-on-failure "$@"
