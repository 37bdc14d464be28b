#include "crud/once.hpp"

#include <thread>

#include "catch.hpp"
#include "sqlite/failing_log.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace crud_once_test {

using namespace profilestore;

namespace {

const Document increment = {{"$inc", {{"n", 1}}}};
const Document first = {{"_id", 1}};

int code_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& fault) {
    return fault.code();
  }
  return 0;
}

}  // namespace

TEST_CASE("A write that is repeated with its operation_id is done once, and answers as before",
          "[crud][once]") {
  temporary::Store store;
  Collection c = store.collection("c");
  const UpdateOptions upsert{
      .upsert = true, .returning = Return::both, .operation_id = "find_one_and_update"};
  for (int i = 0; i < 2; ++i) {
    INFO(i);
    const Outcome made = c.find_one_and_update(first, increment, upsert);
    CHECK((made.inserted && !made.before && made.after->at("n") == 1));
    CHECK(made.upserted_id == Value(1));
    UpdateOptions again = upsert;
    again.operation_id = "again";
    const Outcome changed = c.find_one_and_update(first, increment, again);
    CHECK((changed.matched && changed.modified && !changed.inserted));
    CHECK((changed.before->at("n") == 1 && changed.after->at("n") == 2));
    CHECK(c.update_one(first, increment, {.operation_id = "update_one"}).modified_count == 1);
    CHECK(c.update_many({}, increment, {.operation_id = "update_many"}).matched_count == 1);
    const auto replaced = c.find_one_and_replace(
        {{"_id", 2}}, {{"n", 7}}, {.upsert = true, .operation_id = "find_one_and_replace"});
    CHECK((replaced.inserted && replaced.upserted_id == Value(2)));
    CHECK(c.replace_one({{"_id", 2}}, {{"n", 8}}, {.operation_id = "replace"}).modified_count == 1);
  }
  CHECK(c.find_one(first)->at("n") == 4);

  const auto inserted = c.insert_one({{"x", 1}}, {.operation_id = "insert_one"});
  CHECK(c.insert_one({{"x", 1}}, {.operation_id = "insert_one"}).inserted_id ==
        inserted.inserted_id);
  CHECK(c.count() == 3);
  for (int i = 0; i < 2; ++i) {
    CHECK(c.find_one_and_delete({{"x", 1}}, {.operation_id = "delete"})->at("x") == 1);
    CHECK(c.delete_one(first, {.operation_id = "delete_one"}).deleted_count == 1);
    CHECK(c.delete_many({}, {.operation_id = "delete_many"}).deleted_count == 1);
    CHECK_FALSE(c.find_one_and_delete({{"x", 1}}, {.operation_id = "nothing"}));
  }
  CHECK(c.count() == 0);
  CHECK(store.check().sound());
}

TEST_CASE("What was not done is done when it is repeated", "[crud][once]") {
  temporary::Store store;
  Collection c = store.collection("c");
  c.insert_one(first);
  CHECK(code_of([&] { c.insert_one(first, {.operation_id = "a"}); }) == 11000);
  c.delete_one(first);
  CHECK(c.insert_one(first, {.operation_id = "a"}).inserted_id == 1);
  CHECK_THROWS_AS(store.transaction([](Transaction& transaction) {
    transaction.collection("c").update_one(first, increment, {.operation_id = "b"});
    throw std::runtime_error("back");
  }),
                  std::runtime_error);
  for (int i = 0; i < 2; ++i)
    store.transaction([](Transaction& transaction) {
      transaction.collection("c").update_one(first, increment, {.operation_id = "b"});
    });
  CHECK(c.find_one(first)->at("n") == 1);
}

TEST_CASE("One operation_id is of one call, and of a call that can be repeated alone",
          "[crud][once]") {
  temporary::Store store;
  Collection c = store.collection("c");
  c.update_one(first, increment, {.upsert = true, .operation_id = "a"});
  const std::function<void()> calls[] = {
      [&] { c.update_one(first, increment, {.operation_id = "a"}); },
      [&] {
        c.update_one(first, {{"$inc", {{"n", 2}}}}, {.upsert = true, .operation_id = "a"});
      },
      [&] {
        c.update_one({{"_id", 2}}, increment, {.upsert = true, .operation_id = "a"});
      },
      [&] { c.update_many(first, increment, {.upsert = true, .operation_id = "a"}); },
      [&] {
        store.collection("d").update_one(first, increment, {.upsert = true, .operation_id = "a"});
      },
      [&] { c.delete_one(first, {.operation_id = "a"}); },
      [&] { c.delete_one(first, {.operation_id = std::string(129, 'a')}); },
  };
  for (const auto& call : calls) CHECK(code_of(call) == 2);
  const UpdateOptions named{.operation_id = "b"};
  CHECK(code_of([&] { c.find_one(first, {.operation_id = "b"}); }) == 9);
  CHECK(code_of([&] { c.get_or_create(first, {}, {.operation_id = "b"}); }) == 9);
  CHECK_THROWS_AS(c.bulk_write({UpdateOne{first, increment, named}}), BulkWriteFailed);
  CHECK_THROWS_AS(c.bulk_write({UpdateMany{first, increment, named}}), BulkWriteFailed);
  CHECK_THROWS_AS(c.bulk_write({DeleteOne{first, {.operation_id = "b"}}}), BulkWriteFailed);
  CHECK_THROWS_AS(c.bulk_write({DeleteMany{first, {.operation_id = "b"}}}), BulkWriteFailed);
  CHECK(c.find_one(first)->at("n") == 1);
}

TEST_CASE("Calls that differ in their `let` are different calls", "[crud][once]") {
  temporary::Store store;
  Collection c = store.collection("c");
  c.insert_one(first);
  const Document set = Document::array({{{"$set", {{"n", "$$v"}}}}});
  const Document equal = {{"$expr", {{"$eq", {"$n", "$$v"}}}}};
  const auto update = [&](int v) {
    c.update_one(first, set, {.operation_id = "a", .let = {{"v", v}}});
  };
  update(7);
  update(7);
  CHECK(code_of([&] { update(9); }) == 2);
  const auto remove = [&](int v) {
    return c.delete_one(equal, {.operation_id = "b", .let = {{"v", v}}}).deleted_count;
  };
  CHECK(remove(1) == 0);
  CHECK(remove(1) == 0);
  CHECK(code_of([&] { remove(7); }) == 2);
  CHECK(c.count() == 1);
}

TEST_CASE("The latest 10,000 are kept, and all of the last ten minutes", "[crud][once]") {
  temporary::Folder folder;
  const auto fill = [&](const std::string& done) {
    RawDatabase database(folder / "p.db");
    database.run("DELETE FROM ps_operations");
    database.run(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10010) "
        "INSERT INTO ps_operations (number, id, call, done, result) "
        "SELECT i, 'old' || i, '', " +
        done + ", '{}' FROM n");
  };
  const auto left = [&] {
    Store store = Store::open(folder / "p.db", temporary::quick());
    for (int i = 0; i < 5; ++i)
      store.collection("c").insert_one({{"i", i}}, {.operation_id = std::to_string(i)});
    return RawDatabase(folder / "p.db").value("SELECT count(*) FROM ps_operations");
  };
  { const Store made = Store::open(folder / "p.db"); }
  const std::string now = "CAST(strftime('%s') AS INTEGER) * 1000";
  fill(now + " - 500000");
  CHECK(left() == "10015");
  fill(now + " - 700000");
  CHECK(left() == "10000");
  fill(now + " + 1000 * 86400 * 365");  // a clock that was set back since
  CHECK(left() == "10000");
}

TEST_CASE("A COMMIT that the disk does not confirm may be repeated, and counts once",
          "[crud][once]") {
  for (const bool writes : {false, true}) {
    INFO(writes);
    FailingLog log;
    temporary::Folder folder;
    {
      Store store = Store::open(folder / "p.db");
      Collection c = store.collection("c");
      c.insert_one(first);
      for (int i = 0; i < 20; ++i) {
        const UpdateOptions options{.operation_id = std::to_string(i)};
        writes ? FailingLog::fail_writes(1) : FailingLog::fail_syncs(1);
        CHECK_THROWS_AS(c.update_one(first, increment, options), OutcomeUnknown);
        CHECK(c.update_one(first, increment, options).modified_count == 1);
        CHECK(c.find_one(first)->at("n") == i + 1);
      }
      CHECK(store.check().sound());
    }
    Store store = Store::open(folder / "p.db");
    CHECK(store.collection("c").find_one(first)->at("n") == 20);
  }
}

TEST_CASE("As long as the disk fails each call says so, and the first after that is done",
          "[crud][once]") {
  FailingLog log;
  temporary::Store store(StoreOptions{});
  Collection c = store.collection("c");
  c.insert_one(first);
  FailingLog::fail_syncs(1'000'000);
  for (int i = 0; i < 5; ++i) {
    CHECK_THROWS_AS(c.update_one(first, increment), OutcomeUnknown);
    CHECK(c.count() == 1);
  }
  FailingLog::fail_syncs(0);
  c.update_one(first, {{"$set", {{"n", "done"}}}});
  CHECK(c.find_one(first)->at("n") == "done");
  CHECK(store.check().sound());
}

}  // namespace crud_once_test
