#!/usr/bin/env bash
# report_test.sh PROGRAM: reports as pages and as data.
source "$(dirname "$0")/facts.sh"

cp "$fixtures"/*.jsonl .

# Each element is closed, in its order; only those without an end tag are not.
balanced() {
  grep -oE '</?[a-z][a-z0-9]*( [^>]*)?/?>' "$1" | awk '
    /^<(meta|br)[ >]/ || /\/>$/ { next }
    /^<\// { name = substr($0, 3, length($0) - 3); if (stack[depth--] != name) exit 1; next }
    { sub(/^</, ""); sub(/[ >].*/, ""); stack[++depth] = $0 }
    END { exit depth != 0 }'
}

# Nothing that a browser would fetch or run.
self_contained() {
  ! grep -qiE '<script|<link|<img|<iframe|src=|href=|url\(|@import|https?://[^<]*"' "$1"
}

fact 'a page tells what the terminal tells, and needs nothing else'
run 0 investigate creatorprofiles.sample.jsonl --report page.html
holds balanced page.html
holds self_contained page.html
holds grep -q 'create race followed by a bulk update' page.html
holds grep -q '187 documents were created from 2024-04-29T02:23:16Z to 2024-04-29T02:28:56Z' page.html
holds grep -q 'One update at 2024-06-17T01:00:07.412Z changed all 187' page.html
holds grep -q 'This page shows document values, which are personal data.' page.html
holds grep -q '643700f2ec89025cc10eec67' page.html
holds test "$(grep -o '<svg' page.html | wc -l)" = 2
holds test -z "$(find . -name '*.tmp')"

fact 'a check of balance and of what is fetched finds planted faults'
sed 's#</table>##' page.html >broken.html
if balanced broken.html; then refute 'an open table passed'; fi
sed 's#<main>#<main><img src="x">#' page.html >broken.html
if self_contained broken.html; then refute 'an image passed'; fi

fact 'with --no-values no value of a document is on the page, in the JSON, or on the terminal'
printf '%s\n' '{"_id":"secret-a","userId":"secret-u","email":"secret@x.org","tags":["secret"]}' \
  '{"_id":"secret-b","userId":"secret-u","email":"secret@x.org","tags":["secret2"]}' >secret.jsonl
run 0 investigate secret.jsonl --key userId --no-values --report page.html
holds grep -q '>tags<' page.html
holds grep -q '≠ 2 values' page.html
holds grep -q 'Created with --no-values' page.html
if grep -q 'secret[-@2]' page.html said.txt; then refute 'a value is told'; fi
run 0 investigate secret.jsonl --key userId --no-values --report page.json --json
if grep -q 'secret[-@2]' page.json said.txt; then refute 'a value is told'; fi
run 3 import creatorprofiles.sample.jsonl --store v.db --collection c --unique userId \
  --no-values --report page.html
if grep -q '643700f2ec89025cc10eec67' page.html; then refute 'a value is told'; fi

fact 'whatever values and names hold, they are text on the page'
long=$(printf 'x%.0s' {1..5000})
printf '%s\n' \
  '{"_id":1,"k":"<script>alert(1)</script>","a&b":"\"'"'"'><b>","<i>":"\u202eabc","l":"'"$long"'"}' \
  '{"_id":2,"k":"<script>alert(1)</script>","a&b":"]]>","<i>":"\u2067\u0007","l":"y"}' >evil.jsonl
run 0 investigate evil.jsonl --key k --report evil.html
holds balanced evil.html
holds self_contained evil.html
holds grep -q '&lt;script&gt;alert(1)&lt;/script&gt;' evil.html
holds grep -q '>a&amp;b<' evil.html
holds grep -q '&lt;i&gt;' evil.html
holds grep -q '\\u{202e}abc' evil.html
holds grep -q '5,002 characters in all' evil.html
if grep -q 'x\{300\}' evil.html; then refute 'a value of 5000 characters is not cut'; fi

fact 'F.json is what --json prints'
run 0 investigate creatorprofiles.sample.jsonl --key userId --report /dev/stderr --json
holds cmp warned.txt said.txt
run 0 investigate creatorprofiles.sample.jsonl --key userId --report report.json --json
holds cmp report.json said.txt

fact 'the page of an import has its ledger, its sources and its investigation'
run 3 import creatorprofiles.sample.jsonl --store s.db --collection c --unique userId \
  --report import.html
holds balanced import.html
holds self_contained import.html
holds grep -q 'Ledger of import 1' import.html
holds grep -q '<th scope="row">merged</th><td class="n">212</td>' import.html
holds grep -q "$(sha256sum creatorprofiles.sample.jsonl | cut -d' ' -f1)" import.html
holds grep -q 'complete, newest:updatedAt' import.html
holds grep -q 'create race followed by a bulk update' import.html

fact 'the report of an import is of the keys that were compared, and tells every option'
printf '%s\n' '{"_id":1,"mail":"Ann@x"}' '{"_id":2,"mail":"ann@x"}' '{"_id":3,"mail":"b@x"}' >n.json
run 0 import n.json --store n.db --collection c --unique mail --normalise mail=case --allow-absent \
  --report n.report
holds grep -q '"normalise":{"mail":\["case"\]}' n.report
holds grep -q '"allowAbsent":true' n.report
holds grep -q '"distinct":2,' n.report
run 0 import n.json --store n.db --collection c --unique mail --report again.report
holds grep -q '"distinct":2,' again.report
run 0 import n.json --store n.db --collection c --unique mail --report n.html --dry-run
holds grep -q 'Normalised before they were compared: {&quot;mail&quot;:\[&quot;case&quot;\]}' n.html

fact 'the standard input is not investigated, and the report says so'
status=0
"$program" import - --store stdin.db --collection c --unique userId --report stdin.html \
  <creatorprofiles.sample.jsonl >said.txt 2>warned.txt || status=$?
holds test "$status" = 3
holds grep -q 'can be read only once' stdin.html
holds grep -q 'Ledger of import 1' stdin.html

fact 'the page of a dry run says that nothing was written'
run 3 import creatorprofiles.sample.jsonl --store dry.db --collection c --unique userId \
  --dry-run --report dry.html
holds grep -q 'Ledger of the dry run: nothing was written' dry.html
holds grep -q 'losers, to go to the archive' dry.html
if grep -q 'now in' dry.html; then refute 'a dry run is told as done'; fi
holds test ! -e dry.db

fact 'a report goes through a link to its file, and leaves what was there if it fails'
echo old >target.html
ln -s target.html link.html
run 0 investigate creatorprofiles.sample.jsonl --report link.html
holds test -L link.html
holds grep -q '<!DOCTYPE html>' target.html
cp target.html before.html
run 1 investigate nowhere.jsonl --report target.html
holds cmp target.html before.html

fact 'a report that can be none is refused before anything is done'
run 1 investigate creatorprofiles.sample.jsonl --report nowhere/page.html
warned 'profilestore: --report: cannot write to nowhere/page.html; nothing was investigated'
cp creatorprofiles.sample.jsonl source.json
run 2 investigate source.json --report ./source.json
warned 'profilestore: --report ./source.json would overwrite source.json'
holds cmp source.json creatorprofiles.sample.jsonl

fact 'neither a report nor a plan goes where the store is, or will be'
head -n 3 creatorprofiles.sample.jsonl >few.jsonl
new='--store new.db --collection c --unique userId'
for option in '--report new.db' '--report ./none/../new.db' '--plan new.db' '--plan new.db-wal'; do
  run 2 import few.jsonl $new $option
  holds grep -q " would overwrite new.db" warned.txt
  holds test ! -e new.db
done
run 0 import few.jsonl $new
run 2 export --store new.db --collection c -o new.db-shm

fact 'the report of an import shows keys that name nobody, and why documents were set aside'
printf '%s\n' '{"_id":1,"u":"undefined"}' '{"_id":2,"u":"undefined"}' '{"_id":3,"u":""}' '{"_id":4}' \
  '{"_id":5,"u":Secretive}' '{"_id":6,"u":"a"}' >nobody.json
run 3 import nobody.json --store nobody.db --collection c --unique u --report nobody.html
holds balanced nobody.html
holds grep -q 'Why documents were set aside' nobody.html
holds grep -q '<code>nobody.json:5:1</code>' nobody.html
holds grep -q 'Secretive' nobody.html
holds test "$(grep -o '<code>&quot;undefined&quot;</code></th><td class="n">2</td>' nobody.html | wc -l)" = 2
holds grep -q 'empty text</th><td class="n">1</td>' nobody.html

fact 'with --no-values it counts them without their texts'
run 3 import nobody.json --store hidden.db --collection c --unique u --no-values --report hidden.html
if grep -qE 'Secretive|undefined' hidden.html; then refute 'a value is told'; fi
holds grep -q 'a placeholder</th><td class="n">2</td>' hidden.html
run 3 import nobody.json --store more.db --collection c --unique u --no-values --report hidden.json
if grep -qE 'Secretive|undefined' hidden.json; then refute 'a value is told'; fi
holds grep -q '"placeholders":\[{"documents":2}\]' hidden.json
holds grep -q '"example":{"source":"nobody.json","line":5,"column":1,"offset":' hidden.json

finish
