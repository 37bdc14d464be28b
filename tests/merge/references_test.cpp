// Which `_id`s documents refer to, and how often.
#include "merge/references.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

namespace merge_references_test {

using namespace profilestore;
using merge::References;

namespace {

bool is_other(const std::string& name) { return name == "orgs"; }

}  // namespace

TEST_CASE("A document counts once for each `_id` that it refers to", "[merge][references]") {
  struct Case {
    const char* reason;
    const char* path;
    const char* document;
    const char* id;
    std::int64_t count;
  };
  const std::vector<Case> table{
      {"an ObjectId", "u", R"({"u":{"$oid":"60b100000000000000000001"}})",
       R"({"$oid":"60b100000000000000000001"})", 1},
      {"its digits", "u", R"({"u":"60b100000000000000000001"})",
       R"({"$oid":"60b100000000000000000001"})", 1},
      {"its digits in capitals", "u", R"({"u":"60B1000000000000000000AF"})",
       R"({"$oid":"60b1000000000000000000af"})", 1},
      {"digits, of a text that is an _id", "u", R"({"u":"60b100000000000000000001"})",
       R"("60b100000000000000000001")", 1},
      {"but an ObjectId is not that text", "u", R"({"u":{"$oid":"60b100000000000000000001"}})",
       R"("60b100000000000000000001")", 0},
      {"numbers of any type", "u", R"({"u":{"$numberLong":"7"}})", "7.0", 1},
      {"another", "u", R"({"u":7})", "8", 0},
      {"an array", "u", R"({"u":[6,7,8]})", "7", 1},
      {"an array that has it twice", "u", R"({"u":[7,7,[7]]})", "7", 1},
      {"both as ObjectId and as digits", "u",
       R"({"u":[{"$oid":"60b100000000000000000001"},"60b100000000000000000001"]})",
       R"({"$oid":"60b100000000000000000001"})", 1},
      {"sub-documents in an array", "m.user", R"({"m":[{"user":1},{"user":7},{"x":1}]})", "7", 1},
      {"an embedded copy", "u", R"({"u":{"_id":7,"name":"x"}})", "7", 1},
      {"an _id that is an object", "u", R"({"u":{"a":1,"b":2}})", R"({"a":1,"b":2})", 1},
      {"a DBRef", "u", R"({"u":{"$ref":"users","$id":7}})", "7", 1},
      {"a DBRef to what is elsewhere", "u", R"({"u":{"$ref":"orgs","$id":7}})", "7", 0},
      {"DBRefs in an array", "u", R"({"u":[{"$ref":"users","$id":7,"$db":"app"}]})", "7", 1},
      {"the id of a DBRef by its path", "u.$id", R"({"u":{"$ref":"orgs","$id":7}})", "7", 1},
      {"null", "u", R"({"u":null})", "null", 0},
      {"nothing there", "u", R"({"v":7})", "7", 0},
  };
  for (const Case& row : table) {
    INFO(row.reason);
    References references;
    references.count(Value::parse(row.document), document::Path(row.path), is_other);
    CHECK(references.to(Value::parse(row.id)) == row.count);
  }
}

TEST_CASE("Documents add up, and the sum of all has one digest in any order",
          "[merge][references]") {
  References some, others;
  const document::Path path("u");
  CHECK(some.count(Value::parse(R"({"u":7})"), path, is_other));
  CHECK(some.count(Value::parse(R"({"u":[7,8]})"), path, is_other));
  CHECK_FALSE(some.count(Value::parse(R"({"w":7})"), path, is_other));
  CHECK(some.to(7) == 2);
  CHECK(some.to(8) == 1);
  others.count(Value::parse(R"({"u":[8,7]})"), path, is_other);
  CHECK(others.sha256() != some.sha256());
  others.count(Value::parse(R"({"u":7})"), path, is_other);
  CHECK(others.sha256() == some.sha256());
}

}  // namespace merge_references_test
