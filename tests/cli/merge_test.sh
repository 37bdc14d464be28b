#!/usr/bin/env bash
# merge_test.sh PROGRAM: two documents merged by hand, looked at, and taken back.
source "$(dirname "$0")/facts.sh"

cat >in.json <<'END'
{"_id":1,"email":"lia@x.org","name":"Lia","tags":["a"],"logins":2}
{"_id":2,"email":"lia@y.org","tags":["b"],"logins":3,"bio":"x"}
{"_id":3,"email":"mo@x.org"}
END
run 0 import in.json --store s.db --collection users --unique email
export_all() { run 0 export --store s.db --collection users; }
export_all
cp said.txt before.txt

fact 'a dry run shows what would come of it, and changes nothing'
run 0 merge 2 --into 1 --store s.db --collection users --merge fill,union:tags,sum:logins --dry-run
said 'took bio by fill
took logins by sum:logins
took tags by union:tags
read 2 = inserted 0 + updated 1 + unchanged 0 + merged 1 + conflicted 0 + quarantined 0
dry run: nothing was written'
export_all
holds cmp said.txt before.txt

fact 'one goes to the archive, the other takes what the rules say'
run 0 merge 2 --into 1 --store s.db --collection users --merge fill,union:tags,sum:logins
holds grep -qx 'import 2 into collection users of s.db' said.txt
export_all
said '{"_id":1,"email":"lia@x.org","name":"Lia","tags":["a","b"],"logins":5,"bio":"x"}
{"_id":3,"email":"mo@x.org"}'
run 0 get _id=2 --follow --store s.db --collection users
holds grep -q '"_id":1' said.txt
run 0 export --store s.db --collection users --archive
holds grep -qx '{"_id":2,"email":"lia@y.org","tags":\["b"\],"logins":3,"bio":"x"}' said.txt
run 0 check --store s.db
run 0 explain 1 --store s.db --collection users

fact 'importing the file again brings nobody back'
export_all
cp said.txt merged.txt
run 0 import in.json --store s.db --collection users --unique email
holds grep -qx 'read 3 = inserted 0 + updated 0 + unchanged 3 + merged 0 + conflicted 0 + quarantined 0' said.txt
export_all
holds cmp said.txt merged.txt

fact 'a newer version of it goes to the archive, whatever the rules would keep'
cat >newer.json <<'END'
{"_id":2,"email":"lia@new.org","tags":["c"],"updatedAt":{"$date":"2030-01-01T00:00:00Z"}}
END
run 0 import newer.json --store s.db --collection users --unique email --keep newest:updatedAt
holds grep -qx 'read 1 = inserted 0 + updated 0 + unchanged 0 + merged 1 + conflicted 0 + quarantined 0' said.txt
run 0 import newer.json --store s.db --collection users --keep newest:updatedAt --on-existing replace
holds grep -qx 'read 1 = inserted 0 + updated 0 + unchanged 1 + merged 0 + conflicted 0 + quarantined 0' said.txt
run 0 get _id=1 --store s.db --collection users
said '{"_id":1,"email":"lia@x.org","name":"Lia","tags":["a","b"],"logins":5,"bio":"x"}'
run 0 verify 4 newer.json --store s.db
run 0 undo 5 --store s.db
run 0 undo 4 --store s.db

fact 'what is gone cannot be merged again, nor a document with itself'
run 2 merge 2 --into 3 --store s.db --collection users
warned 'profilestore: collection users has no document with the _id 2: it was merged into 1; nothing was done'
run 2 merge 9 --into 3 --store s.db --collection users
warned 'profilestore: collection users has no document with the _id 9; nothing was done'
run 2 merge 1 --into 1.0 --store s.db --collection users
warned 'profilestore: the two _ids are equal: there is nothing to merge'
run 2 merge 3 --into 1 --store s.db --collection users --merge fil
holds grep -q "'fil' is not a rule" warned.txt
run 2 merge 3 --into 1 --store s.db --collection users --merge union:tag
warned "profilestore: merge: 'union:tag': neither of the two documents has a field 'tag'; did you mean 'tags'? Nothing was done; allow-absent does it all the same"
run 2 merge 3 --store s.db --collection users

fact 'verify says that there are no sources, undo restores every byte'
run 2 verify 2 --store s.db
warned 'profilestore: import 2 merged two documents of the store and read no sources: there is nothing to verify'
run 0 undo 2 --store s.db
export_all
holds cmp <(sort said.txt) <(sort before.txt)
run 0 check --store s.db
run 0 merge 2 --into 1 --store s.db --collection users --json
said '{"import":"6","ledger":{"read":2,"inserted":0,"updated":0,"unchanged":1,"merged":1,"conflicted":0,"quarantined":0},"taken":[]}'
run 0 undo 6 --store s.db
export_all
holds cmp <(sort said.txt) <(sort before.txt)

fact 'a single key of it cannot be undone'
run 0 merge 2 --into 1 --store s.db --collection users
run 2 undo 7 --key lia@y.org --store s.db
warned 'profilestore: import 7 merged two documents, whatever their keys: undo it without a key'
run 0 undo 7 --store s.db

fact 'what an index or a validator refuses is refused whole'
printf '%s\n' '{"name":"collMod","collection":"users","arguments":{"validator":{"bio":{"$exists":false}}}}' |
  run 0 exec --store s.db
run 2 merge 2 --into 1 --store s.db --collection users --merge fill
holds grep -q 'the merged document would be invalid' warned.txt
export_all
holds cmp <(sort said.txt) <(sort before.txt)

# begin STORE: two people who are one, by other addresses, in import 1; document 2 is merged as 2.
begin() {
  local store=$1
  shift
  printf '%s\n' '{"_id":1,"email":"b@x.org"}' '{"_id":2,"email":"a@x.org","n":1}' >two.json
  run 0 import two.json --store "$store" --collection users --unique email
  run 0 merge 2 --into 1 --store "$store" --collection users "$@"
}
users_of() { run 0 export --store "$1" --collection users; }

fact 'the loser stays the loser, even if it was to be kept'
begin k.db
run 0 keep 2 --store k.db --collection users
echo '{"_id":2,"email":"a@x.org","n":2,"more":1,"fields":1}' >newer.json
run 0 import newer.json --store k.db --collection users --unique email --on-existing replace
users_of k.db
said '{"_id":1,"email":"b@x.org"}'
run 0 import newer.json --store k.db --collection users
users_of k.db
said '{"_id":1,"email":"b@x.org"}'

fact 'the key that it had may become another person'"'"'s'
echo '{"_id":7,"email":"a@x.org"}' >seven.json
run 0 import seven.json --store k.db --collection users --unique email
printf '%s\n' '{"_id":1,"email":"b@x.org","new":1}' '{"_id":2,"email":"a@x.org","n":1}' '{"_id":7,"email":"a@x.org"}' >next.json
run 0 import next.json --store k.db --collection users --unique email --on-existing replace
users_of k.db
said '{"_id":1,"email":"b@x.org","new":1}
{"_id":7,"email":"a@x.org"}'

fact 'the import before it is not undone beneath it, though its row is another'"'"'s by now'
printf '%s\n' '{"_id":1,"email":"b@x.org"}' '{"_id":2,"email":"a@x.org","n":1}' '{"_id":5,"email":"a@x.org"}' >three.json
run 0 import three.json --store r.db --collection users --unique email
run 0 merge 2 --into 1 --store r.db --collection users
run 0 upsert --filter '{"_id":9}' --update '{"$set":{"email":"c@x.org"}}' --store r.db --collection users
run 3 undo 1 --store r.db
run 0 export --store r.db --collection users --archive
holds grep -qx '{"_id":5,"email":"a@x.org"}' said.txt
run 0 undo 2 --store r.db
users_of r.db
holds grep -q '"_id":2' said.txt

fact 'one who has no key takes the other'"'"'s, and is still updated'
printf '%s\n' '{"_id":1,"name":"B"}' '{"_id":2,"email":"a@x.org"}' >two.json
run 0 import two.json --store f.db --collection users --unique email --missing distinct
run 0 merge 2 --into 1 --store f.db --collection users --merge fill
printf '%s\n' '{"_id":1,"name":"B","new":1}' '{"_id":2,"email":"a@x.org"}' >next.json
run 0 import next.json --store f.db --collection users --unique email --merge fill --keep complete:new
holds grep -q ' conflicted 0 + quarantined 0' said.txt
run 0 get _id=1 --store f.db --collection users
holds grep -q '"new":1' said.txt

fact 'undo brings the loser back though the survivor was deleted'
begin d.db --merge fill
printf '%s\n' '{"name":"deleteOne","collection":"users","arguments":{"filter":{"_id":1}}}' | run 0 exec --store d.db
run 3 undo 2 --store d.db
users_of d.db
said '{"_id":2,"email":"a@x.org","n":1}'

fact 'a newer version that came since is not lost from sight'
begin n.db
run 0 import newer.json --store n.db --collection users --unique email
run 3 undo 2 --store n.db
users_of n.db
said '{"_id":1,"email":"b@x.org"}'
run 0 undo 3 --store n.db
run 0 undo 2 --store n.db
users_of n.db
holds test "$(wc -l <said.txt)" = 2

fact 'two who were decided to be two are not merged'
run 0 not-duplicates 1 2 --store n.db --collection users
run 2 merge 2 --into 1 --store n.db --collection users
warned 'profilestore: it was decided that 2 and 1 of collection users are no duplicates; nothing was done. Remove that decision first, if it was wrong'

finish
