// What a child process may do with a store that its parent had open at the fork.
#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/temporary_store.hpp"
#include "store/write_transaction.hpp"

namespace store_fork_test {

using namespace profilestore;

namespace {

template <class Call>
bool is_refused(Call&& call) {
  try {
    call();
  } catch (const StorageFailure&) {
    return true;
  }
  return false;
}

}  // namespace

TEST_CASE("Every call on a parent's store is refused in its child, and does the parent no harm",
          "[store][fork]") {
  temporary::Store store;
  Collection users = store.collection("users", {.indexes = {{"userId"}}});
  users.insert_one({{"_id", 1}, {"userId", "u1"}});
  ChildProcess child([&] {
    const Document filter = {{"userId", "u1"}};
    const Document update = {{"$set", {{"x", 1}}}};
    int allowed = 0;
    allowed += !is_refused([&] { users.find_one(filter); });
    allowed += !is_refused([&] { users.find(filter); });
    allowed += !is_refused([&] { users.count(); });
    allowed += !is_refused([&] { users.list_indexes(); });
    allowed += !is_refused([&] { users.insert_one({{"userId", "u2"}}); });
    allowed += !is_refused([&] { users.find_one_and_update(filter, update, {.upsert = true}); });
    allowed += !is_refused([&] { users.update_one(filter, update); });
    allowed += !is_refused([&] { users.get_or_create(filter); });
    allowed += !is_refused([&] { users.delete_one(filter); });
    allowed += !is_refused([&] { users.create_index(UniqueIndex{"email"}); });
    allowed += !is_refused([&] { (void)store.collection("other", {.indexes = {{"a"}}}); });
    allowed += !is_refused([&] { store.collection_names(); });
    allowed += !is_refused([&] { store.check(); });
    allowed += !is_refused([&] { store.stats(); });
    allowed += !is_refused([&] { store.migrations(); });
    allowed += !is_refused([&] { store.migrate({{1, "one", [](Transaction&) {}}}); });
    return allowed;
  });
  CHECK(child.wait() == 0);
  users.insert_one({{"_id", 2}, {"userId", "u2"}});
  CHECK(users.count() == 2);
  CHECK(store.check().sound());
}

TEST_CASE("A child that ends, handles and all, leaves its parent's store as it was",
          "[store][fork]") {
  temporary::Folder folder;
  Signal go;
  // Made before the store is open here: to look at it from outside.
  ChildProcess stranger([&] {
    go.wait();
    const Store other = Store::open(folder / "p.db", {.deadline = std::chrono::milliseconds(0)});
    return is_refused([&] { Store(other).collection("users").insert_one({{"_id", 3}}); }) ? 0 : 1;
  });
  std::optional<Store> store = Store::open(folder / "p.db", temporary::quick());
  store->collection("users").insert_one({{"_id", 1}});
  {
    Cursor cursor = store->collection("users").find({});
    REQUIRE(cursor.begin()->at("_id") == 1);
    store::WriteTransaction write(*store->core());
    ChildProcess child([&] {
      { const Cursor dropped = std::move(cursor); }
      store.reset();
      return 0;
    });
    CHECK(child.wait() == 0);
    go.fire();
    CHECK(stranger.wait() == 0);  // the parent's write lock still holds
  }
  CHECK(folder.names() == std::set<std::string>{"p.db", "p.db-shm", "p.db-wal", "p.db.head"});
  store->collection("users").insert_one({{"_id", 2}});
  CHECK(store->collection("users").count() == 2);
  CHECK(store->check().sound());
}

TEST_CASE("A child may not open the file anew that its parent had open at the fork",
          "[store][fork]") {
  temporary::Store store;
  store.collection("users").insert_one({{"_id", 1}});
  ChildProcess child(
      [&] { return is_refused([&] { Store::open(store.path(), temporary::quick()); }) ? 0 : 1; });
  CHECK(child.wait() == 0);
  CHECK(store.collection("users").count() == 1);
}

TEST_CASE("A child may open what its parent has closed, or never opened", "[store][fork]") {
  temporary::Folder folder;
  Store::open(folder / "closed.db", temporary::quick()).collection("c").insert_one({{"_id", 1}});
  const Store held = Store::open(folder / "held.db", temporary::quick());
  ChildProcess child([&] {
    Store::open(folder / "closed.db", temporary::quick()).collection("c").insert_one({{"_id", 2}});
    Store::open(folder / "new.db", temporary::quick()).collection("c").insert_one({{"_id", 2}});
    return 0;
  });
  CHECK(child.wait() == 0);
  CHECK(Store::open(folder / "closed.db").collection("c").count() == 2);
  CHECK(Store::open(folder / "new.db").collection("c").count() == 1);
}

}  // namespace store_fork_test
