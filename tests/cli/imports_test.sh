#!/usr/bin/env bash
# imports_test.sh PROGRAM: the list of what was imported and undone.
source "$(dirname "$0")/facts.sh"

printf '{"_id":1,"u":1}\n{"_id":2,"u":1,"x":1}\nbroken\n' >a.json
printf '{"_id":9,"u":9}\n' >b.json
run 3 import a.json --store s.db --collection users --unique u
run 0 import b.json --store s.db --collection others --unique u

fact 'each import is listed with its id, time, source and counts'
run 0 imports --store s.db
holds grep -Eq '^1  2...-..-..T..:..:..\....Z  users: import of a.json$' said.txt
holds grep -qF '    read 3 = inserted 1 + updated 0 + unchanged 0 + merged 1 + conflicted 0 + quarantined 1' said.txt
holds grep -Eq '^2  .*  others: import of b.json$' said.txt

fact 'of one collection, as JSON with the rules'
run 0 imports --store s.db --collection others --json
holds test "$(wc -l <said.txt)" = 1
holds grep -q '"import":"2","kind":"import","collection":"others"' said.txt
holds grep -q '"rules":{"unique":\[\["u"\]\]' said.txt
holds grep -q '"undone":null' said.txt
run 2 imports --store s.db --collection nobody

fact 'what was undone is listed'
run 0 imports --undos --store s.db
said ''
run 0 undo 2 --store s.db
run 0 imports --undos --store s.db
holds grep -Eq '^2...-..-..T..:..:..\....Z  import 2 into others: all of it$' said.txt
run 0 imports --store s.db
holds grep -Eq '^    undone 2...-' said.txt
run 0 imports --undos --store s.db --json
holds grep -q '"import":"2","collection":"others","undone":"2.*","whole":true' said.txt

fact 'to look at a store leaves nothing beside it'
run 1 imports --store none.db
holds test ! -e none.db

finish
