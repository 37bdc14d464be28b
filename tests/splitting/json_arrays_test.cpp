// What stands around documents and between them, and documents as the shells print them.
#include "catch.hpp"
#include "splitting/pieces.hpp"

namespace splitting_json_arrays_test {

using pieces::check;

TEST_CASE("Comments and byte order marks stand between documents", "[import][splitter]") {
  check({
      {"a number before each", "/* 1 */\n<{\n  \"a\": 1\n}>\n\n/* 2 */\n<{\n  \"a\": 2\n}>\n"},
      {"to the end of a line", "// {\"a\":0}\n<{\"a\":1}> # one\n#two\n<{\"a\":2}>//last"},
      {"over several lines", "/* {\"a\":0}\n{\"a\":0} */<{\"a\":1}>/**/<{\"a\":2}>\n"},
      {"in an array", "[ // first\n<{\"a\":1}>, /* , */ <{\"a\":2}> # ]\n]"},
      {"carriage returns alone", "// one\r<{\"a\":1}>\r# two\r<{\"a\":2}>"},
      {"none in a string", "<{\"a\":\"/* // #\"}>\n<{\"a\":\"*/\"}>\n"},
      {"none behind what is no document", "(x // {\"a\":0})\n<{\"a\":1}>"},
      {"a slash alone", "(/ x)\n<{\"a\":1}>"},
      {"files put together, each with a byte order mark",
       "\xEF\xBB\xBF<{\"a\":1}>\n\xEF\xBB\xBF<{\"a\":2}>\r\n\xEF\xBB\xBF[<{\"a\":3}>]"},
  });
}

TEST_CASE("A document as a shell prints it is one piece, whatever its texts hold",
          "[import][splitter]") {
  check({
      {"on lines", "<{a: 1}>\n<{a: '}'}>\n<{'a': \"it's\"}>\n"},
      {"over several lines", "<{\n  a: '{',\n  b: [ '\"' ]\n}>\n<{\n  a: 2\n}>\n"},
      {"in an array, as mongosh has it",
       "[\n  <{\n    a: 'x}, {'\n  }>,\n  <{\n    a: `'`\n  }>\n]\n"},
      {"one after the other", "[<{a: '}'}>,<{a: '{\"a\":1}'}><{a: 3}>]"},
      {"comments within", "<{ // }\n a: /* } */ 1 # }\n}>\n<{\"a\":2}>"},
      {"a regular expression", "<{a: /[/}]'\\/{2}/}>,<{a: 2}>"},
      {"commas behind the last", "<{\"a\":[1,],}>\n<{\"a\":2}>\n"},
      {"not known, and a document in its text",
       "[({_id: nope, a: '}, {\"a\":1}, {'}), <{\"a\":2}>]"},
      {"not known, over several lines", "({\n  a: '{',\n  b: nope\n})\n<{\n  a: 2\n}>\n"},
      {"an apostrophe of a broken document", "({\"a\": it's})\n<{\"a\":\"that's\"}>\n"},
      {"the same on one line", "({\"a\": it's}) <{\"a\":\"that's\"}>\n"},
      {"the same in an array", "[({\"a\": it's}),<{\"a\":\"that's\"}>]"},
      {"a text without an end", "({a: 'x})\n<{a: 'y'}>\n"},
      {"a comment without an end", "<{a: 1}>\n({a: 1 /* })\n<{a: 2}>\n"},
      {"cut", "<{\n  a: 1\n}>\n({\n  a: [ 1)\n<{\n  a: 2\n}>\n"},
  });
}

TEST_CASE("An element of an array that is no object is one piece", "[import][splitter]") {
  check({
      {"null", "[<{\"a\":1}>,(null),<{\"a\":2}>]"},
      {"as the first", "[(null),<{\"a\":1}>]"},
      {"numbers", "[(1),(-2.5),<{\"a\":1}>,(3)]"},
      {"texts with documents in them", "[(\"x,{\\\"a\\\":0}\"),('y, {a: 0}'),<{\"a\":1}>]"},
      {"a text without an end", "[<{\"a\":1}>,(\"x),<{\"a\":2}>]"},
      {"a text without an end, on lines", "[\n<{\"a\":1}>,\n(\"x),\n<{\"a\":2}>\n]"},
      {"a word", "[(nope),<{\"a\":1}>,(what ever),<{\"a\":2}>]"},
      {"what has brackets", "[(1 {\"a\":0, [1]}),<{\"a\":1}>]"},
      {"a brace too many", "[<{\"a\":1}>(}),<{\"a\":2}>]"},
      {"an array", "[([{\"a\":1}]),(['x', []]),<{\"a\":2}>]"},
      {"an array over lines", "[\n<{\"a\":1}>,\n([\n{\"a\":0},\n{\"a\":0}\n]),\n<{\"a\":2}>\n]"},
      {"an array that is not closed", "[<{\"a\":1}>,\n([{\"a\":0})\n<{\"a\":2}>(\n)"},
      {"a log around an array", "([main] ready)\n[<{\"a\":1}>]\n([main] done)"},
  });
}

TEST_CASE("An array's brackets that lack the other are pieces", "[import][splitter]") {
  check({
      {"cut behind a document", "([)<{\"a\":1}>,<{\"a\":2}>"},
      {"cut behind a comma", "[<{\"a\":1}>,<{\"a\":2}>(,)"},
      {"cut behind a comma and a comment", "[<{\"a\":1}>(, // more)\n"},
      {"cut behind a line", "[\n<{\"a\":1}>,\n<{\"a\":2}>(\n)"},
      {"cut behind a comma and a line", "[\n<{\"a\":1}>(,)\n"},
      {"cut in a document", "[\n<{\"a\":1}>,\n({\"a\":2)\n"},
      {"cut behind what is no document", "[<{\"a\":1}>,(null),\n"},
      {"cut at once", "([)"},
      {"cut at once, with white space", " ([)\n"},
      {"cut after others", "[<{\"a\":1}>] ([)<{\"a\":2}>"},
      {"none cut", "[<{\"a\":1}>]\n<{\"a\":2}>"},
      {"no beginning", "<{\"a\":1}>,\n<{\"a\":2}>(])\n"},
      {"ends alone", "(]]]])"},
      {"more ends than beginnings", "[<{\"a\":1}>](]) <{\"a\":2}>"},
      {"a comma alone", "[(,)]"},
      {"a comma first", "[(,)<{\"a\":1}>]"},
      {"arrays, nothing between them", "[<{\"a\":1}>][<{\"a\":2}>],[]"},
  });
}

}  // namespace splitting_json_arrays_test
