// Updates that are read after others with the same operators and paths.
#include <thread>

#include "cases.hpp"
#include "random_updates.hpp"
#include "store/seed.hpp"

namespace update_shapes_test {

using profilestore::InvalidUpdate;
using update_cases::check_refused;
using update_cases::now;
using update_cases::Update;
using update_cases::update_of;
using update_cases::Value;

namespace {

std::string made_by(const std::string& update, const std::string& text = "{}") {
  Value document = Value::parse(text);
  update_of(update).apply(document, now(), false);
  return document.dump();
}

// What comes of it, whatever that is.
std::string outcome_of(const std::string& update, const std::string& text) {
  try {
    Value document = Value::parse(text);
    const bool changed = update_of(update).apply(document, now(), false, 0);
    return document.dump() + (changed ? " changed" : " same");
  } catch (const InvalidUpdate& refusal) {
    return std::to_string(refusal.code()) + " " + refusal.what();
  }
}

std::string outcome_on_a_new_thread(const std::string& update, const std::string& text) {
  std::string outcome;
  std::thread([&] { outcome = outcome_of(update, text); }).join();
  return outcome;
}

}  // namespace

TEST_CASE("Each update has its own operands, whatever was read before it", "[update][shapes]") {
  for (const char* n : {"1", "2", R"("x")", "[]", R"({"$numberLong":"3"})"}) {
    const std::string operand = n;
    CHECK(made_by(R"({"$set":{"a":)" + operand + "}}") == "{\"a\":" + operand + "}");
    CHECK(made_by(R"({"$set":{"b":1,"a":)" + operand + R"(},"$inc":{"aa":1}})") ==
          "{\"a\":" + operand + R"(,"aa":1,"b":1})");
  }
  CHECK(made_by(R"({"$inc":{"a":1}})", R"({"a":1})") == R"({"a":2})");
  CHECK(made_by(R"({"$inc":{"a":5}})", R"({"a":1})") == R"({"a":6})");
  CHECK(made_by(R"({"$unset":{"a":1}})", R"({"a":1})") == "{}");
  CHECK(made_by(R"({"$rename":{"a":"b"}})", R"({"a":1})") == R"({"b":1})");
  CHECK(made_by(R"({"$rename":{"a":"c"}})", R"({"a":1})") == R"({"c":1})");
  CHECK(made_by(R"({"$set":{"a.$[]":1}})", R"({"a":[0,0]})") == R"({"a":[1,1]})");
  CHECK(made_by(R"({"$set":{"a.$[]":2}})", R"({"a":[0]})") == R"({"a":[2]})");
}

TEST_CASE("An empty name is refused, whatever was read before it", "[update][shapes]") {
  const std::string empty = R"({"$set":{"":1,"$inc":1,"a":1}})";
  CHECK_THROWS_AS(made_by(empty), InvalidUpdate);
  CHECK(made_by(R"({"$set":{},"$inc":{"a":1}})") == R"({"a":1})");
  CHECK_THROWS_AS(made_by(empty), InvalidUpdate);
}

TEST_CASE("The same names are no update of the same kind if they stand elsewhere",
          "[update][shapes]") {
  CHECK(made_by(R"({"$set":{"a":1},"$inc":{"b":2}})", R"({"b":1})") == R"({"b":3,"a":1})");
  CHECK(made_by(R"({"$inc":{"a":1},"$set":{"b":2}})", R"({"b":1})") == R"({"b":2,"a":1})");
  CHECK(made_by(R"({"$set":{"a":1,"$inc.x":2}})", R"({"a":0,"$inc":{}})") ==
        R"({"a":1,"$inc":{"x":2}})");
}

TEST_CASE("What is wrong with an update is told each time", "[update][shapes]") {
  for (int i = 0; i < 2; ++i) {
    CHECK(made_by(R"({"$inc":{"n":1}})") == R"({"n":1})");
    check_refused([] { update_of(R"({"$inc":{"n":"x"}})"); }, 14,
                  "Cannot increment with non-numeric argument: the operand for 'n' is of type "
                  "string");
    check_refused([] { update_of(R"({"$set":{"a":1},"$inc":{"a":1}})"); }, 40,
                  "Updating the path 'a' would create a conflict at 'a'");
    CHECK_THROWS_AS(update_of(R"({"$inc":5})"), InvalidUpdate);
    CHECK_THROWS_AS(update_of(R"({"$set":{"a":1},"$none":{"b":1}})"), InvalidUpdate);
  }
}

TEST_CASE("An update does the same whether or not one like it was read before",
          "[update][shapes][random]") {
  const std::uint64_t first = first_seed();
  for (std::uint64_t seed = first; seed < first + 500; ++seed) {
    random_updates::Writer writer(seed);
    const std::string text = writer.document(), update = writer.update();
    INFO("seed " << seed << ": " << update << " on " << text);
    outcome_of(update, "{}");
    REQUIRE(outcome_of(update, text) == outcome_on_a_new_thread(update, text));
  }
}

}  // namespace update_shapes_test
