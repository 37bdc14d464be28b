// What a log of changes drops, and which bounds it refuses.
#include <set>

#include "catch.hpp"
#include "changes/logged.hpp"

namespace changes_bounds_test {

using namespace profilestore;

using Lines = std::vector<std::string>;

TEST_CASE("A log keeps the newest changes, as many as its bound says", "[changes]") {
  Logged one({.max_changes = 3});
  for (int i = 0; i < 10; ++i) one.users.insert_one({{"_id", i}});
  CHECK(one.log() ==
        Lines{R"(insert 7 {"_id":7})", R"(insert 8 {"_id":8})", R"(insert 9 {"_id":9})"});
  CHECK(one.is_whole());
  one.users.set_change_log({.max_changes = 1});
  CHECK(one.log() == Lines{R"(insert 9 {"_id":9})"});
  one.users.set_change_log({.max_changes = 100});
  one.users.insert_one({{"_id", 10}});
  CHECK(one.log().size() == 2);
  CHECK(one.store.stats().collections.front().change_log->changes == 2);
}

TEST_CASE("A long log drops several changes at once, and is longer by few", "[changes]") {
  Logged one({.max_changes = 640});
  std::set<std::size_t> lengths;
  for (int round = 0; round < 70; ++round) {
    std::vector<Document> ten;
    for (int i = 0; i < 10; ++i) ten.push_back({{"_id", 10 * round + i}});
    one.users.insert_many(ten);
    if (round >= 64) lengths.insert(one.log().size());
  }
  CHECK(*lengths.begin() >= 640);
  CHECK(*lengths.rbegin() < 650);
  CHECK(one.is_whole());
}

TEST_CASE("A log drops what is too old with later changes, and the newest never", "[changes]") {
  Logged one({.max_changes = 1000, .max_age = std::chrono::seconds(60)});
  for (int i = 0; i < 40; ++i) one.users.insert_one({{"_id", i}});
  CHECK(one.log().size() == 40);
  one.raw.run("UPDATE ps_changes SET time = time - 61000, sum = NULL");
  CHECK(one.log().size() == 40);
  for (int i = 40; i < 50; ++i) one.users.insert_one({{"_id", i}});
  CHECK(one.log().size() == 10);
}

TEST_CASE("After a pause what is too old goes with the next changes, however much it is",
          "[changes]") {
  Logged one({.max_changes = 100'000, .max_age = std::chrono::seconds(60)});
  std::vector<Document> many;
  for (int i = 0; i < 5000; ++i) many.push_back({{"_id", i}});
  one.users.insert_many(many);
  one.raw.run("UPDATE ps_changes SET time = time - 61000, sum = NULL");
  for (int i = 5000; i < 5064; ++i) one.users.insert_one({{"_id", i}});
  CHECK(one.log().size() <= 64 + 16);
}

TEST_CASE("A log that a clock set back has made keeps no change before one that it drops",
          "[changes]") {
  Logged one({.max_changes = 1000, .max_age = std::chrono::seconds(60)});
  for (int i = 0; i < 40; ++i) one.users.insert_one({{"_id", i}});
  one.raw.run("UPDATE ps_changes SET time = time - 61000, sum = NULL WHERE id IN ('9', '19')");
  for (int i = 40; i < 50; ++i) one.users.insert_one({{"_id", i}});
  CHECK(one.log().size() == 30);
  CHECK(one.log().front() == R"(insert 20 {"_id":20})");
  CHECK(one.store.stats().collections.at(0).change_log->changes == 30);
}

TEST_CASE("Bounds that cannot be are refused, and nothing is made", "[changes]") {
  temporary::Store store;
  Collection users = store.collection("users");
  for (const ChangeLog& log :
       {ChangeLog{.max_changes = 0}, ChangeLog{.max_changes = -1},
        ChangeLog{.max_changes = 2'000'000'000}, ChangeLog{.max_age = std::chrono::seconds(-1)},
        ChangeLog{.max_age = std::chrono::seconds(std::int64_t{1} << 60)}})
    CHECK_THROWS_AS(users.set_change_log(log), InvalidInput);
  CHECK(store.collection_names().empty());
  const CollectionOptions logged{.change_log = ChangeLog{.max_changes = 5}};
  store.collection("a", logged);
  CHECK(store.collection("a").change_log() == ChangeLog{.max_changes = 5});
  CHECK_NOTHROW(store.collection("a", logged));
  CHECK_THROWS_AS(store.collection("a", {.change_log = ChangeLog{}}), InvalidInput);
  CHECK(store.collection("a").remove_change_log());
  CHECK_FALSE(store.collection("a").remove_change_log());
  CHECK_FALSE(store.collection("a").change_log());
}

}  // namespace changes_bounds_test
