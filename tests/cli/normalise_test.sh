#!/usr/bin/env bash
# normalise_test.sh PROGRAM: one person in several spellings, through import, investigate, index create and exec.
source "$(dirname "$0")/facts.sh"

said_part() { grep -qF -- "$1" said.txt || refute "said: $(head -c 600 said.txt)"; }
warned_part() { grep -qF -- "$1" warned.txt || refute "warned: $(head -c 600 warned.txt)"; }

# spelled 'WHAT' STATUS 'LEDGER' OPTION…: imports standard input, one value a line, as documents with the key `k`.
spelled() {
  fact "$1"
  local status=$2 expected=$3
  shift 3
  awk '{ printf "{\"_id\":%d,\"k\":%s}\n", NR, $0 }' >in.json
  rm -f s.db*
  run "$status" import in.json --store s.db --collection people --unique k "$@"
  local ledger
  ledger=$(grep '^read ' said.txt | sed -E 's/ [+=]//g; s/ [a-z]+ 0//g')
  [[ $ledger == "$expected" ]] || refute "ledger: $ledger"
  run 0 verify 1 --store s.db
  run 0 check --store s.db
}

spelled 'case' 0 'read 5 inserted 2 merged 3' --normalise k=case <<'END'
"lia@x.org"
"Lia@X.org"
"LIA@X.ORG"
"léa@x.org"
"LÉA@x.org"
END
spelled 'blanks, seen and unseen' 0 'read 5 inserted 1 merged 4' --normalise trim <<'END'
"lia@x.org"
"lia@x.org "
"\tlia@x.org\r\n"
"\u00a0lia@x.org"
"\u200blia@x.org"
END
spelled 'composed and decomposed' 0 'read 2 inserted 1 merged 1' --normalise k=nfc <<'END'
"m\u00f6rike@x.org"
"mo\u0308rike@x.org"
END
spelled 'Gmail' 0 'read 6 inserted 3 merged 3' --normalise k=gmail <<'END'
"liaberg@gmail.com"
"lia.berg@gmail.com"
"LiaBerg+news@googlemail.com"
" lia.berg@GMAIL.com"
"lia.berg@x.org"
"liaberg@x.org"
END
spelled 'telephone numbers' 0 'read 6 inserted 3 merged 3' --normalise k=digits <<'END'
"+43 660 1234"
"0043-660-1234"
"+436601234"
"6601234"
6601234
"+43 1"
END
spelled 'ObjectIds and their digits' 0 'read 4 inserted 2 merged 2' --normalise k=hex-id <<'END'
{"$oid":"64b0000000000000000000a1"}
"64b0000000000000000000a1"
"64B0000000000000000000A1"
"64b0000000000000000000a"
END

fact 'a key that names nobody still merges nobody'
printf '%s\n' '{"_id":1,"k":" "}' '{"_id":2,"k":"\u200b"}' '{"_id":3}' >in.json
rm -f s.db*
run 3 import in.json --store s.db --collection people --unique k --normalise k=trim
said_part 'quarantined 3'

fact 'what is in the store cannot come back in another spelling'
printf '%s\n' '{"_id":1,"email":"Ana@x.org","n":1}' >in.json
rm -f s.db*
run 0 import in.json --store s.db --collection people --unique email --normalise email=email
printf '%s\n' '{"_id":2,"email":" ana@X.org ","n":2}' >more.json
run 0 import more.json --store s.db --collection people --unique email
said_part 'read 1 = inserted 0 + updated 1 + unchanged 0 + merged 0'
run 0 import more.json --store s.db --collection people --unique email --normalise email=email
said_part 'unchanged 1'
exec_line() { printf '%s\n' "$1" | run 0 exec --store s.db; }
exec_line '{"name":"insertOne","collection":"people","arguments":{"document":{"email":"ANA@X.ORG"}}}'
said_part '"code":11000'
said_part 'index: email_1 dup key: { email: \"ANA@X.ORG\" }'

fact 'another normalisation than that of the index is refused'
run 2 import more.json --store s.db --collection people --unique email --normalise email=trim
warned_part 'its unique index email_1 normalises by {"email":["email"]}'
run 2 import more.json --store s.db --collection people --unique n --normalise email=trim
warned_part "normalise: 'email' is a path of no unique index that is asked for"
run 2 import more.json --store s.db --collection people --unique email --normalise email=lower
warned_part "'lower' is no step; the steps are trim, nfc, case, email, gmail, digits, hex-id"

fact 'the plan knows it, and apply does it'
rm -f p.db* plan.jsonl
printf '%s\n' '{"_id":1,"email":"Ana@x.org"}' '{"_id":2,"email":"ana@x.org"}' >in.json
run 0 import in.json --store p.db --collection people --unique email --normalise email=case --plan plan.jsonl
run 0 apply plan.jsonl --store p.db
said_part 'merged 1'

fact 'an index on a live store, beside a plain one over the path'
rm -f l.db*
run 0 import in.json --store l.db --collection people
run 0 index create --keys email --store l.db --collection people
run 1 index create --keys email --unique --name one --normalise email --store l.db --collection people
run 0 index create --keys email --unique --resolve --normalise email=email --store l.db --collection people
said_part 'email_1_unique'
run 0 index list --store l.db --collection people
said_part 'email_1_unique  email  unique, normalise {"email":["email"]}'
run 0 check --store l.db
run 0 undo 2 --store l.db
run 0 export --store l.db --collection people
[[ $(wc -l <said.txt) == 2 ]] || refute 'undo left one out'

fact 'exec makes and lists it'
rm -f e.db*
cat >ops <<'END'
{"name":"createIndex","collection":"c","arguments":{"keys":{"email":1},"unique":true,"normalise":["email"]}}
{"name":"createIndex","collection":"c","arguments":{"keys":{"t":1,"phone":1},"unique":true,"normalise":{"phone":["digits"]}}}
{"name":"createIndex","collection":"c","arguments":{"keys":{"x":1},"normalise":["upper"]}}
{"name":"createIndex","collection":"c","arguments":{"keys":{"x":1},"normalise":{"y":["trim"]}}}
{"name":"insertOne","collection":"c","arguments":{"document":{"_id":1,"email":"Ana@X.org","t":1,"phone":"+1 2"}}}
{"name":"insertOne","collection":"c","arguments":{"document":{"_id":2,"email":"b@x.org","t":1,"phone":"001 2"}}}
{"name":"insertOne","collection":"c","arguments":{"document":{"_id":3,"email":"c@x.org","t":2,"phone":"001 2"}}}
{"name":"findOne","collection":"c","arguments":{"filter":{"email":"ana@x.org"}}}
{"name":"findOne","collection":"c","arguments":{"filter":{"email":"Ana@X.org"},"projection":{"_id":1}}}
{"name":"listIndexes","collection":"c"}
{"name":"findOne","collection":"c","arguments":{"filter":{"email":" ANA@x.org"},"hint":"email_1","projection":{"_id":1}}}
{"name":"findOneAndUpdate","collection":"c","arguments":{"filter":{"email":"ana@X.ORG"},"update":{"$set":{"n":1}},"upsert":true,"hint":"email_1","returnDocument":"after","projection":{"_id":1,"email":1,"n":1}}}
{"name":"countDocuments","collection":"c","arguments":{"filter":{"phone":{"$in":["+12"]},"t":2},"hint":"t_1_phone_1"}}
{"name":"updateOne","collection":"c","arguments":{"filter":{"email":"NEW@x.org"},"update":{"$set":{"n":2}},"upsert":true,"hint":"email_1"}}
{"name":"distinct","collection":"c","arguments":{"fieldName":"email","filter":{"email":"new@x.org"},"hint":"email_1"}}
END
run 0 exec --store e.db <ops
cut -c1-200 said.txt >answers.txt
sed -n 3p answers.txt | grep -q "'upper' is no step" || refute 'an unknown step was taken'
sed -n 4p answers.txt | grep -q "'y' is no path of the index" || refute 'an unknown path was taken'
sed -n 6p answers.txt | grep -q '"code":11000' || refute 'a second profile'
sed -n 7p answers.txt | grep -q '"ok":1' || refute 'another tenant is refused'
[[ $(sed -n 8p answers.txt) == '{"ok":1,"result":null}' ]] || refute 'a plain filter matched another spelling'
[[ $(sed -n 9p answers.txt) == '{"ok":1,"result":{"_id":1}}' ]] || refute 'a plain filter found nothing'
[[ $(sed -n 11p answers.txt) == '{"ok":1,"result":{"_id":1}}' ]] || refute 'a hint did not find'
[[ $(sed -n 12p answers.txt) == '{"ok":1,"result":{"_id":1,"email":"Ana@X.org","n":1}}' ]] || refute 'an upsert by a hint'
[[ $(sed -n 13p answers.txt) == '{"ok":1,"result":1}' ]] || refute 'a hint of a compound index'
grep -q '"upsertedCount":1' <(sed -n 14p answers.txt) || refute 'an upsert of nobody there'
[[ $(sed -n 15p answers.txt) == '{"ok":1,"result":["NEW@x.org"]}' ]] || refute 'it is stored as spelled'
grep -q '"normalise":{"phone":\["digits"\]}' said.txt || refute 'listIndexes lacks it'

fact 'investigate tells what a normalised key would find'
printf '%s\n' '{"_id":1,"email":"Ana@x.org"}' '{"_id":2,"email":"ana@x.org"}' '{"_id":3,"email":"b@x.org"}' >in.json
run 0 investigate in.json --key email
said_part '        1  more groups if case and blanks are ignored (2 documents):'
said_part '             --normalise email=trim,nfc,case'
run 0 investigate in.json --normalise email=email
said_part '        1  of them in several: 2 documents, 2 in the largest group'
run 2 investigate in.json --key email --normalise mail=email
warned_part "normalise: 'mail' is a path of no key"

finish
