// What is in normal form at first sight, and what has to be looked at.
#include "extjson/simple.hpp"

#include "catch.hpp"
#include "extjson/reader.hpp"
#include "update/random_updates.hpp"

namespace extjson_simple_test {

using namespace profilestore;
using extjson::is_simple;

TEST_CASE("Filters and updates of strings, integers, booleans and nulls are simple",
          "[extjson][simple]") {
  for (const Value& value : std::vector<Value>{
           1,
           -5,
           "x",
           "é\"\n",
           true,
           nullptr,
           Value::object(),
           {{"userId", "u1"}},
           {{"$set", {{"a.b", 1}, {"c", nullptr}}}, {"$inc", {{"n", std::int64_t{1} << 40}}}}}) {
    INFO(value.dump());
    CHECK(is_simple(value));
    CHECK(extjson::normalise_value(value, -1).dump() == value.dump());
  }
}

TEST_CASE("What is not in normal form, or may not be, is not simple", "[extjson][simple]") {
  Value twice = Value::object();
  for (int i = 0; i < 2; ++i) twice.get_ref<Value::object_t&>().emplace_back("a", 1);
  Value many;
  for (int i = 0; i < 17; ++i) many["f" + std::to_string(i)] = 1;
  for (const Value& value : std::vector<Value>{1.5,
                                               5U,
                                               Value::array(),
                                               "\xFF",
                                               {{"\xFF", 1}},
                                               {{std::string("a\0b", 3), 1}},
                                               {{"d", {{"$date", 0}}}},
                                               {{"a", 1}, {"$oid", "x"}},
                                               {{"a", {{"b", {{"c", {{"d", {{"e", 1}}}}}}}}}},
                                               Value::binary({1}),
                                               std::string(100'000, 'x'),
                                               twice,
                                               many})
    CHECK_FALSE(is_simple(value));
}

TEST_CASE("Whatever is simple is its own normal form", "[extjson][simple][random]") {
  int simple = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const Value update = extjson::parse(random_updates::Writer(seed).update());
    if (!is_simple(update)) continue;
    INFO(update.dump());
    CHECK(extjson::normalise_value(update, -1).dump() == update.dump());
    ++simple;
  }
  CHECK(simple > 200);
}

}  // namespace extjson_simple_test
