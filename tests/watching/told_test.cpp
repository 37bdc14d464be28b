// What is told of changes when something fails meanwhile: a call is stopped, the log is damaged, a
// token is another's.
#include <profilestore/stop_scope.hpp>

#include "catch.hpp"
#include "store/raw_database.hpp"
#include "watching/users.hpp"

namespace watching_told_test {

using namespace profilestore;
using watched::kept;
using watched::Users;
using Lines = std::vector<std::string>;

namespace {

/// All that there is, and what was thrown then: "insert 1", "delete 2", ….
Lines told(ChangeStream& stream, std::string* thrown = nullptr) {
  Lines all;
  try {
    while (const auto event = stream.next())
      all.push_back(event->operation + (event->id.is_null() ? "" : " " + event->id.dump()));
  } catch (const Error& error) {
    if (thrown == nullptr) throw;
    *thrown = error.what();
  }
  return all;
}

std::string refusal(const Collection& users, const std::string& token) {
  try {
    (void)users.watch({}, {.resume_after = token});
  } catch (const InvalidInput& refused) {
    CHECK(refused.code() == 260);
    return refused.what();
  }
  return "was accepted";
}

bool has_fault(const Store& store, const std::string& text) {
  const auto faults = store.check().faults;
  return std::ranges::any_of(faults, [&](const auto& one) { return one.find(text) != one.npos; });
}

/// Six documents, and the token before them; the change of document n has number n + 1.
struct Six : Users {
  std::string token = users.change_token();
  RawDatabase raw{path()};

  Six() {
    for (int i = 1; i <= 6; ++i) users.insert_one({{"_id", i}});
  }
};

}  // namespace

TEST_CASE("A change that could not be told is told by the next call", "[watch]") {
  Users store;
  // So long that it takes many looks at the token to compare it.
  store.users.insert_one({{"_id", 1}, {"n", 0}, {"all", Value(std::vector<int>(100))}});
  ChangeStream stream = store.users.watch({}, {.full_document = FullDocument::update_lookup});
  for (int i = 1; i < 5; ++i) store.users.update_one({{"_id", 1}}, {{"$set", {{"n", i}}}});
  REQUIRE(stream.next());  // the others are read with it
  const std::string token = stream.resume_token();
  {
    std::stop_source stopped;
    stopped.request_stop();
    const StopScope scope(stopped.get_token());
    for (int i = 0; i < 3; ++i) CHECK_THROWS_AS(stream.next(), Interrupted);
  }
  CHECK(stream.resume_token() == token);
  CHECK(told(stream) == Lines{"update 1", "update 1", "update 1"});
  CHECK(stream.resume_token() == store.users.change_token());
}

TEST_CASE("A change that the filter fails on is not passed over", "[watch]") {
  Users store;
  ChangeStream stream =
      store.users.watch(Document::parse(R"({"$expr":{"$gt":[{"$divide":[10,"$x"]},1]}})"));
  for (int i = 0; i < 3; ++i) store.users.insert_one({{"_id", i}, {"x", 1 - i}});
  CHECK(stream.next()->id == 0);
  const std::string token = stream.resume_token();
  for (int i = 0; i < 2; ++i) CHECK_THROWS_AS(stream.next(), InvalidInput);
  CHECK(stream.resume_token() == token);
}

TEST_CASE("Changes are told up to a gap of the log, and then the gap each time", "[watch]") {
  Six store;
  store.raw.run("DELETE FROM ps_changes WHERE number = 5");
  ChangeStream stream = store.users.watch({}, {.resume_after = store.token});
  std::string thrown, again;
  CHECK(told(stream, &thrown) == Lines{"insert 1", "insert 2", "insert 3"});
  CHECK_THAT(thrown, has_part("lacks what comes between its numbers 4 and 6"));
  CHECK(told(stream, &again).empty());
  CHECK(again == thrown);
  CHECK_THROWS_AS(store.users.watch({}, {.resume_after = stream.resume_token()}), Corrupt);
  CHECK(has_fault(store, "collection users: the log of changes lacks the change number 5"));

  store.raw.run("DELETE FROM ps_changes WHERE number IN (2, 6)");
  CHECK(has_fault(store, "lacks the change number 2"));
  CHECK(has_fault(store, "lacks the changes number 5 to 6"));
  store.users.drop();
  CHECK(has_fault(store, "which was dropped: the log of changes lacks the changes number 5 to 6"));
}

TEST_CASE("Changes are told up to one that is damaged", "[watch]") {
  Six store;
  store.raw.run("UPDATE ps_changes SET time = time + 1 WHERE number = 5");
  ChangeStream stream = store.users.watch({}, {.resume_after = store.token});
  std::string thrown, again;
  CHECK(told(stream, &thrown) == Lines{"insert 1", "insert 2", "insert 3"});
  CHECK_THAT(thrown, has_part("ps_changes"));
  CHECK(told(stream, &again).empty());
  CHECK(again == thrown);
}

TEST_CASE("What the log has no more is lost, and no gap", "[watch]") {
  Six store;
  ChangeStream stream = store.users.watch({}, {.resume_after = store.token});
  CHECK(told(stream).size() == 6);
  CHECK(store.check().sound());
  store.users.set_change_log({.max_changes = 2});
  CHECK(store.check().sound());
  CHECK_THROWS_AS(store.users.watch({}, {.resume_after = store.token}), ChangeStreamHistoryLost);
}

TEST_CASE("A check finds a change that follows another, and a log that is gone", "[watch]") {
  Six store;
  store.raw.run("UPDATE ps_changes SET follows = follows + 1 WHERE number = 5");
  CHECK(has_fault(store, "the change number 5 of the log of changes does not follow the number 4"));
  store.raw.run("DELETE FROM ps_changes");
  CHECK(has_fault(store, "collection users: it keeps a log of changes, but there is none"));
}

TEST_CASE("The token of a collection that was dropped is no other's", "[watch]") {
  Users store;
  Collection others = store.collection("others", {.change_log = kept});
  const std::string token = store.users.change_token();
  store.users.insert_one({{"_id", 1}});
  CHECK_THAT(refusal(others, token), has_part("is of collection users, not others"));
  store.users.drop();
  CHECK_THAT(refusal(others, token),
             has_part("is of collection users, which was dropped, not others"));
  CHECK_THAT(refusal(store.collection("never"), token), has_part("which was dropped, not never"));

  // Who watched it learns what became of it, though there is another of its name.
  for (int round = 0; round < 2; ++round) {
    ChangeStream stream = store.users.watch({}, {.resume_after = token});
    CHECK(told(stream) == Lines{"insert 1", "drop", "invalidate"});
    store.collection("users", {.change_log = kept}).insert_one({{"_id", round}});
  }

  // An older release has not written its name.
  RawDatabase(store.path()).run("UPDATE ps_changes SET id = NULL, sum = NULL WHERE op = 'drop'");
  CHECK_THAT(refusal(others, token), has_part("not of the others that there is"));
}

TEST_CASE("An update of a field that no path spells is told as a replacement", "[watch]") {
  Users store;
  store.users.insert_one({{"_id", 1}, {"a", {{"b", 1}}}});
  ChangeStream stream = store.users.watch();
  store.users.update_one({{"_id", 1}}, Value::parse(R"([{"$replaceWith":{"$setField":
      {"field":"a.b","input":"$$ROOT","value":5}}}])"));
  const auto event = stream.next();
  REQUIRE(event);
  CHECK(event->kind == ChangeKind::replace);
  CHECK(event->operation == "replace");
  CHECK_FALSE(event->update_description);
  CHECK(event->full_document == Document::parse(R"({"_id":1,"a":{"b":1},"a.b":5})"));
}

TEST_CASE("A document whose _id is null has a key, and a drop has none", "[watch]") {
  Users store;
  ChangeStream stream = store.users.watch();
  store.users.insert_one({{"_id", nullptr}});
  store.users.drop();
  CHECK(stream.next()->to_document().at("documentKey") == Document{{"_id", nullptr}});
  for (const char* operation : {"drop", "invalidate"}) {
    const auto event = stream.next();
    CHECK(event->operation == operation);
    CHECK_FALSE(event->to_document().contains("documentKey"));
  }
}

}  // namespace watching_told_test
