#!/usr/bin/env bash
# exec_many_test.sh PROGRAM: sorts, and the operations on several documents.
source "$(dirname "$0")/facts.sh"
source "$here/tell.sh"

tell many.db <<'END'
# insertMany that is not ordered tries them all
> {"name":"insertMany","collection":"c","arguments":{"documents":[{"_id":1,"n":3},{"_id":2,"n":1},{"_id":1},{"_id":3,"n":2}],"ordered":false}}
< {"ok":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: many.c index: _id_ dup key: { _id: 1 }","keyPattern":{"_id":1},"keyValue":{"_id":1},"result":{"insertedCount":3,"insertedIds":{"0":1,"1":2,"3":3},"matchedCount":0,"modifiedCount":0,"deletedCount":0,"upsertedCount":0,"upsertedIds":{}},"writeErrors":[{"index":2,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: many.c index: _id_ dup key: { _id: 1 }","keyPattern":{"_id":1},"keyValue":{"_id":1}}]}

# find sorts and projects
> {"name":"find","collection":"c","arguments":{"filter":{},"sort":{"n":-1},"projection":{"n":1,"_id":0}}}
< {"ok":1,"result":[{"n":3},{"n":2},{"n":1}]}
> {"name":"findOne","collection":"c","arguments":{"sort":{"n":1},"projection":{"n":0}}}
< {"ok":1,"result":{"_id":2}}
> {"name":"find","collection":"c","arguments":{"filter":{},"sort":{"n":2}}}
< {"ok":0,"code":15975,"codeName":"Location15975","message":"sort: the order of 'n' must be 1 (for ascending) or -1 (for descending)"}
> {"name":"find","collection":"c","arguments":{"filter":{},"projection":{"n":1,"m":0}}}
< {"ok":0,"code":31254,"codeName":"Location31254","message":"Cannot do exclusion on field m in inclusion projection"}

# updateMany, distinct and countDocuments see all matches
> {"name":"updateMany","collection":"c","arguments":{"filter":{"n":{"$gt":1}},"update":{"$inc":{"n":10}}}}
< {"ok":1,"result":{"matchedCount":2,"modifiedCount":2,"upsertedCount":0}}
> {"name":"distinct","collection":"c","arguments":{"fieldName":"n"}}
< {"ok":1,"result":[1,12,13]}
> {"name":"countDocuments","collection":"c","arguments":{"filter":{},"skip":1,"limit":1}}
< {"ok":1,"result":1}

# the find-and calls take the first by their sort
> {"name":"findOneAndUpdate","collection":"c","arguments":{"filter":{},"update":{"$set":{"m":1}},"sort":{"n":-1},"projection":{"m":1},"returnDocument":"After"}}
< {"ok":1,"result":{"_id":1,"m":1}}
> {"name":"findOneAndReplace","collection":"c","arguments":{"filter":{"_id":1},"replacement":{"n":5},"returnDocument":"After"}}
< {"ok":1,"result":{"_id":1,"n":5}}
> {"name":"replaceOne","collection":"c","arguments":{"filter":{"_id":8},"replacement":{"n":8},"upsert":true}}
< {"ok":1,"result":{"matchedCount":0,"modifiedCount":0,"upsertedCount":1,"upsertedId":8}}
> {"name":"replaceOne","collection":"c","arguments":{"filter":{"_id":8},"replacement":{"n":8}}}
< {"ok":1,"result":{"matchedCount":1,"modifiedCount":1,"upsertedCount":0}}
> {"name":"replaceOne","collection":"c","arguments":{"filter":{"_id":8},"replacement":{"_id":8,"n":8}}}
< {"ok":1,"result":{"matchedCount":1,"modifiedCount":0,"upsertedCount":0}}
> {"name":"findOneAndDelete","collection":"c","arguments":{"filter":{},"sort":{"_id":-1}}}
< {"ok":1,"result":{"_id":8,"n":8}}

# bulkWrite sums up, and tells which of its writes failed
> {"name":"bulkWrite","collection":"c","arguments":{"requests":[{"insertOne":{"document":{"_id":9}}},{"deleteMany":{"filter":{"n":{"$gt":5}}}},{"updateOne":{"filter":{"_id":77},"update":{"$set":{"a":1}},"upsert":true}},{"updateMany":{"filter":{},"update":{"$set":{"b":1}}}},{"replaceOne":{"filter":{"_id":9},"replacement":{"c":1}}},{"deleteOne":{"filter":{"_id":77}}}]}}
< {"ok":1,"result":{"insertedCount":1,"insertedIds":{"0":9},"matchedCount":5,"modifiedCount":5,"deletedCount":2,"upsertedCount":1,"upsertedIds":{"2":77}}}
> {"name":"bulkWrite","collection":"c","arguments":{"requests":[{"insertOne":{"document":{"_id":9}}},{"insertOne":{"document":{"_id":10}}}]}}
< {"ok":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: many.c index: _id_ dup key: { _id: 9 }","keyPattern":{"_id":1},"keyValue":{"_id":9},"result":{"insertedCount":0,"insertedIds":{},"matchedCount":0,"modifiedCount":0,"deletedCount":0,"upsertedCount":0,"upsertedIds":{}},"writeErrors":[{"index":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: many.c index: _id_ dup key: { _id: 9 }","keyPattern":{"_id":1},"keyValue":{"_id":9}}]}
> {"name":"bulkWrite","collection":"c","arguments":{"requests":[{"upsertOne":{}}]}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"'requests': 'upsertOne' is unknown; there is insertOne, updateOne, updateMany, replaceOne, deleteOne, deleteMany"}
> {"name":"bulkWrite","collection":"c","arguments":{"requests":[]}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"'requests' must not be empty"}

# deleteMany removes them all
> {"name":"deleteMany","collection":"c","arguments":{"filter":{}}}
< {"ok":1,"result":{"deletedCount":3}}

# listIndexes tells the rules
> {"name":"createIndex","collection":"c","arguments":{"keys":{"email":1},"unique":true,"required":true}}
< {"ok":1,"result":"email_1"}
> {"name":"listIndexes","collection":"c"}
< {"ok":1,"result":[{"v":2,"key":{"_id":1},"name":"_id_"},{"v":2,"key":{"email":1},"name":"email_1","unique":true,"required":true}]}
END

finish
