#!/usr/bin/env bash
# export_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

run 0 exec --store s.db <<'END'
{"name":"insertMany","collection":"c","arguments":{"documents":[{"_id":1,"n":{"$numberLong":"5"}},{"_id":2,"n":6.0}]}}
{"name":"createCollection","collection":"empty"}
END

fact 'export writes lines, or an array as mongoexport does'
run 0 export --store s.db --collection c
said '{"_id":1,"n":5}
{"_id":2,"n":6.0}'
warned 'profilestore: exported 2 documents'
run 0 export --store s.db --collection c --format array
said '[{"_id":1,"n":5},{"_id":2,"n":6.0}]'

fact 'export -o writes the same to a file'
run 0 export --store s.db --collection c --canonical -o c.json
said ''
holds test "$(cat c.json)" = '{"_id":{"$numberInt":"1"},"n":{"$numberLong":"5"}}
{"_id":{"$numberInt":"2"},"n":{"$numberDouble":"6.0"}}'

fact 'export --digest is one number for all documents, whatever their order'
run 0 export --store s.db --collection c --digest
digest=$(printf '{"_id":1,"n":{"$numberLong":"5"}}\n{"_id":2,"n":6.0}\n' | sha256sum | cut -c-64)
said "$digest"
run 0 export --store s.db --collection c --digest -o digest.txt
holds test "$(cat digest.txt)" = "$digest"
run 0 export --store s.db --collection other --digest
said "$(printf '' | sha256sum | cut -c-64)"
warned 'profilestore: s.db has no collection other; it has c, empty: the digest is that of an empty collection'
run 2 export --store s.db --collection c --digest --archive
run 2 export --store s.db --collection c --digest --canonical

fact 'export -o - is standard output'
run 0 export --store s.db --collection c
cp said.txt by_default.jsonl
run 0 export --store s.db --collection c -o -
holds cmp said.txt by_default.jsonl
holds test ! -e ./-

fact 'export -o onto the store is refused'
run 2 export --store s.db --collection c -o ./s.db
warned 'profilestore: -o ./s.db would overwrite s.db'
run 0 check --store s.db

fact 'an empty collection gives an empty result'
run 0 export --store s.db --collection empty
said ''
warned 'profilestore: exported 0 documents'

fact 'a collection that is not there is an error, and takes no earlier export away'
echo earlier >earlier.json
for which in '' '--format array' --archive '--quarantine --with-reasons' --redirects; do
  # shellcheck disable=SC2086
  run 2 export --store s.db --collection other $which -o earlier.json
  warned 'profilestore: s.db has no collection other; it has c, empty'
  same earlier.json earlier
done

fact 'a canonical export, imported, gives the same canonical export'
for sample in userprofiles creatorprofiles; do
  run 3 import "$fixtures/$sample.sample.jsonl" --store s.db --collection $sample --unique userId
  for format in lines array; do
    run 0 export --store s.db --collection $sample --canonical --format $format -o once.json
    rm -f again.db
    run 0 import once.json --store again.db --collection $sample --unique userId
    run 0 export --store again.db --collection $sample --canonical --format $format -o twice.json
    holds test -s once.json
    holds cmp once.json twice.json
  done
done

fact 'a file that cannot be written is an error'
run 1 export --store s.db --collection c -o nowhere/c.json
warned 'profilestore: writing to nowhere/c.json: No such file or directory'
run 1 export --store s.db --collection c -o /dev/full

fact 'export --archive and --quarantine give back what imports set aside, to be imported again'
rm -f s.db t.db
run 3 import "$fixtures/userprofiles.sample.jsonl" --store s.db --collection users --unique userId
run 0 export --store s.db --collection users --archive --canonical -o archive.json
warned 'profilestore: exported 14 documents'
run 0 export --store s.db --collection users --quarantine --canonical -o quarantine.json
warned 'profilestore: exported 2 documents'
run 0 export --store s.db --collection users --canonical -o live.json
run 0 import live.json archive.json quarantine.json --store t.db --collection users
run 0 export --store s.db --collection users --archive --import 1 --with-reasons
holds test "$(grep -c '^{"import":"1","source":".*","line":[0-9]*,"offset":[0-9]*,"reason":"' said.txt)" = 14
run 0 import "$fixtures/userprofiles.sample.jsonl" --store t.db --collection users --json
holds grep -q '"read":40,"inserted":0,"updated":0,"unchanged":40' said.txt
run 2 export --store s.db --collection users --archive --quarantine
run 2 export --store s.db --collection users --archive --format array
run 2 export --store s.db --collection users --with-reasons
run 2 export --store s.db --collection users --archive --import 9

fact 'export does not make a store'
run 1 export --store nowhere.db --collection c
warned 'profilestore: no store at nowhere.db; import, upsert and exec create one'
holds test ! -e nowhere.db

fact 'the archive names the survivor of each loser'
printf '%s\n' '{"_id":1,"u":1,"x":1}' '{"_id":{"$numberLong":"2"},"u":1}' '{"u":1}' >three.json
run 0 import three.json --store three.db --collection c --unique u
run 0 export --store three.db --collection c --archive --with-reasons
holds test "$(grep -c '"reason":"complete","survivor":1,"document":' said.txt)" = 2
run 0 exec --store three.db <<<'{"name":"deleteOne","collection":"c","arguments":{"filter":{"_id":1}}}'
run 0 export --store three.db --collection c --archive --with-reasons
holds test "$(grep -c '"survivor":null,' said.txt)" = 2

fact 'it says which rule replaced a document of the store, and by which'
echo '{"_id":1,"u":1,"x":1}' >old.json
echo '{"_id":2,"u":1,"x":1,"y":1}' >new.json
run 0 import old.json --store four.db --collection c --unique u
run 0 import new.json --store four.db --collection c --unique u
run 0 export --store four.db --collection c --archive --with-reasons
said '{"import":"2","source":"","line":0,"offset":0,"reason":"replaced by the import: complete","survivor":2,"document":{"_id":1,"u":1,"x":1}}'
run 0 import old.json --store four.db --collection c --unique u --on-existing replace
run 0 export --store four.db --collection c --archive --import 3 --with-reasons
holds grep -q '"reason":"replaced by the import: on-existing: replace","survivor":1,' said.txt

finish
