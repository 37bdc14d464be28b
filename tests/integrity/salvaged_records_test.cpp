// What imports set aside and what was decided gets out of a damaged store, too.
#include "integrity/salvaged_records.hpp"

#include "catch.hpp"
#include "import/fixture.hpp"
#include "store/raw_database.hpp"

namespace integrity_salvaged_records_test {

using namespace profilestore;

namespace {

struct Bench {
  Bench() {
    Store store = Store::open(from, temporary::quick());
    store.collection("dropped").insert_one({{"_id", 1}});
    store.collection("zeros").insert_one({{"_id", 1}});  // numbered before, named after the others
    store.collection("dropped").drop();
    store.migrate({{1, "names", [](Transaction&) {}}});
    std::string lines;
    for (int i = 0; i < 300; ++i)
      lines += "{ \"_id\" : " + std::to_string(i) + ", \"u\" : " + std::to_string(i / 3) + ", \"x" +
               std::to_string(i % 3) + "\" : \"" + std::string(300, 'x') + "\" }\n";
    temporary::write_file(folder / "a.json", lines + "{\"_id\":1000}\n");
    ImportOptions options = fixture::by("u");
    options.merge = {"fill"};
    import_files(from, {folder / "a.json"}, options);
    add_not_duplicates(store, "profiles", 0, 3);
    undo_import(store, "1", {.keys = {7}});
  }

  SalvageReport run() { return salvage(from, to); }

  std::vector<std::string> rows(const std::filesystem::path& store, const std::string& table,
                                const std::string& columns) const {
    return fixture::column(store, "SELECT json_array(" + columns + ") FROM " + table);
  }

  temporary::Folder folder;
  std::filesystem::path from = folder / "old.db", to = folder / "new.db";
};

}  // namespace

TEST_CASE("What imports left is salvaged with the documents", "[store][salvage]") {
  Bench bench;
  const SalvageReport report = bench.run();
  CHECK(report.whole());
  const std::vector<std::pair<std::string, std::string>> tables{
      {"ps_imports", "id, read, merged, quarantined, undone"},
      {"ps_sources", "import, number, name, bytes, sha256"},
      {"ps_archive", "id, import, survivor, source, line, offset, reason, hex(body), sum IS NULL"},
      {"ps_quarantine", "import, source, line, reason, hex(body), sum IS NULL"},
      {"ps_provenance", "row, import, source, line, offset, fields, written"},
      {"ps_redirects", "id, import, survivor"},
      {"ps_not_duplicates", "text_a, text_b, decided"},
      {"ps_undone_keys", "import, hex(key), undone, removed, hex(contents)"},
      {"ps_application_migrations", "number, name, applied"}};
  for (const auto& [table, columns] : tables) {
    INFO(table);
    CHECK_FALSE(bench.rows(bench.from, table, columns).empty());
    CHECK(bench.rows(bench.from, table, columns) == bench.rows(bench.to, table, columns));
  }
  Store made = Store::open(bench.to);
  CHECK(made.check().sound());
  CHECK(made.collection("profiles").find_one({{"_id", 1}}, {.follow_redirects = true}));
  const UndoReport undone = undo_import(made, "1");
  CHECK(undone.removed == 99);
  CHECK(made.collection("profiles").count() == 0);
  CHECK(made.collection("zeros").count() == 1);
}

TEST_CASE("A salvaged import is proven as the store's was", "[store][salvage]") {
  Bench bench;
  bench.run();
  const VerifyReport before = verify_import(Store::open(bench.from), "1");
  const VerifyReport after = verify_import(Store::open(bench.to), "1");
  CHECK(after.proven());
  CHECK(before.proven());
  CHECK(after.made_of == before.made_of);
  CHECK(after.archived == before.archived);
  CHECK(after.quarantined == before.quarantined);
  CHECK(after.taken_back == before.taken_back);
}

TEST_CASE("Records that are damaged are not taken, and noted", "[store][salvage]") {
  Bench bench;
  RawDatabase(bench.from).run("UPDATE ps_archive SET reason = 'other' WHERE id = 5");
  const SalvageReport report = bench.run();
  CHECK(report.lost_records ==
        std::vector<std::string>{"ps_archive: 1 rows are damaged: they do not have their digests"});
  CHECK_FALSE(report.whole());
  CHECK(bench.rows(bench.to, "ps_archive", "id").size() + 1 ==
        bench.rows(bench.from, "ps_archive", "id").size());
}

TEST_CASE("Records before and behind a page that cannot be read are taken", "[store][salvage]") {
  Bench bench;
  const auto all = bench.rows(bench.from, "ps_archive", "id").size();
  const std::string page =
      fixture::column(bench.from,
                      "SELECT pageno FROM dbstat WHERE name = 'ps_archive' AND "
                      "pagetype = 'leaf' ORDER BY pageno LIMIT 1 OFFSET 3")
          .front();
  std::string bytes = temporary::contents(bench.from);
  bytes.replace((std::stoul(page) - 1) * 4096, 4096, 4096, '\x5a');
  temporary::write_file(bench.from, bytes);
  const SalvageReport report = bench.run();
  REQUIRE(report.lost_records.size() == 1);
  CHECK_THAT(report.lost_records.front(), has_part("ps_archive: "));
  const auto taken = bench.rows(bench.to, "ps_archive", "id").size();
  CHECK(taken > all / 2);
  CHECK(taken < all);
}

}  // namespace integrity_salvaged_records_test
