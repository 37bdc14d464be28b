#!/usr/bin/env bash
# exec_collation_test.sh PROGRAM: calls that say how strings are compared, by a collation or a hint.
source "$(dirname "$0")/facts.sh"
source "$here/tell.sh"

tell s.db <<'END'
# a profile under a collated unique index
> {"name":"createIndex","collection":"c","arguments":{"keys":{"email":1},"unique":true,"collation":{"locale":"en","strength":2}}}
< {"ok":1,"result":"email_1"}
> {"name":"insertMany","collection":"c","arguments":{"documents":[{"_id":1,"email":"ana@x.org","tags":["Red","b"]},{"_id":2,"email":"Bob@x.org"},{"_id":3,"email":"cy@x.org"}]}}
< {"ok":1,"result":{"insertedCount":3,"insertedIds":{"0":1,"1":2,"2":3}}}

# a call that says nothing compares by bytes
> {"name":"findOne","collection":"c","arguments":{"filter":{"email":"ANA@x.org"}}}
< {"ok":1,"result":null}
> {"name":"updateOne","collection":"c","arguments":{"filter":{"email":"ANA@x.org"},"update":{"$set":{"n":1}},"upsert":true}}
< {"ok":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: s.c index: email_1 dup key: { email: \"ANA@x.org\" }","keyPattern":{"email":1},"keyValue":{"email":"ANA@x.org"}}

# with a collation, or with the index as its hint, it finds the profile
> {"name":"updateOne","collection":"c","arguments":{"filter":{"email":"ANA@x.org"},"update":{"$set":{"n":1}},"upsert":true,"collation":{"locale":"en","strength":2}}}
< {"ok":1,"result":{"matchedCount":1,"modifiedCount":1,"upsertedCount":0}}
> {"name":"findOneAndUpdate","collection":"c","arguments":{"filter":{"email":"Ana@X.org"},"update":{"$inc":{"n":1}},"upsert":true,"returnDocument":"After","hint":"email_1","projection":{"n":1}}}
< {"ok":1,"result":{"_id":1,"n":2}}
> {"name":"find","collection":"c","arguments":{"filter":{"email":{"$in":["ANA@X.ORG","BOB@X.ORG"]}},"hint":{"email":1},"projection":{"_id":1}}}
< {"ok":1,"result":[{"_id":1},{"_id":2}]}
> {"name":"countDocuments","collection":"c","arguments":{"filter":{"email":{"$ne":"ANA@X.ORG"}},"hint":"email_1"}}
< {"ok":1,"result":2}
> {"name":"distinct","collection":"c","arguments":{"fieldName":"_id","filter":{"tags":"RED"},"collation":{"locale":"en","strength":2}}}
< {"ok":1,"result":[1]}
> {"name":"find","collection":"c","arguments":{"sort":{"email":-1},"projection":{"_id":1},"collation":{"locale":"en"}}}
< {"ok":1,"result":[{"_id":3},{"_id":2},{"_id":1}]}
> {"name":"explain","collection":"c","arguments":{"filter":{"email":"ANA@x.org"},"collation":{"locale":"en","strength":2}}}
< {"ok":1,"result":{"queryPlanner":{"namespace":"s.c","winningPlan":{"stage":"FETCH","inputStage":{"stage":"IXSCAN","keyPattern":{"email":1},"indexName":"email_1","isMultiKey":false,"isUnique":true,"direction":"forward","indexBounds":{"email":"one key"}}}}}}
> {"name":"explain","collection":"c","arguments":{"filter":{"email":"ANA@x.org"},"collation":{"locale":"en","strength":1}}}
< {"ok":1,"result":{"queryPlanner":{"namespace":"s.c","winningPlan":{"stage":"COLLSCAN","direction":"forward"}}}}

# so do the updates' own operators, array filters, and each write of a bulk
> {"name":"bulkWrite","collection":"c","arguments":{"requests":[{"updateOne":{"filter":{"email":"ANA@x.org"},"update":{"$addToSet":{"tags":"red"},"$set":{"m":1}},"collation":{"locale":"en","strength":2}}},{"updateMany":{"filter":{"email":"ANA@x.org"},"update":{"$set":{"tags.$[t]":"blue"}},"arrayFilters":[{"t":"RED"}],"collation":{"locale":"en","strength":2}}},{"deleteOne":{"filter":{"email":"CY@x.org"},"hint":"email_1"}},{"deleteMany":{"filter":{"email":"BOB@x.org"},"hint":{"email":1}}}]}}
< {"ok":1,"result":{"insertedCount":0,"insertedIds":{},"matchedCount":2,"modifiedCount":2,"deletedCount":2,"upsertedCount":0,"upsertedIds":{}}}
> {"name":"find","collection":"c"}
< {"ok":1,"result":[{"_id":1,"email":"ana@x.org","tags":["blue","b"],"n":2,"m":1}]}

# what inserts keeps the spelling of the filter
> {"name":"replaceOne","collection":"c","arguments":{"filter":{"_id":9,"email":"Dee@X.org"},"replacement":{"email":"Dee@X.org"},"upsert":true,"hint":"email_1"}}
< {"ok":1,"result":{"matchedCount":0,"modifiedCount":0,"upsertedCount":1,"upsertedId":9}}
> {"name":"findOneAndDelete","collection":"c","arguments":{"filter":{"email":"dee@x.org"},"hint":"email_1","projection":{"email":1,"_id":0}}}
< {"ok":1,"result":{"email":"Dee@X.org"}}

# simple is no collation, and neither is an empty one
> {"name":"countDocuments","collection":"c","arguments":{"filter":{"email":"ANA@x.org"},"collation":{}}}
< {"ok":1,"result":0}
> {"name":"countDocuments","collection":"c","arguments":{"filter":{"email":"ANA@x.org"},"collation":{"locale":"simple"}}}
< {"ok":1,"result":0}

# a hint must be an index, and one alone
> {"name":"find","collection":"c","arguments":{"hint":"name_1"}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"hint provided does not correspond to an existing index: collection c has no index name_1"}
> {"name":"deleteMany","collection":"c","arguments":{"filter":{},"hint":{"email":-1}}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"hint provided does not correspond to an existing index: collection c has no index {\"email\":-1}"}
> {"name":"find","collection":"c","arguments":{"hint":""}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"hint provided does not correspond to an existing index: it is empty"}
> {"name":"find","collection":"c","arguments":{"hint":5}}
< {"ok":0,"code":9,"codeName":"FailedToParse","message":"'hint' must be the name of an index or its keys"}
> {"name":"find","collection":"c","arguments":{"hint":{"$natural":1}}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"'hint': {$natural: …} is not supported; name an index"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"email":1},"name":"exact"}}
< {"ok":1,"result":"exact"}
> {"name":"find","collection":"c","arguments":{"hint":{"email":1}}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"'hint': several indexes have the keys {\"email\":1}; name one: email_1, exact"}
> {"name":"find","collection":"none","arguments":{"hint":"email_1"}}
< {"ok":1,"result":[]}

# what the library does not have is refused by its name
> {"name":"find","collection":"c","arguments":{"collation":{"locale":"en","numericOrdering":true}}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"collation numericOrdering is not supported"}
> {"name":"updateMany","collection":"c","arguments":{"filter":{},"update":{"$set":{"x":1}},"collation":{"locale":"sv"}}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"collation locale 'sv' is not supported: it has rules of its own"}
> {"name":"createCollection","collection":"d","arguments":{"collation":{"locale":"en"}}}
< {"ok":0,"code":40415,"codeName":"IDLUnknownField","message":"createCollection: a default collation is not supported; give 'collation' to each index and to each operation"}
> {"name":"createCollection","collection":"d","arguments":{"collation":{"locale":"simple"}}}
< {"ok":1,"result":null}
> {"name":"insertOne","collection":"c","arguments":{"document":{},"collation":{"locale":"en"}}}
< {"ok":0,"code":40415,"codeName":"IDLUnknownField","message":"insertOne: 'collation' is not supported yet"}
END

fact 'find, get and upsert take them too'
run 0 find --store s.db --collection c --filter '{"email": "ANA@X.ORG"}' --hint email_1 --projection '{"_id": 1}'
said '{"_id":1}'
run 0 find --store s.db --collection c --filter '{"tags": "BLUE"}' --projection '{"_id": 1}' \
  --collation '{"locale": "en", "strength": 2}'
said '{"_id":1}'
run 0 get email=ANA@X.ORG --store s.db --collection c --hint email_1 --projection '{"_id": 1}'
said '{"_id":1}'
run 1 get email=ANA@X.ORG --store s.db --collection c
run 0 upsert --store s.db --collection c --filter '{"email": "ANA@X.ORG"}' --update '{"$inc": {"n": 1}}' --hint email_1
said 'updated 1 document'
run 2 find --store s.db --collection c --hint none
warned 'profilestore: hint provided does not correspond to an existing index: collection c has no index none'
run 2 find --store s.db --collection c --hint ''
run 2 find --store s.db --collection c --collation '{"locale": "xx"}'
warned "profilestore: Field 'locale' is invalid: 'xx'"
run 2 get _id=1 --store s.db --collection c --collation '{'

fact 'however many processes upsert spellings of one key, there is one document'
for i in {1..8}; do
  email=$([[ $((i % 2)) == 0 ]] && echo EVE@x.org || echo eve@X.org)
  "$program" upsert --store s.db --collection c --hint email_1 --filter "{\"email\": \"$email\"}" \
    --update '{"$inc": {"n": 1}}' >"race.$i" 2>&1 &
done
for job in $(jobs -p); do wait "$job" || refute "an upsert failed: $(cat race.*)"; done
run 0 get email=eve@x.org --store s.db --collection c --hint email_1 --projection '{"_id": 0, "n": 1}'
said '{"n":8}'

fact 'the store is sound'
run 0 check --store s.db
finish
