#!/usr/bin/env bash
# with_interrupt.sh SECONDS COMMAND…: runs it, sends it SIGINT after that time, and ends as it does.
# A shell starts what is in its background with SIGINT ignored, unless it minds its jobs.
set -m
"${@:2}" &
command=$!
(sleep "$1" && kill -INT "$command") 2>/dev/null &
wait "$command"
