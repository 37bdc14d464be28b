// What each call leaves in the log of changes.
#include "changes/log.hpp"

#include <functional>
#include <stdexcept>

#include "catch.hpp"
#include "changes/logged.hpp"
#include "import/fixture.hpp"
#include "store/statements.hpp"

namespace changes_log_test {

using namespace profilestore;

using Lines = std::vector<std::string>;

TEST_CASE("Each call leaves the changes that it made, with both images", "[changes]") {
  Logged one;
  Collection& users = one.users;
  users.insert_one({{"_id", 1}, {"n", 1}});
  users.update_one({{"_id", 1}}, {{"$inc", {{"n", 1}}}});
  users.update_one({{"_id", 1}}, {{"$set", {{"n", 2}}}});  // changes nothing
  users.update_one({{"_id", 9}}, {{"$set", {{"n", 2}}}});  // matches nothing
  users.find_one_and_update({{"_id", 2}}, {{"$set", {{"n", 5}}}}, {.upsert = true});
  users.replace_one({{"_id", 2}}, {{"m", 0}});
  users.update_many({}, {{"$set", {{"x", true}}}});
  users.find_one_and_delete({{"_id", 1}});
  users.delete_many({});
  CHECK(one.log() ==
        Lines{R"(insert 1 {"_id":1,"n":1})", R"(update 1 {"_id":1,"n":1} -> {"_id":1,"n":2})",
              R"(insert 2 {"_id":2,"n":5})", R"(replace 2 {"_id":2,"n":5} -> {"_id":2,"m":0})",
              R"(update 1 {"_id":1,"n":2} -> {"_id":1,"n":2,"x":true})",
              R"(update 2 {"_id":2,"m":0} -> {"_id":2,"m":0,"x":true})",
              R"(delete 1 {"_id":1,"n":2,"x":true} ->)",
              R"(delete 2 {"_id":2,"m":0,"x":true} ->)"});
  CHECK(one.is_whole());
}

TEST_CASE("What was rolled back, or refused, is in no log", "[changes]") {
  Logged one;
  one.users.create_index(UniqueIndex{"email"});
  one.users.insert_one({{"_id", 1}, {"email", "a"}});
  CHECK_THROWS_AS(one.users.insert_one({{"_id", 2}, {"email", "a"}}), DuplicateKey);
  CHECK_THROWS_AS(one.users.insert_many({{{"_id", 3}, {"email", "c"}}, {{"_id", 1}}, {{"_id", 4}}}),
                  BulkWriteFailed);
  CHECK_THROWS(one.store.transaction([](Transaction& all) {
    all.collection("users").insert_one({{"_id", 5}, {"email", "e"}});
    throw std::runtime_error("no");
  }));
  one.store.transaction([](Transaction& all) {
    Collection users = all.collection("users");
    try {
      all.transaction([](Transaction& part) {
        part.collection("users").insert_one({{"_id", 6}, {"email", "f"}});
        throw std::runtime_error("no");
      });
    } catch (const std::runtime_error&) {
    }
    users.insert_one({{"_id", 7}, {"email", "g"}});
    users.delete_one({{"_id", 1}});
  });
  CHECK(one.log() == Lines{R"(insert 1 {"_id":1,"email":"a"})", R"(insert 3 {"_id":3,"email":"c"})",
                           R"(insert 7 {"_id":7,"email":"g"})",
                           R"(delete 1 {"_id":1,"email":"a"} ->)"});
  // The last two are one transaction.
  CHECK(one.raw.value("SELECT count(DISTINCT tx) FROM ps_changes WHERE number > 3") == "1");
  CHECK(one.raw.value("SELECT count(DISTINCT tx) FROM ps_changes") == "4");
  CHECK(one.is_whole());
}

TEST_CASE("Where no log is kept a write runs no statement for it", "[changes]") {
  temporary::Store store;
  Collection users = store.collection("users");
  users.insert_one({{"_id", 1}});
  const auto names_log = [&](const std::function<void()>& write) {
    Statements statements(writer_of(store));
    write();
    return std::ranges::any_of(statements.all(), [](const std::string& sql) {
      return sql.find("ps_change") != sql.npos && sql.find("ps_changes(") == sql.npos;
    });
  };
  const auto write = [&] {
    users.update_one({{"_id", 1}}, {{"$inc", {{"n", 1}}}});
    users.delete_many({{"_id", 5}});
  };
  CHECK_FALSE(names_log(write));
  users.set_change_log({});
  CHECK(names_log(write));
}

TEST_CASE("What changes many documents leaves one change with their counts", "[changes]") {
  Logged one;
  one.users.insert_many({{{"_id", 1}, {"k", "a"}}, {{"_id", 2}, {"k", "a"}}, {{"_id", 3}}});
  make_unique(one.store, "users", UniqueIndex{"k", Missing::distinct});
  undo_import(one.store, "1");
  const MergeDocumentsReport merged = merge_documents(one.store, "users", 2, 1);
  CHECK(one.log().at(3) == R"(makeUnique {"updated":0,"removed":1})");
  CHECK(one.log().at(4) == R"(undo {"removed":0,"restored":1,"merged":0})");
  CHECK(one.log().at(5) == R"(delete 2 {"_id":2,"k":"a"} ->)");
  const auto file = one.store.folder() / "u.json";
  temporary::write_file(file, "{\"_id\":7,\"k\":\"z\"}\n{\"_id\":8,\"k\":\"z\"}\n");
  import_files(one.store.path(), {file}, fixture::by("_id", "users"));
  CHECK(one.log().at(6) == R"(import {"inserted":2,"updated":0})");
  import_files(one.store.path(), {file}, fixture::by("_id", "users"));
  CHECK(one.log().size() == 7);  // it changed nothing
  CHECK(one.is_whole());
}

TEST_CASE("A dropped collection's changes outlive it, and its number is not another's",
          "[changes]") {
  Logged one;
  one.users.insert_one({{"_id", 1}});
  one.users.drop();
  Collection again = one.store.collection("users");
  again.set_change_log({});
  again.insert_one({{"_id", 2}});
  CHECK(one.log() == Lines{R"(insert 1 {"_id":1})", R"(drop "users")", R"(insert 2 {"_id":2})"});
  CHECK(one.raw.value("SELECT count(DISTINCT collection) FROM ps_changes WHERE op <> 'last'") ==
        "2");
  one.raw.run("UPDATE ps_changes SET time = time - 86400001, sum = NULL WHERE op = 'drop'");
  one.store.collection("other").set_change_log({});
  CHECK(one.log() == Lines{R"(insert 2 {"_id":2})"});
}

TEST_CASE("The seq of a change is never used again, whatever was removed", "[changes]") {
  Logged one;
  Collection others = one.store.collection("others", {.change_log = ChangeLog{}});
  const auto newest = [&] { return std::stoi(one.raw.value("SELECT max(seq) FROM ps_changes")); };
  one.users.insert_one({{"_id", 1}});
  others.insert_one({{"_id", 1}});
  one.users.insert_one({{"_id", 2}});
  const int before = newest();
  CHECK(before == 5);
  one.users.remove_change_log();
  CHECK(newest() == before);
  CHECK(one.store.check().sound());
  others.insert_one({{"_id", 2}});
  CHECK(newest() == before + 1);
  others.remove_change_log();
  CHECK(one.raw.value("SELECT count(*) FROM ps_changes") == "1");
  one.users.set_change_log({});
  CHECK(newest() == before + 2);
  one.users.insert_one({{"_id", 3}});
  CHECK(one.log() == Lines{R"(insert 3 {"_id":3})"});
  CHECK(one.is_whole());
}

TEST_CASE("Logs of several collections lie beside each other, in one order of seqs", "[changes]") {
  Logged one;
  Collection others = one.store.collection("others", {.change_log = ChangeLog{}});
  for (int i = 0; i < 3; ++i) {
    one.users.insert_one({{"_id", i}});
    others.insert_one({{"_id", i}});
  }
  CHECK(one.raw.value("SELECT group_concat(collection || '.' || number, ' ') FROM (SELECT * FROM "
                      "ps_changes ORDER BY seq)") == "1.1 2.1 1.2 2.2 1.3 2.3 1.4 2.4");
  CHECK(one.store.stats().collections.at(0).change_log->changes == 4);
  CHECK(one.is_whole());
}

TEST_CASE("A damaged change is told, and check names it", "[changes]") {
  Logged one;
  const std::string token = one.users.change_token();
  one.users.insert_one({{"_id", 1}, {"n", 1}});
  one.users.insert_one({{"_id", 2}, {"n", 1}});
  one.raw.run("UPDATE ps_changes SET after = replace(after, '1', '7') WHERE id = '1'");
  CHECK_THROWS_AS(one.users.watch({}, {.resume_after = token}), Corrupt);
  const CheckReport report = one.store.check();
  REQUIRE(report.faults.size() == 1);
  CHECK_THAT(report.faults.front(), has_part("ps_changes, row 2"));
  one.users.remove_change_log();
  CHECK(one.store.check().sound());
}

TEST_CASE("A change whose number is damaged is told, and others are written behind it",
          "[changes]") {
  Logged one;
  const std::string token = one.users.change_token();
  one.users.insert_one({{"_id", 1}});
  ChangeStream stream = one.users.watch();
  one.users.insert_one({{"_id", 2}});
  one.raw.run(
      "PRAGMA ignore_check_constraints = on; "
      "UPDATE ps_changes SET number = 9, collection = 7 WHERE id = '2'");
  CHECK_THROWS_AS(stream.next(), Corrupt);
  CHECK_FALSE(one.store.check().sound());
  CHECK_NOTHROW(one.users.insert_one({{"_id", 3}}));
}

}  // namespace changes_log_test
