#!/usr/bin/env bash
# users_test.sh PROGRAM: documents that name nobody are looked up among users.
source "$(dirname "$0")/facts.sh"

cat >users.json <<'END'
{"_id":{"$oid":"0000000000000000000000a1"},"email":"ana@x.org"}
{"_id":{"$oid":"0000000000000000000000b1"},"email":"bob@x.org"}
{"_id":{"$oid":"0000000000000000000000b2"},"email":"Bob@x.org"}
{"_id":{"$oid":"0000000000000000000000c1"}}
END
cat >profiles.json <<'END'
{"_id":1,"email":"ANA@x.org","bio":"hi","x":1}
{"_id":2,"userId":{"$oid":"0000000000000000000000a1"},"bio":"x"}
{"_id":3,"userId":null,"email":"bob@x.org"}
{"_id":4,"email":"eve@x.org"}
{"_id":5}
END
import_into() { run "$1" import profiles.json --store "$2" --collection p --unique userId "${@:3}"; }

fact 'who fits just one user is adopted, and the others are counted'
import_into 3 s.db --users users.json
holds grep -q '^users from users.json: json-lines, 236 bytes$' said.txt
holds grep -qx "  1 document unusable: not valid, or without a field of the lookup key" said.txt
holds grep -qx '  documents that name no user: 1 adopted, 1 match no user, 1 match several, 1 have nothing to look up' said.txt
holds grep -qx 'read 5 = inserted 1 + updated 0 + unchanged 0 + merged 1 + conflicted 0 + quarantined 3' said.txt

fact 'explain says which user it was, and verify that it was made of what was read'
run 0 explain _id=1 --store s.db --collection p
holds grep -qx '  userId: users.json, line 1, _id {"$oid":"0000000000000000000000a1"} (import 1, by users:email=email:userId=_id)' said.txt
run 0 verify 1 --store s.db
holds grep -qx '  combined            1   in the collection, with values of others or of a user' said.txt

fact 'another key, and the counts as JSON'
import_into 3 json.db --users users.json --users-key bio=email:userId=_id --json
holds grep -q '"useless":1,"adopted":0,"nobodys":1,"ambiguous":0,"unknown":3}' said.txt

fact 'a key that is none, and a key without users, are refused'
import_into 2 no.db --users users.json --users-key email
holds grep -q "users: 'email' is not a key such as email=email:userId=_id: 'email' must have one ':'" warned.txt
import_into 2 no.db --users-key email=email:userId=_id
holds test ! -e no.db

finish
