#!/usr/bin/env bash
# get_test.sh PROGRAM
source "$(dirname "$0")/facts.sh"

run 0 exec --store s.db <<'END'
{"name":"insertMany","collection":"c","arguments":{"documents":[{"_id":{"$oid":"643700f2ec89025cc10eec67"},"code":42,"name":"Ana"},{"_id":2,"code":"42"},{"_id":"643700f2ec89025cc10eec67"},{"_id":"123456789012345678901234"},{"_id":"a=b","address":{"city":"Łódź"}}]}}
END
get() { run "$1" get --store s.db --collection c "${@:2}"; }

fact 'VALUE is JSON if it reads as JSON, else a string'
get 0 code=42
said '{"_id":{"$oid":"643700f2ec89025cc10eec67"},"code":42,"name":"Ana"}'
get 0 'code="42"'
said '{"_id":2,"code":"42"}'
get 0 name=Ana
said '{"_id":{"$oid":"643700f2ec89025cc10eec67"},"code":42,"name":"Ana"}'
get 0 _id=a=b
said '{"_id":"a=b","address":{"city":"Łódź"}}'
get 0 address.city=Łódź
said '{"_id":"a=b","address":{"city":"Łódź"}}'

fact '24 hexadecimal digits are a string, an ObjectId is spelled as JSON'
get 0 _id=643700f2ec89025cc10eec67
said '{"_id":"643700f2ec89025cc10eec67"}'
get 0 _id=123456789012345678901234
said '{"_id":"123456789012345678901234"}'
get 0 '_id={"$oid": "643700f2ec89025cc10eec67"}'
said '{"_id":{"$oid":"643700f2ec89025cc10eec67"},"code":42,"name":"Ana"}'

fact 'a VALUE cannot add to the filter'
get 1 'code=42,"name":"Ana"'
get 1 'code=42}{'

fact 'several KEY=VALUE must all hold, and --filter says the same'
get 0 code=42 name=Ana --canonical
said '{"_id":{"$oid":"643700f2ec89025cc10eec67"},"code":{"$numberInt":"42"},"name":"Ana"}'
get 1 code=42 name=Bea
get 0 --filter '{"code": 42, "name": "Ana"}' --canonical
said '{"_id":{"$oid":"643700f2ec89025cc10eec67"},"code":{"$numberInt":"42"},"name":"Ana"}'

fact '--projection chooses the fields'
get 0 code=42 --projection '{"name": 1, "_id": 0}'
said '{"name":"Ana"}'
get 0 --filter '{"_id": "a=b"}' --projection '{"address.city": 0}'
said '{"_id":"a=b","address":{}}'
get 0 code=42 --projection '{"name": "$code", "_id": 0}'
said '{"name":42}'
get 2 code=42 --projection '{"name": {"$cod": 1}}'
get 2 code=42 --projection name
warned 'profilestore: --projection is not a valid JSON document: a document must be a JSON object, at byte 0'

fact 'no such document is exit status 1 and a word on standard error'
get 1 name=Bea
said ''
warned 'profilestore: no document matches in collection c'
get 1 name=Bea --json
said '{"ok":0,"code":0,"codeName":"DocumentNotFound","message":"no document matches in collection c"}'
get 1 owner=643700f2ec89025cc10eec67
warned "profilestore: no document matches in collection c; if it is an ObjectId, write owner='{\"\$oid\": \"643700f2ec89025cc10eec67\"}'"

fact 'arguments that say nothing or too much are wrong usage'
get 2
get 2 code=42 --filter '{}'
get 2 code
get 2 =42
get 2 code=42 code=43

fact '--follow leads from the _id of a loser to the survivor'
printf '%s\n' '{"_id":"a","u":1,"x":1}' '{"_id":"b","u":1}' >pair.jsonl
run 0 import pair.jsonl --store f.db --collection c --unique u
run 1 get --store f.db --collection c _id=b
run 0 get --store f.db --collection c _id=b --follow
said '{"_id":"a","u":1,"x":1}'
warned 'profilestore: that _id redirects to the survivor, _id "a"'
run 0 get --store f.db --collection c --filter '{"_id": "b", "x": 1}' --follow --projection '{"x": 1, "_id": 0}'
said '{"x":1}'
run 1 get --store f.db --collection c --filter '{"_id": "b", "x": 2}' --follow
warned 'profilestore: no document matches in collection c'
run 0 get --store f.db --collection c _id=a --follow
warned ''
run 2 get --store f.db --collection c u=1 --follow
warned 'profilestore: --follow needs _id=VALUE, or a --filter with an _id'

fact 'get does not make a store'
run 1 get --store nowhere.db --collection c a=1
holds test ! -e nowhere.db

finish
