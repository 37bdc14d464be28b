// Two documents that are merged by hand: what comes of them, and that undo brings both back.
#include <profilestore/merge_documents.hpp>

#include <random>

#include "catch.hpp"
#include "make_unique/contents.hpp"
#include "store/killing.hpp"
#include "store/seed.hpp"

namespace make_unique_merge_documents_test {

using namespace profilestore;

namespace {

using Rows = std::vector<std::vector<RawDatabase::Row>>;

void fill(const std::filesystem::path& path) {
  Store store = Store::open(path, temporary::quick());
  Collection users = store.collection(
      "users", {.indexes = {UniqueIndex{"email"}, UniqueIndex{"tags", Missing::sparse}}});
  insert_all(users, {R"({"email":"a","tags":["x"],"n":1})", R"({"email":"b","tags":["y","z"]})",
                     R"({"email":"c"})"});
}

Rows contents_of(const std::filesystem::path& path) {
  {
    const Store recovered = Store::open(path, temporary::quick());
    CHECK(recovered.check().faults == std::vector<std::string>{});
  }
  RawDatabase raw(path);
  Rows all;
  for (const char* table : {"users", "ps_archive", "ps_redirects", "ps_provenance"})
    all.push_back(raw.rows(std::string("SELECT * FROM ") + table + " ORDER BY 1, 2, 3"));
  all.push_back(raw.rows("SELECT id, rules, read, merged, undone IS NULL FROM ps_imports"));
  return all;
}

void merge(const std::filesystem::path& path) {
  merge_documents(Store::open(path, temporary::quick()), "users", 2, 1, {.merge = {"union:tags"}});
}

void undo(const std::filesystem::path& path) {
  undo_import(Store::open(path, temporary::quick()), "1");
}

// Each time from `before`, killed at a random moment of `work`.
int kill_often(const std::filesystem::path& before, const std::filesystem::path& scratch,
               void (*work)(const std::filesystem::path&), const Rows& old, const Rows& whole,
               killing::Time time, std::mt19937_64& random) {
  int killed = 0;
  for (int cycle = 0; cycle < 25; ++cycle) {
    killing::copy_store(before, scratch);
    const bool finished = killing::finished_before_kill(random, time, [&] { work(scratch); });
    killed += finished ? 0 : 1;
    const Rows now = contents_of(scratch);
    CHECK((now == old || now == whole));
    if (finished) CHECK(now == whole);
  }
  return killed;
}

}  // namespace

TEST_CASE("a merged document has the keys of both, and the other's are free again after undo",
          "[make_unique][merge]") {
  const temporary::Folder folder;
  fill(folder / "s.db");
  Store store = Store::open(folder / "s.db", temporary::quick());
  Collection users = store.collection("users");
  const auto before = contents_of(folder / "s.db").front();
  const MergeDocumentsReport report =
      merge_documents(store, "users", 2, 1, {.merge = {"union:tags"}});
  CHECK(report.ledger == Ledger{.read = 2, .updated = 1, .merged = 1});
  CHECK(users.find_one({{"_id", 1}})->at("tags") == Value{"x", "y", "z"});
  CHECK_THROWS_AS(users.insert_one({{"_id", 4}, {"email", "d"}, {"tags", "z"}}), DuplicateKey);
  CHECK(users.survivor_of(2) == Value(1));
  undo_import(store, report.id);
  CHECK(contents_of(folder / "s.db").front() == before);
  CHECK_FALSE(users.survivor_of(2));
}

TEST_CASE("what was edited after a merge by hand stays edited when it is undone",
          "[make_unique][merge]") {
  const temporary::Folder folder;
  fill(folder / "s.db");
  Store store = Store::open(folder / "s.db", temporary::quick());
  Collection users = store.collection("users");
  const MergeDocumentsReport report =
      merge_documents(store, "users", 2, 1, {.merge = {"union:tags"}});
  users.update_one({{"_id", 1}}, {{"$set", {{"bio", "new"}}}});
  undo_import(store, report.id);
  CHECK(users.find_one({{"_id", 1}}) ==
        Document{
            {"_id", 1}, {"email", "a"}, {"tags", Value::array({"x"})}, {"n", 1}, {"bio", "new"}});
  CHECK(users.count() == 3);
}

TEST_CASE("a merge by hand, or its undo, that is killed is done or not begun",
          "[make_unique][merge][kill]") {
  const temporary::Folder folder;
  fill(folder / "old.db");
  const Rows old = contents_of(folder / "old.db");
  std::filesystem::copy_file(folder / "old.db", folder / "new.db");
  const auto merging = killing::time_of([&] { merge(folder / "new.db"); });
  const Rows whole = contents_of(folder / "new.db");
  REQUIRE(whole != old);
  std::filesystem::copy_file(folder / "new.db", folder / "undone.db");
  const auto undoing = killing::time_of([&] { undo(folder / "undone.db"); });
  const Rows undone = contents_of(folder / "undone.db");
  REQUIRE(undone != whole);
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::mt19937_64 random(seed);
  CHECK(kill_often(folder / "old.db", folder / "s.db", merge, old, whole, merging, random) > 0);
  CHECK(kill_often(folder / "new.db", folder / "s.db", undo, whole, undone, undoing, random) > 0);
}

}  // namespace make_unique_merge_documents_test
