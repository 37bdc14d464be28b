// Real exports that others published; skipped where they are not at hand.
#include <cstdlib>

#include "catch.hpp"
#include "import/fixture.hpp"

using namespace profilestore;
using fixture::by;

namespace {

std::filesystem::path data() {
  const char* shared = std::getenv("PROFILESTORE_SHARED");
  const std::filesystem::path root =
      shared != nullptr ? shared : std::filesystem::path(PROFILESTORE_SOURCE_DIR) / ".." / "shared";
  return root / "data";
}

bool at_hand() {
  const bool there = std::filesystem::exists(data());
  if (!there) WARN("skipped: the published exports are not at hand");
  SUCCEED();
  return there;
}

std::string file(const char* name) { return (data() / name).string(); }

}  // namespace

TEST_CASE("mdb-library's users: 464 documents, 400 names, from both spellings one store",
          "[import][published]") {
  if (!at_hand()) return;
  temporary::Folder folder;
  const auto canonical =
      import(folder / "c.db", {file("mdb-library/users.canonical.json")}, by("name"));
  const auto relaxed =
      import(folder / "r.db", {file("mdb-library/users.relaxed.json")}, by("name"));
  CHECK(canonical.ledger == Ledger{464, 400, 0, 0, 64, 0, 0});
  CHECK(relaxed.ledger == canonical.ledger);
  CHECK(fixture::result_of(folder / "c.db").live == fixture::result_of(folder / "r.db").live);
  const auto again = import(folder / "c.db", {file("mdb-library/users.relaxed.json")}, by("name"));
  CHECK(again.ledger == Ledger{464, 0, 0, 464, 0, 0, 0});
  CHECK(fixture::column(folder / "c.db", "SELECT body FROM ps_archive").size() == 64);
}

TEST_CASE("leafy-bank's accounts, pretty-printed: 3 users of 8 accounts", "[import][published]") {
  if (!at_hand()) return;
  temporary::Folder folder;
  CHECK(import(folder / "s.db", {file("leafy-bank/leafy_bank.accounts.json")},
               by("AccountUser.UserId"))
            .ledger == Ledger{8, 3, 0, 0, 5, 0, 0});
}

TEST_CASE(
    "mongo-hadoop's yields, Extended JSON v1 with dates as _id: 5,193 documents come back equal",
    "[import][published]") {
  if (!at_hand()) return;
  temporary::Folder folder;
  const std::string source = file("mongo-hadoop/yield_historical_in.json");
  CHECK(import(folder / "s.db", {source}, by("_id")).ledger == Ledger{5193, 5193, 0, 0, 0, 0, 0});
  std::vector<std::string> read, exported;
  for (const std::string& line : fixture::lines_of(temporary::contents(source)))
    read.push_back(canonical(parse(line)));
  Store store = Store::open(folder / "s.db");
  for (const Document& document : store.collection("profiles").find({}))
    exported.push_back(canonical(document));
  CHECK(exported == read);
}
