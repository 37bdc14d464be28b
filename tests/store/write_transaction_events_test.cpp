// Which events count, of calls, transactions and imports.
#include <algorithm>

#include "catch.hpp"
#include "store/event_texts.hpp"
#include "store/write_transaction.hpp"

namespace store_write_transaction_events_test {

using namespace profilestore;
using namespace events;

TEST_CASE("A call that changes more documents than it may at once is an event", "[store][stats]") {
  struct Case {
    const char* event;  // without its documents; empty: none
    std::function<void(Collection&)> write;
  };
  const auto inserts = [](int count) {
    std::vector<Document> documents;
    for (int i = 0; i < count; ++i) documents.push_back({{"x", i}});
    return documents;
  };
  const Case cases[] = {
      {"", [&](Collection& c) { c.insert_many(inserts(3)); }},
      {"insertMany x1, 4", [&](Collection& c) { c.insert_many(inserts(4)); }},
      {"bulkWrite x1, 4",
       [&](Collection& c) {
         c.bulk_write({InsertOne{{{"x", 1}}}, UpdateMany{{}, {{"$set", {{"y", 1}}}}},
                       DeleteOne{{{"x", 1}}},
                       UpdateOne{{{"x", 2}}, {{"$set", {{"y", 2}}}}, {.upsert = true}}});
       }},
      {"updateMany x1, 5",
       [&](Collection& c) {
         c.insert_many(inserts(3));
         c.insert_many(inserts(2));
         c.update_many({}, {{"$set", {{"y", 1}}}});
       }},
      {"",  // matched, and changed nothing
       [&](Collection& c) {
         c.insert_many(inserts(3));
         c.insert_many(inserts(2));
         c.update_many({}, {{"$unset", {{"y", 1}}}});
       }},
      {"deleteMany x1, 5",
       [&](Collection& c) {
         c.insert_many(inserts(3));
         c.insert_many(inserts(2));
         c.delete_many({});
       }},
      {"",
       [&](Collection& c) {
         c.update_one({}, {{"$set", {{"y", 1}}}}, {.upsert = true});
       }},
  };
  for (const Case& one : cases) {
    INFO(one.event);
    temporary::Store store({.durability = Durability::relaxed, .many_documents = 3});
    Collection c = store.collection("c");
    one.write(c);
    CHECK(events_of(store) == (*one.event == '\0' ? Texts{}
                                                  : Texts{fmt::format("many_documents c - {} "
                                                                      "documents",
                                                                      one.event)}));
  }
  temporary::Store off({.durability = Durability::relaxed, .many_documents = 0});
  off.collection("c").insert_many(inserts(1500));
  CHECK(events_of(off).empty());
  temporary::Store plain;
  plain.collection("c").insert_many(inserts(1000));
  CHECK(events_of(plain).empty());
  plain.collection("c").insert_many(inserts(1001));
  CHECK(events_of(plain) == Texts{"many_documents c - insertMany x1, 1001 documents"});
}

TEST_CASE("Of a transaction that is rolled back only the refusals count", "[store][stats]") {
  Users store({.durability = Durability::relaxed, .many_documents = 1});
  const auto both = [&](Transaction& tx) {
    CHECK(insert_clashes(tx.collection("users")));
    tx.collection("users").update_many({}, {{"$inc", {{"n", 1}}}});
  };
  const std::string refused = "duplicate_key users email_1 insertOne x{0}, {0} documents";
  const std::string many = "many_documents users - updateMany x{}, {} documents";
  CHECK_THROWS_AS(store.transaction([&](Transaction& tx) {
    both(tx);
    throw std::runtime_error("back");
  }),
                  std::runtime_error);
  CHECK(events_of(store) == Texts{fmt::format(fmt::runtime(refused), 1)});
  store.transaction([&](Transaction& tx) {
    try {
      tx.transaction([&](Transaction& inner) {
        both(inner);
        throw std::runtime_error("back");
      });
    } catch (const std::runtime_error&) {
    }
  });
  CHECK(events_of(store) == Texts{fmt::format(fmt::runtime(refused), 2)});
  store.transaction([&](Transaction& tx) { tx.transaction(both); });
  CHECK(events_of(store) ==
        Texts{fmt::format(fmt::runtime(refused), 3), fmt::format(fmt::runtime(many), 1, 2)});
}

TEST_CASE("An import's merges are an event, and its conflicts one an index", "[store][stats]") {
  temporary::Folder folder;
  const std::string source = (folder / "in.json").string();
  const ImportOptions options{.collection = "users", .unique = {"userId", "email"}};
  temporary::write_file(source,
                        "{\"_id\":1,\"userId\":1,\"email\":\"a\",\"x\":1,\"y\":1}\n"
                        "{\"_id\":2,\"userId\":1,\"email\":\"b\",\"x\":1}\n"
                        "{\"_id\":3,\"userId\":1,\"email\":\"c\"}\n"
                        "{\"_id\":4,\"userId\":2,\"email\":\"a\"}\n");
  REQUIRE(import_files(folder / "p.db", {source}, options).ledger.conflicted == 1);
  CHECK(events_of(Store::open(folder / "p.db")) ==
        Texts{"merge users - import x1, 2 documents",
              "duplicate_key users email_1 import x1, 1 documents"});
  temporary::write_file(source,
                        "{\"_id\":5,\"userId\":2,\"email\":\"a\"}\n"
                        "{\"_id\":6,\"userId\":1,\"email\":\"d\"}\n");
  ImportOptions dry = options;
  dry.dry_run = true;
  REQUIRE(import_files(folder / "p.db", {source}, dry).ledger.merged == 1);
  CHECK(totals_of(Store::open(folder / "p.db")) ==
        Texts{"merge users - x1, 2 documents", "duplicate_key users email_1 x1, 1 documents"});
  REQUIRE(import_files(folder / "p.db", {source}, options).ledger.merged == 1);
  CHECK(totals_of(Store::open(folder / "p.db")) ==
        Texts{"merge users - x2, 3 documents", "duplicate_key users email_1 x2, 2 documents"});
}

TEST_CASE("Warnings and undos are noted by the turn that they belong to", "[store][stats]") {
  temporary::Store store;
  {
    store::WriteTransaction write(*store.core(), nullptr, "insertOne");
    write.note({.kind = EventKind::validation_warning,
                .collection = "users",
                .paths = std::vector<std::string>(20, std::string(300, 'p'))});
    write.note({.kind = EventKind::undo,
                .collection = std::string(300, 'c'),
                .operation = "undo",
                .documents = 3});
    CHECK(store.stats().events.empty());  // not committed yet
    write.commit();
  }
  {
    store::WriteTransaction write(*store.core());
    write.note({.kind = EventKind::undo, .collection = "users", .documents = 3});
  }
  const Stats stats = store.stats();
  REQUIRE(stats.events.size() == 2);
  const auto warning =
      std::ranges::find(stats.events, EventKind::validation_warning, &StoreEvent::kind);
  REQUIRE(warning != stats.events.end());
  CHECK(warning->paths == std::vector<std::string>(16, std::string(255, 'p')));
  CHECK(warning->operation == "insertOne");
  CHECK(totals_of(store) == Texts{"validation_warning users - x1, 1 documents",
                                  fmt::format("undo {} - x1, 3 documents", std::string(255, 'c'))});
}

}  // namespace store_write_transaction_events_test
