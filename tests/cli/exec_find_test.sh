#!/usr/bin/env bash
# exec_find_test.sh PROGRAM: exec's find, as MongoDB's drivers call it.
source "$(dirname "$0")/facts.sh"
source "$here/tell.sh"

tell s.db <<'END'
> {"name":"insertMany","collection":"c","arguments":{"documents":[{"_id":1},{"_id":2},{"_id":3}]}}
< {"ok":1,"result":{"insertedCount":3,"insertedIds":{"0":1,"1":2,"2":3}}}

# a negative limit is so many, in a single batch
> {"name":"find","collection":"c","arguments":{"filter":{},"limit":-2}}
< {"ok":1,"result":[{"_id":1},{"_id":2}]}
> {"name":"find","collection":"c","arguments":{"sort":{"_id":-1},"skip":1,"limit":{"$numberLong":"-1"}}}
< {"ok":1,"result":[{"_id":2}]}
> {"name":"find","collection":"c","arguments":{"limit":{"$numberLong":"-9223372036854775808"}}}
< {"ok":1,"result":[{"_id":1},{"_id":2},{"_id":3}]}

# a negative skip is an error, and so is a negative limit of countDocuments
> {"name":"find","collection":"c","arguments":{"skip":-1}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"skip and limit of a find may not be negative"}
> {"name":"countDocuments","collection":"c","arguments":{"limit":-1}}
< {"ok":0,"code":2,"codeName":"BadValue","message":"skip and limit of a find may not be negative"}

# a positional projection gives the element that the filter found
> {"name":"insertOne","collection":"d","arguments":{"document":{"_id":1,"a":[{"b":1,"c":2},{"b":3,"c":4}]}}}
< {"ok":1,"result":{"insertedId":1}}
> {"name":"find","collection":"d","arguments":{"filter":{"a.b":3},"projection":{"a.c.$":1}}}
< {"ok":1,"result":[{"_id":1,"a":[{"c":4}]}]}
> {"name":"find","collection":"d","arguments":{"filter":{"_id":1},"projection":{"a.c.$":1}}}
< {"ok":0,"code":51246,"codeName":"Location51246","message":"Executor error: positional operator '.$' couldn't find a matching element in the array; the filter must match an element of it"}
END

finish
