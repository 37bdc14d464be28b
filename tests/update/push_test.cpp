#include "cases.hpp"

namespace update_push_test {

using update_cases::Applied;
using update_cases::check;
using update_cases::Inadmissible;
using update_cases::Unreadable;

TEST_CASE("$push appends a value to an array, which it makes if missing", "[update][push]") {
  check({Applied{"append", R"({"a":[1]})", R"({"$push":{"a":1}})", R"({"a":[1,1]})"},
         {"missing", R"({})", R"({"$push":{"a.b":"x"}})", R"({"a":{"b":["x"]}})"},
         {"an array is one element", R"({"a":[]})", R"({"$push":{"a":[1,2]}})", R"({"a":[[1,2]]})"},
         {"in an array of arrays", R"({"a":[[1]]})", R"({"$push":{"a.0":2}})", R"({"a":[[1,2]]})"},
         {"clauses without $each are an element", R"({"a":[]})", R"({"$push":{"a":{"$slice":1}}})",
          R"({"a":[{"$slice":1}]})"}});
}

TEST_CASE("$push with $each appends each of its values", "[update][push]") {
  check({Applied{"several", R"({"a":[1]})", R"({"$push":{"a":{"$each":[2,[3],{"b":4}]}}})",
                 R"({"a":[1,2,[3],{"b":4}]})"},
         {"missing", R"({})", R"({"$push":{"a":{"$each":[1,2]}}})", R"({"a":[1,2]})"},
         {"none", R"({"a":[1]})", R"({"$push":{"a":{"$each":[]}}})", R"({"a":[1]})"},
         {"none makes an empty array", R"({})", R"({"$push":{"a":{"$each":[]}}})", R"({"a":[]})"}});
}

TEST_CASE("$push with $position inserts there", "[update][push]") {
  const auto update = [](const std::string& position) {
    return R"({"$push":{"a":{"$each":["x","y"],"$position":)" + position + "}}}";
  };
  const std::string document = R"({"a":[1,2,3]})";
  check({Applied{"first", document, update("0"), R"({"a":["x","y",1,2,3]})"},
         {"between", document, update("1"), R"({"a":[1,"x","y",2,3]})"},
         {"at the end", document, update("3"), R"({"a":[1,2,3,"x","y"]})"},
         {"beyond the end", document, update("9223372036854775807"), R"({"a":[1,2,3,"x","y"]})"},
         {"before the last", document, update("-1"), R"({"a":[1,2,"x","y",3]})"},
         {"counted to the first", document, update("-3"), R"({"a":["x","y",1,2,3]})"},
         {"before the beginning", document, update("-9223372036854775808"),
          R"({"a":["x","y",1,2,3]})"},
         {"a whole Double", document, update("2.0"), R"({"a":[1,2,"x","y",3]})"},
         {"a whole Decimal128", document, update(R"({"$numberDecimal":"1"})"),
          R"({"a":[1,"x","y",2,3]})"},
         {"in a missing field", R"({})", update("5"), R"({"a":["x","y"]})"}});
}

TEST_CASE("$push with $slice keeps one end of the array", "[update][push]") {
  const auto update = [](const std::string& each, const std::string& slice) {
    return R"({"$push":{"a":{"$each":)" + each + R"(,"$slice":)" + slice + "}}}";
  };
  const std::string document = R"({"a":[1,2]})";
  check({Applied{"the first", document, update("[3,4]", "3"), R"({"a":[1,2,3]})"},
         {"the last", document, update("[3,4]", "-3"), R"({"a":[2,3,4]})"},
         {"none", document, update("[3]", "0"), R"({"a":[]})"},
         {"more than there are", document, update("[3]", "9"), R"({"a":[1,2,3]})"},
         {"more of the end than there are", document, update("[3]", "-9"), R"({"a":[1,2,3]})"},
         {"the least Int64", document, update("[3]", "-9223372036854775808"), R"({"a":[1,2,3]})"},
         {"nothing pushed", document, update("[]", "-1"), R"({"a":[2]})"},
         {"what was pushed goes again", document, update("[3]", "2"), R"({"a":[1,2]})", true},
         {"all of it goes", R"({"a":[]})", update("[1]", "0"), R"({"a":[]})", true},
         {"nothing pushed, nothing to cut", document, update("[]", "2"), R"({"a":[1,2]})"},
         {"in a missing field", R"({})", update("[1,2,3]", "-2"), R"({"a":[2,3]})"},
         {"makes an empty array", R"({})", update("[1]", "0"), R"({"a":[]})"}});
}

TEST_CASE("$push with $sort orders the whole array", "[update][push]") {
  const auto update = [](const std::string& each, const std::string& sort) {
    return R"({"$push":{"a":{"$each":)" + each + R"(,"$sort":)" + sort + "}}}";
  };
  check(
      {Applied{"upwards", R"({"a":[3,1]})", update("[2]", "1"), R"({"a":[1,2,3]})"},
       {"downwards", R"({"a":[3,1]})", update("[2]", "-1"), R"({"a":[3,2,1]})"},
       {"nothing pushed", R"({"a":[3,1]})", update("[]", "1.0"), R"({"a":[1,3]})"},
       {"in order already", R"({"a":[1,3]})", update("[]", "1"), R"({"a":[1,3]})", true},
       {"across types", R"({"a":[true,"x",{"b":1},[0],2,null]})", update("[]", "1"),
        R"({"a":[null,2,"x",{"b":1},[0],true]})"},
       {"by a field", R"({"a":[{"b":2},{"b":1}]})", update(R"([{"b":1.5}])", R"({"b":1})"),
        R"({"a":[{"b":1},{"b":1.5},{"b":2}]})"},
       {"by two fields", R"({"a":[{"b":1,"c":1},{"b":2,"c":1},{"b":1,"c":2}]})",
        update("[]", R"({"b":-1,"c":-1})"), R"({"a":[{"b":2,"c":1},{"b":1,"c":2},{"b":1,"c":1}]})"},
       {"by a dotted field", R"({"a":[{"b":{"c":2}},{"b":{"c":1}}]})", update("[]", R"({"b.c":1})"),
        R"({"a":[{"b":{"c":1}},{"b":{"c":2}}]})"},
       {"by an element", R"({"a":[{"b":[9,2]},{"b":[8,3]}]})", update("[]", R"({"b.1":-1})"),
        R"({"a":[{"b":[8,3]},{"b":[9,2]}]})"},
       {"missing and no object are null", R"({"a":[{"b":1},{"c":0},7,{"b":null}]})",
        update("[]", R"({"b":1})"), R"({"a":[{"c":0},7,{"b":null},{"b":1}]})"},
       {"equals keep their order", R"({"a":[{"b":1,"n":1},{"b":0},{"b":1.0,"n":2}]})",
        update(R"([{"b":1,"n":3}])", R"({"b":1})"),
        R"({"a":[{"b":0},{"b":1,"n":1},{"b":1.0,"n":2},{"b":1,"n":3}]})"}});
}

TEST_CASE("$push inserts, then sorts, then cuts, however it is written", "[update][push]") {
  check({Applied{"all clauses", R"({"a":[30,10]})",
                 R"({"$push":{"a":{"$slice":3,"$sort":1,"$position":0,"$each":[20,5]}}})",
                 R"({"a":[5,10,20]})"},
         {"position and slice", R"({"a":[2,3]})",
          R"({"$push":{"a":{"$each":[1],"$slice":-2,"$position":0}}})", R"({"a":[2,3]})", true}});
}

TEST_CASE("$push refuses clauses that are wrong", "[update][push]") {
  const std::string each = "The argument to $each in $push must be an array but it was of type: ";
  const std::string direction = "The $sort element value must be either 1 or -1";
  const auto with = [](const std::string& clause) {
    return R"({"$push":{"a":{"$each":[],)" + clause + "}}}";
  };
  const auto whole = [](const std::string& clause, const std::string& type) {
    return "The value for " + clause + " must be an integer value but was given type: " + type;
  };
  check({Unreadable{"no array", R"({"$push":{"a":{"$each":1}}})", 2, each + "int"},
         {"null", R"({"$push":{"a":{"$each":null}}})", 2, each + "null"},
         {"unknown", with(R"("$x":1)"), 2, "Unrecognized clause in $push: $x"},
         {"no operator", R"({"$push":{"a":{"b":1,"$each":[]}}})", 2,
          "Unrecognized clause in $push: b"},
         {"a fraction", with(R"("$position":1.5)"), 2, whole("$position", "double")},
         {"NaN", with(R"("$slice":{"$numberDouble":"NaN"})"), 2, whole("$slice", "double")},
         {"null as a number", with(R"("$slice":null)"), 2, whole("$slice", "null")},
         {"the direction 0", with(R"("$sort":0)"), 2, direction},
         {"a field's direction", with(R"("$sort":{"b":2})"), 2, direction},
         {"a field's direction in words", with(R"("$sort":{"b":"asc"})"), 2, direction},
         {"a string to sort by", with(R"("$sort":"b")"), 2,
          "The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort "
          "embedded fields, not a value of type string"},
         {"nothing to sort by", with(R"("$sort":{})"), 2,
          "The sort pattern is empty when it should be a set of fields."},
         {"an empty field", with(R"("$sort":{"":1})"), 2, "The $sort field cannot be empty"},
         {"a dot at the end", with(R"("$sort":{"b.":1})"), 2,
          "The $sort field 'b.' is a dotted field but has an empty part: use names between single "
          "dots"}});
}

TEST_CASE("$push refuses a field that is no array", "[update][push]") {
  check({Inadmissible{"a string", R"({"a":"secret"})", R"({"$push":{"a":1}})", 2,
                      "The field 'a' must be an array but is of type string"},
         {"null", R"({"a":{"b":null}})", R"({"$push":{"a.b":1}})", 2,
          "The field 'a.b' must be an array but is of type null"},
         {"even if there is nothing to append", R"({"a":1})", R"({"$push":{"a":{"$each":[]}}})", 2,
          "The field 'a' must be an array but is of type int"}});
}

}  // namespace update_push_test
