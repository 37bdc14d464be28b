#!/usr/bin/env bash
# exec_test.sh PROGRAM: operations and their answers, line by line. Sorts, and the operations on
# several documents, are in exec_many_test.sh.
source "$(dirname "$0")/facts.sh"
source "$here/tell.sh"

tell s.db <<'END'
# createCollection makes a collection once
> {"name":"createCollection","collection":"c","arguments":{}}
< {"ok":1,"result":null}
> {"name":"createCollection","collection":"c"}
< {"ok":0,"code":48,"codeName":"NamespaceExists","message":"the collection c exists"}
> {"name":"countDocuments","collection":"c"}
< {"ok":1,"result":0}

# createIndex answers the index's name; the same one again is no error
> {"name":"createIndex","collection":"c","arguments":{"keys":{"email":1},"unique":true}}
< {"ok":1,"result":"email_1"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"email":1},"unique":true}}
< {"ok":1,"result":"email_1"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"a":1,"b.c":{"$numberInt":"1"}},"unique":true,"distinct":true}}
< {"ok":1,"result":"a_1_b.c_1"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"_id":1},"unique":true}}
< {"ok":1,"result":"_id_"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"phone":{"$numberLong":"1"}},"unique":true,"sparse":true,"name":"by phone"}}
< {"ok":1,"result":"by phone"}

# an index with another rule is an error
> {"name":"createIndex","collection":"c","arguments":{"keys":{"email":1},"unique":true,"sparse":true}}
< {"ok":0,"code":86,"codeName":"IndexKeySpecsConflict","message":"collection c: the index email_1 exists with another rule; give the new one a name of its own, or drop that one"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"email":1},"unique":true,"name":"other"}}
< {"ok":0,"code":85,"codeName":"IndexOptionsConflict","message":"collection c: the index email_1 covers the same paths"}

# what createIndex cannot do yet is an error of its own
> {"name":"createIndex","collection":"c","arguments":{"keys":{"x":"text"},"unique":true}}
< {"ok":0,"code":67,"codeName":"CannotCreateIndex","message":"createIndex: x: only 1 and -1 are supported, no special kinds of index"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{},"unique":true}}
< {"ok":0,"code":67,"codeName":"CannotCreateIndex","message":"createIndex: 'keys' must name a path, as in {\"email\": 1}"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"x":1},"expireAfterSeconds":-1}}
< {"ok":0,"code":67,"codeName":"CannotCreateIndex","message":"expireAfterSeconds must be between 0 and 2147483647"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"x":1},"unique":true,"sparse":true,"required":true}}
< {"ok":0,"code":67,"codeName":"CannotCreateIndex","message":"createIndex: sparse, required and distinct exclude each other"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"x":1},"unique":true,"bucketSize":1}}
< {"ok":0,"code":40415,"codeName":"IDLUnknownField","message":"createIndex: 'bucketSize' is unknown; there is keys, name, unique, sparse, required, distinct, partialFilterExpression, collation, normalise, expireAfterSeconds"}

# insertOne answers the _id; a second document of a key is an E11000 with its key
> {"name":"insertOne","collection":"c","arguments":{"document":{"_id":1,"email":"a"}}}
< {"ok":1,"result":{"insertedId":1}}
> {"name":"insertOne","collection":"c","arguments":{"document":{"_id":{"$oid":"643700f2ec89025cc10eec67"},"email":"oid"}}}
< {"ok":1,"result":{"insertedId":{"$oid":"643700f2ec89025cc10eec67"}}}
> {"name":"insertOne","collection":"c","arguments":{"document":{"_id":2,"email":"a"}}}
< {"ok":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: s.c index: email_1 dup key: { email: \"a\" }","keyPattern":{"email":1},"keyValue":{"email":"a"}}

# insertMany stops at the first error, unless it is not ordered
> {"name":"insertMany","collection":"c","arguments":{"documents":[{"_id":3,"email":"b","n":{"$numberLong":"5"}},{"_id":4,"email":"d","n":1}]}}
< {"ok":1,"result":{"insertedCount":2,"insertedIds":{"0":3,"1":4}}}
> {"name":"insertMany","collection":"c","arguments":{"documents":[{"_id":5,"email":"e"},{"_id":5,"email":"f"},{"_id":6,"email":"g"}]}}
< {"ok":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: s.c index: _id_ dup key: { _id: 5 }","keyPattern":{"_id":1},"keyValue":{"_id":5},"result":{"insertedCount":1,"insertedIds":{"0":5},"matchedCount":0,"modifiedCount":0,"deletedCount":0,"upsertedCount":0,"upsertedIds":{}},"writeErrors":[{"index":1,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: s.c index: _id_ dup key: { _id: 5 }","keyPattern":{"_id":1},"keyValue":{"_id":5}}]}
> {"name":"insertMany","collection":"c","arguments":{"documents":[{"_id":5,"email":"e"},{"_id":6,"email":"g"},{"_id":7,"email":["h","a"]}],"ordered":false}}
< {"ok":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: s.c index: _id_ dup key: { _id: 5 }","keyPattern":{"_id":1},"keyValue":{"_id":5},"result":{"insertedCount":1,"insertedIds":{"1":6},"matchedCount":0,"modifiedCount":0,"deletedCount":0,"upsertedCount":0,"upsertedIds":{}},"writeErrors":[{"index":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: s.c index: _id_ dup key: { _id: 5 }","keyPattern":{"_id":1},"keyValue":{"_id":5}},{"index":2,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: s.c index: email_1 dup key: { email: \"a\" }","keyPattern":{"email":1},"keyValue":{"email":"a"}}]}
> {"name":"insertMany","collection":"c","arguments":{"documents":[]}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"'documents' must not be empty"}
> {"name":"insertMany","collection":"c","arguments":{"documents":[1]}}
< {"ok":0,"code":14,"codeName":"TypeMismatch","message":"'documents' must be an array of objects"}

# findOne answers the document or null; thenBy are filters to try when the one before found nothing
> {"name":"findOne","collection":"c","arguments":{"filter":{"_id":3}}}
< {"ok":1,"result":{"_id":3,"email":"b","n":5}}
> {"name":"findOne","collection":"c","arguments":{"filter":{"_id":99}}}
< {"ok":1,"result":null}
> {"name":"findOne","collection":"c","arguments":{"filter":{"_id":99},"thenBy":[{"_id":98},{"email":"b"}]}}
< {"ok":1,"result":{"_id":3,"email":"b","n":5}}
> {"name":"findOne","collection":"nowhere","arguments":{"filter":{}}}
< {"ok":1,"result":null}

# find answers an array
> {"name":"find","collection":"c","arguments":{"filter":{"_id":{"$gt":3}}}}
< {"ok":1,"result":[{"_id":4,"email":"d","n":1},{"_id":5,"email":"e"},{"_id":6,"email":"g"}]}
> {"name":"find","collection":"c","arguments":{"filter":{"_id":{"$gt":3}},"skip":{"$numberInt":"1"},"limit":{"$numberLong":"1"}}}
< {"ok":1,"result":[{"_id":5,"email":"e"}]}
> {"name":"find","collection":"nowhere"}
< {"ok":1,"result":[]}
> {"name":"find","collection":"c","arguments":{"filter":{},"skip":1.5}}
< {"ok":0,"code":14,"codeName":"TypeMismatch","message":"'skip' must be a whole number"}

# findOneAndUpdate answers the image asked for; Before is the default
> {"name":"findOneAndUpdate","collection":"c","arguments":{"filter":{"email":"b"},"update":{"$inc":{"n":1}}}}
< {"ok":1,"result":{"_id":3,"email":"b","n":5}}
> {"name":"findOneAndUpdate","collection":"c","arguments":{"filter":{"email":"b"},"update":{"$inc":{"n":1}},"returnDocument":"After"}}
< {"ok":1,"result":{"_id":3,"email":"b","n":7}}
> {"name":"findOneAndUpdate","collection":"c","arguments":{"filter":{"_id":8,"email":"h"},"update":{"$inc":{"n":1}},"upsert":true}}
< {"ok":1,"result":null}
> {"name":"findOneAndUpdate","collection":"c","arguments":{"filter":{"_id":9,"email":"i"},"update":{"$inc":{"n":1}},"upsert":true,"returnDocument":"After"}}
< {"ok":1,"result":{"_id":9,"email":"i","n":1}}
> {"name":"findOneAndUpdate","collection":"c","arguments":{"filter":{"_id":99},"thenBy":[{"email":"i"}],"update":{"$inc":{"n":1}},"upsert":true,"returnDocument":"After"}}
< {"ok":1,"result":{"_id":9,"email":"i","n":2}}
> {"name":"findOneAndUpdate","collection":"c","arguments":{"filter":{"_id":99},"update":{"$inc":{"n":1}},"returnDocument":"After"}}
< {"ok":1,"result":null}
> {"name":"findOneAndUpdate","collection":"c","arguments":{"filter":{"email":"b"},"update":{"$inc":{"n":0}},"returnDocument":"after"}}
< {"ok":1,"result":{"_id":3,"email":"b","n":7}}
> {"name":"findOneAndUpdate","collection":"c","arguments":{"filter":{"email":"b"},"update":{"$inc":{"n":0}},"returnDocument":"AFTER"}}
< {"ok":1,"result":{"_id":3,"email":"b","n":7}}
> {"name":"findOneAndUpdate","collection":"c","arguments":{"filter":{},"update":{"$inc":{"n":1}},"returnDocument":"later"}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"'returnDocument' must be \"Before\" or \"After\""}

# updateOne answers counts; a matched count of 0 with an upsertedId is an insert
> {"name":"updateOne","collection":"c","arguments":{"filter":{"_id":9},"update":{"$set":{"n":3}}}}
< {"ok":1,"result":{"matchedCount":1,"modifiedCount":1,"upsertedCount":0}}
> {"name":"updateOne","collection":"c","arguments":{"filter":{"_id":9},"update":{"$set":{"n":3}}}}
< {"ok":1,"result":{"matchedCount":1,"modifiedCount":0,"upsertedCount":0}}
> {"name":"updateOne","collection":"c","arguments":{"filter":{"_id":10,"email":"j"},"update":{"$set":{"n":3}},"upsert":true}}
< {"ok":1,"result":{"matchedCount":0,"modifiedCount":0,"upsertedCount":1,"upsertedId":10}}
> {"name":"updateOne","collection":"c","arguments":{"filter":{"_id":99},"update":{"$set":{"n":3}}}}
< {"ok":1,"result":{"matchedCount":0,"modifiedCount":0,"upsertedCount":0}}
> {"name":"updateOne","collection":"c","arguments":{"filter":{"_id":10},"update":{"$set":{"email":"a"}}}}
< {"ok":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: s.c index: email_1 dup key: { email: \"a\" }","keyPattern":{"email":1},"keyValue":{"email":"a"}}
> {"name":"updateOne","collection":"c","arguments":{"filter":{"_id":10},"update":{"n":1}}}
< {"ok":0,"code":9,"codeName":"FailedToParse","message":"Update document requires atomic operators"}
> {"name":"updateOne","collection":"c","arguments":{"filter":{"_id":10},"update":[{"$limit":1}]}}
< {"ok":0,"code":72,"codeName":"InvalidOptions","message":"$limit is not allowed to be used within an update"}
> {"name":"updateOne","collection":"c","arguments":{"filter":{"_id":10},"update":"x"}}
< {"ok":0,"code":9,"codeName":"FailedToParse","message":"Update document requires atomic operators"}
> {"name":"updateOne","collection":"c","arguments":{"filter":{"_id":10},"update":{"$set":{"n":1}},"upsert":"yes"}}
< {"ok":0,"code":14,"codeName":"TypeMismatch","message":"'upsert' must be true or false"}

# deleteOne and countDocuments answer how many
> {"name":"deleteOne","collection":"c","arguments":{"filter":{"_id":10}}}
< {"ok":1,"result":{"deletedCount":1}}
> {"name":"deleteOne","collection":"c","arguments":{"filter":{"_id":10}}}
< {"ok":1,"result":{"deletedCount":0}}
> {"name":"deleteOne","collection":"c","arguments":{}}
< {"ok":0,"code":40414,"codeName":"IDLFailedToParse","message":"'filter' is missing"}
> {"name":"countDocuments","collection":"c","arguments":{"filter":{"n":{"$exists":true}}}}
< {"ok":1,"result":4}

# a collection that stamps its documents is made by createCollection
> {"name":"createCollection","collection":"stamped","arguments":{"timestamps":true}}
< {"ok":1,"result":null}
> {"name":"insertOne","collection":"stamped","arguments":{"document":{"_id":1}}}
< {"ok":1,"result":{"insertedId":1}}
> {"name":"countDocuments","collection":"stamped","arguments":{"filter":{"createdAt":{"$exists":true},"updatedAt":{"$exists":true}}}}
< {"ok":1,"result":1}

# an index that requires its value refuses a document without
> {"name":"createIndex","collection":"required","arguments":{"keys":{"userId":1},"unique":true,"required":true}}
< {"ok":1,"result":"userId_1"}
> {"name":"insertOne","collection":"required","arguments":{"document":{"_id":1,"userId":null}}}
< {"ok":0,"code":121,"codeName":"DocumentValidationFailure","message":"collection required: 'userId' is missing or null, and the unique index userId_1 requires it","errInfo":{"failingDocumentId":1,"details":[{"path":"userId","rule":"required: userId_1"}]}}

# an argument or an operation that is not there is an error, never ignored
> {"name":"deleteOne","collection":"c","arguments":{"filter":{},"returnKey":true}}
< {"ok":0,"code":40415,"codeName":"IDLUnknownField","message":"deleteOne: 'returnKey' is not supported yet"}
> {"name":"insertOne","collection":"c","arguments":{"document":{},"batchSize":2}}
< {"ok":0,"code":40415,"codeName":"IDLUnknownField","message":"insertOne: 'batchSize' is not supported yet"}
> {"name":"insertOne","collection":"c","arguments":{"document":{},"session":"s0"}}
< {"ok":0,"code":40415,"codeName":"IDLUnknownField","message":"insertOne: 'session' is not supported yet"}
> {"name":"insertOne","collection":"c","arguments":{"documnet":{}}}
< {"ok":0,"code":40415,"codeName":"IDLUnknownField","message":"insertOne: 'documnet' is unknown; there is document, operationId"}
> {"name":"insertOne","collection":"c","argument":{}}
< {"ok":0,"code":40415,"codeName":"IDLUnknownField","message":"the operation: 'argument' is unknown; there is name, collection, arguments"}
> {"name":"insertTwo","collection":"c","arguments":{}}
< {"ok":0,"code":59,"codeName":"CommandNotFound","message":"there is no operation 'insertTwo'; there is insertOne, insertMany, findOne, find, findOneAndUpdate, findOneAndReplace, findOneAndDelete, updateOne, updateMany, replaceOne, deleteOne, deleteMany, distinct, countDocuments, count, estimatedDocumentCount, aggregate, bulkWrite, createCollection, collMod, listIndexes, createIndex, createIndexes, dropIndex, dropIndexes, listCollections, renameCollection, drop, explain"}

# a line that is no operation gets an error, and the next one is read
> 
< {"ok":0,"code":9,"codeName":"FailedToParse","message":"no document: the text is empty (offset 0, line 1)"}
> insertOne
< {"ok":0,"code":9,"codeName":"FailedToParse","message":"a document must be a JSON object (offset 0, line 1)"}
> {"name":"insertOne","collection":"c","arguments":{"document":{"_id":11}}
< {"ok":0,"code":9,"codeName":"FailedToParse","message":"the text ends inside the document (offset 72, line 1)"}
> {"collection":"c","arguments":{}}
< {"ok":0,"code":40414,"codeName":"IDLFailedToParse","message":"'name' is missing"}
> {"name":"find"}
< {"ok":0,"code":40414,"codeName":"IDLFailedToParse","message":"'collection' is missing"}
> {"name":"find","collection":""}
< {"ok":0,"code":73,"codeName":"InvalidNamespace","message":"the name of a collection is empty"}
> {"name":"find","collection":7}
< {"ok":0,"code":14,"codeName":"TypeMismatch","message":"'collection' must be a string"}
> {"name":"find","collection":"c","arguments":[]}
< {"ok":0,"code":14,"codeName":"TypeMismatch","message":"'arguments' must be an object"}
> {"name":"find","collection":"c","arguments":{"filter":{"a":{"$frobnicate":1}}}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"unknown operator: $frobnicate"}
> {"name":"countDocuments","collection":"c"}
< {"ok":1,"result":8}
END

tell s.db --canonical <<'END'
# --canonical names the type of each value; counts stay plain
> {"name":"findOne","collection":"c","arguments":{"filter":{"_id":3}}}
< {"ok":1,"result":{"_id":{"$numberInt":"3"},"email":"b","n":{"$numberLong":"7"}}}
> {"name":"find","collection":"c","arguments":{"filter":{"_id":1}}}
< {"ok":1,"result":[{"_id":{"$numberInt":"1"},"email":"a"}]}
> {"name":"insertOne","collection":"d","arguments":{"document":{"_id":{"$numberDouble":"1.0"}}}}
< {"ok":1,"result":{"insertedId":{"$numberDouble":"1.0"}}}
> {"name":"insertOne","collection":"d","arguments":{"document":{"_id":1}}}
< {"ok":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: s.d index: _id_ dup key: { _id: 1 }","keyPattern":{"_id":1},"keyValue":{"_id":{"$numberInt":"1"}}}
> {"name":"updateOne","collection":"d","arguments":{"filter":{"_id":{"$numberLong":"2"}},"update":{"$set":{"n":1}},"upsert":true}}
< {"ok":1,"result":{"matchedCount":0,"modifiedCount":0,"upsertedCount":1,"upsertedId":{"$numberLong":"2"}}}
> {"name":"countDocuments","collection":"d","arguments":{}}
< {"ok":1,"result":2}
END

fact 'exec answers each line before it reads the next'
mkfifo in out
"$program" exec --store flush.db <in >out 2>warned.txt &
exec 3>in 4<out
for i in 1 2; do
  echo '{"name":"insertOne","collection":"c","arguments":{"document":{"_id":'$i'}}}' >&3
  IFS= read -r -t 20 answer <&4 || answer='none came'
  holds test "$answer" = '{"ok":1,"result":{"insertedId":'$i'}}'
done
exec 3>&-
wait $! || refute 'the end of the input is not the end'
exec 4<&-

fact 'the last line needs no newline'
printf '{"name":"countDocuments","collection":"c"}' >one.json
run 0 exec --store flush.db <one.json
said '{"ok":1,"result":2}'

fact 'a store that cannot be opened ends exec at once'
echo 'not a store' >other.txt
run 1 exec --store other.txt <one.json
said ''

finish
