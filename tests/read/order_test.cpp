// The order of a find.
#include "read/order.hpp"

#include <algorithm>
#include <profilestore/error.hpp>

#include "catch.hpp"
#include "keys/collated.hpp"

namespace read_order_test {

using namespace profilestore;
using read::Order;

namespace {

Value sorted(const char* documents, const char* sort, const document::Comparison& values = {}) {
  const Order order = Order::parse(Document::parse(sort), values);
  Value all = Value::parse(documents);
  std::stable_sort(all.begin(), all.end(), [&](const Value& a, const Value& b) {
    return order.compare(order.key_of(a), order.key_of(b)) < 0;
  });
  Value ids = Value::array();
  for (const Value& document : all) ids.push_back(document.at("_id"));
  return ids;
}

int code_of(const char* sort) {
  try {
    Order::parse(Document::parse(sort));
  } catch (const InvalidInput& fault) {
    return fault.code();
  }
  return 0;
}

}  // namespace

TEST_CASE("Documents sort by MongoDB's order of all types", "[read][order]") {
  const char* documents = R"([
    {"_id":"max","a":{"$maxKey":1}}, {"_id":"regex","a":{"$regularExpression":{"pattern":"a","options":""}}},
    {"_id":"date","a":{"$date":"2020-01-01T00:00:00Z"}}, {"_id":"true","a":true},
    {"_id":"oid","a":{"$oid":"57e193d7a9cc81b4027498b5"}}, {"_id":"object","a":{"b":1}},
    {"_id":"text","a":"1"}, {"_id":"two","a":2}, {"_id":"one","a":1.0}, {"_id":"nan","a":{"$numberDouble":"NaN"}},
    {"_id":"missing"}, {"_id":"null","a":null}, {"_id":"empty","a":[]}, {"_id":"min","a":{"$minKey":1}}])";
  const Value up =
      Value::parse(R"(["min","empty","missing","null","nan","one","two","text","object",
    "oid","true","date","regex","max"])");
  CHECK(sorted(documents, R"({"a":1})") == up);
  Value down(Value::array_t(up.rbegin(), up.rend()));
  std::swap(down[11], down[10]);  // equal keys keep their places
  CHECK(sorted(documents, R"({"a":-1})") == down);
}

TEST_CASE("Under a collation strings sort by it, also the least of an array", "[read][order]") {
  const auto values = keys::comparison_under(Collation{.strength = 2});
  const char* documents = R"([{"_id":1,"a":"b"}, {"_id":2,"a":"A"}, {"_id":3,"a":"B"},
    {"_id":4,"a":["c","A"]}, {"_id":5,"a":"ä"}, {"_id":6,"a":{"k":"a"}}, {"_id":7,"a":3}])";
  CHECK(sorted(documents, R"({"a":1})", values) == Value::parse("[7,2,4,5,1,3,6]"));
  CHECK(sorted(documents, R"({"a":-1})", values) == Value::parse("[6,4,1,3,5,2,7]"));
  CHECK(sorted(documents, R"({"a":1})") == Value::parse("[7,2,4,3,1,5,6]"));
}

TEST_CASE("An array sorts by its least element, or downwards by its greatest", "[read][order]") {
  const char* documents = R"([{"_id":1,"a":[3,9]}, {"_id":2,"a":5}, {"_id":3,"a":[4]},
    {"_id":4,"a":[[1]]}, {"_id":5,"a":[{"b":7},{"b":1}]}])";
  CHECK(sorted(documents, R"({"a":1})") == Value::parse("[1,3,2,5,4]"));
  CHECK(sorted(documents, R"({"a":-1})") == Value::parse("[4,5,1,2,3]"));
  CHECK(sorted(documents, R"({"a.b":-1,"_id":1})") == Value::parse("[5,1,2,3,4]"));
}

TEST_CASE("Later paths decide where the earlier are equal", "[read][order]") {
  const char* documents = R"([{"_id":1,"a":1,"b":1}, {"_id":2,"a":1,"b":2}, {"_id":3,"a":0}])";
  CHECK(sorted(documents, R"({"a":1,"b":-1})") == Value::parse("[3,2,1]"));
  CHECK(sorted(documents, R"({"a":-1,"b":1})") == Value::parse("[1,2,3]"));
}

TEST_CASE("The elements of one array are sorted by together", "[read][order]") {
  const char* documents = R"([{"_id":1,"a":[{"b":1,"c":9},{"b":2,"c":1}]},
    {"_id":2,"a":[{"b":1,"c":5}]}])";
  CHECK(sorted(documents, R"({"a.b":1,"a.c":1})") == Value::parse("[2,1]"));
}

TEST_CASE("Two arrays cannot be sorted by at once", "[read][order]") {
  const Order order = Order::parse(Document::parse(R"({"a":1,"b":1})"));
  CHECK_THROWS_WITH(order.key_of(Document::parse(R"({"a":[1],"b":[1]})")),
                    Catch::Matchers::EndsWith("parallel arrays: 'a' and 'b'"));
}

TEST_CASE("What is no sort is refused", "[read][order]") {
  CHECK(code_of(R"({"a":2})") == 15975);
  CHECK(code_of(R"({"a":0})") == 15975);
  CHECK(code_of(R"({"a":"up"})") == 15974);
  CHECK(code_of(R"({"a":true})") == 15974);
  CHECK(code_of(R"({"a":{"$meta":"textScore"}})") == 2);
  CHECK(code_of(R"({"":1})") == 40352);
  CHECK(code_of(R"({"a..b":1})") == 15998);
  CHECK(code_of(R"({"$a":1})") == 16410);
  CHECK(code_of(R"([])") == 14);
  CHECK(code_of(R"({"$natural":1,"a":1})") == 2);
  CHECK(code_of(R"({"a":{"$numberDouble":"-1.0"}})") != 0);  // not in normal form
  CHECK(code_of(R"({"a":-1.0,"b":{"$numberLong":"1"}})") == 0);
}

TEST_CASE("The natural order goes both ways", "[read][order]") {
  CHECK(Order::parse(Document::parse("{}")).empty());
  CHECK(Order::parse(Value()).empty());
  CHECK(Order::parse(Document::parse(R"({"$natural":1})")).empty());
  CHECK(Order::parse(Document::parse(R"({"$natural":-1})")).reversed());
}

}  // namespace read_order_test
