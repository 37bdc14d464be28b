#!/usr/bin/env bash
# exec_indexes_test.sh PROGRAM: indexes made, listed, used and dropped, and collections dropped.
source "$(dirname "$0")/facts.sh"
source "$here/tell.sh"

tell indexes.db <<'END'
# an index is plain unless it says unique
> {"name":"insertMany","collection":"c","arguments":{"documents":[{"_id":1,"n":3,"tags":["a","b"]},{"_id":2,"n":3,"tags":"b"},{"_id":3,"n":1}]}}
< {"ok":1,"result":{"insertedCount":3,"insertedIds":{"0":1,"1":2,"2":3}}}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"n":1}}}
< {"ok":1,"result":"n_1"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"tags":1},"sparse":true}}
< {"ok":1,"result":"tags_1"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"m":1,"n":-1},"unique":true,"distinct":true}}
< {"ok":1,"result":"m_1_n_-1"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"n":1},"unique":true}}
< {"ok":0,"code":86,"codeName":"IndexKeySpecsConflict","message":"collection c: the index n_1 exists with another rule; give the new one a name of its own, or drop that one"}
> {"name":"createIndex","collection":"c","arguments":{"keys":{"x":1},"required":true}}
< {"ok":0,"code":67,"codeName":"CannotCreateIndex","message":"the rule 'reject' for missing values needs a unique index"}

# listIndexes tells them as MongoDB does
> {"name":"listIndexes","collection":"c"}
< {"ok":1,"result":[{"v":2,"key":{"_id":1},"name":"_id_"},{"v":2,"key":{"m":1,"n":-1},"name":"m_1_n_-1","unique":true,"distinct":true},{"v":2,"key":{"n":1},"name":"n_1"},{"v":2,"key":{"tags":1},"name":"tags_1","sparse":true}]}

# explain says which serves a find
> {"name":"explain","collection":"c","arguments":{"filter":{"n":{"$gt":1}},"sort":{"n":-1}}}
< {"ok":1,"result":{"queryPlanner":{"namespace":"indexes.c","winningPlan":{"stage":"FETCH","inputStage":{"stage":"IXSCAN","keyPattern":{"n":1},"indexName":"n_1","isMultiKey":false,"isUnique":false,"direction":"backward","indexBounds":{"n":"a range"}}}}}}
> {"name":"explain","collection":"c","arguments":{"filter":{"tags":"b"},"sort":{"x":1}}}
< {"ok":1,"result":{"queryPlanner":{"namespace":"indexes.c","winningPlan":{"stage":"SORT","sortPattern":{"x":1},"inputStage":{"stage":"FETCH","inputStage":{"stage":"IXSCAN","keyPattern":{"tags":1},"indexName":"tags_1","isMultiKey":true,"isUnique":false,"direction":"forward","indexBounds":{"tags":"one key"}}}}}}}
> {"name":"explain","collection":"c","arguments":{"filter":{"x":1}}}
< {"ok":1,"result":{"queryPlanner":{"namespace":"indexes.c","winningPlan":{"stage":"COLLSCAN","direction":"forward"}}}}
> {"name":"explain","collection":"none"}
< {"ok":1,"result":{"queryPlanner":{"namespace":"indexes.none","winningPlan":{"stage":"EOF"}}}}

# a condition and a collation are MongoDB's
> {"name":"createIndex","collection":"p","arguments":{"keys":{"email":1},"unique":true,"partialFilterExpression":{"email":{"$type":"string"}},"collation":{"locale":"en","strength":2}}}
< {"ok":1,"result":"email_1"}
> {"name":"insertMany","collection":"p","arguments":{"documents":[{"_id":1,"email":"Ann@x"},{"_id":2},{"_id":3},{"_id":4,"email":"ANN@X"}],"ordered":false}}
< {"ok":0,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: indexes.p index: email_1 dup key: { email: \"ANN@X\" }","keyPattern":{"email":1},"keyValue":{"email":"ANN@X"},"result":{"insertedCount":3,"insertedIds":{"0":1,"1":2,"2":3},"matchedCount":0,"modifiedCount":0,"deletedCount":0,"upsertedCount":0,"upsertedIds":{}},"writeErrors":[{"index":3,"code":11000,"codeName":"DuplicateKey","message":"E11000 duplicate key error collection: indexes.p index: email_1 dup key: { email: \"ANN@X\" }","keyPattern":{"email":1},"keyValue":{"email":"ANN@X"}}]}
> {"name":"listIndexes","collection":"p"}
< {"ok":1,"result":[{"v":2,"key":{"_id":1},"name":"_id_"},{"v":2,"key":{"email":1},"name":"email_1","unique":true,"partialFilterExpression":{"email":{"$type":"string"}},"collation":{"locale":"en","strength":2}}]}
> {"name":"createIndex","collection":"p","arguments":{"keys":{"x":1},"unique":true,"collation":{"locale":"sv"}}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"collation locale 'sv' is not supported: it has rules of its own"}
> {"name":"createIndex","collection":"p","arguments":{"keys":{"x":1},"unique":true,"partialFilterExpression":{"x":{"$ne":1}}}}
< {"ok":0,"code":67,"codeName":"CannotCreateIndex","message":"the condition of a partial index may not use $ne"}

# a find answers the same with an index and without
> {"name":"find","collection":"c","arguments":{"filter":{"tags":"b"},"sort":{"n":1}}}
< {"ok":1,"result":[{"_id":1,"n":3,"tags":["a","b"]},{"_id":2,"n":3,"tags":"b"}]}
> {"name":"dropIndex","collection":"c","arguments":{"name":"tags_1"}}
< {"ok":1,"result":null}
> {"name":"find","collection":"c","arguments":{"filter":{"tags":"b"},"sort":{"n":1}}}
< {"ok":1,"result":[{"_id":1,"n":3,"tags":["a","b"]},{"_id":2,"n":3,"tags":"b"}]}

# dropIndex tells what is not there to be dropped
> {"name":"dropIndex","collection":"c","arguments":{"name":"tags_1"}}
< {"ok":0,"code":27,"codeName":"IndexNotFound","message":"collection c: there is no index tags_1"}
> {"name":"dropIndex","collection":"c","arguments":{"name":"_id_"}}
< {"ok":0,"code":72,"codeName":"InvalidOptions","message":"collection c: the index on _id cannot be dropped"}
> {"name":"dropIndex","collection":"none","arguments":{"name":"x_1"}}
< {"ok":0,"code":26,"codeName":"NamespaceNotFound","message":"there is no collection none"}
> {"name":"dropIndex","collection":"c","arguments":{}}
< {"ok":0,"code":40414,"codeName":"IDLFailedToParse","message":"'name' is missing"}

# drop leaves nothing of a collection, and is no error if there is none
> {"name":"drop","collection":"c"}
< {"ok":1,"result":null}
> {"name":"drop","collection":"c"}
< {"ok":1,"result":null}
> {"name":"listIndexes","collection":"c"}
< {"ok":1,"result":[]}
> {"name":"countDocuments","collection":"c"}
< {"ok":1,"result":0}
END

fact "the store is sound"
run 0 check --store indexes.db
finish
