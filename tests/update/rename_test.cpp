#include "cases.hpp"

namespace update_rename_test {

using update_cases::Applied;
using update_cases::check;
using update_cases::Inadmissible;
using update_cases::Unreadable;

TEST_CASE("$rename moves a value", "[update][rename]") {
  check({Applied{"to a new field, at the end", R"({"a":1,"b":2})", R"({"$rename":{"a":"c"}})",
                 R"({"b":2,"c":1})"},
         {"over another, which keeps its place", R"({"b":[9],"a":1})", R"({"$rename":{"a":"b"}})",
          R"({"b":1})"},
         {"over an equal one", R"({"b":1,"a":1})", R"({"$rename":{"a":"b"}})", R"({"b":1})"},
         {"into a new object", R"({"a":1})", R"({"$rename":{"a":"b.c"}})", R"({"b":{"c":1}})"},
         {"out of an object, which stays", R"({"a":{"b":1}})", R"({"$rename":{"a.b":"c"}})",
          R"({"a":{},"c":1})"},
         {"within an object", R"({"a":{"b":1,"d":2}})", R"({"$rename":{"a.b":"a.c"}})",
          R"({"a":{"d":2,"c":1}})"},
         {"an array as a whole", R"({"a":[1,2]})", R"({"$rename":{"a":"b"}})", R"({"b":[1,2]})"},
         {"null", R"({"a":null})", R"({"$rename":{"a":"b"}})", R"({"b":null})"},
         {"names that are numbers", R"({"0":{"1":2}})", R"({"$rename":{"0.1":"3"}})",
          R"({"0":{},"3":2})"},
         {"several, in the order of where they go", R"({"a":1,"b":2})",
          R"({"$rename":{"a":"y","b":"x"}})", R"({"x":2,"y":1})"}});
}

TEST_CASE("$rename of a field that is not there does nothing", "[update][rename]") {
  check({Applied{"missing", R"({"b":1})", R"({"$rename":{"a":"b"}})", R"({"b":1})"},
         {"a missing parent", R"({"b":1})", R"({"$rename":{"a.x":"b"}})", R"({"b":1})"},
         {"and the destination is not looked at", R"({"b":1})", R"({"$rename":{"a":"b.c"}})",
          R"({"b":1})"},
         {"beyond an array's end", R"({"a":[1]})", R"({"$rename":{"a.3":"b"}})", R"({"a":[1]})"},
         {"a name with a $", R"({})", R"({"$rename":{"$a":"b"}})", R"({})"}});
}

TEST_CASE("neither end of a $rename leads through an array or a scalar", "[update][rename]") {
  check({Inadmissible{"from an element", R"({"a":[1,2]})", R"({"$rename":{"a.0":"b"}})", 2,
                      "The source field cannot be an array element, 'a.0' leads through an array"},
         {"from below an element", R"({"a":[{"b":1}]})", R"({"$rename":{"a.0.b":"c"}})", 2,
          "The source field cannot be an array element, 'a.0.b' leads through an array"},
         {"from an array by name", R"({"a":[{"b":1}]})", R"({"$rename":{"a.b":"c"}})", 28,
          "Cannot create field 'b' in element {a: ...} of type array"},
         {"from below a scalar", R"({"a":1})", R"({"$rename":{"a.b":"c"}})", 28,
          "Cannot create field 'b' in element {a: ...} of type int"},
         {"to an element", R"({"a":1,"b":[1]})", R"({"$rename":{"a":"b.0"}})", 2,
          "The destination field cannot be an array element, 'b.0' leads through an array"},
         {"to an array by name", R"({"a":1,"b":[]})", R"({"$rename":{"a":"b.c"}})", 2,
          "The destination field cannot be an array element, 'b.c' leads through an array"},
         {"to below a scalar", R"({"a":1,"b":2})", R"({"$rename":{"a":"b.c"}})", 28,
          "Cannot create field 'c' in element {b: ...} of type int"}});
}

TEST_CASE("$rename refuses names that cannot be", "[update][rename]") {
  const std::string differ = "The source and target field for $rename must ";
  check({Unreadable{"no string", R"({"$rename":{"a":1}})", 2,
                    "The 'to' field for $rename must be a string: 'a' has one of type int"},
         {"itself", R"({"$rename":{"a.b":"a.b"}})", 2, differ + "differ: 'a.b'"},
         {"below itself", R"({"$rename":{"a":"a.b"}})", 2,
          differ + "not be on the same path: 'a' and 'a.b'"},
         {"above itself", R"({"$rename":{"a.b":"a"}})", 2,
          differ + "not be on the same path: 'a.b' and 'a'"},
         {"empty", R"({"$rename":{"a":""}})", 56, "An empty update path is not valid."},
         {"an empty segment", R"({"$rename":{"a":"b."}})", 56,
          "The update path 'b.' contains an empty field name, which is not allowed."},
         {"a NUL", R"({"$rename":{"a":"b\u0000c"}})", 9867600,
          "The 'to' field for $rename of 'a' cannot contain an embedded null byte"},
         {"from a $", R"({"$rename":{"a.$":"b"}})", 2,
          "The source field for $rename may not be dynamic: a.$"},
         {"to a $[]", R"({"$rename":{"a":"b.$[]"}})", 2,
          "The destination field for $rename may not be dynamic: b.$[]"},
         {"to a wrapper", R"({"$rename":{"a":"b.$oid"}})", 52,
          "The dollar ($) prefixed field '$oid' in 'b.$oid' is not valid for storage."}});
}

TEST_CASE("both ends of a $rename clash with other operators", "[update][rename]") {
  const auto clash = [](const std::string& path, const std::string& at) {
    return "Updating the path '" + path + "' would create a conflict at '" + at + "'";
  };
  check({Unreadable{"the source", R"({"$rename":{"a":"b"},"$set":{"a":1}})", 40, clash("a", "a")},
         {"the destination", R"({"$inc":{"b":1},"$rename":{"a":"b"}})", 40, clash("b", "b")},
         {"above the destination", R"({"$unset":{"b":1},"$rename":{"a":"b.c"}})", 40,
          clash("b.c", "b")},
         {"one destination twice", R"({"$rename":{"a":"c","b":"c"}})", 40, clash("c", "c")},
         {"a chain", R"({"$rename":{"a":"b","b":"c"}})", 40, clash("b", "b")},
         {"$setOnInsert", R"({"$rename":{"a":"b"},"$setOnInsert":{"a":1}})", 40, clash("a", "a")}});
}

TEST_CASE("$rename moves no _id and makes no field with a $", "[update][rename]") {
  const auto immutable =
      "Performing an update on the path '_id' would modify the immutable field '_id'";
  check({Inadmissible{"from", R"({"_id":1})", R"({"$rename":{"_id":"a"}})", 66, immutable},
         {"to", R"({"_id":1,"a":2})", R"({"$rename":{"a":"_id"}})", 66, immutable},
         {"to an equal one", R"({"_id":1,"a":1})", R"({"$rename":{"a":"_id"}})", 66, immutable},
         {"into it", R"({"_id":{"b":1},"a":1})", R"({"$rename":{"a":"_id.b"}})", 66,
          "Performing an update on the path '_id.b' would modify the immutable field '_id'"},
         {"to a $", R"({"a":2})", R"({"$rename":{"a":"$b"}})", 52,
          "The dollar ($) prefixed field '$b' in '$b' is not valid for storage."}});
  check({Applied{"nothing to move", R"({"_id":1})", R"({"$rename":{"a":"_id"}})", R"({"_id":1})"}});
  check({Applied{"in an upsert", R"({"a":1})", R"({"$rename":{"a":"_id"}})", R"({"_id":1})"}},
        true);
}

TEST_CASE("a $rename touches both of its ends", "[update][rename]") {
  using profilestore::document::Path;
  const auto update = update_cases::update_of(R"({"$rename":{"a.b":"c"}})");
  CHECK(update.touches(Path("a")));
  CHECK(update.touches(Path("c.d")));
  CHECK_FALSE(update.touches(Path("a.c")));
}

}  // namespace update_rename_test
