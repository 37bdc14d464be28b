#!/usr/bin/env bash
# new_file_test.sh PROGRAM: files that the program writes take nothing else away.
source "$(dirname "$0")/facts.sh"

printf '%s\n' '{"_id":1,"u":"a","x":1}' '{"_id":2,"u":"a"}' >a.json
run 0 import a.json --store s.db --collection c
import=(import a.json --store s.db --collection d --unique u)

fact 'a source or a store may have the name of an output, with more behind it'
cp a.json plan.part
cp s.db r.json.part
run 0 import plan.part --store r.json.part --collection d --unique u --plan plan
holds cmp a.json plan.part
run 0 investigate a.json --key u --report r.json
run 0 export --store r.json.part --collection c -o plan
holds cmp plan a.json
run 0 check --store r.json.part

fact 'a link is followed, even to a file that is not there yet'
mkdir -p elsewhere
echo old >elsewhere/there
for name in there new; do ln -s "elsewhere/$name" "$name"; done
for name in there new; do
  for output in "${import[*]} --dry-run --report" "${import[*]} --plan" \
    'export --store s.db --collection c -o'; do
    # shellcheck disable=SC2086
    run 0 $output $name
    holds test -L $name
    holds test -s elsewhere/$name
  done
  holds cmp elsewhere/$name a.json
done

fact 'a pipe is written to, and is a pipe afterwards'
mkfifo pipe
for output in "${import[*]} --dry-run --report" "${import[*]} --plan" \
  'export --store s.db --collection c -o'; do
  cat pipe >read.txt &
  # shellcheck disable=SC2086
  run 0 $output pipe
  wait $!
  holds test -p pipe
  holds test -s read.txt
done
holds cmp read.txt a.json

fact 'who could not read a file before cannot afterwards'
chmod 600 elsewhere/there
run 0 "${import[@]}" --plan there
holds test "$(stat -c %a elsewhere/there)" = 600
if [[ $(id -u) -eq 0 ]]; then
  chown 65534:65534 elsewhere/there
  run 0 export --store s.db --collection c -o there
  holds test "$(stat -c %u:%g:%a elsewhere/there)" = 65534:65534:600
fi

fact 'an output that fails leaves what was there, and nothing beside it'
echo old >kept
run 1 import nothing.json --store s.db --collection d --plan kept
run 1 export --store nothing.db --collection c -o kept
run 2 export --store s.db --collection nothing -o kept
same kept old
run 1 "${import[@]}" --plan elsewhere
warned 'profilestore: --plan: cannot write elsewhere: Is a directory; nothing was done'
holds test -z "$(find . -name '*.tmp')"

fact 'a plan and a report of one name are refused'
run 2 "${import[@]}" --plan both --report ./both
warned 'profilestore: --plan both would overwrite ./both'

finish
