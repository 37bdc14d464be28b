// Documents as rows: what is stored comes back, and nothing over the bounds is stored.
#include "catalog/rows.hpp"

#include "catch.hpp"
#include "store/caught.hpp"
#include "store/temporary_store.hpp"

namespace catalog_rows_test {

using namespace profilestore;

namespace {

using namespace std::string_literals;

// {"a": {"a": … leaf}}: a document of so many levels.
Document nested(int levels, Value leaf) {
  for (int i = 0; i < levels; ++i) {
    Value outer = Value::object();
    outer["a"] = std::move(leaf);
    leaf = std::move(outer);
  }
  return leaf;
}

// Of so many bytes in normal form.
Document of_size(std::size_t bytes) {
  const std::size_t frame = Document{{"_id", 1}, {"text", ""}}.dump().size();
  return {{"_id", 1}, {"text", std::string(bytes - frame, 'x')}};
}

template <class Call>
int refusal(Call&& call) {
  const auto refused = caught<InvalidInput>(call);
  return refused ? refused->code() : 0;
}

}  // namespace

TEST_CASE("Every BSON type is stored and read back as it was", "[store][rows]") {
  temporary::Store store;
  Collection types = store.collection("types", {.indexes = {{"value", Missing::distinct}}});
  for (const char* value : {
           R"(1)",
           R"({"$numberInt": "-2147483648"})",
           R"({"$numberLong": "5"})",
           R"({"$numberLong": "-5000000000"})",
           R"({"$numberDouble": "3.0"})",
           R"({"$numberDouble": "-0.0"})",
           R"({"$numberDouble": "4.9E-324"})",
           R"({"$numberDouble": "-Infinity"})",
           R"({"$numberDouble": "NaN"})",
           R"({"$numberDecimal": "0.10"})",
           R"({"$numberDecimal": "9.999999999999999999999999999999999E+6144"})",
           R"({"$numberDecimal": "-Infinity"})",
           R"("")",
           R"("a\u0000b \" \\ / é 😀 \u2028")",
           R"({"$symbol": "s"})",
           R"({"$oid": "57e193d7a9cc81b4027498b5"})",
           R"({"$date": {"$numberLong": "-1"}})",
           R"({"$date": {"$numberLong": "9223372036854775807"}})",
           R"({"$date": "2024-02-29T23:59:59.999Z"})",
           R"({"$timestamp": {"t": 4294967295, "i": 4294967295}})",
           R"({"$binary": {"base64": "", "subType": "00"}})",
           R"({"$binary": {"base64": "AAECAwQFBgcICQoLDA0ODw==", "subType": "04"}})",
           R"({"$regularExpression": {"pattern": "^a/b\\", "options": "imsx"}})",
           R"({"$code": "function() {}"})",
           R"({"$code": "f", "$scope": {"x": {"$numberLong": "1"}}})",
           R"({"$dbPointer": {"$ref": "db.c", "$id": {"$oid": "57e193d7a9cc81b4027498b5"}}})",
           R"({"$ref": "c", "$id": 1})",
           R"({"$undefined": true})",
           R"({"$minKey": 1})",
           R"({"$maxKey": 1})",
           R"(null)",
           R"(true)",
           R"({})",
           R"({"b": 1, "a": {"$numberLong": "2"}})",
           R"({"": 1, "a.b": 2, "$x": 3, " ": 4, "é😀": 5, "__proto__": 6, "\"'\\": 7})",
       }) {
    INFO(value);
    const Document document = ejson::parse("{\"_id\": 1, \"value\": " + std::string(value) + "}");
    types.insert_one(document);
    const auto found = types.find_one({});
    CHECK(*found == document);
    CHECK(ejson::canonical(*found) == ejson::canonical(document));
    types.update_one({}, {{"$set", {{"copy", document.at("value")}}}});
    CHECK(types.find_one({})->at("copy") == document.at("value"));
    CHECK(store.check().sound());
    types.delete_one({});
  }
}

TEST_CASE("Arrays of every kind of value are stored and read back", "[store][rows]") {
  temporary::Store store;
  const Document arrays = ejson::parse(
      R"({"_id": 1, "a": [[], [[]], {}, null, {"$numberLong": "1"}, {"$oid":
      "57e193d7a9cc81b4027498b5"}, [{"$numberDecimal": "1.0"}], "x", true]})");
  store.collection("c").insert_one(arrays);
  CHECK(*store.collection("c").find_one({}) == arrays);
}

TEST_CASE("A name with a NUL is refused wherever it stands", "[store][rows]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.insert_one({{"_id", 1}});
  const std::string name = "a\0b"s;
  CHECK_THROWS_AS(users.insert_one({{name, 1}}), InvalidInput);
  CHECK_THROWS_AS(users.insert_one({{"x", {{name, 1}}}}), InvalidInput);
  CHECK_THROWS_AS(users.insert_one({{"x", {Document{{name, 1}}}}}), InvalidInput);
  CHECK_THROWS_AS(users.update_one({}, {{"$set", {{name, 1}}}}), InvalidInput);
  CHECK_THROWS_AS(users.update_one({}, {{"$set", {{"x", {{name, 1}}}}}}), InvalidInput);
  CHECK_THROWS_AS(users.update_one({{name, 1}}, {{"$set", {{"x", 1}}}}), InvalidInput);
  CHECK_THROWS_AS(users.find_one({{name, 1}}), InvalidInput);
  CHECK(users.find_one({}) == Document{{"_id", 1}});
}

TEST_CASE("A document of 100 levels is stored, of 101 it is not, on insert and on update",
          "[store][rows]") {
  temporary::Store store;
  Collection deep = store.collection("deep");
  const Value id = ObjectId::generate();
  for (const Value& leaf :
       {Value(1), id, bson::int64(1), bson::now(), bson::decimal("0.1"), bson::binary("x"),
        Value{{"$regularExpression", {{"pattern", "a"}, {"options", ""}}}}}) {
    INFO(leaf);
    CHECK(refusal([&] { deep.insert_one(nested(100, leaf)); }) == 0);
    CHECK(refusal([&] { deep.insert_one(nested(101, leaf)); }) != 0);
    CHECK(deep.count() == 1);
    auto found = *deep.find_one({});
    found.erase("_id");
    CHECK(found == nested(100, leaf));
    CHECK(store.check().sound());
    CHECK(refusal([&] { deep.update_one({}, {{"$set", {{"b", nested(99, leaf)}}}}); }) == 0);
    CHECK(refusal([&] { deep.update_one({}, {{"$set", {{"b", nested(100, leaf)}}}}); }) != 0);
    CHECK(refusal([&] { deep.update_one({}, {{"$push", {{"c", nested(98, leaf)}}}}); }) == 0);
    CHECK(refusal([&] { deep.update_one({}, {{"$push", {{"c", nested(99, leaf)}}}}); }) != 0);
    CHECK(store.check().sound());
    deep.delete_one({});
  }
}

TEST_CASE("An update may not make a document too deep by its path", "[store][rows]") {
  temporary::Store store;
  Collection deep = store.collection("deep");
  deep.insert_one({{"_id", 1}});
  std::string path = "a";
  for (int i = 1; i < 99; ++i) path += ".a";
  const auto set = [&](const std::string& at) {
    return refusal([&] { deep.update_one({}, {{"$set", {{at, 1}}}}); });
  };
  CHECK(set(path + ".a.b") != 0);
  CHECK(set(path + ".b") == 0);
  CHECK(set(path + ".b.c") != 0);
  CHECK(store.check().sound());
}

TEST_CASE("A document of 16 MiB is stored, and not one byte more", "[store][rows]") {
  temporary::Store store;
  Collection large = store.collection("large", {.indexes = {{"userId", Missing::distinct}}});
  CHECK(refusal([&] { large.insert_one(of_size(max_document_bytes + 1)); }) == 10334);
  CHECK(large.count() == 0);
  large.insert_one(of_size(max_document_bytes));
  CHECK(large.find_one({{"_id", 1}}) == of_size(max_document_bytes));
  CHECK(refusal([&] { large.update_one({}, {{"$set", {{"text2", ""}}}}); }) == 17420);
  CHECK(refusal([&] { large.update_one({}, {{"$set", {{"text", "y"}}}}); }) == 0);
  CHECK(large.find_one({})->at("text") == "y");
  CHECK(store.check().sound());
}

TEST_CASE("A key of a megabyte is a key", "[store][rows]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {{"userId"}}});
  const std::string key(1'000'000, 'k');
  users.insert_one({{"userId", key + "1"}});
  users.insert_one({{"userId", key + "2"}});
  CHECK_THROWS_AS(users.insert_one({{"userId", key + "1"}}), DuplicateKey);
  CHECK(users.find_one({{"userId", key + "2"}}));
  CHECK(store.check().sound());
}

}  // namespace catalog_rows_test
