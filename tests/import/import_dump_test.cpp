// Whole dumps: each collection an import, all in one transaction.
#include <profilestore/import_dump.hpp>
#include <profilestore/list_dump.hpp>

#include "archive_bytes.hpp"
#include "bson_bytes.hpp"
#include "catch.hpp"
#include "import/fixture.hpp"

namespace import_import_dump_test {

using namespace profilestore;

namespace {

struct Bench : temporary::Folder {
  Bench() {
    write("dump/app/users.bson",
          of({R"({"_id":1,"u":1})", R"({"_id":2,"u":1,"x":1})", R"({"_id":3,"u":2})"}));
    write(
        "dump/app/users.metadata.json",
        R"({"indexes":[{"v":2,"key":{"_id":1},"name":"_id_"},{"v":2,"key":{"x":1},"name":"x_1"}]})");
    write("dump/app/logs.bson", of({R"({"_id":1,"at":5})", R"({"_id":1,"at":6})"}));
    write("dump/app/logs.metadata.json", R"({"indexes":[]})");
  }

  static std::string of(const std::vector<std::string>& documents) {
    std::string bytes;
    for (const std::string& document : documents) bytes += bson_bytes::of(document);
    return bytes;
  }

  void write(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories((*this / name).parent_path());
    temporary::write_file(*this / name, bytes);
  }

  ImportDumpReport import(const ImportDumpOptions& options) const {
    return import_dump(*this / "s.db", {(*this / "dump").string()}, options);
  }

  std::string refusal(const ImportDumpOptions& options) const {
    try {
      (void)import(options);
      return "";
    } catch (const Error& error) {
      CHECK_FALSE(std::filesystem::exists(*this / "s.db"));
      return error.what();
    }
  }
};

ImportDumpOptions by_u() {
  ImportDumpOptions options;
  options.usual.indexes = true;
  options.collections["users"].unique = {{"u"}};
  options.collections["users"].indexes = true;
  return options;
}

}  // namespace

TEST_CASE("Each collection of a dump becomes one, with its own options", "[import][dump]") {
  Bench bench;
  const auto report = bench.import(by_u());
  REQUIRE(report.imports.size() == 2);
  CHECK(report.imports[0].collection == "logs");
  CHECK(report.imports[0].ledger == Ledger{.read = 2, .inserted = 1, .merged = 1});
  CHECK(report.imports[1].collection == "users");
  CHECK(report.imports[1].ledger == Ledger{.read = 3, .inserted = 2, .merged = 1});
  CHECK(report.left_out.empty());
  Store store = Store::open(bench / "s.db");
  CHECK(store.collection("users").list_indexes().size() == 3);
  CHECK(store.collection("users").find_one({{"u", 1}}).value().at("x") == 1);
  for (const ImportReport& one : report.imports) CHECK(verify_import(store, one.id).proven());
  CHECK(bench.import(by_u()).imports[1].ledger == Ledger{.read = 3, .unchanged = 3});
}

TEST_CASE("A dry run of a dump keeps nothing", "[import][dump]") {
  Bench bench;
  auto options = by_u();
  options.usual.dry_run = true;
  const auto report = bench.import(options);
  CHECK(report.imports.at(1).id.empty());
  CHECK(report.imports.at(1).ledger.inserted == 2);
  CHECK_FALSE(std::filesystem::exists(bench / "s.db"));
}

TEST_CASE("What can't be of a dump is refused, and nothing was done", "[import][dump]") {
  Bench bench;
  auto nobody = by_u();
  nobody.collections["user"].unique = {{"u"}};
  CHECK_THAT(bench.refusal(nobody), has_part("the dump has no collection 'user'; did you mean"));
  ImportDumpOptions keyed;
  keyed.usual.unique = {{"u"}};
  CHECK_THAT(bench.refusal(keyed), has_part("needs the name of its collection"));
  auto absent = by_u();
  absent.collections["logs"].unique = {{"nope"}};
  CHECK_THAT(bench.refusal(absent), has_part("collection logs: "));
  auto bad = by_u();
  bad.collections["logs"].keep = "best";
  CHECK_THAT(bench.refusal(bad), has_part("best"));
  ImportDumpOptions other;
  other.from = "other";
  CHECK_THAT(bench.refusal(other), has_part("no database or collection 'other'; it has app.logs"));
}

TEST_CASE("What progress throws ends the import of a dump, and nothing was done",
          "[import][dump]") {
  Bench bench;
  CHECK(bench.import(by_u()).imports.size() == 2);
  bench.write("dump/app/more.bson", Bench::of({R"({"_id":1})"}));
  auto options = by_u();
  std::size_t told = 0;
  options.usual.progress = [&](const StepProgress&) {
    if (++told > 3) throw std::runtime_error("no");
  };
  CHECK_THROWS_AS(bench.import(options), std::runtime_error);
  CHECK(Store::open(bench / "s.db").collection_names().size() == 2);
}

TEST_CASE("One collection of a dump is chosen by its name", "[import][dump]") {
  Bench bench;
  ImportDumpOptions options;
  options.from = "app.logs";
  const auto report = bench.import(options);
  REQUIRE(report.imports.size() == 1);
  CHECK(report.imports[0].collection == "logs");

  ImportOptions one{.collection = "mine"};
  one.from = "users";
  const auto users = import_files(bench / "s.db", {(bench / "dump").string()}, one);
  CHECK(users.ledger.inserted == 3);
  CHECK_THROWS_AS(import_files(bench / "s.db", {(bench / "dump").string()},
                               ImportOptions{.collection = "mine"}),
                  InvalidInput);
}

TEST_CASE("The collections of a dump are listed, of all its databases", "[import][dump]") {
  const Bench bench;
  const auto names_in = [&](const std::string& name) {
    std::vector<std::string> names;
    for (const DumpedCollection& one : list_dump({(bench / name).string()}))
      names.push_back(one.name());
    return names;
  };
  using Names = std::vector<std::string>;
  CHECK(names_in("dump") == Names{"app.logs", "app.users"});
  CHECK(names_in("dump/app") == Names{"app.logs", "app.users"});
  bench.write("dump/Shop/users.bson", Bench::of({R"({"_id":1})"}));
  bench.write("dump/Shop/users.metadata.json", R"({"indexes":[]})");
  bench.write("dump/Shop/all.metadata.json", R"({"options":{"viewOn":"users","pipeline":[]}})");
  CHECK(names_in("dump") == Names{"Shop.users", "app.logs", "app.users"});
  using namespace archive_bytes;
  const std::string one = Bench::of({R"({"_id":1})"});
  std::string archive = start() + listed("app", "users") + listed("shop", "users") + stop;
  for (const char* database : {"app", "shop"})
    archive += block(database, "users", one) + end(database, "users", one);
  bench.write("dump.archive", archive);
  CHECK(names_in("dump.archive") == Names{"app.users", "shop.users"});
  bench.write("people.jsonl", "{\"_id\":1}\n");
  CHECK(names_in("people.jsonl").empty());
  CHECK_THROWS_AS(names_in("nothing"), StorageFailure);
  CHECK_THROWS_AS(list_dump({}), InvalidInput);
}

}  // namespace import_import_dump_test
