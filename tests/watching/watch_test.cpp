// Changes as they are told: in order, once each, from any token, until it is over.
#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"
#include "watching/users.hpp"

namespace watching_watch_test {

using namespace profilestore;
using watched::kept;
using watched::Users;
using namespace std::chrono_literals;

namespace {

/// "insert 1", "delete 2", …: all that there is.
std::vector<std::string> drained(ChangeStream& stream) {
  std::vector<std::string> all;
  while (const auto event = stream.next()) {
    all.push_back(event->operation);
    if (!event->id.is_null()) all.back() += " " + event->id.dump();
  }
  return all;
}

using Lines = std::vector<std::string>;

int code_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code();
  }
  return -1;
}

}  // namespace

TEST_CASE("An event has MongoDB's shape", "[watch]") {
  Users store;
  ChangeStream stream =
      store.users.watch({}, {.full_document_before_change = FullDocumentBeforeChange::required});
  store.users.insert_one({{"_id", 1}, {"tags", {1, 2}}, {"old", true}});
  store.users.update_one({{"_id", 1}}, Document::parse(R"({"$set":{"n":{"a":1}},"$unset":{"old":1},
                                                          "$pop":{"tags":1}})"));
  const auto inserted = stream.next(), updated = stream.next();
  REQUIRE((inserted && updated));
  Document expected = Document::parse(R"({"_id":0,"operationType":"insert","wallTime":0,
      "fullDocument":{"_id":1,"tags":[1,2],"old":true},"ns":{"db":"profiles","coll":"users"},
      "documentKey":{"_id":1},"txnNumber":0})");
  expected["_id"] = {{"_data", inserted->token}};
  expected["wallTime"] = inserted->time;
  expected["txnNumber"] = bson::int64(inserted->sequence);
  CHECK(inserted->to_document() == expected);
  CHECK(updated->to_document().at("updateDescription") ==
        Document::parse(R"({"updatedFields":{"n":{"a":1}},"removedFields":["old"],
                            "truncatedArrays":[{"field":"tags","newSize":1}]})"));
  CHECK(updated->full_document_before_change->at("old") == true);
  CHECK_FALSE(updated->full_document);
  CHECK(updated->sequence > inserted->sequence);
}

TEST_CASE("fullDocument is of the moment of the change, or of the look-up", "[watch]") {
  Users store;
  const auto told = [&](FullDocument which) {
    store.users.delete_many({});
    store.users.insert_one({{"_id", 1}, {"n", 1}});
    ChangeStream stream = store.users.watch({}, {.full_document = which});
    store.users.update_one({{"_id", 1}}, {{"$set", {{"n", 2}}}});
    store.users.update_one({{"_id", 1}}, {{"$set", {{"n", 3}}}});
    Value all = Value::array();
    while (const auto event = stream.next())
      all.push_back(event->full_document ? event->full_document->at("n") : Value("none"));
    return all.dump();
  };
  CHECK(told(FullDocument::by_default) == R"(["none","none"])");
  CHECK(told(FullDocument::update_lookup) == "[3,3]");
  CHECK(told(FullDocument::when_available) == "[2,3]");
  CHECK(told(FullDocument::required) == "[2,3]");
  ChangeStream stream = store.users.watch({}, {.full_document = FullDocument::update_lookup});
  store.users.update_one({{"_id", 1}}, {{"$set", {{"n", 4}}}});
  store.users.delete_one({{"_id", 1}});
  const auto gone = stream.next();
  REQUIRE((gone && gone->full_document));
  CHECK(gone->full_document->is_null());
}

TEST_CASE("A filter is of the document after the change, or before its deletion", "[watch]") {
  Users store;
  ChangeStream stream = store.users.watch({{"age", {{"$gte", 18}}}});
  store.users.insert_many({{{"_id", 1}, {"age", 5}}, {{"_id", 2}, {"age", 20}}});
  store.users.update_many({}, {{"$inc", {{"age", 14}}}});
  store.users.delete_one({{"_id", 1}});
  store.users.update_one({{"_id", 2}}, {{"$set", {{"age", 1}}}});
  store.users.delete_one({{"_id", 2}});
  CHECK(drained(stream) == Lines{"insert 2", "update 1", "update 2", "delete 1"});
  CHECK_THROWS_AS(store.users.watch({{"$no", 1}}), InvalidFilter);
}

TEST_CASE("A stream goes on behind any token, each change once", "[watch]") {
  Users store;
  std::vector<std::string> tokens{store.users.change_token()};
  ChangeStream all = store.users.watch();
  CHECK(all.resume_token() == tokens.front());
  for (int i = 1; i <= 5; ++i) store.users.insert_one({{"_id", i}});
  while (const auto event = all.next()) tokens.push_back(event->token);
  REQUIRE(tokens.size() == 6);
  for (std::size_t from = 0; from < tokens.size(); ++from) {
    ChangeStream rest = store.users.watch({}, {.resume_after = tokens[from]});
    const auto told = drained(rest);
    CHECK(told.size() == 5 - from);
    if (!told.empty()) CHECK(told.front() == "insert " + std::to_string(from + 1));
    CHECK(rest.resume_token() == tokens.back());
  }
  // What a filter passes over is passed.
  ChangeStream none = store.users.watch({{"_id", 99}}, {.resume_after = tokens[0]});
  CHECK(drained(none).empty());
  CHECK(none.resume_token() == tokens.back());
}

TEST_CASE("A token of a snapshot's moment gives what the snapshot has not", "[watch]") {
  Users store;
  store.users.insert_one({{"_id", 1}});
  std::string token;
  store.snapshot([&](Snapshot& moment) {
    store.users.insert_one({{"_id", 2}});
    token = moment.collection("users").change_token();
    CHECK(moment.collection("users").count({}) == 1);
  });
  ChangeStream rest = store.users.watch({}, {.resume_after = token});
  CHECK(drained(rest) == Lines{"insert 2"});
}

TEST_CASE("A token that has no meaning here is refused", "[watch]") {
  Users store, other;
  const auto resume = [&](const Collection& collection, const std::string& token) {
    return code_of([&] { (void)collection.watch({}, {.resume_after = token}); });
  };
  CHECK(resume(store.users, "x") == 260);
  CHECK(resume(store.users, other.users.change_token()) == 260);
  Collection second = store.collection("second", {.change_log = kept});
  CHECK(resume(second, store.users.change_token()) == 260);
  CHECK(code_of([&] { (void)store.collection("none").watch(); }) == 20);
  CHECK(code_of([&] { (void)store.collection("none").change_token(); }) == 20);
  store.transaction([&](Transaction& all) {
    CHECK(code_of([&] { (void)all.collection("users").watch(); }) == 20);
  });
}

TEST_CASE("What the log no longer has is a lost history, as is what it never had", "[watch]") {
  Users store;
  store.users.set_change_log({.max_changes = 3});
  const std::string first = store.users.change_token();
  const auto resume = [&](const std::string& token) {
    return code_of([&] { (void)store.users.watch({}, {.resume_after = token}); });
  };
  ChangeStream slow = store.users.watch();
  for (int i = 0; i < 3; ++i) store.users.insert_one({{"_id", i}});
  CHECK(resume(first) == -1);
  store.users.insert_one({{"_id", 3}});
  CHECK(resume(first) == 286);
  CHECK_THROWS_AS(slow.next(), ChangeStreamHistoryLost);
  CHECK_THROWS_WITH(slow.next(), has_part("1 changes were removed before they were read"));
  const std::string last = store.users.change_token();
  ChangeStream stream = store.users.watch();
  store.users.remove_change_log();
  CHECK_THROWS_AS(stream.next(), ChangeStreamHistoryLost);
  CHECK(resume(last) == 286);
  store.users.set_change_log({});
  CHECK_THROWS_AS(stream.next(), ChangeStreamHistoryLost);
  for (int i = 10; i < 20; ++i) store.users.insert_one({{"_id", i}});
  CHECK(resume(last) == 286);  // there is a change of its number, but another one
}

TEST_CASE("A token of what a rollback has taken back is refused, later too", "[watch]") {
  temporary::Folder folder;
  const auto path = folder / "p.db", copy = folder / "copy.db";
  std::string token;
  {
    Store store = Store::open(path, temporary::quick());
    store.collection("users", {.change_log = kept}).insert_one({{"_id", 1}});
  }
  std::filesystem::copy_file(path, copy);
  {
    Store store = Store::open(path, temporary::quick());
    Collection users = store.collection("users");
    for (int i = 2; i < 5; ++i) users.insert_one({{"_id", i}});
    token = users.change_token();
  }
  std::filesystem::copy_file(copy, path, std::filesystem::copy_options::overwrite_existing);
  CHECK_THROWS_AS(Store::open(path), RolledBack);
  StoreOptions accept = temporary::quick();
  accept.accept_rollback = true;
  Store store = Store::open(path, accept);
  Collection users = store.collection("users");
  for (int i = 12; i < 20; ++i) {
    CHECK(code_of([&] { (void)users.watch({}, {.resume_after = token}); }) == 286);
    users.insert_one({{"_id", i}});
  }
}

TEST_CASE("After a drop the stream is invalidated and over", "[watch]") {
  Users store;
  ChangeStream stream = store.users.watch();
  store.users.insert_one({{"_id", 1}});
  store.users.drop();
  store.collection("users", {.change_log = kept}).insert_one({{"_id", 2}});
  CHECK(drained(stream) == Lines{"insert 1", "drop", "invalidate"});
  CHECK(stream.is_over());
  CHECK(code_of([&] { (void)store.users.watch({}, {.resume_after = stream.resume_token()}); }) ==
        260);
  std::vector<std::string> told;
  for (const ChangeEvent& event : stream) told.push_back(event.operation);
  CHECK(told.empty());
}

TEST_CASE("Another process's change is told, without any hint within the sweep", "[watch]") {
  temporary::Folder folder;
  const auto path = folder / "p.db";
  for (const bool deaf : {false, true}) {
    Store::open(path).collection("users", {.change_log = kept});
    Signal go, done;
    ChildProcess writer([&] {
      go.wait();
      Store store = Store::open(path);
      for (int i = 0; i < 3; ++i) {
        store.collection("users").insert_one({{"n", i}});
        go.wait();
      }
      return 0;
    });
    StoreOptions options;
    options.watch_without_hints = deaf;
    const Store store = Store::open(path, options);
    ChangeStream stream = Store(store).collection("users").watch();
    for (int i = 0; i < 3; ++i) {
      go.fire();
      CHECK(stream.next(10s));
    }
    go.fire();
    CHECK(writer.wait() == 0);
  }
}

TEST_CASE("A watcher at rest holds no moment: the log of SQLite can be emptied", "[watch]") {
  Users store;
  ChangeStream stream = store.users.watch();
  Observer observer = store.observe();
  for (int i = 0; i < 3000; ++i) {
    store.users.insert_one({{"text", std::string(4000, 'x')}});
    if (i % 500 == 0) (void)stream.next();
  }
  CHECK(store.stats().file.log_bytes < 16 << 20);
  CHECK_FALSE(store.stats().file.reader);
}

TEST_CASE("A store that is watched is closed with the last who watches", "[watch]") {
  temporary::Folder folder;
  {
    std::optional<Subscription> watching;
    {
      Store store = Store::open(folder / "p.db");
      Collection users = store.collection("users", {.change_log = kept});
      watching = users.watch({}, {}, [](const ChangeEvent&) {});
      users.insert_one({{"_id", 1}});
    }
    CHECK(folder.names().contains("p.db-wal"));
  }
  CHECK(folder.names() == std::set<std::string>{"p.db", "p.db.head"});
}

}  // namespace watching_watch_test
