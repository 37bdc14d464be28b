#include <profilestore/cursor.hpp>

#include <atomic>
#include <thread>

#include "catch.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace crud_cursor_test {

using namespace profilestore;

namespace {

struct Numbers : temporary::Store {
  explicit Numbers(int count) {
    for (int i = 0; i < count; ++i) numbers.insert_one({{"_id", i}, {"even", i % 2 == 0}});
  }

  Collection numbers = collection("numbers");
};

std::vector<int> ids(Cursor cursor) {
  std::vector<int> ids;
  for (const Document& found : cursor) ids.push_back(found.at("_id").get<int>());
  return ids;
}

using Ids = std::vector<int>;

}  // namespace

TEST_CASE("A find yields all matches in natural order", "[store][cursor]") {
  Numbers store(6);
  CHECK(ids(store.numbers.find({})) == Ids{0, 1, 2, 3, 4, 5});
  CHECK(ids(store.numbers.find({{"even", true}})) == Ids{0, 2, 4});
  CHECK(ids(store.numbers.find({{"_id", 3}})) == Ids{3});
  CHECK(ids(store.numbers.find({{"_id", 9}})).empty());
}

TEST_CASE("A find passes over what it is told to skip, and stops at its limit", "[store][cursor]") {
  Numbers store(6);
  CHECK(ids(store.numbers.find({}, {.skip = 4})) == Ids{4, 5});
  CHECK(ids(store.numbers.find({}, {.limit = 2})) == Ids{0, 1});
  CHECK(ids(store.numbers.find({}, {.skip = 1, .limit = 2})) == Ids{1, 2});
  CHECK(ids(store.numbers.find({{"even", true}}, {.skip = 1, .limit = 1})) == Ids{2});
  CHECK(ids(store.numbers.find({}, {.skip = 6})).empty());
  CHECK(ids(store.numbers.find({}, {.limit = 0})).size() == 6);
  CHECK(ids(store.numbers.find({}, {.skip = INT64_MAX, .limit = INT64_MAX})).empty());
  CHECK_THROWS_AS(store.numbers.find({}, {.skip = -1}), InvalidInput);
  CHECK_THROWS_AS(store.numbers.find({}, {.limit = -1}), InvalidInput);
}

TEST_CASE("A cursor reads one moment, whatever another thread writes meanwhile",
          "[store][cursor]") {
  Numbers store(200);
  Cursor cursor = store.numbers.find({});
  auto at = cursor.begin();
  REQUIRE(at->at("_id") == 0);
  std::atomic<int> failed = 0;
  std::thread writer([&] {
    try {
      for (int i = 0; i < 200; ++i) {
        store.numbers.update_one({{"_id", i}}, {{"$set", {{"late", true}}}});
        if (i % 2 == 0) store.numbers.delete_one({{"_id", i}});
        store.numbers.insert_one({{"_id", 1000 + i}});
      }
    } catch (const std::exception&) {
      ++failed;
    }
  });
  writer.join();
  REQUIRE(failed == 0);
  int expected = 0;
  for (; at != cursor.end(); ++at) {
    CHECK(*at == Document{{"_id", expected}, {"even", expected % 2 == 0}});
    ++expected;
  }
  CHECK(expected == 200);
  CHECK(store.numbers.count() == 300);
  CHECK(store.numbers.count({{"late", true}}) == 100);
}

TEST_CASE("Each find sees what was written before it, and cursors do not disturb each other",
          "[store][cursor]") {
  Numbers store(3);
  Cursor first = store.numbers.find({});
  auto at = first.begin();
  store.numbers.insert_one({{"_id", 3}});
  Cursor second = store.numbers.find({});
  CHECK(ids(std::move(second)) == Ids{0, 1, 2, 3});
  std::vector<Cursor> many;
  for (int i = 0; i < 20; ++i) many.push_back(store.numbers.find({{"_id", i % 4}}));
  for (int i = 0; i < 20; ++i)
    CHECK(ids(std::move(many[static_cast<std::size_t>(i)])) == Ids{i % 4});
  ++at;
  CHECK(at->at("_id") == 1);
}

TEST_CASE("A cursor outlives the handles of its store", "[store][cursor]") {
  temporary::Folder folder;
  std::optional<Cursor> cursor;
  {
    Store store = Store::open(folder / "p.db", temporary::quick());
    for (int i = 0; i < 3; ++i) store.collection("c").insert_one({{"_id", i}});
    cursor = store.collection("c").find({});
  }
  CHECK(ids(std::move(*cursor)) == Ids{0, 1, 2});
  cursor.reset();
  CHECK(folder.names() == std::set<std::string>{"p.db", "p.db.head"});
}

TEST_CASE("A cursor that is dropped half way ends its moment", "[store][cursor]") {
  Numbers store(10);
  {
    Cursor cursor = store.numbers.find({});
    CHECK(cursor.begin()->at("_id") == 0);
    Cursor moved = std::move(cursor);
    CHECK(moved.begin()->at("_id") == 1);
    moved = store.numbers.find({{"_id", 7}});
    CHECK(moved.begin()->at("_id") == 7);
  }
  store.numbers.delete_one({});
  CHECK(ids(store.numbers.find({})).front() == 1);
}

TEST_CASE("Documents are read as they are asked for: a damaged one is an error where it stands",
          "[store][cursor]") {
  Numbers store(3);
  RawDatabase(store.path()).run("UPDATE numbers SET doc = '{' WHERE row = 2");
  Cursor cursor = store.numbers.find({});
  auto at = cursor.begin();
  REQUIRE(at->at("_id") == 0);
  CHECK_THROWS_AS(++at, Corrupt);
  CHECK(ids(store.numbers.find({}, {.limit = 1})) == Ids{0});
  CHECK(ids(store.numbers.find({{"_id", 2}})) == Ids{2});
}

TEST_CASE("A cursor in a transaction yields no document that matches no longer",
          "[store][cursor]") {
  temporary::Store store;
  store.collection("c").insert_many({{{"_id", 0}, {"a", 1}}, {{"_id", 1}, {"a", 1}}});
  const auto seen = [&](const std::function<void(Collection&)>& write) {
    std::vector<Value> ids;
    CHECK_THROWS_AS(store.transaction([&](Transaction& tx) {
      Collection c = tx.collection("c");
      for (const Document& one : c.find({{"a", 1}})) {
        ids.push_back(one.at("_id"));
        write(c);
      }
      throw std::runtime_error("back");
    }),
                    std::runtime_error);
    return ids;
  };
  CHECK(seen([](Collection&) {}) == std::vector<Value>{0, 1});
  CHECK(seen([](Collection& c) {
          c.update_many({}, {{"$set", {{"a", 2}}}});
        }) == std::vector<Value>{0});
  CHECK(seen([](Collection& c) { c.drop(); }) == std::vector<Value>{0});
}

}  // namespace crud_cursor_test
