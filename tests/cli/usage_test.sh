#!/usr/bin/env bash
# usage_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

fact 'the help names every command, and each has help with examples, in 80 columns'
run 0 --help
commands=$(sed -n '/^Commands:/,$s/^  \([a-z-]*\)  .*/\1/p' said.txt)
holds test "$(wc -w <<<"$commands")" -ge 24
for command in '' $commands; do
  run 0 $command --help
  warned ''
  holds grep -q '^Examples:' said.txt
  holds grep -q '^  profilestore ' said.txt
  fits_80_columns
done

fact '--version tells the version'
run 0 --version
holds grep -Eqx 'profilestore [0-9]+\.[0-9]+\.[0-9]+' said.txt

fact 'no command, or one that there is not, is wrong usage'
run 2
said ''
warned 'profilestore: no command given; see profilestore --help'
run 2 frobnicate --json
said '{"ok":0,"code":2,"codeName":"BadValue","message":"unknown command '\''frobnicate'\''; see profilestore --help"}'
warned "profilestore: unknown command 'frobnicate'; see profilestore --help"

fact 'what is missing and what is too much is told, with where to read on'
run 2 find --store s.db
warned 'profilestore: --collection is required; see profilestore find --help'
run 2 check --store s.db --frobnicate
warned 'profilestore: unknown option --frobnicate; see profilestore check --help'
run 2 import --store s.db --collection c
run 2 verify --store s.db
run 2 exec
for command in import find get upsert export; do run 2 $command; done

fact 'an option that there is not is named first, with the one that was meant'
run 2 import x.json --store s.db -c users
warned 'profilestore: unknown option -c (use --collection); see profilestore import --help'
run 2 import --jsonArray x.json
warned 'profilestore: unknown option --jsonArray (leave it out: arrays are recognised); see profilestore import --help'
run 2 import x.json --store s.db --colection users
warned 'profilestore: unknown option --colection (did you mean --collection?); see profilestore import --help'
run 2 index create --key a --store s.db
warned 'profilestore: unknown option --key (did you mean --keys?); see profilestore index create --help'

fact 'a URL is no file, and what it holds is not repeated'
run 2 import mongodb://ana:secret@example.org/app --store s.db --collection c
warned 'profilestore: mongodb://… is a URL; give files, which mongoexport or mongodump writes'

fact 'the name of a collection must be one'
run 2 upsert --store s.db --collection '' --filter '{}' --update '{"$set": {"a": 1}}'
warned 'profilestore: the name of a collection is empty'

finish
