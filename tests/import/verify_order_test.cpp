// verify goes along the rows in the order of the sources; whatever was done to them since, it tells
// what a look at each document alone tells.
#include <fmt/format.h>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "store/caught.hpp"
#include "store/raw_database.hpp"

namespace import_verify_order_test {

using namespace profilestore;
using fixture::by;

namespace {

std::string document(int id) { return fmt::format("{{\"_id\":{0},\"u\":\"u{0}\",\"x\":1}}\n", id); }

/// An import of `count` documents that are stored as they are, each after the one before.
struct Imported : temporary::Folder {
  explicit Imported(const std::string& text) {
    temporary::write_file(*this / "source.json", text);
    id = import_files(*this / "s.db", {(*this / "source.json").string()}, by("u")).id;
  }
  explicit Imported(int count) : Imported(text_of(count)) {}
  static std::string text_of(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += document(i);
    return text;
  }
  Store open() { return Store::open(*this / "s.db", temporary::quick()); }
  VerifyReport verify() { return verify_import(open(), id); }

  std::string id;
};

std::string counts(const VerifyReport& report) {
  return fmt::format("{} read, {} live, {} edited, {} archived, {} quarantined, {} missing",
                     report.read, report.live, report.edited, report.archived, report.quarantined,
                     report.missing.size());
}

}  // namespace

TEST_CASE("verify: rows that were edited, one after the other or far apart, are edited",
          "[import][verify]") {
  Imported imported(1000);
  auto profiles = imported.open().collection("profiles");
  const auto edit = [&](int first, int last) {
    profiles.update_many({{"_id", {{"$gte", first}, {"$lte", last}}}}, {{"$set", {{"x", 2}}}});
  };
  edit(0, 0);
  edit(10, 14);
  edit(100, 299);  // more than are near
  edit(999, 999);
  CHECK(counts(imported.verify()) ==
        "1000 read, 793 live, 207 edited, 0 archived, 0 quarantined, 0 missing");
}

TEST_CASE("verify: rows whose keys were edited are looked for by their _id", "[import][verify]") {
  Imported imported(500);
  auto profiles = imported.open().collection("profiles");
  for (int i = 50; i < 250; ++i)
    profiles.update_one({{"_id", i}}, {{"$set", {{"u", fmt::format("another{}", i)}}}});
  CHECK(counts(imported.verify()) ==
        "500 read, 300 live, 200 edited, 0 archived, 0 quarantined, 0 missing");
}

TEST_CASE("verify: rows that are gone are missing, and only they", "[import][verify]") {
  Imported imported(500);
  auto profiles = imported.open().collection("profiles");
  const bool all = GENERATE(false, true);
  profiles.delete_many(all ? Document::object() : Document{{"_id", {{"$mod", {3, 1}}}}});
  const VerifyReport report = imported.verify();
  CHECK(report.missing.size() == (all ? 500u : 167u));
  CHECK(report.live == (all ? 0 : 333));
  CHECK(report.missing.front().offset == (all ? 0 : document(0).size()));
}

TEST_CASE("verify: copies of documents far away are live, archived ones are archived",
          "[import][verify]") {
  std::string text;
  for (int i = 0; i < 300; ++i) {
    text += document(i);
    if (i % 3 == 0) text += document((i * 7) % 300);  // a copy, of one before or behind
    if (i % 5 == 0) text += fmt::format("{{\"_id\":{},\"u\":\"u{}\"}}\n", 1000 + i, (i * 11) % 300);
    if (i % 50 == 0) text += "broken\n";
  }
  Imported imported(text);
  CHECK(counts(imported.verify()) ==
        "466 read, 400 live, 0 edited, 60 archived, 6 quarantined, 0 missing");
}

TEST_CASE("verify: a row of the import that is damaged is refused", "[import][verify]") {
  Imported imported(20);
  RawDatabase(imported / "s.db")
      .run("UPDATE profiles SET doc = replace(doc, 'u7', 'u8') WHERE row = 8");
  const auto refused = caught<Corrupt>([&] { imported.verify(); });
  REQUIRE(refused);
  CHECK_THAT(refused->what(), has_part("row 8"));
}

TEST_CASE("verify: documents that an application put between those of an import are none of it",
          "[import][verify]") {
  Imported imported(30);
  auto profiles = imported.open().collection("profiles");
  profiles.delete_many({{"_id", {{"$gte", 25}}}});
  for (int i = 25; i < 40; ++i) profiles.insert_one(Document::parse(document(i)));
  CHECK(counts(imported.verify()) ==
        "30 read, 30 live, 0 edited, 0 archived, 0 quarantined, 0 missing");
}

}  // namespace import_verify_order_test
