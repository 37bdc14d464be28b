// The texts of documents: as they are stored, and what dump() gives of the documents.
#include <profilestore/stop_scope.hpp>
#include <profilestore/text_cursor.hpp>

#include "catch.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace crud_find_texts_test {

using namespace profilestore;
using Texts = std::vector<std::string>;

namespace {

Texts texts(TextCursor cursor) {
  Texts all;
  for (const std::string_view text : cursor) all.emplace_back(text);
  return all;
}

Texts dumps(Cursor cursor) {
  Texts all;
  for (const Document& found : cursor) all.push_back(found.dump());
  return all;
}

struct Numbers : temporary::Store {
  explicit Numbers(int count) {
    for (int i = 0; i < count; ++i)
      numbers.insert_one({{"_id", i}, {"even", i % 2 == 0}, {"key", "k" + std::to_string(i)}});
  }

  Collection numbers = collection("numbers", {.indexes = {{"key"}}});
};

}  // namespace

TEST_CASE("A text is what dump() gives of the document", "[store][text]") {
  temporary::Store store;
  Collection all = store.collection("all");
  for (const char* document :
       {R"({"_id": "a", "n": [1, 1.0, -0.0, 1e300, 1e-7, 0.1, 123456789012345678]})",
        R"({"_id": "b", "t": "\u0000\u0001\u001f\"\\\/\b\f\n\r\tÄ€😀\u007f\u2028"})",
        R"({"_id": "c", "d": {"$date": "2024-05-01T12:00:00.5Z"}, "l": {"$numberLong": "5"}})",
        R"({"_id": "d", "x": {"$numberDecimal": "0.10"}, "y": {"$numberDouble": "NaN"}})",
        R"({"_id": "e", "r": {"$regularExpression": {"pattern": "a/", "options": "i"}}})",
        R"({"_id": "f", "b": {"$binary": {"base64": "AQI=", "subType": "00"}}, "e": {}, "f": []})",
        R"({"_id": {"$oid": "0123456789ABCDEF01234567"}, "é\"": {"b": [{"c": null}]}})"})
    all.insert_one(ejson::parse(document));
  const Texts found = texts(all.find_texts({}));
  CHECK(found.size() == 7);
  CHECK(found == dumps(all.find({})));
  for (const std::string& text : found) {
    const Document filter{{"_id", ejson::parse(text).at("_id")}};
    CHECK(all.find_one_text(filter) == text);
    CHECK(all.find_one(filter)->dump() == text);
    CHECK(all.find_one_text({{"$nor", Value::array({{{"_id", 0}}})}, {"_id", filter.at("_id")}}) ==
          text);
  }
}

TEST_CASE("Texts are found as documents are, under all options", "[store][text]") {
  Numbers store(7);
  store.numbers.create_index(Index{"even"});
  const auto same = [&](const Document& filter, const FindOptions& options = {}) {
    INFO(filter.dump());
    const Texts found = texts(store.numbers.find_texts(filter, options));
    CHECK(found == dumps(store.numbers.find(filter, options)));
    return found.size();
  };
  CHECK(same({}) == 7);
  CHECK(same({{"even", true}}) == 4);
  CHECK(same({{"even", true}}, {.sort = {{"_id", -1}}}) == 4);
  CHECK(same({{"even", false}}, {.skip = 1, .limit = 1, .sort = {{"key", -1}}}) == 1);
  CHECK(same({}, {.skip = 2, .limit = 3}) == 3);
  CHECK(same({{"_id", {{"$gt", 2}}}}, {.projection = {{"key", 1}, {"_id", 0}}}) == 4);
  CHECK(same({{"key", "K3"}}, {.collation = Collation{.strength = 2}}) == 1);
  CHECK(same({{"key", "k3"}}, {.hint = "key_1"}) == 1);
  CHECK(same({{"$expr", {{"$gt", {"$_id", 4}}}}}) == 2);
  CHECK(same({{"none", 1}}) == 0);
  CHECK(texts(store.collection("none").find_texts({})).empty());
  CHECK_THROWS_AS(store.numbers.find_texts({{"$no", 1}}), InvalidFilter);
  CHECK_THROWS_AS(store.numbers.find_texts({}, {.limit = -1}), InvalidInput);
}

TEST_CASE("The first text is found as the first document is", "[store][text]") {
  Numbers store(5);
  const auto same = [&](const Document& filter, const FindOneOptions& options = {}) {
    INFO(filter.dump());
    const auto found = store.numbers.find_one(filter, options);
    const auto text = store.numbers.find_one_text(filter, options);
    CHECK(text == (found ? std::optional(found->dump()) : std::nullopt));
    return text.value_or("");
  };
  const std::string fourth = R"({"_id":4,"even":true,"key":"k4"})";
  CHECK(same({{"key", "k4"}}) == fourth);
  CHECK(same({{"_id", 4}}) == fourth);
  CHECK(same({{"_id", 4.0}}) == fourth);
  CHECK(same({{"_id", 4}, {"even", false}}).empty());
  CHECK(same({{"even", true}}, {.sort = {{"_id", -1}}}) == fourth);
  CHECK(same({{"key", "x"}}, {.then_by = {{{"key", "k4"}}}}) == fourth);
  CHECK(same({{"key", "k4"}}, {.projection = {{"_id", 1}}}) == R"({"_id":4})");
  CHECK(same({{"key", "K4"}}, {.collation = Collation{.strength = 2}}) == fourth);
  CHECK(same({{"key", "k4"}}, {.hint = "key_1"}) == fourth);
  CHECK(same({{"key", "k4"}}, {.projection = {{"none", 1}, {"_id", 0}}}) == "{}");
  CHECK_THROWS_AS(store.numbers.find_one_text({{"_id", 1}}, {.operation_id = "x"}), InvalidInput);
  CHECK_THROWS_AS(store.numbers.find_one_text({{"key", "k4"}}, {.hint = "none"}), InvalidInput);
}

TEST_CASE("A text of a document that is damaged is not given", "[store][text]") {
  Numbers store(3);
  RawDatabase(store.path()).run("UPDATE numbers SET doc = replace(doc, 'k1', 'k9') WHERE row = 2");
  CHECK_THROWS_AS(store.numbers.find_one_text({{"_id", 1}}), Corrupt);
  CHECK_THROWS_AS(store.numbers.find_one_text({{"key", "k1"}}), Corrupt);
  CHECK_THROWS_AS(texts(store.numbers.find_texts({})), Corrupt);
  CHECK_THROWS_AS(texts(store.numbers.find_texts({{"even", true}})), Corrupt);
  CHECK_THROWS_AS(store.numbers.count({{"even", true}}), Corrupt);
  CHECK(store.numbers.find_one_text({{"_id", 0}}).has_value());
}

TEST_CASE("In a transaction texts are those of the moment of each step", "[store][text]") {
  Numbers store(4);
  Texts seen;
  store.transaction([&](Transaction& tx) {
    Collection numbers = tx.collection("numbers");
    for (const std::string_view text : numbers.find_texts({{"even", true}})) {
      seen.emplace_back(text);
      numbers.update_one({{"_id", 2}}, {{"$set", {{"key", "new"}}}});
    }
    CHECK(numbers.find_one_text({{"key", "new"}}) == R"({"_id":2,"even":true,"key":"new"})");
  });
  CHECK(seen ==
        Texts{R"({"_id":0,"even":true,"key":"k0"})", R"({"_id":2,"even":true,"key":"new"})"});
}

TEST_CASE("A snapshot gives texts of its moment, until it ends", "[store][text]") {
  Numbers store(2);
  std::optional<Collection> kept;
  store.snapshot([&](Snapshot& snapshot) {
    kept = snapshot.collection("numbers");
    CHECK(kept->find_one_text({{"key", "k1"}}).has_value());
    store.numbers.drop();
    CHECK(kept->find_one_text({{"key", "k1"}}) == R"({"_id":1,"even":false,"key":"k1"})");
    CHECK(texts(kept->find_texts({})).size() == 2);
  });
  CHECK_THROWS_AS(kept->find_one_text({{"key", "k1"}}), InvalidInput);
  CHECK_FALSE(store.numbers.find_one_text({{"key", "k1"}}).has_value());
}

TEST_CASE("A cursor of texts may be moved, and ends once", "[store][text]") {
  Numbers store(3);
  TextCursor first = store.numbers.find_texts({});
  TextCursor cursor = std::move(first);
  auto at = cursor.begin();
  CHECK(at->starts_with(R"({"_id":0)"));
  ++at;
  CHECK((*at).starts_with(R"({"_id":1)"));
  at++;
  ++at;
  CHECK(at == cursor.end());
}

TEST_CASE("What was stopped stays so, and is no damage", "[store][text]") {
  Numbers store(60);
  auto cursor = store.numbers.find_texts({{"_id", {{"$gte", 0}}}, {"none", {{"$exists", false}}}},
                                         {.limit = 50});
  auto at = cursor.begin();
  for (int i = 0; i < 5; ++i) ++at;
  {
    std::stop_source stop;
    const StopScope scope(stop.get_token());
    stop.request_stop();
    CHECK_THROWS_AS(++at, Interrupted);
  }
  CHECK_THROWS_AS(++at, Interrupted);
  CHECK(store.check().sound());
}

TEST_CASE("Finding texts ends at its time, and when it is stopped", "[store][text]") {
  Numbers store(50);
  std::stop_source stop;
  const StopScope scope(stop.get_token());
  auto cursor = store.numbers.find_texts({});
  auto at = cursor.begin();
  stop.request_stop();
  CHECK_THROWS_AS(
      [&] {
        while (at != cursor.end()) ++at;
      }(),
      Interrupted);
}

}  // namespace crud_find_texts_test
