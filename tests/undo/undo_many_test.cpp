// Imports of more documents than undo takes away at once.
#include <fmt/format.h>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "undo/undo_bench.hpp"

namespace undo_undo_many_test {

using namespace profilestore;
using fixture::by;
using Bench = fixture::UndoBench;

namespace {

// Every fourth is worse than the one before, and archived.
std::string documents(int count, int first = 0) {
  std::string text;
  for (int i = first; i < first + count; ++i)
    text += i % 4 == 3 ? fmt::format("{{\"_id\":{},\"u\":\"u{}\"}}\n", i, i - 1)
                       : fmt::format("{{\"_id\":{0},\"u\":\"u{0}\",\"x\":[{0},{1}]}}\n", i, -1 - i);
  return text;
}

}  // namespace

TEST_CASE("thousands of documents are undone, and nothing of them stays", "[import][undo]") {
  Bench bench;
  bench.run(documents(40));
  bench.open().collection("profiles").create_index(Index{.paths = "x"});
  const auto before = bench.contents();
  const auto elements = [&] {
    return bench.value("SELECT count(*) FROM " + bench.value("SELECT '\"' || name || '\"' FROM "
                                                             "sqlite_schema WHERE type = 'table' "
                                                             "AND name LIKE '%elements%'"));
  };
  const std::string elements_before = elements();
  CHECK(elements_before == "60");
  CHECK(bench.run(documents(4000, 100)).ledger ==
        Ledger{.read = 4000, .inserted = 3000, .merged = 1000});
  CHECK(elements() == "6060");
  const UndoReport report = bench.undo("2");
  CHECK(report.removed == 3000);
  CHECK(report.left.empty());
  CHECK(report.gone == 0);
  CHECK(bench.contents() == before);
  CHECK(elements() == elements_before);
}

TEST_CASE("of thousands, those that were edited stay, with what was set aside for them",
          "[import][undo]") {
  Bench bench;
  bench.run(documents(4000));
  {
    auto profiles = bench.open().collection("profiles");
    for (const int id : {0, 1, 2, 1022, 1366, 2048, 3998})
      profiles.update_one({{"_id", id}}, {{"$set", {{"own", true}}}});
    profiles.delete_many({{"_id", {{"$in", {10, 1500, 1501}}}}});
    profiles.insert_one({{"_id", 10}, {"u", "u10"}});  // an application's
  }
  const UndoReport report = bench.undo("1");
  CHECK(report.removed == 2990);
  CHECK(report.edited == 7);
  CHECK(report.gone == 3);
  CHECK(bench.value("SELECT count(*) FROM profiles") == "8");
  // Of 2, 1022, 1366 and 3998 there is one each in the archive.
  CHECK(bench.value("SELECT group_concat(json_extract(CAST(body AS TEXT), '$._id')) FROM "
                    "(SELECT body FROM ps_archive ORDER BY id)") == "3,1023,1367,3999");
  CHECK(bench.value("SELECT count(*) FROM ps_provenance") == "10");  // the deleted ones' stay
}

}  // namespace undo_undo_many_test
