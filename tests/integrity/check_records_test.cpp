// The records of imports against what they are of: each fault that can be told is told.
#include "integrity/check_records.hpp"

#include "catch.hpp"
#include "import/fixture.hpp"
#include "sqlite/functions.hpp"
#include "sqlite/own_tables.hpp"
#include "store/raw_database.hpp"

namespace integrity_check_records_test {

using namespace profilestore;
using Faults = std::vector<std::string>;

namespace {

/// A store with an import (1) that inserted, merged and quarantined, and a make_unique (2) that
/// merged.
struct Bench {
  Bench() {
    temporary::write_file(folder / "a.json",
                          "{\"_id\":1,\"u\":\"a\",\"x\":1}\n{\"_id\":2,\"u\":\"a\",\"y\":2}\n"
                          "{\"_id\":3,\"u\":\"b\"}\n{\"_id\":4}\n");
    ImportOptions options = fixture::by("u");
    options.merge = {"fill"};
    import_files(file, {folder / "a.json"}, options);
    Store store = Store::open(file, temporary::quick());
    Collection others = store.collection("others");
    for (int i = 0; i < 3; ++i) others.insert_one({{"_id", i}, {"u", i / 2}});
    make_unique(store, "others", UniqueIndex{"u"});
    REQUIRE(store.check().sound());
  }

  // Rows whose sum the statement took away get the one that they would have had the store written
  // them.
  Faults faults_after(const std::string& sql) const {
    {
      RawDatabase raw(file);
      raw.run(sql);
      sqlite::register_functions(raw.handle());
      for (const char* table :
           {"ps_imports", "ps_archive", "ps_quarantine", "ps_provenance", "ps_redirects"})
        raw.run(std::string("UPDATE ") + table + " SET sum = " + sqlite::own_sum(table) +
                " WHERE sum IS NULL");
    }
    return Store::open(file, temporary::quick()).check().faults;
  }

  temporary::Folder folder;
  std::filesystem::path file = folder / "p.db";
};

}  // namespace

TEST_CASE("What the records of imports count is there", "[store][check][records]") {
  struct Case {
    std::string sql;
    Faults faults;
  };
  const std::vector<Case> cases{
      {"DELETE FROM ps_archive WHERE import = 1",
       {"import 1: fewer documents of it are in the archive than it merged"}},
      {"DELETE FROM ps_archive WHERE import = 2",
       {"import 2: fewer documents of it are in the archive than it merged"}},
      {"UPDATE ps_imports SET conflicted = 1, read = read + 1, sum = NULL WHERE id = 2",
       {"import 2: fewer documents of it are in the quarantine than it put there"}},
      {"UPDATE ps_archive SET import = 7, sum = NULL WHERE import = 2",
       {"import 2: fewer documents of it are in the archive than it merged",
        "import 7: documents of it are in the archive, but it is not recorded"}},
      {"UPDATE ps_quarantine SET import = 7, source = 0, sum = NULL",
       {"import 7: documents of it are in the quarantine, but it is not recorded"}},
      {"UPDATE ps_archive SET source = 9, sum = NULL WHERE import = 1",
       {"import 1: documents of it are in the archive from a source that is not recorded"}},
      {"UPDATE ps_quarantine SET source = 9, sum = NULL",
       {"import 1: documents of it are in the quarantine from a source that is not recorded"}},
      {"UPDATE ps_provenance SET import = 7, sum = NULL WHERE import = 1",
       {"import 7: fields come from it, but it is not recorded"}},
      {"UPDATE ps_redirects SET import = 7, sum = NULL WHERE import = 1",
       {"import 7: it redirects, but it is not recorded"}},
      {"UPDATE ps_redirects SET survivor = id, sum = NULL WHERE import = 1",
       {"import 1: it redirects an _id to itself"}},
  };
  for (const Case& one : cases) {
    INFO(one.sql);
    CHECK(Bench().faults_after(one.sql) == one.faults);
  }
}

TEST_CASE("What was undone, or lost its collection, counts no more", "[store][check][records]") {
  const Bench bench;
  Store store = Store::open(bench.file, temporary::quick());
  SECTION("undone") { undo_import(store, "1"); }
  SECTION("one user undone") { undo_import(store, "1", {.keys = {"a"}}); }
  SECTION("dropped") { store.collection("profiles").drop(); }
  CHECK(store.check().faults.empty());
}

}  // namespace integrity_check_records_test
