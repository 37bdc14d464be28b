// What an application is told.
#include <thread>

#include "catch.hpp"
#include "store/event_texts.hpp"

namespace store_on_event_test {

using namespace profilestore;
using namespace events;

namespace {

StoreOptions told(std::vector<StoreEvent>& events) {
  return {.durability = Durability::relaxed,
          .many_documents = 2,
          .on_event = [&events](const StoreEvent& event) { events.push_back(event); }};
}

}  // namespace

TEST_CASE("An application is told of each event when nothing is locked any more",
          "[store][stats][on_event]") {
  std::optional<Store> store;
  temporary::Folder folder;
  std::vector<std::string> seen;
  std::vector<std::thread::id> threads;
  const auto on_event = [&](const StoreEvent& event) {
    seen.push_back(text_of(event));
    threads.push_back(std::this_thread::get_id());
    Collection users = store->collection("users");
    CHECK(users.count({{"email", "a@x"}}) == 1);
    store->collection("log").insert_one({{"kind", std::string(name_of(event.kind))}});
    CHECK(insert_clashes(users));  // counted, and not told: else this would never end
    CHECK_FALSE(store->stats().events.empty());
  };
  store = Store::open(folder / "p.db", {.durability = Durability::relaxed, .on_event = on_event});
  Collection users = store->collection("users", {.indexes = {UniqueIndex{"email"}}});
  users.insert_one({{"email", "a@x"}});
  CHECK(seen.empty());

  CHECK(insert_clashes(users));
  REQUIRE(seen ==
          std::vector<std::string>{"duplicate_key users email_1 insertOne x1, 1 documents"});
  CHECK(threads == std::vector{std::this_thread::get_id()});
  CHECK(store->stats().totals.front().times == 2);

  store->transaction([&](Transaction& tx) {
    for (int i = 0; i < 3; ++i) CHECK(insert_clashes(tx.collection("users")));
    CHECK(seen.size() == 1);  // not before it has ended
  });
  REQUIRE(seen.size() == 2);
  CHECK(seen.back() == "duplicate_key users email_1 insertOne x3, 3 documents");
  std::thread([&] { CHECK(insert_clashes(users)); }).join();
  REQUIRE(seen.size() == 3);
  CHECK(threads.back() != std::this_thread::get_id());
  CHECK(store->collection("log").count() == 3);
  CHECK(store->stats().totals.front().times == 1 + 3 + 1 + 3);
}

TEST_CASE("What the application throws when it is told goes no further",
          "[store][stats][on_event]") {
  int told = 0;
  Users store(
      {.durability = Durability::relaxed, .many_documents = 1, .on_event = [&](const StoreEvent&) {
         ++told;
         throw told;
       }});
  CHECK(insert_clashes(store.users));
  CHECK(store.users.update_many({}, {{"$set", {{"x", 1}}}}).modified_count == 2);
  CHECK(insert_clashes(store.users));
  CHECK(told == 3);
}

TEST_CASE("An application is told of what a transaction has done once it is committed",
          "[store][stats][on_event]") {
  std::vector<StoreEvent> events;
  Users store(told(events));
  CHECK_THROWS_AS(store.transaction([&](Transaction& tx) {
    tx.collection("users").insert_many({{{"email", "c"}}, {{"email", "d"}}, {{"email", "e"}}});
    throw std::runtime_error("back");
  }),
                  std::runtime_error);
  CHECK(events.empty());
  store.transaction([&](Transaction& tx) {
    tx.collection("users").insert_many({{{"email", "c"}}, {{"email", "d"}}, {{"email", "e"}}});
  });
  CHECK(texts_of(events) == Texts{"many_documents users - insertMany x1, 3 documents"});
}

}  // namespace store_on_event_test
