// What can be read of a damaged store gets into a new one, and what cannot is listed.
#include <fstream>
#include <random>

#include "catch.hpp"
#include "store/child_process.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace integrity_salvage_test {

using namespace profilestore;
namespace fs = std::filesystem;

namespace {

constexpr int written = 1200;
constexpr std::size_t page_size = 4096;

Document numbered(int i) {
  Document document{{"_id", i}, {"userId", "u" + std::to_string(i)}, {"n", i * 7 % 100}};
  if (i % 50 == 0) document["biography"] = std::string(9000, static_cast<char>('a' + i % 26));
  return document;
}

struct Bench {
  Bench() {
    Store store = Store::open(source, temporary::quick());
    Collection all = store.collection("people", {.indexes = {{"userId"}}});
    all.create_index(Index{"n"});
    all.set_validator({.filter = {{"userId", {{"$type", "string"}}}}});
    std::vector<Document> documents;
    for (int i = 0; i < written; ++i) documents.push_back(numbered(i));
    all.insert_many(documents);
    store.collection("others").insert_one({{"_id", "x"}});
  }

  std::string bytes() const { return temporary::contents(source); }
  void damage(const std::string& bytes) {
    temporary::write_file(source, bytes);
    damaged = bytes;
  }

  /// Salvages, and checks what is true of each.
  SalvageReport run() {
    const auto before = folder.names();
    const SalvageReport report = salvage(source, target);
    auto after = before;
    after.insert({"new.db", "new.db.head"});
    CHECK(folder.names() == after);
    CHECK(temporary::contents(source) == damaged);
    Store made = Store::open(target);
    CHECK(made.check().sound());
    for (const SalvagedCollection& one : report.collections) {
      CHECK(one.found == one.salvaged + one.lost);
      CHECK(one.salvaged == made.collection(one.name).count());
    }
    return report;
  }

  /// All that is there is right; how many documents are.
  int right(const std::string& name = "people") {
    int count = 0;
    for (const Document& document : Store::open(target).collection(name).find(Document::object())) {
      CHECK(document == numbered(document.at("_id").get<int>()));
      ++count;
    }
    return count;
  }

  std::vector<std::size_t> pages_of(const std::string& table) {
    RawDatabase raw(source);
    std::vector<std::size_t> pages;
    for (const auto& row :
         raw.rows("SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'"))
      pages.push_back(std::stoul(row[0]));
    return pages;
  }

  /// Pages that hold documents and little else.
  std::vector<std::size_t> leaves() const {
    const std::string all = bytes();
    std::vector<std::size_t> found;
    for (std::size_t at = page_size; at < all.size(); at += page_size)
      if (all[at] == '\x0d' && all.substr(at, page_size).find("userId") != all.npos)
        found.push_back(at);
    return found;
  }

  temporary::Folder folder;
  fs::path source = folder / "s.db", target = folder / "new.db";
  std::string damaged;
};

const SalvagedCollection& people_of(const SalvageReport& report) {
  for (const SalvagedCollection& one : report.collections)
    if (one.name == "people") return one;
  throw std::runtime_error("no collection people");
}

}  // namespace

TEST_CASE("A sound store is salvaged whole", "[store][salvage]") {
  Bench bench;
  bench.damaged = bench.bytes();
  const SalvageReport report = bench.run();
  CHECK(report.whole());
  CHECK(people_of(report).salvaged == written);
  CHECK(people_of(report).indexes_left_out.empty());
  CHECK(bench.right() == written);
  Store made = Store::open(bench.target);
  CHECK(made.collection("people").list_indexes().size() == 3);
  CHECK(made.collection("people").validator());
  CHECK(made.collection("others").count() == 1);
  CHECK_THROWS_AS(salvage(bench.source, bench.target), StorageFailure);
  CHECK_THROWS_AS(salvage(bench.folder / "none.db", bench.folder / "n.db"), StorageFailure);
}

TEST_CASE("Of a page that is overwritten its documents alone are lost, each by name",
          "[store][salvage]") {
  Bench bench;
  const auto leaves = bench.leaves();
  REQUIRE(leaves.size() > 20);
  std::string bytes = bench.bytes();
  for (const std::size_t at : {leaves[3], leaves[leaves.size() / 2], leaves.back()})
    bytes.replace(at, page_size, std::string(page_size, '\xee'));
  bench.damage(bytes);
  const SalvageReport report = bench.run();
  const SalvagedCollection& people = people_of(report);
  CHECK(people.found == written);
  CHECK(people.lost > 10);
  CHECK(people.lost < 200);
  CHECK(bench.right() == people.salvaged);
  CHECK(std::ssize(report.lost) == people.lost);
  for (const Unsalvaged& one : report.lost) {
    CHECK(one.collection == "people");
    CHECK(one.id.is_number());
    CHECK(one.row == one.id.get<int>() + 1);
  }
}

TEST_CASE("With damaged indexes no document is lost", "[store][salvage]") {
  Bench bench;
  std::string bytes = bench.bytes();
  int damaged = 0;
  for (std::size_t at = page_size; at < bytes.size(); at += page_size)
    if (bytes[at] == '\x0a' && bytes.substr(at, page_size).find("u1") != bytes.npos && ++damaged)
      bytes.replace(at, page_size, std::string(page_size, '\x11'));
  REQUIRE(damaged > 1);
  bench.damage(bytes);
  const SalvageReport report = bench.run();
  CHECK(people_of(report).salvaged == written);
  CHECK(report.whole());
}

TEST_CASE("What a killed salvage left behind is removed by the next", "[store][salvage]") {
  Bench bench;
  const fs::path left = bench.folder / ".salvage.0123456789abcdef01234567.copy";
  fs::create_directory(left);
  temporary::write_file(left / "source", "a copy of a store");
  salvage(bench.source, bench.target);
  CHECK_FALSE(fs::exists(left));
  CHECK(Store::open(bench.target).collection("people").count() == written);
}

TEST_CASE("A damaged header is made anew", "[store][salvage]") {
  Bench bench;
  std::string bytes = bench.bytes();
  bytes.replace(0, 100, std::string(100, '\0'));
  bench.damage(bytes);
  CHECK_THROWS_AS(Store::open(bench.source), StorageFailure);
  const SalvageReport report = bench.run();
  CHECK(people_of(report).salvaged == written);
  CHECK_THAT(report.notes.front(), has_part("header"));
}

TEST_CASE("A collection that the catalog has lost is found by its table", "[store][salvage]") {
  Bench bench;
  RawDatabase(bench.source).run("UPDATE ps_collections SET name = 'peoplf' WHERE name = 'people'");
  bench.damaged = bench.bytes();
  CHECK_THROWS_AS(Store::open(bench.source).collection_names(), Corrupt);
  const CheckReport check = Store::open(bench.source).check();
  CHECK_FALSE(check.sound());
  CHECK_THAT(check.faults.front(), has_part("the store's record of collection number 1"));
  const SalvageReport report = bench.run();
  CHECK(people_of(report).salvaged == written);
  CHECK(people_of(report).unproven == 0);  // by their sums the number is found
}

TEST_CASE("A document without its digest is lost, and one bit is given back", "[store][salvage]") {
  Bench bench;
  RawDatabase(bench.source)
      .run(
          "UPDATE people SET doc = replace(doc, '\"u5\"', '\"v6\"') WHERE row = 6;"
          "UPDATE people SET doc = replace(doc, '\"u7\"', '\"u6\"') WHERE row = 8;"
          "UPDATE people SET sum = NULL WHERE row = 10");
  bench.damaged = bench.bytes();
  const SalvageReport report = bench.run();
  CHECK(people_of(report).unproven == 1);
  REQUIRE(report.lost.size() == 1);
  CHECK(report.lost[0].row == 6);
  CHECK(report.lost[0].id == 5);
  CHECK_THAT(report.lost[0].why, has_part("does not have the digest"));
  CHECK(bench.right() == written - 1);
}

TEST_CASE("What is in the log of a store that was in use is salvaged too", "[store][salvage]") {
  Bench bench;
  ChildProcess child([&] {
    Store store = Store::open(bench.source);
    for (int i = written; i < written + 20; ++i) store.collection("people").insert_one(numbered(i));
    ::kill(::getpid(), SIGKILL);
    return 0;
  });
  child.wait();
  bench.damaged = bench.bytes();
  CHECK(people_of(bench.run()).salvaged == written + 20);

  INFO("and without it, what is there");
  fs::remove(bench.source.string() + "-wal");
  for (const char* suffix : {"", ".head"}) fs::remove(bench.target.string() + suffix);
  const SalvageReport report = bench.run();
  CHECK(people_of(report).salvaged >= written);
  CHECK_THAT(report.notes.front(), has_part("its log (-wal) is not here"));
}

TEST_CASE("Whatever is damaged, what is salvaged is right and nothing is touched",
          "[store][salvage]") {
  Bench bench;
  const std::string sound = bench.bytes();
  std::mt19937_64 random(20240617);
  for (int round = 0; round < 12; ++round) {
    std::string bytes = sound;
    for (std::uint64_t i = 0; i <= random() % 6; ++i) {
      const std::size_t at = random() % (bytes.size() - 600);
      for (std::size_t k = 0; k < 512; ++k) bytes[at + k] = static_cast<char>(random());
    }
    if (round % 4 == 3) bytes.resize(bytes.size() / 2);
    bench.damage(bytes);
    for (const char* suffix : {"", ".head"}) fs::remove(bench.target.string() + suffix);
    INFO("round " << round);
    try {
      bench.run();
      bench.right();
    } catch (const StorageFailure& refused) {  // page 1
      CHECK_THAT(std::string(refused.what()), has_part("nothing was done"));
      CHECK_FALSE(fs::exists(bench.target));
    }
  }
}

TEST_CASE("What is no database is not salvaged", "[store][salvage]") {
  temporary::Folder folder;
  temporary::write_file(folder / "n.db", std::string(20'000, 'x'));
  CHECK_THROWS_AS(salvage(folder / "n.db", folder / "new.db"), StorageFailure);
  temporary::write_file(folder / "n.db", "");
  CHECK_THROWS_AS(salvage(folder / "n.db", folder / "new.db"), StorageFailure);
  CHECK(folder.names() == std::set<std::string>{"n.db"});
}

}  // namespace integrity_salvage_test
