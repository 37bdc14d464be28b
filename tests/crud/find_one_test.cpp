// find_one by a whole key, which reads the schema's version by no statement of its own.
#include <unistd.h>

#include "catch.hpp"
#include "store/temporary_store.hpp"

namespace crud_find_one_test {

using namespace profilestore;
namespace fs = std::filesystem;

namespace {

const Document ada = {{"userId", "ada"}};

/// What another open store does meanwhile, and what is found by then.
struct Change {
  const char* what;
  std::function<void(Store&)> make;
  std::optional<int> found;  ///< the document's n
};

void put(Store& store, const char* field, const char* user, int n) {
  store.collection("people", {.indexes = {UniqueIndex{field}}})
      .insert_one({{"_id", n}, {"userId", user}, {"name", "x" + std::to_string(n)}, {"n", n}});
}

const std::vector<Change> changes{
    {"the collection is dropped", [](Store& store) { store.collection("people").drop(); }, {}},
    {"it is made anew with the same index",
     [](Store& store) {
       store.collection("people").drop();
       put(store, "userId", "ada", 2);
     },
     2},
    {"it is made anew, and its second column is another field's",
     [](Store& store) {
       store.collection("people").drop();
       put(store, "name", "ada", 3);
     },
     3},
    {"its index is dropped",
     [](Store& store) { store.collection("people").drop_index("userId_1"); }, 1},
    {"it gets another index",
     [](Store& store) { store.collection("people").create_index(Index{.paths = {"n"}}); }, 1},
    {"its documents are there no more",
     [](Store& store) { store.collection("people").delete_many({}); },
     {}},
    {"another collection is made", [](Store& store) { (void)store.collection("others"); }, 1},
    {"another collection gets the name",
     [](Store& store) {
       put(store, "userId", "bob", 4);
       store.collection("people").drop();
       store.collection("others", {.indexes = {UniqueIndex{"userId"}}})
           .insert_one({{"userId", "ada"}, {"n", 5}});
       store.collection("others").rename("people");
     },
     5},
};

// The process has connections to the file: that many.
int connections(const fs::path& file) {
  int count = 0;
  for (const auto& entry : fs::directory_iterator("/proc/self/fd")) {
    std::error_code ignored;
    if (fs::read_symlink(entry.path(), ignored) == file) ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("A key is looked up in the schema that there is, whatever others make of it",
          "[store][find_one]") {
  for (const Change& change : changes)
    for (const int reads_before : {3, 0}) {
      INFO(change.what << ", read " << reads_before << " times before");
      temporary::Store store;
      put(store, "userId", "ada", 1);
      const Collection people = store.collection("people");
      for (int i = 0; i < reads_before; ++i) {
        REQUIRE(people.find_one(ada));
        REQUIRE(people.find_one_text(ada));
        CHECK_FALSE(people.find_one({{"userId", "nobody"}}));
      }
      Store other = Store::open(store.path(), temporary::quick());
      change.make(other);
      for (int i = 0; i < 3; ++i) {
        const auto found = people.find_one(ada);
        REQUIRE(found.has_value() == change.found.has_value());
        if (found) CHECK(found->at("n") == *change.found);
        CHECK(people.find_one_text(ada).has_value() == change.found.has_value());
      }
    }
}

TEST_CASE("A connection that is new knows no statement of a schema that is gone",
          "[store][find_one]") {
  temporary::Store store;
  put(store, "userId", "ada", 1);
  put(store, "userId", "bob", 2);
  const Collection people = store.collection("people");
  REQUIRE(people.find_one(ada));
  Cursor all = people.find({});
  auto each = all.begin();  // which has the connection that has read
  Store::open(store.path(), temporary::quick()).collection("people").drop();
  CHECK_FALSE(people.find_one(ada));
  CHECK_FALSE(people.find_one_text(ada));
  CHECK(each->at("n") == 1);
}

TEST_CASE("A key is looked up in a schema that is taken back", "[store][find_one]") {
  temporary::Store store;
  put(store, "userId", "ada", 1);
  const Collection people = store.collection("people");
  REQUIRE(people.find_one(ada));
  CHECK_THROWS_AS(store.transaction([&](Transaction& transaction) {
    transaction.collection("people").create_index(Index{.paths = {"n"}});
    CHECK(transaction.collection("people").find_one(ada));
    throw std::runtime_error("back");
  }),
                  std::runtime_error);
  CHECK(people.find_one(ada));
  Store::open(store.path(), temporary::quick()).collection("people").drop();
  CHECK_FALSE(people.find_one(ada));
}

TEST_CASE("A store has as many connections as it needs", "[store][find_one][connections]") {
  temporary::Folder folder;
  const fs::path file = folder / "p.db";
  {
    Store made = Store::open(file, temporary::quick());
    put(made, "userId", "ada", 1);
  }
  CHECK(connections(file) == 0);
  Store store = Store::open(file, temporary::quick());
  const Collection people = store.collection("people");
  CHECK(people.find_one(ada));
  CHECK(people.find_one(ada));
  CHECK(connections(file) == 1);
  Collection(people).update_one(ada, {{"$inc", {{"n", 1}}}});
  CHECK(connections(file) == 1);
  CHECK(people.find_one(ada)->at("n") == 2);
  CHECK(connections(file) == 2);
  Collection(people).update_one(ada, {{"$inc", {{"n", 1}}}});
  CHECK(people.find_one(ada)->at("n") == 3);
  CHECK(connections(file) == 2);
}

TEST_CASE("A write beside a reader that is not through has a connection of its own",
          "[store][find_one][connections]") {
  temporary::Folder folder;
  const fs::path file = folder / "p.db";
  put(*std::make_unique<Store>(Store::open(file, temporary::quick())), "userId", "ada", 1);
  {
    Store store = Store::open(file, temporary::quick());
    store.snapshot([&](Snapshot& snapshot) {
      const Collection before = snapshot.collection("people");
      CHECK(before.find_one(ada)->at("n") == 1);
      store.collection("people").update_one(ada, {{"$set", {{"n", 2}}}});
      CHECK(before.find_one(ada)->at("n") == 1);
      CHECK(connections(file) == 2);
    });
    CHECK(store.collection("people").find_one(ada)->at("n") == 2);
    CHECK(connections(file) == 2);
  }
  // The last to close it leaves the file alone.
  CHECK(folder.names() == std::set<std::string>{"p.db", "p.db.head"});
}

TEST_CASE("A store that was only read is left as it was", "[store][find_one][connections]") {
  temporary::Folder folder;
  const fs::path file = folder / "p.db";
  put(*std::make_unique<Store>(Store::open(file, temporary::quick())), "userId", "ada", 1);
  const std::string before = temporary::contents(file);
  CHECK(Store::open(file).collection("people").find_one(ada));
  CHECK(Store::open(file, {.read_only = true}).collection("people").find_one(ada));
  CHECK(temporary::contents(file) == before);
  CHECK(folder.names() == std::set<std::string>{"p.db", "p.db.head"});
}

}  // namespace crud_find_one_test
