#!/usr/bin/env bash
# exec_validator_test.sh PROGRAM: validators set, changed, asked and removed by exec.
source "$(dirname "$0")/facts.sh"
source "$here/tell.sh"

tell valid.db <<'TABLE'
# createCollection takes a validator
> {"name":"createCollection","collection":"c","arguments":{"validator":{"$jsonSchema":{"bsonType":"object","required":["name"],"properties":{"age":{"bsonType":"int","minimum":0}}}}}}
< {"ok":1,"result":null}
> {"name":"insertOne","collection":"c","arguments":{"document":{"_id":1,"name":"Ann","age":5}}}
< {"ok":1,"result":{"insertedId":1}}

# a write that fails says what and where, and no value
> {"name":"insertOne","collection":"c","arguments":{"document":{"_id":2,"age":-7}}}
< {"ok":0,"code":121,"codeName":"DocumentValidationFailure","message":"Document failed validation: 'name' required, 'age' minimum: 0","errInfo":{"failingDocumentId":2,"details":[{"path":"name","rule":"required"},{"path":"age","rule":"minimum: 0"}]}}
> {"name":"findOneAndUpdate","collection":"c","arguments":{"filter":{"_id":3},"update":{"$set":{"age":"x"}},"upsert":true}}
< {"ok":0,"code":121,"codeName":"DocumentValidationFailure","message":"Document failed validation: 'name' required, 'age' bsonType: int","errInfo":{"failingDocumentId":3,"details":[{"path":"name","rule":"required"},{"path":"age","rule":"bsonType: int"}]}}
> {"name":"updateOne","collection":"c","arguments":{"filter":{"_id":1},"update":{"$unset":{"name":1}}}}
< {"ok":0,"code":121,"codeName":"DocumentValidationFailure","message":"Document failed validation: 'name' required","errInfo":{"failingDocumentId":1,"details":[{"path":"name","rule":"required"}]}}
> {"name":"insertMany","collection":"c","arguments":{"documents":[{"_id":4},{"_id":5,"name":"Bo"}],"ordered":false}}
< {"ok":0,"code":121,"codeName":"DocumentValidationFailure","message":"Document failed validation: 'name' required","errInfo":{"failingDocumentId":4,"details":[{"path":"name","rule":"required"}]},"result":{"insertedCount":1,"insertedIds":{"1":5},"matchedCount":0,"modifiedCount":0,"deletedCount":0,"upsertedCount":0,"upsertedIds":{}},"writeErrors":[{"index":0,"code":121,"codeName":"DocumentValidationFailure","message":"Document failed validation: 'name' required","errInfo":{"failingDocumentId":4,"details":[{"path":"name","rule":"required"}]}}]}

# collMod lists the documents that fail; what is not given stays
> {"name":"collMod","collection":"c","arguments":{"validator":{"age":{"$gte":1}}}}
< {"ok":1,"result":{"documents":2,"invalid":1,"failing":[{"_id":5,"details":[{"path":"age","rule":"$gte: 1"}]}]}}
> {"name":"collMod","collection":"c","arguments":{"validationLevel":"moderate"}}
< {"ok":1,"result":{"documents":2,"invalid":1,"failing":[{"_id":5,"details":[{"path":"age","rule":"$gte: 1"}]}]}}
> {"name":"updateOne","collection":"c","arguments":{"filter":{"_id":5},"update":{"$set":{"x":1}}}}
< {"ok":1,"result":{"matchedCount":1,"modifiedCount":1,"upsertedCount":0}}
> {"name":"updateOne","collection":"c","arguments":{"filter":{"_id":1},"update":{"$set":{"age":0}}}}
< {"ok":0,"code":121,"codeName":"DocumentValidationFailure","message":"Document failed validation: 'age' $gte: 1","errInfo":{"failingDocumentId":1,"details":[{"path":"age","rule":"$gte: 1"}]}}
> {"name":"collMod","collection":"c","arguments":{"validationLevel":"strict","validationAction":"warn"}}
< {"ok":1,"result":{"documents":2,"invalid":1,"failing":[{"_id":5,"details":[{"path":"age","rule":"$gte: 1"}]}]}}
> {"name":"insertOne","collection":"c","arguments":{"document":{"_id":6}}}
< {"ok":1,"result":{"insertedId":6}}

# an empty validator is none
> {"name":"collMod","collection":"c","arguments":{"validator":{}}}
< {"ok":1,"result":{"documents":0,"invalid":0,"failing":[]}}
> {"name":"insertOne","collection":"c","arguments":{"document":{"_id":7}}}
< {"ok":1,"result":{"insertedId":7}}

# a level needs no validator
> {"name":"collMod","collection":"c","arguments":{"validationLevel":"strict"}}
< {"ok":1,"result":{"documents":0,"invalid":0,"failing":[]}}

# what makes no sense is told
> {"name":"collMod","collection":"none","arguments":{"validator":{}}}
< {"ok":0,"code":26,"codeName":"NamespaceNotFound","message":"there is no collection none"}
> {"name":"createCollection","collection":"d","arguments":{"validator":{"a":1},"validationLevel":"lax"}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"'validationLevel' must be \"off\", \"strict\" or \"moderate\""}
> {"name":"createCollection","collection":"d","arguments":{"validator":{"a":1},"validationAction":"no"}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"'validationAction' must be \"error\" or \"warn\""}
> {"name":"createCollection","collection":"d","arguments":{"validator":{"$where":"1"}}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"$where is not supported"}
> {"name":"createCollection","collection":"d","arguments":{"validator":5}}
< {"ok":0,"code":14,"codeName":"TypeMismatch","message":"'validator' must be an object"}
> {"name":"countDocuments","collection":"d"}
< {"ok":1,"result":0}
> {"name":"createCollection","collection":"d","arguments":{"validator":{"a":1}}}
< {"ok":1,"result":null}
TABLE

fact "another process holds to the validator"
run 1 upsert --store valid.db --collection d --filter '{"_id":1}' --update '{"$set":{"a":2}}'
warned "profilestore: Document failed validation: 'a' \$eq: 1"

fact "the store is sound"
run 0 check --store valid.db
finish
