// What long work on an import tells of itself, and that it can be given up.
#include "catch.hpp"
#include "import/fixture.hpp"

namespace import_progress_test {

using namespace profilestore;

namespace {

struct Enough {};

/// An import of 20,000 documents.
struct Bench {
  Bench() { id = import_files(db, {exported}, fixture::by("userId")).id; }

  temporary::Folder folder;
  const std::filesystem::path db = folder / "s.db";
  const std::string exported = fixture::generated(folder, "bulk --count 20000", "bulk.json").path;
  const std::uint64_t bytes = std::filesystem::file_size(exported);
  std::string id;
};

/// Keeps what it is told.
struct Heard {
  OnProgress listener() {
    return [this](const StepProgress& progress) { told.push_back(progress); };
  }

  // Those of one step, which come nearer to their end each time.
  std::size_t times(std::string_view step, std::uint64_t total) const {
    std::size_t times = 0;
    std::uint64_t done = 0, documents = 0;
    for (const StepProgress& progress : told) {
      if (progress.step != step) continue;
      ++times;
      CHECK(progress.total == total);
      CHECK(progress.documents > documents);
      CHECK((progress.done > done || total == 0));
      CHECK(progress.done <= total);
      done = progress.done;
      documents = progress.documents;
    }
    return times;
  }

  std::vector<StepProgress> told;
};

void give_up(const StepProgress&) { throw Enough(); }

}  // namespace

TEST_CASE("verify tells how far it is, and can be given up", "[import][progress]") {
  const Bench bench;
  const Store store = Store::open(bench.db);
  Heard heard;
  CHECK(verify_import(store, bench.id, {}, heard.listener()).proven());
  CHECK(heard.times("verifying", bench.bytes) == 4);
  CHECK(heard.told.size() == 4);
  CHECK_THROWS_AS(verify_import(store, bench.id, {}, give_up), Enough);
  CHECK(verify_import(store, bench.id).proven());
}

TEST_CASE("investigate tells how far it is, and can be given up", "[import][progress]") {
  const Bench bench;
  Heard heard;
  InvestigateOptions options{.keys = {"userId"}, .progress = heard.listener()};
  SECTION("of files") {
    investigate({bench.exported}, options);
    CHECK(heard.times("reading", bench.bytes) == 4);
    CHECK(heard.times("comparing", bench.bytes) > 0);
    options.progress = give_up;
    CHECK_THROWS_AS(investigate({bench.exported}, options), Enough);
  }
  SECTION("of a store, in documents") {
    const Store store = Store::open(bench.db);
    investigate(store, "profiles", options);
    CHECK(heard.times("reading", 0) == 3);  // of 15,000 documents
    options.progress = give_up;
    CHECK_THROWS_AS(investigate(store, "profiles", options), Enough);
  }
}

TEST_CASE("undo tells how far it is, and given up, it has done nothing", "[import][progress]") {
  const Bench bench;
  const Store store = Store::open(bench.db);
  const auto before = fixture::result_of(bench.db).live;
  UndoOptions options{.progress = give_up};
  CHECK_THROWS_AS(undo_import(store, bench.id, options), Enough);
  CHECK(fixture::result_of(bench.db).live == before);
  CHECK(verify_import(store, bench.id).proven());
  Heard heard;
  options.progress = heard.listener();
  CHECK(undo_import(store, bench.id, options).removed == 15000);
  CHECK(heard.times("undoing", 0) == 4);  // those, and 5,000 of the archive
}

}  // namespace import_progress_test
