#!/usr/bin/env bash
# exec_aggregate_test.sh PROGRAM: exec's aggregate, and its operations on whole collections.
source "$(dirname "$0")/facts.sh"
source "$here/tell.sh"

tell s.db <<'END'
> {"name":"insertMany","collection":"c","arguments":{"documents":[{"_id":1,"u":"a"},{"_id":2,"u":"b"},{"_id":3,"u":"a"}]}}
< {"ok":1,"result":{"insertedCount":3,"insertedIds":{"0":1,"1":2,"2":3}}}

# a pipeline, as drivers send it
> {"name":"aggregate","collection":"c","arguments":{"pipeline":[{"$group":{"_id":"$u","n":{"$sum":1}}}],"cursor":{"batchSize":2},"allowDiskUse":true}}
< {"ok":1,"result":[{"_id":"a","n":2},{"_id":"b","n":1}]}
> {"name":"aggregate","collection":"c","arguments":{"pipeline":[{"$match":{"$expr":{"$eq":["$_id","$$i"]}}}],"let":{"i":2}}}
< {"ok":1,"result":[{"_id":2,"u":"b"}]}
> {"name":"aggregate","arguments":{"pipeline":[{"$documents":[{"x":1}]}]}}
< {"ok":1,"result":[{"x":1}]}
> {"name":"aggregate","collection":"c","arguments":{"pipeline":{}}}
< {"ok":0,"code":14,"codeName":"TypeMismatch","message":"'pipeline' must be an array of stages"}

> {"name":"explain","arguments":{"pipeline":[{"$documents":[{"x":1}]}]}}
< {"ok":0,"code":40414,"codeName":"IDLFailedToParse","message":"explain shows how a pipeline reads a collection: name the 'collection'; one that begins with $documents reads none"}
> {"name":"explain","arguments":{}}
< {"ok":0,"code":40414,"codeName":"IDLFailedToParse","message":"'collection' is missing"}

# what takes no arguments says so
> {"name":"dropIndexes","collection":"c","arguments":{"index":"*"}}
< {"ok":0,"code":40415,"codeName":"IDLUnknownField","message":"dropIndexes: 'index' is unknown; it takes none"}
> {"name":"find","collection":"c","arguments":{"projection":{"n":{"$nope":1}}}}
< {"ok":0,"code":31325,"codeName":"Location31325","message":"the projection has an unknown expression $nope at 'n'"}

# counts
> {"name":"count","collection":"c","arguments":{"filter":{"u":"a"},"limit":0}}
< {"ok":1,"result":2}
> {"name":"count","collection":"c","arguments":{"limit":-2}}
< {"ok":1,"result":2}
> {"name":"estimatedDocumentCount","collection":"c"}
< {"ok":1,"result":3}

# indexes, all at once
> {"name":"createIndexes","collection":"c","arguments":{"indexes":[{"keys":{"u":1}},{"key":{"v":-1},"name":"w"}]}}
< {"ok":1,"result":["u_1","w"]}
> {"name":"dropIndex","collection":"c","arguments":{"name":"*"}}
< {"ok":1,"result":null}
> {"name":"dropIndexes","collection":"none"}
< {"ok":0,"code":26,"codeName":"NamespaceNotFound","message":"there is no collection none"}

# collections
> {"name":"createCollection","collection":"d","arguments":{}}
< {"ok":1,"result":null}
> {"name":"listCollections","arguments":{"nameOnly":true}}
< {"ok":1,"result":[{"name":"c","type":"collection"},{"name":"d","type":"collection"}]}
> {"name":"renameCollection","collection":"c","arguments":{"to":"d"}}
< {"ok":0,"code":48,"codeName":"NamespaceExists","message":"there is a collection d already"}
> {"name":"renameCollection","collection":"c","arguments":{"to":"d","dropTarget":true}}
< {"ok":1,"result":null}
> {"name":"listCollections","arguments":{"filter":{"name":"d"}}}
< {"ok":1,"result":[{"name":"d","type":"collection","options":{}}]}
> {"name":"listCollections","arguments":{"filter":{"name":{"$in":["d"]}}}}
< {"ok":0,"code":14,"codeName":"TypeMismatch","message":"'name' must be a string"}
> {"name":"count","collection":"d"}
< {"ok":1,"result":3}
END

finish
