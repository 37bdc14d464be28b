// What is stored of a document that is written as text at once.
#include "crud/new_document.hpp"

#include "catch.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace crud_new_document_test {

using namespace profilestore;

namespace {

const std::vector<UniqueIndex> indexes = {
    {"userId", Missing::sparse}, {"name.first", Missing::sparse}, {"tags", Missing::sparse}};

}  // namespace

TEST_CASE("What is written as text is what the whole document is, byte for byte and key for key",
          "[store][insert]") {
  const std::vector<Document> documents = {
      {{"_id", 1}, {"userId", "u1"}, {"n", bson::int64(5)}},
      {{"userId", "u2"}, {"_id", 2}, {"name", {{"last", "x"}, {"first", "é\"\n"}}}},
      {{"_id", 3}, {"tags", Value::array({"a", 2, {{"$numberInt", "3"}}})}, {"d", 1e300}},
      {{"_id", {{"$oid", "57e193d7a9cc81b4027498b5"}}}, {"userId", {{"$numberInt", "7"}}}},
      {{"_id", 5}, {"name", nullptr}, {"e", Document::object()}, {"f", Value::array()}},
      {{"_id", 6}, {"name", Value::array({{{"first", 1}}, {{"first", 2}}})}, {"", 0}},
  };
  temporary::Store together, apart;
  together.collection("c", {.indexes = indexes}).insert_many(documents);
  Collection one_by_one = apart.collection("c", {.indexes = indexes});
  one_by_one.set_validator({{{"_id", {{"$exists", true}}}}});  // looks at all of a document
  for (const Document& document : documents) one_by_one.insert_one(document);
  RawDatabase a(together.path()), b(apart.path());
  CHECK(a.rows("SELECT * FROM c ORDER BY row") == b.rows("SELECT * FROM c ORDER BY row"));
  CHECK(a.rows("SELECT * FROM c ORDER BY row").size() == documents.size());
  CHECK(together.check().sound());
}

TEST_CASE("A document without an _id is stored with one, as its first field", "[store][insert]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {{"userId", Missing::sparse}}});
  const auto inserted = users.insert_many({Document{{"userId", "u1"}}, Document::object()});
  for (const auto& [index, id] : inserted.inserted_ids) {
    CHECK(ObjectId::from_value(id));
    const auto found = users.find_one({{"_id", id}});
    REQUIRE(found);
    CHECK(found->begin().key() == "_id");
    CHECK(found->size() == (index == 0 ? 2 : 1));
  }
  CHECK(inserted.inserted_ids.size() == 2);
  CHECK(store.check().sound());
}

TEST_CASE("A document that can't be stored is refused by insert_many as by insert_one",
          "[store][insert]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {{"userId", Missing::reject}}});
  users.insert_one({{"_id", 1}, {"userId", "u1"}});
  Value deep = 1;
  for (int i = 0; i < 101; ++i) deep = Value::array({deep});
  for (const Document& document : std::vector<Document>{
           {{"_id", 2}, {"userId", "u1"}},
           {{"_id", 1}, {"userId", "u2"}},
           {{"_id", 2}},
           {{"_id", Value::array({1})}, {"userId", "u2"}},
           {{"_id", {{"$x", 1}}}, {"userId", "u2"}},
           {{"_id", 2}, {"userId", "\xFF"}},
           {{"_id", 2}, {"userId", "u2"}, {"bad", "\xFF"}},
           {{"_id", 2}, {"userId", "u2"}, {"d", {{"$oid", "short"}}}},
           {{"_id", 2}, {"userId", "u2"}, {"deep", deep}},
           {{"_id", 2}, {"userId", "u2"}, {"b", std::string(max_document_bytes, 'x')}},
           {{"_id", 2}, {"userId", Value::array({"u2", "u1"})}},
           Value(5),
       }) {
    const auto said = [&](auto&& call) -> std::string {
      try {
        call();
      } catch (const BulkWriteFailed& failed) {
        return std::to_string(failed.errors().front().code) + failed.errors().front().message;
      } catch (const Error& failed) {
        return std::to_string(failed.code()) + failed.what();
      }
      return "was stored";
    };
    const std::string alone = said([&] { users.insert_one(document); });
    INFO(alone);
    CHECK(alone != "was stored");
    CHECK(said([&] { users.insert_many({document}); }) == alone);
  }
  CHECK(users.count() == 1);
  CHECK(store.check().sound());
}

}  // namespace crud_new_document_test
