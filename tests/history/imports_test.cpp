// The lists of what is in a store, page by page.
#include <profilestore/imports.hpp>

#include <fmt/format.h>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "store/raw_database.hpp"

namespace history_imports_test {

using namespace profilestore;

namespace {

struct Bench : fixture::Bench {
  Store store() const { return Store::open(db); }

  /// Every page, one after the other.
  std::vector<std::string> ids(const std::string& collection, std::size_t limit) const {
    std::vector<std::string> all;
    ImportPage page{.collection = collection, .limit = limit};
    for (;;) {
      const auto found = imports(store(), page);
      for (const ImportRecord& one : found) all.push_back(one.id);
      if (limit == 0 || found.size() < limit) return all;
      page.after = found.back().id;
    }
  }
};

}  // namespace

TEST_CASE("Each import is listed with its counts, rules and sources", "[history][imports]") {
  Bench bench;
  CHECK(imports(Store::open(bench.db)).empty());
  const auto report =
      bench.run("{\"_id\":1,\"u\":1}\n{\"_id\":2,\"u\":1}\nbroken\n", fixture::by("u"));
  const auto all = imports(bench.store());
  REQUIRE(all.size() == 1);
  CHECK((all[0].id == report.id && all[0].kind == ImportKind::import));
  CHECK(all[0].collection == "profiles");
  CHECK(all[0].ledger == report.ledger);
  CHECK((all[0].ledger.read == 3 && all[0].ledger.merged == 1 && all[0].ledger.quarantined == 1));
  CHECK(all[0].rules.at("unique") == Value::parse(R"([["u"]])"));
  REQUIRE(all[0].sources.size() == 1);
  CHECK(all[0].sources[0].sha256 == report.sources[0].sha256);
  CHECK(all[0].started.size() == 24);
  CHECK((all[0].undone.empty() && all[0].undone_parts == 0));
}

TEST_CASE("make_unique, merges by hand and references are of their kinds", "[history][imports]") {
  Bench bench;
  Store store = bench.store();
  Collection users = store.collection("users"), posts = store.collection("posts");
  for (int i = 1; i <= 4; ++i) users.insert_one({{"_id", i}, {"u", i / 2}});
  posts.insert_one({{"_id", 1}, {"user", 1}});
  make_unique(store, "users", UniqueIndex{"u"});
  merge_documents(store, "users", 1, 4);
  rewrite_references(store, "users", {.in = {{"posts", "user"}}});
  std::vector<std::string> kinds;
  for (const ImportRecord& one : imports(store)) kinds.emplace_back(name_of(one.kind));
  CHECK(kinds == std::vector<std::string>{"makeUnique", "mergeDocuments", "rewriteReferences"});
}

TEST_CASE("Imports come page by page, of all collections or one", "[history][imports]") {
  Bench bench;
  for (int i = 0; i < 7; ++i)
    bench.run(fmt::format("{{\"_id\":{}}}\n", i), fixture::by("u", i % 2 == 0 ? "a" : "b"));
  for (const std::size_t limit : {0, 1, 2, 3, 7, 100}) {
    CAPTURE(limit);
    CHECK(bench.ids("", limit) == std::vector<std::string>{"1", "2", "3", "4", "5", "6", "7"});
    CHECK(bench.ids("b", limit) == std::vector<std::string>{"2", "4", "6"});
  }
  CHECK_THROWS_AS(imports(bench.store(), {.collection = "none"}), InvalidInput);
  for (const char* id : {"x", "0", "-1", "1.5"})
    CHECK_THROWS_AS(imports(bench.store(), {.after = id}), InvalidInput);
  bench.store().collection("b").drop();
  CHECK(imports(bench.store())[1].collection.empty());
}

TEST_CASE("What was undone is listed: keys, and all", "[history][imports]") {
  Bench bench;
  bench.run("{\"_id\":1,\"u\":1}\n{\"_id\":2,\"u\":2}\n{\"_id\":3,\"u\":3}\n", fixture::by("u"));
  bench.run("{\"_id\":9,\"u\":9}\n", fixture::by("u"));
  CHECK(undos(bench.store()).empty());
  undo_import(bench.store(), "1", {.keys = {2}});
  auto found = undos(bench.store());
  REQUIRE(found.size() == 1);
  CHECK((found[0].import_id == "1" && found[0].of_key && !found[0].whole && found[0].removed == 1));
  CHECK(imports(bench.store())[0].undone_parts == 1);
  undo_import(bench.store(), "1");
  undo_import(bench.store(), "2");
  found = undos(bench.store());
  REQUIRE(found.size() == 3);
  CHECK((found[1].import_id == "1" && found[1].whole && found[1].collection == "profiles"));
  CHECK((found[2].import_id == "2" && found[2].whole));
  CHECK(imports(bench.store())[0].undone == found[1].undone);
  CHECK(undos(bench.store(), {.after = "1"}).size() == 1);
}

TEST_CASE("What is set aside comes page by page, as it comes at once", "[history][imports]") {
  Bench bench;
  std::string lines;
  for (int i = 0; i < 25; ++i) lines += fmt::format("{{\"_id\":{},\"u\":1}}\nbroken {}\n", i, i);
  bench.run(lines, fixture::by("u"));
  bench.run("{\"_id\":77,\"u\":1}\nworse\n", fixture::by("u"));
  const Store store = bench.store();
  for (const auto which : {SetAsideKind::archive, SetAsideKind::quarantine})
    for (const char* import : {"", "1", "2"}) {
      std::vector<std::string> whole, paged;
      const auto take = [&](const SetAside& one) { whole.push_back(one.bytes + one.reason); };
      if (*import == 0)
        each_set_aside(store, "profiles", which, take);
      else
        each_set_aside(store, "profiles", which, import, take);
      SetAsidePage page{.import_id = import, .limit = 4};
      for (;;) {
        const auto found = set_aside(store, "profiles", which, page);
        for (const SetAside& one : found) paged.push_back(one.bytes + one.reason);
        if (found.size() < page.limit) break;
        page.after = found.back().number;
      }
      CAPTURE(import, whole.size());
      CHECK(paged == whole);
      CHECK(whole.size() > (*import == '2' ? 0U : 20U));
    }
  CHECK(set_aside(store, "none", SetAsideKind::archive).empty());
  CHECK_THROWS_AS(set_aside(store, "profiles", SetAsideKind::archive, {.import_id = "9"}),
                  InvalidInput);
}

TEST_CASE("Decisions come page by page", "[history][imports]") {
  temporary::Store store;
  store.collection("c").insert_one({{"_id", 0}});
  for (int i = 1; i <= 5; ++i) {
    keep_document(store, "c", i);
    add_not_duplicates(store, "c", 0, i);
  }
  CHECK(kept_documents(store, "c").size() == 5);
  const auto kept = kept_documents(store, "c", 3, 3);
  REQUIRE(kept.size() == 2);
  CHECK((kept[0].id == 4 && kept[1].id == 5));
  CHECK(kept_documents(store, "c", 5, 1).empty());
  const auto pairs = not_duplicates(store, "c", 1, 2);
  REQUIRE(pairs.size() == 2);
  CHECK((pairs[0].b == 2 && pairs[1].b == 3));
}

TEST_CASE("A damaged record is told, not listed", "[history][imports]") {
  Bench bench;
  bench.run("{\"_id\":1,\"u\":1}\n", fixture::by("u"));
  RawDatabase(bench.db).run("UPDATE ps_imports SET started = '1999'");
  CHECK_THROWS_AS(imports(bench.store()), Corrupt);
}

}  // namespace history_imports_test
