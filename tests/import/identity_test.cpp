// Documents of one key that are not of one person, in imports one after the other.
#include <profilestore/not_duplicates.hpp>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "undo/undo_bench.hpp"

namespace import_identity_test {

using namespace profilestore;
using Bench = fixture::UndoBench;

namespace {

constexpr const char* best = R"({"_id":1,"u":"k","x":1,"y":2,"z":3})";
constexpr const char* ana = R"({"_id":2,"u":"k","email":"ana@x"})";
constexpr const char* bob = R"({"_id":3,"u":"k","email":"bob@x"})";

ImportOptions by_person() {
  auto options = fixture::by("u");
  options.identity = {"email"};
  return options;
}

}  // namespace

TEST_CASE("whom a document was merged with tells whom it may not be", "[import][identity]") {
  Bench bench;
  SECTION("in one import") {
    const auto report = bench.run(std::string(best) + "\n" + ana + "\n" + bob + "\n", by_person());
    CHECK(report.ledger == Ledger{.read = 3, .inserted = 1, .merged = 1, .conflicted = 1});
  }
  SECTION("in three") {
    bench.run(best, by_person());
    CHECK(bench.run(ana, by_person()).ledger == Ledger{.read = 1, .merged = 1});
    CHECK(bench.run(bob, by_person()).ledger == Ledger{.read = 1, .conflicted = 1});
    CHECK(bench.run(R"({"_id":4,"u":"k","email":"ANA@x "})", by_person()).ledger.merged == 1);
  }
  SECTION("what the application says goes before") {
    bench.run(best, by_person());
    bench.run(ana, by_person());
    bench.open().collection("profiles").update_one({{"u", "k"}}, {{"$set", {{"email", "bob@x"}}}});
    CHECK(bench.run(bob, by_person()).ledger == Ledger{.read = 1, .merged = 1});
  }
  SECTION("who was in its place last goes before whom an import without identity merged") {
    bench.run(std::string(best) + "\n" + bob);
    bench.open().collection("profiles").update_one({{"u", "k"}}, {{"$set", {{"email", "ana@x"}}}});
    const std::string richer = R"({"_id":4,"u":"k","x":1,"y":2,"z":3,"v":4,"w":5})";
    CHECK(bench.run(richer, by_person()).ledger == Ledger{.read = 1, .updated = 1});
    const std::string another = R"({"_id":5,"u":"k","email":"bob@x"})";
    CHECK(bench.run(another, by_person()).ledger == Ledger{.read = 1, .conflicted = 1});
  }
  SECTION("an import that was undone tells nothing") {
    bench.run(best, by_person());
    const auto merged = bench.run(ana, by_person());
    bench.undo(merged.id);
    CHECK(bench.run(bob, by_person()).ledger == Ledger{.read = 1, .merged = 1});
  }
}

TEST_CASE("a decision speaks of what was merged, too", "[import][identity]") {
  Bench bench;
  bench.run(std::string(best) + "\n" + ana + "\n");
  bench.run(R"({"_id":9,"u":"other"})");
  Store store = bench.open();
  add_not_duplicates(store, "profiles", 2, 3);
  CHECK(bench.run(bob).ledger == Ledger{.read = 1, .conflicted = 1});
}

}  // namespace import_identity_test
