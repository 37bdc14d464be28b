// Real exports that others published; skipped where they are not at hand.
#include <profilestore/import_dump.hpp>

#include <cstdlib>

#include "catch.hpp"
#include "import/fixture.hpp"

namespace import_published_exports_test {

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
      import_files(folder / "c.db", {file("mdb-library/users.canonical.json")}, by("name"));
  const auto relaxed =
      import_files(folder / "r.db", {file("mdb-library/users.relaxed.json")}, by("name"));
  CHECK(canonical.ledger == Ledger{464, 400, 0, 0, 64, 0, 0});
  CHECK(relaxed.ledger == canonical.ledger);
  CHECK(fixture::result_of(folder / "c.db").live == fixture::result_of(folder / "r.db").live);
  const auto again =
      import_files(folder / "c.db", {file("mdb-library/users.relaxed.json")}, by("name"));
  CHECK(again.ledger == Ledger{464, 0, 0, 464, 0, 0, 0});
  CHECK(fixture::column(folder / "c.db", "SELECT body FROM ps_archive").size() == 64);

  const auto bson = import_files(folder / "b.db", {file("mdb-library/users.bson")}, by("name"));
  CHECK(bson.ledger == canonical.ledger);
  CHECK(bson.sources.front().format == "bson");
  CHECK(fixture::result_of(folder / "b.db").live == fixture::result_of(folder / "c.db").live);
  CHECK(verify_import(Store::open(folder / "b.db"), bson.id).proven());
}

TEST_CASE("mdb-library's issueDetails, then its operations: two documents come, none changes",
          "[import][published]") {
  if (!at_hand()) return;
  temporary::Folder folder;
  const auto first =
      import_files(folder / "s.db", {file("mdb-library/issueDetails.bson")}, by("_id"));
  const auto second =
      import_files(folder / "s.db", {file("mdb-library/operations.bson")}, by("_id"));
  CHECK(first.ledger == Ledger{2319, 2319, 0, 0, 0, 0, 0});
  CHECK(second.ledger == Ledger{2321, 2, 0, 2319, 0, 0, 0});
}

TEST_CASE("mongo-hadoop's books: 323 of 336, one without its isbn, from three spellings one store",
          "[import][published]") {
  if (!at_hand()) return;
  temporary::Folder folder;
  std::vector<std::vector<std::string>> stores;
  for (const char* form : {"bson", "canonical.json", "relaxed.json"}) {
    const auto db = folder / (form + std::string(".db"));
    const std::string source = "mongo-hadoop/bookstore-dump/inventory." + std::string(form);
    CHECK(import_files(db, {file(source.c_str())}, by("isbn")).ledger ==
          Ledger{336, 323, 0, 0, 12, 0, 1});
    stores.push_back(fixture::result_of(db).live);
  }
  CHECK((stores[0] == stores[1] && stores[1] == stores[2]));
}

TEST_CASE("opentmi's users: 7, of whom one has no e-mail, and its dump has empty files",
          "[import][published]") {
  if (!at_hand()) return;
  temporary::Folder folder;
  CHECK(import_files(folder / "r.db", {file("opentmi/users.json")}, by("email")).ledger ==
        Ledger{7, 6, 0, 0, 0, 0, 1});
  auto options = by("email");
  options.missing = Missing::collide;
  CHECK(import_files(folder / "c.db", {file("opentmi/users.json")}, options).ledger ==
        Ledger{7, 7, 0, 0, 0, 0, 0});
  const auto dump = import_dump(folder / "d.db", {file("opentmi/test_dump")});
  std::int64_t inserted = 0;
  for (const ImportReport& one : dump.imports) inserted += one.ledger.inserted;
  CHECK(inserted == 2046);
  CHECK(dump.imports.size() == 12);
}

TEST_CASE("mongo-tools' broken files: what can be read is read, the rest is set aside",
          "[import][published]") {
  struct Case {
    const char* name;
    Ledger ledger;
  };
  const Case c = GENERATE(values<Case>({{"bad_cstring.bson", {4, 3, 0, 0, 0, 0, 1}},
                                        {"bad_type.bson", {4, 3, 0, 0, 0, 0, 1}},
                                        {"broken_array.bson", {20, 20, 0, 0, 0, 0, 0}},
                                        {"deep_nested.bson", {1, 0, 0, 0, 0, 0, 1}},
                                        {"invalid_field_name.bson", {5, 4, 0, 0, 0, 0, 1}},
                                        {"partial_file.bson", {3, 2, 0, 0, 0, 0, 1}},
                                        {"random_bytes.bson", {1, 0, 0, 0, 0, 0, 1}},
                                        {"all_types.bson", {20, 20, 0, 0, 0, 0, 0}},
                                        {"test_bom.json", {2, 2, 0, 0, 0, 0, 0}}}));
  if (!at_hand()) return;
  CAPTURE(c.name);
  temporary::Folder folder;
  const std::string source = "mongo-tools/" + std::string(c.name);
  const auto report = import_files(folder / "s.db", {file(source.c_str())}, by("_id"));
  CHECK(report.ledger == c.ledger);
  CHECK(verify_import(Store::open(folder / "s.db"), report.id).proven());
}

TEST_CASE("leafy-bank's accounts, pretty-printed: 3 users of 8 accounts", "[import][published]") {
  if (!at_hand()) return;
  temporary::Folder folder;
  CHECK(import_files(folder / "s.db", {file("leafy-bank/leafy_bank.accounts.json")},
                     by("AccountUser.UserId"))
            .ledger == Ledger{8, 3, 0, 0, 5, 0, 0});
}

TEST_CASE(
    "mongo-hadoop's yields, Extended JSON v1 with dates as _id: 5,193 documents come back equal",
    "[import][published]") {
  if (!at_hand()) return;
  temporary::Folder folder;
  const std::string source = file("mongo-hadoop/yield_historical_in.json");
  CHECK(import_files(folder / "s.db", {source}, by("_id")).ledger ==
        Ledger{5193, 5193, 0, 0, 0, 0, 0});
  std::vector<std::string> read, exported;
  for (const std::string& line : fixture::lines_of(temporary::contents(source)))
    read.push_back(ejson::canonical(ejson::parse(line)));
  Store store = Store::open(folder / "s.db");
  for (const Document& document : store.collection("profiles").find({}))
    exported.push_back(ejson::canonical(document));
  CHECK(exported == read);
}

}  // namespace import_published_exports_test
