#include "cases.hpp"

namespace update_paths_test {

using update_cases::Applied;
using update_cases::check;
using update_cases::Unreadable;

TEST_CASE("new fields come in lexicographic order across all operators", "[update][paths]") {
  check({Applied{"of one operator", R"({"x":1})", R"({"$set":{"c":3,"a":1,"b":2}})",
                 R"({"x":1,"a":1,"b":2,"c":3})"},
         {"of several", R"({"x":1})", R"({"$set":{"d":4,"b":2},"$inc":{"c":3},"$push":{"a":1}})",
          R"({"x":1,"a":[1],"b":2,"c":3,"d":4})"},
         {"capitals before small letters", R"({})", R"({"$set":{"b":1,"Z":2,"a":3}})",
          R"({"Z":2,"a":3,"b":1})"},
         {"by segment, not by the dotted text", R"({})", R"({"$set":{"a-b":1,"a.c":2}})",
          R"({"a":{"c":2},"a-b":1})"},
         {"numbers by value", R"({"a":{}})", R"({"$set":{"a.10":1,"a.9":2,"a.x":3,"a.100":4}})",
          R"({"a":{"9":2,"10":1,"100":4,"x":3}})"},
         {"in each parent", R"({"b":{}})", R"({"$set":{"b.y":1,"a.y":2,"b.x":3,"a.x":4}})",
          R"({"b":{"x":3,"y":1},"a":{"x":4,"y":2}})"}});
}

TEST_CASE("two operators on one path or on a parent of it clash", "[update][paths]") {
  const auto clash = [](const std::string& path, const std::string& at) {
    return "Updating the path '" + path + "' would create a conflict at '" + at + "'";
  };
  check(
      {Unreadable{"one path", R"({"$set":{"a":1},"$inc":{"a":1}})", 40, clash("a", "a")},
       {"a child after its parent", R"({"$set":{"a":1},"$inc":{"a.b.c":1}})", 40,
        clash("a.b.c", "a")},
       {"a parent after its child", R"({"$unset":{"a.b":1},"$push":{"a":1}})", 40, clash("a", "a")},
       {"of one operator", R"({"$set":{"a":1,"a.b":1}})", 40, clash("a.b", "a")},
       {"$setOnInsert too", R"({"$setOnInsert":{"a.b":1},"$set":{"a.b":1}})", 40,
        clash("a.b", "a.b")},
       {"min and max", R"({"$min":{"a":1},"$max":{"a":1}})", 40, clash("a", "a")}});
}

TEST_CASE("paths that only look alike do not clash", "[update][paths]") {
  check({Applied{"a and ab", R"({})", R"({"$set":{"ab":1,"a":2,"a-b":3}})",
                 R"({"a":2,"a-b":3,"ab":1})"},
         {"siblings", R"({})", R"({"$set":{"a.b":1},"$inc":{"a.c":1}})", R"({"a":{"b":1,"c":1}})"},
         {"a.b and a-b.b", R"({})", R"({"$set":{"a.b.c":1,"a.b-c":2}})",
          R"({"a":{"b":{"c":1},"b-c":2}})"}});
}

TEST_CASE("a path with an empty segment is refused", "[update][paths]") {
  const auto empty = [](const std::string& path) {
    return "The update path '" + path + "' contains an empty field name, which is not allowed.";
  };
  check({Unreadable{"nothing", R"({"$set":{"":1}})", 56, "An empty update path is not valid."},
         {"before", R"({"$unset":{".a":1}})", 56, empty(".a")},
         {"after", R"({"$inc":{"a.":1}})", 56, empty("a.")},
         {"between", R"({"$push":{"a..b":1}})", 56, empty("a..b")}});
}

TEST_CASE("a positional segment cannot come first, nor $ twice", "[update][paths]") {
  check({Unreadable{"$ alone", R"({"$inc":{"$":5}})", 2,
                    "Cannot have positional (i.e. '$') element in the first position in path '$'"},
         {"two of them", R"({"$set":{"a.$.b.$":1}})", 2,
          "Too many positional (i.e. '$') elements found in path 'a.$.b.$'"},
         {"$[] first", R"({"$set":{"$[]":1}})", 2,
          "Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in "
          "path '$[]'"}});
}

TEST_CASE("a parent has children by name or by $[], not both", "[update][paths]") {
  const auto clash = [](const std::string& path, const std::string& at) {
    return "Updating the path '" + path + "' would create a conflict at '" + at + "'";
  };
  check({Unreadable{"$[] and an index", R"({"$set":{"a.$[]":1,"a.0":2}})", 40, clash("a.0", "a")},
         {"$ and $[]", R"({"$set":{"a.$.b":1},"$inc":{"a.$[].c":2}})", 40, clash("a.$[].c", "a")},
         {"$[] twice", R"({"$set":{"a.$[].b":1},"$inc":{"a.$[].b":2}})", 40,
          clash("a.$[].b", "a.$[].b")},
         {"the array itself", R"({"$set":{"a.$[].b":1,"a":2}})", 40, clash("a", "a")}});
}

TEST_CASE("no path leads to a field that would read as a wrapper", "[update][paths]") {
  check({Unreadable{"last", R"({"$set":{"a.$oid":"x"}})", 52,
                    "The dollar ($) prefixed field '$oid' in 'a.$oid' is not valid for storage."},
         {"between", R"({"$setOnInsert":{"a.$date.b":1}})", 52,
          "The dollar ($) prefixed field '$date' in 'a.$date.b' is not valid for storage."}});
}

TEST_CASE("a path deeper than a document may be is refused", "[update][paths]") {
  std::string path = "a";
  for (int level = 1; level < 100; ++level) path += ".a";
  CHECK_NOTHROW(update_cases::update_of(R"({"$set":{")" + path + R"(":1}})"));
  check({Unreadable{"101 levels", R"({"$set":{")" + path + R"(.a":1}})", 15,
                    "Document exceeds maximum nesting depth of 100"}});
}

}  // namespace update_paths_test
