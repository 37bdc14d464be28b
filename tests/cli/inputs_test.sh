#!/usr/bin/env bash
# inputs_test.sh PROGRAM: exports as people have them, and what becomes of each: exit status, ledger,
# and that verify accounts for every byte.
source "$(dirname "$0")/facts.sh"

# input 'WHAT' STATUS 'LEDGER' [OPTION…]: imports standard input as profiles with the key `mail`. The
# ledger lacks what is zero; of a refusal it is a part of the message.
input() {
  fact "$1"
  local status=$2 expected=$3
  shift 3
  cat >in.json
  rm -f s.db*
  run "$status" import in.json --store s.db --collection profiles --unique mail "$@"
  if [[ $status -eq 2 ]]; then
    grep -qF -- "$expected" warned.txt || refute "said: $(<warned.txt)"
    [[ ! -e s.db ]] || refute 'there is a store'
    return
  fi
  local ledger
  ledger=$(grep '^read ' said.txt | sed -E 's/ [+=]//g; s/ [a-z]+ 0//g')
  [[ $ledger == "$expected" ]] || refute "ledger: $ledger"
  run 0 verify 1 --store s.db
}

aside() {  # the reasons in the quarantine
  run 0 export --store s.db --collection profiles --quarantine --with-reasons
  grep -o '"reason":"[^"]*"' said.txt | cut -d'"' -f4 >reasons.txt || true
  same reasons.txt "$1"
}

input 'Studio 3T and Robo 3T: constructors over several lines, numbered documents' 0 'read 3 inserted 2 merged 1' <<'END'
/* 1 createdAt:3/4/2021, 10:00:00*/
{
    "_id" : ObjectId("64b000000000000000000001"),
    "mail" : "lia@x.org",
    "visits" : NumberLong(7), "score" : NumberDecimal("1.50"),
    "seen" : ISODate("2021-03-04T10:00:00.000+0000")
},
/* 2 */
{ "_id" : ObjectId("64b000000000000000000002"), "mail" : "lia@x.org", "tags" : [ "a", ] }

/* 3 */
{ "_id" : UUID("00112233-4455-6677-8899-aabbccddeeff"), "mail" : "tom@x.org", "p" : /^a\/b/i }
END
input 'mongosh: names without quotes, texts in single quotes, its greeting around them' 3 'read 6 inserted 1 merged 1 quarantined 4' <<'END'
Current Mongosh Log ID: 64b000000000000000000009
app> db.profiles.find()
[
  { _id: ObjectId('64b000000000000000000001'), mail: 'lia@x.org', n: Long('5') },
  { _id: ObjectId('64b000000000000000000002'), mail: 'lia@x.org', at: ISODate('2021-01-01T00:00:00Z') }
]
Type "it" for more
app> exit
END
input 'comments between documents, commas without brackets' 0 'read 3 inserted 3' <<'END'
// exported by hand
{"mail": "a@x"},
# and
{"mail": "b@x"}, /* two
lines */ {"mail": "c@x"},
END
input 'Extended JSON v1' 0 'read 2 inserted 1 merged 1' <<'END'
{"_id":{"$oid":"64b000000000000000000001"},"mail":"a@x","at":{"$date":1600000000000},"b":{"$binary":"AQI=","$type":"00"}}
{"_id":{"$oid":"64b000000000000000000002"},"mail":"a@x","at":{"$date":"2020-01-01T00:00:00Z"},"n":{"$numberLong":"5"}}
END
input 'an array that is cut off' 3 'read 3 inserted 2 quarantined 1' <<<'[{"mail":"a@x"},{"mail":"b@x"},{"mail":"c@'
input 'an array that is cut off between two documents' 3 'read 3 inserted 2 quarantined 1' <<<'[{"mail":"a@x"},{"mail":"b@x"},'
aside 'the array that began at line 1, column 1 is not closed: the file seems cut off, so export it again'
input 'an array with what is no document' 3 'read 5 inserted 2 quarantined 3' <<<'[{"mail":"a@x"},null,17,"text",{"mail":"b@x"}]'
input 'two arrays, a comma behind the last document' 0 'read 3 inserted 3' <<<'[{"mail":"a@x"},{"mail":"b@x"},]
[{"mail":"c@x"}]'
input 'files that were joined: a byte order mark in the middle, CRLF' 0 'read 2 inserted 2' < <(
  printf '\xEF\xBB\xBF{"mail":"a@x"}\r\n\xEF\xBB\xBF{"mail":"b@x"}\r\n')
input 'NaN and Infinity as JavaScript prints them' 0 'read 3 inserted 3' <<'END'
{"mail":"a@x","n":NaN}
{"mail":"b@x","n":-Infinity}
{"mail":"c@x","n":{"$numberDouble":"NaN"}}
END
input 'lines of a log before and between documents' 3 'read 4 inserted 2 quarantined 2' <<'END'
2024-01-01T00:00:00.000+0000	connected to: mongodb://localhost/
{"mail":"a@x"}
2024-01-01T00:00:01.000+0000	exported 2 records
{"mail":"b@x"}
END
input 'what grep prints' 3 'read 3 inserted 1 quarantined 2' <<'END'
users.json:1:{"mail":"a@x"}
--
{"mail":"b@x"}
END
input 'one name twice' 3 'read 2 inserted 1 quarantined 1' <<'END'
{"mail":"a@x","n":1,"n":2}
{"mail":"b@x"}
END
input 'names with dollars and dots are kept as they are' 0 'read 2 inserted 2' <<'END'
{"mail":"a@x","a.b":1}
{"mail":"b@x","in":{"$price":1}}
END
input 'texts with escapes, raw controls and half an emoji' 3 'read 5 inserted 2 quarantined 3' < <(
  printf '%s\n' '{"mail":"a@x","t":"half \ud83d"}' '{"mail":"b@x","t":"\ud83d\ude00 \u0000"}' \
    '{"mail":"c@x","t":"bad \q"}' '{"mail":"d@x","t":"{\"mail\":\"no@x\"}"}' $'{"mail":"e@x","t":"raw\ttab"}')
input 'Python prints no JSON' 3 'read 2 inserted 1 quarantined 1' <<'END'
{"mail":"a@x","ok":True}
{"mail":"b@x","ok":true}
END
aside "'True' is no value that is known (line 1, column 20): write the value as Extended JSON"
input 'keys that name nobody merge nobody' 3 'read 8 inserted 1 merged 1 quarantined 6' <<'END'
{"_id":1,"mail":"pia@x"}
{"_id":2,"mail":"pia@x"}
{"_id":3,"mail":null}
{"_id":4,"mail":null}
{"_id":5}
{"_id":6,"mail":""}
{"_id":7,"mail":"  "}
{"_id":8,"mail":""}
END
input 'keys that name nobody, under an index that takes them: one of a kind lives' 3 'read 6 inserted 3 conflicted 3' --missing collide <<'END'
{"_id":1,"mail":null}
{"_id":2}
{"_id":3,"mail":""}
{"_id":4,"mail":""}
{"_id":5,"mail":"undefined"}
{"_id":6,"mail":"undefined"}
END
input 'three ObjectIds of one second: the smallest is the oldest' 0 'read 3 inserted 1 merged 2' --keep oldest:_id <<'END'
{"_id":{"$oid":"64b000000000000000000007"},"mail":"a@x","n":1,"m":1}
{"_id":{"$oid":"64b000000000000000000004"},"mail":"a@x"}
{"_id":{"$oid":"64b000000000000000000005"},"mail":"a@x","n":1}
END
run 0 export --store s.db --collection profiles
said '{"_id":{"$oid":"64b000000000000000000004"},"mail":"a@x"}'
input 'a field that no document has is offered by its real name' 2 "did you mean 'created_at'?" --keep oldest:createdAt <<<'{"mail":"a@x","created_at":1}'
input 'values that a rule cannot read are counted' 0 'read 2 inserted 1 merged 1' --keep newest:at <<'END'
{"mail":"a@x","at":"31.12.2019"}
{"mail":"a@x","at":"2019-01-01T00:00:00Z"}
END
run 0 import in.json --store s.db --collection profiles --unique mail --keep newest:at
holds grep -qF '31.12.2019' said.txt
input 'numbers keep their type, and those that fit none are set aside' 3 'read 4 inserted 3 quarantined 1' <<'END'
{"mail":"a@x","n":9007199254740993}
{"mail":"b@x","n":9223372036854775808}
{"mail":"c@x","n":{"$numberDecimal":"0E-6176"}}
{"mail":"d@x","n":1e999}
END
input 'dates from before 1970 and after 9999' 0 'read 3 inserted 3' <<'END'
{"mail":"a@x","d":{"$date":"1965-06-30T12:00:00Z"}}
{"mail":"b@x","d":{"$date":{"$numberLong":"-62135596800000"}}}
{"mail":"c@x","d":{"$date":{"$numberLong":"9223372036854775807"}}}
END

finish
