#!/usr/bin/env bash
# exec_drivers_test.sh PROGRAM: operations as MongoDB's drivers and their users spell them.
source "$(dirname "$0")/facts.sh"
source "$here/tell.sh"

tell drivers.db <<'END'
# options that change nothing are ignored
> {"name":"insertMany","collection":"c","arguments":{"documents":[{"_id":1,"n":1},{"_id":2,"n":2}],"comment":"x","writeConcern":{"w":"majority"},"maxTimeMS":500,"$db":"app","lsid":{"id":1}}}
< {"ok":1,"result":{"insertedCount":2,"insertedIds":{"0":1,"1":2}}}
> {"name":"find","collection":"c","arguments":{"filter":{"n":2},"batchSize":1,"readConcern":{"level":"local"},"readPreference":{"mode":"primary"}}}
< {"ok":1,"result":[{"_id":2,"n":2}]}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"n":1},"background":true,"v":2}}
< {"ok":1,"result":"n_1"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"n":1},"v":{"$numberInt":"1"}}}
< {"ok":1,"result":"n_1"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"n":1},"v":3}}
< {"ok":0,"code":67,"codeName":"CannotCreateIndex","message":"createIndex: there is no index version 3"}
> {"name":"listIndexes","collection":"c","arguments":{"batchSize":5,"comment":{"a":1}}}
< {"ok":1,"result":[{"v":2,"key":{"_id":1},"name":"_id_"},{"v":2,"key":{"n":1},"name":"n_1"}]}
> {"name":"bulkWrite","collection":"c","arguments":{"requests":[{"deleteOne":{"filter":{"_id":2},"comment":"x"}}],"comment":"y"}}
< {"ok":1,"result":{"insertedCount":0,"insertedIds":{},"matchedCount":0,"modifiedCount":0,"deletedCount":1,"upsertedCount":0,"upsertedIds":{}}}

# those that would change something are not
> {"name":"find","collection":"c","arguments":{"filter":{},"let":5}}
< {"ok":0,"code":14,"codeName":"TypeMismatch","message":"'let' must be an object"}
> {"name":"find","collection":"c","arguments":{"filter":{},"returnKey":true}}
< {"ok":0,"code":40415,"codeName":"IDLUnknownField","message":"find: 'returnKey' is not supported yet"}

# a write with a name of its own is done once
> {"name":"updateOne","collection":"once","arguments":{"filter":{"_id":1},"update":{"$inc":{"n":1}},"upsert":true,"operationId":"a"}}
< {"ok":1,"result":{"matchedCount":0,"modifiedCount":0,"upsertedCount":1,"upsertedId":1}}
> {"name":"updateOne","collection":"once","arguments":{"filter":{"_id":1},"update":{"$inc":{"n":1}},"upsert":true,"operationId":"a"}}
< {"ok":1,"result":{"matchedCount":0,"modifiedCount":0,"upsertedCount":1,"upsertedId":1}}
> {"name":"insertOne","collection":"once","arguments":{"document":{"_id":2},"operationId":"b"}}
< {"ok":1,"result":{"insertedId":2}}
> {"name":"insertOne","collection":"once","arguments":{"document":{"_id":2},"operationId":"b"}}
< {"ok":1,"result":{"insertedId":2}}
> {"name":"findOneAndDelete","collection":"once","arguments":{"filter":{"_id":1},"operationId":"c"}}
< {"ok":1,"result":{"_id":1,"n":1}}
> {"name":"findOneAndDelete","collection":"once","arguments":{"filter":{"_id":1},"operationId":"c"}}
< {"ok":1,"result":{"_id":1,"n":1}}
> {"name":"deleteMany","collection":"once","arguments":{"filter":{},"operationId":"d"}}
< {"ok":1,"result":{"deletedCount":1}}
> {"name":"deleteMany","collection":"once","arguments":{"filter":{},"operationId":"d"}}
< {"ok":1,"result":{"deletedCount":1}}
> {"name":"countDocuments","collection":"once","arguments":{"filter":{},"operationId":"e"}}
< {"ok":0,"code":40415,"codeName":"IDLUnknownField","message":"countDocuments: 'operationId' is unknown; there is filter, skip, limit, collation, hint, let"}
> {"name":"replaceOne","collection":"once","arguments":{"filter":{"_id":1},"replacement":{},"operationId":"d"}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"operation_id was given to another call before; nothing was done. Repeat a call as it was, or give each its own id"}

# a number is a flag
> {"name":"updateOne","collection":"c","arguments":{"filter":{"_id":7},"update":{"$set":{"n":7}},"upsert":1}}
< {"ok":1,"result":{"matchedCount":0,"modifiedCount":0,"upsertedCount":1,"upsertedId":7}}
> {"name":"updateOne","collection":"c","arguments":{"filter":{"_id":8},"update":{"$set":{"n":8}},"upsert":0}}
< {"ok":1,"result":{"matchedCount":0,"modifiedCount":0,"upsertedCount":0}}
> {"name":"updateOne","collection":"c","arguments":{"filter":{"_id":8},"update":{"$set":{"n":8}},"upsert":{"$numberDecimal":"-0.00E+3"}}}
< {"ok":1,"result":{"matchedCount":0,"modifiedCount":0,"upsertedCount":0}}
> {"name":"updateOne","collection":"c","arguments":{"filter":{"_id":8},"update":{"$set":{"n":8}},"upsert":{"$numberLong":"1"}}}
< {"ok":1,"result":{"matchedCount":0,"modifiedCount":0,"upsertedCount":1,"upsertedId":8}}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"email":1},"unique":1,"sparse":1.0}}
< {"ok":1,"result":"email_1"}
> {"name":"insertMany","collection":"c","arguments":{"documents":[{"_id":7},{"_id":9}],"ordered":0}}
< {"ok":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: drivers.c index: _id_ dup key: { _id: 7 }","keyPattern":{"_id":1},"keyValue":{"_id":7},"result":{"insertedCount":1,"insertedIds":{"1":9},"matchedCount":0,"modifiedCount":0,"deletedCount":0,"upsertedCount":0,"upsertedIds":{}},"writeErrors":[{"index":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: drivers.c index: _id_ dup key: { _id: 7 }","keyPattern":{"_id":1},"keyValue":{"_id":7}}]}

# an E11000 has its key, of whatever call
> {"name":"createIndex","collection":"d","arguments":{"keys":{"a":1,"b.c":-1},"unique":true}}
< {"ok":1,"result":"a_1_b.c_-1"}
> {"name":"insertOne","collection":"d","arguments":{"document":{"_id":1,"a":"x"}}}
< {"ok":1,"result":{"insertedId":1}}
> {"name":"updateOne","collection":"d","arguments":{"filter":{"_id":2},"update":{"$set":{"a":"x"}},"upsert":true}}
< {"ok":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: drivers.d index: a_1_b.c_-1 dup key: { a: \"x\", b.c: null }","keyPattern":{"a":1,"b.c":-1},"keyValue":{"a":"x","b.c":null}}
> {"name":"insertOne","collection":"d","arguments":{"document":{"_id":2,"a":"y","k":1}}}
< {"ok":1,"result":{"insertedId":2}}
> {"name":"updateOne","collection":"d","arguments":{"filter":{"_id":1},"update":{"$set":{"k":1}}}}
< {"ok":1,"result":{"matchedCount":1,"modifiedCount":1,"upsertedCount":0}}
> {"name":"createIndex","collection":"d","arguments":{"keys":{"k":1},"unique":true}}
< {"ok":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: drivers.d index: k_1 dup key: { k: 1 }","keyPattern":{"k":1},"keyValue":{"k":1}}

# countDocuments has no limit of 0
> {"name":"countDocuments","collection":"c","arguments":{"filter":{},"limit":0}}
< {"ok":0,"code":15958,"codeName":"Location15958","message":"the limit must be positive"}
> {"name":"countDocuments","collection":"c","arguments":{"filter":{},"limit":2}}
< {"ok":1,"result":2}

# a level without a validator is kept for the one that follows
> {"name":"createCollection","collection":"v","arguments":{"validationLevel":"moderate"}}
< {"ok":1,"result":null}
> {"name":"insertOne","collection":"v","arguments":{"document":{"_id":1}}}
< {"ok":1,"result":{"insertedId":1}}
> {"name":"collMod","collection":"v","arguments":{"validator":{"a":1}}}
< {"ok":1,"result":{"documents":1,"invalid":1,"failing":[{"_id":1,"details":[{"path":"a","rule":"$eq: 1"}]}]}}
> {"name":"updateOne","collection":"v","arguments":{"filter":{"_id":1},"update":{"$set":{"b":1}}}}
< {"ok":1,"result":{"matchedCount":1,"modifiedCount":1,"upsertedCount":0}}

# codes that are MongoDB's
> {"name":"find","collection":"c","arguments":{"filter":{"s":{"$regex":"a","$options":"i\u0000"}}}}
< {"ok":0,"code":51108,"codeName":"Location51108","message":"invalid flag in regex options"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"_id":-1}}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"the index on _id is {_id: 1}: it cannot descend"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"_id":1},"sparse":true}}
< {"ok":0,"code":197,"codeName":"InvalidIndexSpecificationOption","message":"the index on _id covers all documents; it cannot be sparse"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"_id":1},"collation":{"locale":"fr"}}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"the index on _id compares strings by their bytes: it takes no collation"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"a":1},"name":"_id_"}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"the index name '_id_' is reserved for the index on _id, {_id: 1}"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"a":1},"collation":{}}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"The field 'collation' cannot be an empty object: it names a locale"}
> {"name":"insertOne","collection":"system.users","arguments":{"document":{}}}
< {"ok":0,"code":73,"codeName":"InvalidNamespace","message":"'system.users' cannot be the name of a collection: it is one of the system's own"}
END

fact 'a line may hold many documents, each as large or as deep as one can be'
letters() { head -c "$1" /dev/zero | tr '\0' x; }
levels() {  # COUNT: an object of so many levels
  local open='' close='' level
  for ((level = 1; level < $1; level++)); do open+='{"a":' close+='}'; done
  printf '%s{}%s' "$open" "$close"
}
operation() { printf '{"name":"%s","collection":"l","arguments":{%s}}\n' "$1" "$2"; }
{
  mega=$(letters 1000000) documents=''
  for i in {0..19}; do documents+="${documents:+,}{\"_id\":$i,\"t\":\"$mega\"}"; done
  operation insertMany "\"documents\":[$documents]"
  operation insertOne "\"document\":{\"_id\":100,\"a\":$(levels 99)}"
  operation bulkWrite "\"requests\":[{\"insertOne\":{\"document\":{\"_id\":99,\"a\":$(levels 98)}}}]"
  operation updateOne "\"filter\":{\"_id\":1},\"update\":{\"\$set\":{\"t\":$(levels 99)}}"
  operation insertOne "\"document\":{\"_id\":20,\"t\":\"$(letters $((16 * 1024 * 1024)))\"}"
  operation countDocuments '"filter":{}'
} >large.jsonl
run 0 exec --store large.db <large.jsonl
cut -c1-60 said.txt >begins.txt
holds cmp -s begins.txt - <<'END'
{"ok":1,"result":{"insertedCount":20,"insertedIds":{"0":0,"1
{"ok":1,"result":{"insertedId":100}}
{"ok":1,"result":{"insertedCount":1,"insertedIds":{"0":99},"
{"ok":1,"result":{"matchedCount":1,"modifiedCount":1,"upsert
{"ok":0,"code":10334,"codeName":"BSONObjectTooLarge","messag
{"ok":1,"result":22}
END

fact 'the help names every operation and the options of an index'
run 0 exec --help
for name in dropIndex drop explain partialFilterExpression collation; do
  holds grep -qw "$name" said.txt
done
finish
