// What imports have set aside comes out again, and can go in again.
#include <profilestore/set_aside.hpp>

#include <string>
#include <vector>

#include "bson_bytes.hpp"
#include "catch.hpp"
#include "import/fixture.hpp"

namespace history_set_aside_test {

using namespace profilestore;
using fixture::by;

namespace {

std::vector<SetAside> all(const Store& store, SetAsideKind which,
                          const std::string& import_id = "") {
  std::vector<SetAside> found;
  const auto take = [&](const SetAside& one) { found.push_back(one); };
  const auto count = import_id.empty() ? each_set_aside(store, "profiles", which, take)
                                       : each_set_aside(store, "profiles", which, import_id, take);
  CHECK(count == std::ssize(found));
  return found;
}

struct Bench : temporary::Folder {
  ImportReport run(const char* name, const std::string& bytes) const {
    temporary::write_file(*this / name, bytes);
    return import_files(*this / "s.db", {(*this / name).string()}, by("u"));
  }
  Store store() const { return Store::open(*this / "s.db"); }
};

}  // namespace

TEST_CASE("The archive and the quarantine are told with place and reason", "[import][aside]") {
  Bench bench;
  bench.run("a.json", "{\"_id\":1,\"u\":1,\"x\":1}\n{\"_id\":2,\"u\":1}\nbroken\n{\"_id\":3}\n");
  const auto archive = all(bench.store(), SetAsideKind::archive);
  REQUIRE(archive.size() == 1);
  CHECK(archive[0].import_id == "1");
  CHECK(archive[0].source == (bench / "a.json").string());
  CHECK((archive[0].line == 2 && archive[0].offset == 22));
  CHECK(archive[0].reason == "complete");
  CHECK(archive[0].bytes == "{\"_id\":2,\"u\":1}");
  CHECK(archive[0].document == Document::parse(R"({"_id":2,"u":1})"));
  const auto quarantine = all(bench.store(), SetAsideKind::quarantine);
  REQUIRE(quarantine.size() == 2);
  CHECK((quarantine[0].bytes == "broken" && !quarantine[0].document));
  CHECK(quarantine[1].document == Document::parse(R"({"_id":3})"));
}

TEST_CASE("Each piece of the quarantine is told, with its place, if others are equal",
          "[import][aside]") {
  Bench bench;
  bench.run("a.json", "broken\n{\"_id\":1,\"u\":1}\nbroken\n");
  const auto second = bench.run("b.json", "\n\nbroken\n");
  CHECK(second.ledger.quarantined == 1);
  const auto quarantine = all(bench.store(), SetAsideKind::quarantine);
  REQUIRE(quarantine.size() == 3);
  CHECK((quarantine[0].line == 1 && quarantine[1].line == 3 && quarantine[1].offset == 23));
  CHECK((quarantine[2].import_id == second.id && quarantine[2].line == 3));
  CHECK(quarantine[2].source == (bench / "b.json").string());
  CHECK(all(bench.store(), SetAsideKind::quarantine, "1").size() == 2);
  CHECK(all(bench.store(), SetAsideKind::quarantine, second.id).size() == 1);
}

TEST_CASE("The archive names the document that was kept", "[import][aside]") {
  Bench bench;
  bench.run("a.json",
            "{\"_id\":1,\"u\":1,\"x\":1}\n{\"_id\":2,\"u\":1}\n{\"_id\":7,\"u\":7,\"x\":1}\n");
  bench.run("b.json", "{\"u\":1}\n{\"_id\":7,\"u\":7}\n");
  const auto archive = all(bench.store(), SetAsideKind::archive);
  REQUIRE(archive.size() == 3);
  CHECK(archive[0].survivor == Value(1));  // known by another _id
  CHECK(archive[1].survivor == Value(1));  // without an _id
  CHECK(archive[2].survivor == Value(7));  // of the same _id
}

TEST_CASE("A survivor that is gone is not told, nor who has its row now", "[import][aside]") {
  Bench bench;
  bench.run("a.json", "{\"_id\":1,\"u\":1,\"x\":1}\n{\"_id\":2,\"u\":1}\n{\"u\":1}\n");
  Store store = bench.store();
  store.collection("profiles").delete_one({{"_id", 1}});
  for (const SetAside& one : all(store, SetAsideKind::archive)) CHECK_FALSE(one.survivor);
  store.collection("profiles").insert_one({{"_id", 9}, {"u", 9}});
  for (const SetAside& one : all(store, SetAsideKind::archive)) CHECK_FALSE(one.survivor);
}

TEST_CASE("Nothing in the quarantine has a survivor", "[import][aside]") {
  Bench bench;
  bench.run("a.json", "{\"_id\":1}\nbroken\n");
  for (const SetAside& one : all(bench.store(), SetAsideKind::quarantine))
    CHECK_FALSE(one.survivor);
}

TEST_CASE("Documents of BSON are told as documents, and as their bytes", "[import][aside]") {
  Bench bench;
  const std::string winner = bson_bytes::of(R"({"_id": 1, "u": 1, "x": 1})");
  const std::string loser = bson_bytes::of(R"({"_id": 2, "u": 1})");
  bench.run("a.bson", winner + loser + "rubbish");
  const auto archive = all(bench.store(), SetAsideKind::archive);
  REQUIRE(archive.size() == 1);
  CHECK(archive[0].bytes == loser);
  CHECK(archive[0].document == Document::parse(R"({"_id":2,"u":1})"));
  CHECK(all(bench.store(), SetAsideKind::quarantine)[0].bytes == "rubbish");
}

TEST_CASE("What one import set aside can be asked for alone", "[import][aside]") {
  Bench bench;
  bench.run("a.json", "{\"_id\":1,\"u\":1}\n{\"_id\":2,\"u\":1}\n");
  bench.run("b.json", "{\"_id\":3,\"u\":1,\"x\":1}\n");
  CHECK(all(bench.store(), SetAsideKind::archive).size() == 2);
  CHECK(all(bench.store(), SetAsideKind::archive, "1").size() == 1);
  const auto second = all(bench.store(), SetAsideKind::archive, "2");
  REQUIRE(second.size() == 1);
  CHECK(second[0].source == "");  // the document that the store had
  CHECK_THROWS_AS(all(bench.store(), SetAsideKind::archive, "3"), InvalidInput);
  CHECK(each_set_aside(bench.store(), "other", SetAsideKind::archive, [](const SetAside&) {}) == 0);
}

TEST_CASE("verify says what each byte of a source is", "[import][verify]") {
  Bench bench;
  const std::string text =
      "\xEF\xBB\xBF[\n{\"_id\":1,\"u\":1},\r\n{\"_id\":2,\"u\":1}\n]\n rubbish\n";
  const auto id = bench.run("a.json", text).id;
  const auto report = verify_import(bench.store(), id);
  CHECK(report.proven());
  CHECK(report.bytes.documents == 30);
  CHECK(report.bytes.quarantined == 7);
  CHECK(report.bytes.separators == text.size() - 37);

  const std::string binary = bson_bytes::of(R"({"_id": 5, "u": 5})");
  const auto second = verify_import(bench.store(), bench.run("a.bson", binary + binary + "x").id);
  CHECK(second.proven());
  CHECK(second.bytes.documents == 2 * binary.size());
  CHECK((second.bytes.separators == 0 && second.bytes.quarantined == 1));
}

TEST_CASE("Records of CSV are told as documents, and each byte is accounted for",
          "[import][aside]") {
  Bench bench;
  const std::string text = "\xEF\xBB\xBFu,name\r\n1,\"Ann, the\nfirst\"\r\n1,\r\n\r\n2,Bob,more\n";
  temporary::write_file(bench / "a.csv", text);
  auto options = by("u");
  options.type = "csv";
  const auto report = import_files(bench / "s.db", {(bench / "a.csv").string()}, options);
  CHECK(report.ledger == Ledger{3, 1, 0, 0, 1, 0, 1});
  const auto archive = all(bench.store(), SetAsideKind::archive);
  REQUIRE(archive.size() == 1);
  CHECK(archive[0].bytes == "1,");
  REQUIRE(archive[0].document);
  CHECK(archive[0].document->at("u") == 1);
  const auto quarantine = all(bench.store(), SetAsideKind::quarantine);
  REQUIRE(quarantine.size() == 1);
  CHECK((quarantine[0].bytes == "2,Bob,more" && !quarantine[0].document));
  const auto proof = verify_import(bench.store(), report.id);
  CHECK(proof.proven());
  CHECK(proof.bytes.documents + proof.bytes.separators + proof.bytes.quarantined == text.size());
}

}  // namespace history_set_aside_test
