#include "cases.hpp"
#include "store/caught.hpp"

namespace update_replacement_test {

using profilestore::InvalidUpdate;
using profilestore::match::Equality;
using update_cases::now;
using update_cases::Update;
using update_cases::Value;

namespace {

Update replacement_of(const std::string& text) {
  return Update::parse_replacement(Value::parse(text));
}

// 0: it is not refused.
template <class Call>
int code_of(Call&& call) {
  const auto refusal = caught<InvalidUpdate>(call);
  return refusal ? refusal->code() : 0;
}

int code_of_parse(const std::string& text) {
  return code_of([&] { replacement_of(text); });
}

}  // namespace

TEST_CASE("a replacement leaves nothing of the document but its _id", "[update][replacement]") {
  struct Row {
    std::string description, document, replacement, expected;
    bool changed = true;
  };
  const std::vector<Row> table{
      {"without _id", R"({"_id":1,"a":1,"b":2})", R"({"c":3})", R"({"_id":1,"c":3})"},
      {"with the same _id, which comes first", R"({"a":1,"_id":1})", R"({"c":3,"_id":1})",
       R"({"_id":1,"c":3})"},
      {"an equal _id of another type stays", R"({"_id":1})", R"({"_id":1.0,"a":1})",
       R"({"_id":1,"a":1})"},
      {"nothing", R"({"_id":1,"a":1})", R"({})", R"({"_id":1})"},
      {"in another order", R"({"_id":1,"a":1,"b":2})", R"({"b":2,"a":1})",
       R"({"_id":1,"b":2,"a":1})"},
      {"the same without its _id", R"({"_id":1,"a":[1]})", R"({"a":[1]})", R"({"_id":1,"a":[1]})"},
      {"the same in another order", R"({"_id":1,"a":1})", R"({"a":1,"_id":1})",
       R"({"_id":1,"a":1})"},
      {"the very same", R"({"_id":1,"a":1})", R"({"_id":1,"a":1})", R"({"_id":1,"a":1})", false},
      {"deeper names with a $ and with dots", R"({"_id":1})", R"({"a":{"$b":1},"c.d":2})",
       R"({"_id":1,"a":{"$b":1},"c.d":2})"}};
  for (const Row& row : table) {
    INFO(row.description << ": " << row.replacement << " on " << row.document);
    Value document = Value::parse(row.document);
    const bool changed = replacement_of(row.replacement).apply(document, now(), false);
    CHECK(document.dump() == row.expected);
    CHECK(changed == row.changed);
  }
}

TEST_CASE("a replacement cannot change the _id", "[update][replacement]") {
  Value document = Value::parse(R"({"_id":1})");
  const auto refusal =
      caught<InvalidUpdate>([&] { replacement_of(R"({"_id":2})").apply(document, now(), false); });
  REQUIRE(refusal);
  CHECK(refusal->code() == 66);
  CHECK(refusal->path() == "_id");
}

TEST_CASE("operators, pipelines and scalars are no replacement", "[update][replacement]") {
  CHECK(code_of_parse(R"({"$set":{"a":1}})") == 9);
  CHECK(code_of_parse(R"({"a":1,"$set":{"a":1}})") == 9);
  CHECK(code_of_parse(R"([{"$set":{"a":1}}])") == 9);
  CHECK(code_of_parse("1") == 9);
  CHECK(code_of_parse(R"({"a":{"$set":1}})") == 0);
}

TEST_CASE("an upsert by a replacement takes the _id alone from the filter",
          "[update][replacement]") {
  const Update update = replacement_of(R"({"a":1})");
  CHECK(update.seed(std::vector<Equality>{}).dump() == "{}");
  const std::vector<Equality> clashing{{"x", 1}, {"_id", 5}, {"x.y", 2}, {"_id", 5.0}};
  Value document = update.seed(clashing);
  CHECK(document.dump() == R"({"_id":5.0})");
  CHECK(update.apply(document, now(), true));
  CHECK(document.dump() == R"({"_id":5.0,"a":1})");
}

TEST_CASE("the filter of an upsert by a replacement pins the whole _id or nothing of it",
          "[update][replacement]") {
  const auto code_of_seed = [](const std::vector<Equality>& equalities) {
    return code_of([&] { replacement_of("{}").seed(equalities); });
  };
  CHECK(code_of_seed({{"_id.x", 1}}) == 111);
  CHECK(code_of_seed({{"_id", 1}, {"_id", 2}}) == 54);
  CHECK(code_of_seed({{"_idx", 1}}) == 0);
}

TEST_CASE("an update by operators seeds all equalities", "[update][replacement]") {
  const std::vector<Equality> equalities{{"b", 1}, {"_id", 5}};
  CHECK(update_cases::update_of(R"({"$set":{"a":1}})").seed(equalities).dump() ==
        R"({"_id":5,"b":1})");
}

TEST_CASE("a replacement touches every path", "[update][replacement]") {
  CHECK(replacement_of("{}").touches(profilestore::document::Path("a.b")));
}

}  // namespace update_replacement_test
