// The two incidents, from export to clean store.
#include "catch.hpp"
#include "import/fixture.hpp"

namespace import_incident_import_test {

using namespace profilestore;
using fixture::by;
using fixture::generated;

namespace {

Ledger expected_ledger(const Document& expected) {
  Ledger ledger;
  ledger.read = expected.at("read");
  ledger.inserted = expected.at("inserted");
  ledger.merged = expected.at("merged");
  ledger.quarantined = expected.at("quarantined");
  return ledger;
}

std::vector<std::string> survivors(const std::filesystem::path& store) {
  std::vector<std::string> ids;
  for (const std::string& doc : fixture::column(store, "SELECT doc FROM profiles"))
    ids.push_back(Document::parse(doc).at("_id").at("$oid"));
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace

TEST_CASE("both incidents import to the ledger and the survivors that the rules give",
          "[import][incident]") {
  const std::string kind = GENERATE("userprofiles", "creatorprofiles");
  const std::string form = GENERATE("--relaxed", "--canonical", "--v1", "--array");
  const int seed = GENERATE(1, 7);
  CAPTURE(kind, form, seed);
  temporary::Folder folder;
  const auto exported =
      generated(folder, kind + " " + form + " --seed " + std::to_string(seed), "export.json");
  const auto report = import_files(folder / "s.db", {exported.path}, by("userId"));
  CHECK(report.ledger == expected_ledger(exported.expected));
  CHECK(survivors(folder / "s.db") ==
        exported.expected.at("survivors").get<std::vector<std::string>>());
  CHECK(Store::open(folder / "s.db").check().faults == std::vector<std::string>{});
}

TEST_CASE("every line of an export is live, archived byte for byte, or quarantined byte for byte",
          "[import][incident]") {
  const std::string kind = GENERATE("userprofiles", "creatorprofiles");
  temporary::Folder folder;
  const auto exported = generated(folder, kind, "export.json");
  import_files(folder / "s.db", {exported.path}, by("userId"));
  // The generator writes normal form, so a survivor's text is its line.
  std::vector<std::string> kept = fixture::column(folder / "s.db", "SELECT doc FROM profiles");
  for (const char* table : {"ps_archive", "ps_quarantine"})
    for (auto& body : fixture::column(folder / "s.db", std::string("SELECT body FROM ") + table))
      kept.push_back(std::move(body));
  std::sort(kept.begin(), kept.end());
  auto lines = fixture::lines_of(temporary::contents(exported.path));
  std::sort(lines.begin(), lines.end());
  CHECK(kept == lines);
}

TEST_CASE("the order of the documents does not change the result", "[import][incident]") {
  const std::string kind = GENERATE("userprofiles", "creatorprofiles");
  temporary::Folder folder;
  const auto plain = generated(folder, kind, "plain.json");
  import_files(folder / "plain.db", {plain.path}, by("userId"));
  const int shuffle = GENERATE(1, 2, 3);
  const auto mixed =
      generated(folder, kind + " --shuffle " + std::to_string(shuffle), "mixed.json");
  REQUIRE(temporary::contents(plain.path) != temporary::contents(mixed.path));
  import_files(folder / "mixed.db", {mixed.path}, by("userId"));
  CHECK(fixture::result_of(folder / "mixed.db") == fixture::result_of(folder / "plain.db"));
}

TEST_CASE("a second import of the same file changes nothing but what is in quarantine",
          "[import][incident]") {
  const std::string kind = GENERATE("userprofiles", "creatorprofiles");
  temporary::Folder folder;
  const auto exported = generated(folder, kind, "export.json");
  const Ledger first = import_files(folder / "s.db", {exported.path}, by("userId")).ledger;
  const auto before = fixture::result_of(folder / "s.db");
  const Ledger second = import_files(folder / "s.db", {exported.path}, by("userId")).ledger;
  CHECK(second.unchanged == first.inserted + first.merged);
  CHECK(second.quarantined == first.quarantined);
  CHECK(second.read == first.read);
  const auto after = fixture::result_of(folder / "s.db");
  CHECK(after.live == before.live);
  CHECK(after.archive == before.archive);
  const auto of_import = [&](int id) {
    return fixture::column(
        folder / "s.db",
        "SELECT line || reason || body FROM ps_quarantine WHERE import = " + std::to_string(id));
  };
  CHECK(of_import(1) == of_import(2));
  CHECK(after.quarantine.size() == 2 * before.quarantine.size());
}

TEST_CASE("after an import of duplicates there can be no others", "[import][incident]") {
  temporary::Folder folder;
  const auto exported = generated(folder, "creatorprofiles --small", "export.json");
  import_files(folder / "s.db", {exported.path}, by("userId"));
  Store store = Store::open(folder / "s.db");
  Collection profiles = store.collection("profiles");
  const Document one = *profiles.find_one({});
  CHECK_THROWS_AS(profiles.insert_one({{"userId", one.at("userId")}}), DuplicateKey);
}

}  // namespace import_incident_import_test
