// The values that an application makes: each is in normal form.
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>

#include <limits>
#include <string>

#include "catch.hpp"

namespace document_values_test {

using namespace profilestore;
using namespace std::string_literals;

TEST_CASE("A moment becomes a date, cut to the millisecond before it", "[document][values]") {
  using namespace std::chrono;
  const auto written = [](auto since_1970) {
    return bson::date(system_clock::time_point(duration_cast<system_clock::duration>(since_1970)))
        .dump();
  };
  CHECK(written(seconds{0}) == R"({"$date":"1970-01-01T00:00:00Z"})");
  CHECK(written(milliseconds{1356351330501}) == R"({"$date":"2012-12-24T12:15:30.501Z"})");
  CHECK(written(microseconds{1999}) == R"({"$date":"1970-01-01T00:00:00.001Z"})");
  // Down, not towards zero: the order of moments stays.
  CHECK(written(microseconds{-1}) == R"({"$date":{"$numberLong":"-1"}})");
}

TEST_CASE("now() is the present moment", "[document][values]") {
  // ISO texts of one length order as their moments do.
  const auto text = [](const Value& date) {
    std::string iso = date.at("$date").get<std::string>();
    iso.pop_back();
    return iso.size() == 19 ? iso + ".000" : iso;
  };
  const Value before = bson::date(std::chrono::system_clock::now());
  const Value present = bson::now();
  const Value after = bson::date(std::chrono::system_clock::now());
  CHECK(text(before) <= text(present));
  CHECK(text(present) <= text(after));
}

TEST_CASE("int64() keeps its type where 32 bits would do", "[document][values]") {
  CHECK(bson::int64(5).dump() == R"({"$numberLong":"5"})");
  CHECK(bson::int64(-2147483648).dump() == R"({"$numberLong":"-2147483648"})");
  CHECK(bson::int64(2147483648).dump() == "2147483648");
  CHECK(bson::int64(std::numeric_limits<std::int64_t>::max()).dump() == "9223372036854775807");
}

TEST_CASE("decimal() keeps the digits it is given, and refuses what it can't keep",
          "[document][values]") {
  CHECK(bson::decimal("0.10").dump() == R"({"$numberDecimal":"0.10"})");
  CHECK(bson::decimal("1e3").dump() == R"({"$numberDecimal":"1E+3"})");
  CHECK(bson::decimal("nan").dump() == R"({"$numberDecimal":"NaN"})");
  CHECK(bson::decimal("-inf").dump() == R"({"$numberDecimal":"-Infinity"})");
  CHECK(bson::decimal(std::string(34, '9')).dump() ==
        R"({"$numberDecimal":"9999999999999999999999999999999999"})");
  for (const std::string& text : {""s, "secret"s, "1,5"s, std::string(35, '9'), "1E+7000"s}) {
    INFO(text);
    // Values are personal data: the message must not have them.
    CHECK_THROWS_WITH(bson::decimal(text), "decimal: not a number of at most 34 digits");
    CHECK_THROWS_AS(bson::decimal(text), InvalidInput);
  }
}

TEST_CASE("binary() is base64 with its subtype in two digits", "[document][values]") {
  CHECK(bson::binary("").dump() == R"({"$binary":{"base64":"","subType":"00"}})");
  CHECK(bson::binary("\x01\x02\0\xFF"s).dump() ==
        R"({"$binary":{"base64":"AQIA/w==","subType":"00"}})");
  CHECK(bson::binary("a", 4).dump() == R"({"$binary":{"base64":"YQ==","subType":"04"}})");
  CHECK(bson::binary("a", 0x80).dump() == R"({"$binary":{"base64":"YQ==","subType":"80"}})");
}

TEST_CASE("What these make reads back as itself", "[document][values]") {
  const Document made = {{"date", bson::date(std::chrono::system_clock::time_point{})},
                         {"now", bson::now()},
                         {"small", bson::int64(5)},
                         {"large", bson::int64(5'000'000'000)},
                         {"decimal", bson::decimal("-1.50E-7")},
                         {"binary", bson::binary("\0\xFF"s, 4)}};
  CHECK(ejson::parse(made.dump()) == made);
  CHECK(ejson::parse(ejson::canonical(made)) == made);
}

}  // namespace document_values_test
