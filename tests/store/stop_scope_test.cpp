// What a stopped token ends, and that it has done nothing then.
#include <fmt/format.h>

#include <atomic>
#include <stop_token>
#include <thread>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "store/temporary_store.hpp"

namespace store_stop_scope_test {

using namespace profilestore;

namespace {

struct Case {
  const char* name;
  void (*call)(Store&);
};

Collection docs(Store& store) { return store.collection("c"); }

void read_all(Store& store, const FindOptions& options) {
  for (const Document& one : docs(store).find({}, options)) (void)one;
}

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"find", [](Store& store) { read_all(store, {}); }},
      {"sorted find",
       [](Store& store) {
         read_all(store, {.sort = {{"n", -1}}});
       }},
      {"count",
       [](Store& store) {
         docs(store).count({{"n", {{"$gt", 5}}}});
       }},
      {"list", [](Store& store) { docs(store).list(); }},
      {"sorted list",
       [](Store& store) {
         docs(store).list({}, {.sort = {{"n", 1}}});
       }},
      {"create_index", [](Store& store) { docs(store).create_index(Index{"n"}); }},
      {"unique index", [](Store& store) { docs(store).create_index(UniqueIndex{"n"}); }},
      {"update_many",
       [](Store& store) {
         docs(store).update_many({}, {{"$set", {{"x", 1}}}});
       }},
      {"insert_one",
       [](Store& store) {
         docs(store).insert_one({{"_id", -1}});
       }},
      {"make_unique", [](Store& store) { make_unique(store, "c", UniqueIndex{"n"}); }},
      {"import",
       [](Store& store) {
         const auto file = store.path().parent_path() / "more.json";
         import_files(store.path(), {file.string()}, {.collection = "c", .unique = {{"n"}}});
       }},
      {"verify", [](Store& store) { verify_import(store, "1"); }},
      {"undo", [](Store& store) { undo_import(store, "1"); }},
      {"check", [](Store& store) { store.check(); }},
      {"repair", [](Store& store) { store.repair(); }},
  };
  return all;
}

}  // namespace

TEST_CASE("A stopped token ends each long call, which has done nothing", "[store][stop]") {
  temporary::Store store;
  std::string first, more;
  for (int i = 0; i < 5000; ++i) first += fmt::format("{{\"_id\":{},\"n\":{}}}\n", i, i % 4900);
  for (int i = 0; i < 5000; ++i)
    more += fmt::format("{{\"_id\":{},\"n\":{}}}\n", i + 9000, i + 9000);
  temporary::write_file(store.folder() / "first.json", first);
  temporary::write_file(store.folder() / "more.json", more);
  import_files(store.path(), {(store.folder() / "first.json").string()}, {.collection = "c"});
  const std::string before = content_digest(store, "c");
  const auto indexes = docs(store).list_indexes();
  std::stop_source stopped;
  stopped.request_stop();
  for (const Case& c : cases()) {
    CAPTURE(c.name);
    {
      const StopScope scope(stopped.get_token());
      CHECK_THROWS_AS(c.call(store), Interrupted);
    }
    CHECK(content_digest(store, "c") == before);
    CHECK(docs(store).list_indexes() == indexes);
  }
  CHECK(imports(store).size() == 1);
  CHECK(store.check().sound());
}

TEST_CASE("The innermost scope counts, and the outer one again after it", "[store][stop]") {
  temporary::Store store;
  store.collection("c").insert_one({{"_id", 1}});
  std::stop_source stopped;
  stopped.request_stop();
  const StopScope outer(stopped.get_token());
  {
    const StopScope inner{std::stop_token()};
    CHECK_NOTHROW(store.collection("c").insert_one({{"_id", 2}}));
  }
  CHECK_THROWS_AS(store.collection("c").insert_one({{"_id", 3}}), Interrupted);
}

TEST_CASE("A write that another thread does stops by the token of its own call", "[store][stop]") {
  temporary::Store store;
  std::stop_source stopped;
  stopped.request_stop();
  std::atomic<int> interrupted = 0, done = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&, thread] {
      std::optional<StopScope> scope;
      if (thread % 2 == 0) scope.emplace(stopped.get_token());
      for (int i = 0; i < 50; ++i) try {
          store.collection("c").insert_one({{"t", thread}});
          ++done;
        } catch (const Interrupted&) {
          ++interrupted;
        }
    });
  for (auto& thread : threads) thread.join();
  CHECK((done == 100 && interrupted == 100));
  CHECK(store.collection("c").count({{"t", {{"$in", {0, 2}}}}}) == 0);
  CHECK(store.collection("c").count() == 100);
}

TEST_CASE("A bulk write that is stopped within one of its writes has done nothing",
          "[store][stop]") {
  temporary::Store store;
  std::vector<Document> some;
  for (int i = 0; i < 5000; ++i) some.push_back({{"_id", i}});
  docs(store).insert_many(std::move(some));
  std::vector<WriteModel> writes{InsertOne{{{"_id", -1}}}};
  for (int i = 0; i < 100; ++i) writes.push_back(UpdateMany{{}, {{"$inc", {{"n", 1}}}}});
  for (const bool ordered : {true, false}) {
    std::stop_source stopped;
    std::thread stopping([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(30));
      stopped.request_stop();
    });
    {
      const StopScope scope(stopped.get_token());
      CHECK_THROWS_AS(docs(store).bulk_write(writes, {.ordered = ordered}), Interrupted);
    }
    stopping.join();
    CHECK(docs(store).count() == 5000);
    CHECK(docs(store).count({{"n", {{"$exists", true}}}}) == 0);
  }
}

}  // namespace store_stop_scope_test
