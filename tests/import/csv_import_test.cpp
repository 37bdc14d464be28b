// Sources of CSV, from the file to the store and back.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "sources/open_sources.hpp"
#include "staging/stage.hpp"

namespace import_csv_import_test {

using namespace profilestore;
using fixture::by;
using sources::SourceType;
using staging::ChunkOptions;

namespace {

struct Bench : temporary::Folder {
  std::string write(const std::string& name, const std::string& bytes) const {
    temporary::write_file(*this / name, bytes);
    return (*this / name).string();
  }

  ImportReport import(const std::string& file, const ImportOptions& options) const {
    return profilestore::import_files(store(file), {file}, options);
  }

  static std::filesystem::path store(const std::string& file) { return file + ".db"; }

  VerifyReport verify(const std::string& file) const {
    return profilestore::verify_import(Store::open(store(file)), "1");
  }
};

ImportOptions csv(bool types, const std::string& key = "u") {
  ImportOptions options = by(key);
  options.type = "csv";
  options.columns_have_types = types;
  return options;
}

const std::string table =
    "_id.objectId(),u.string(),n.int64(),d.double(),at.date(),a.b.auto(),a.c.boolean()\n"
    "5f0000000000000000000001,x,1,1,2020-01-01T00:00:00Z,5,true\n"
    "5f0000000000000000000002,\"y\n\"\"z\"\"\",2,0.5,2020-01-01T00:00:00Z,text,false\n"
    "5f0000000000000000000003,x,3,1\n";

const std::string lines =
    R"({"_id":{"$oid":"5f0000000000000000000003"},"u":"x","n":{"$numberLong":"3"},"d":1.0})"
    "\n"
    R"({"_id":{"$oid":"5f0000000000000000000001"},"u":"x","n":{"$numberLong":"1"},"d":1.0,)"
    R"("at":{"$date":"2020-01-01T00:00:00Z"},"a":{"b":5,"c":true}})"
    "\n"
    R"({"_id":{"$oid":"5f0000000000000000000002"},"u":"y\n\"z\"","n":{"$numberLong":"2"},)"
    R"("d":0.5,"at":{"$date":"2020-01-01T00:00:00Z"},"a":{"b":"text","c":false}})"
    "\n";

const Ledger expected{.read = 3, .inserted = 2, .merged = 1};

std::string staged(const std::string& file, const ChunkOptions& sharing) {
  const staging::ImportSchema schema{{catalog::IndexEntry{UniqueIndex{"_id"}},
                                      catalog::IndexEntry{UniqueIndex{{"u"}, Missing::reject}}},
                                     {},
                                     1,
                                     merge::Rules::parse("complete,newest:updatedAt")};
  const auto sources = sources::open_sources({file}, SourceType{"csv"});
  const auto stage = staging::stage(sources, schema, {}, sharing);
  std::string text;
  for (const merge::Candidate& one : stage.candidates) {
    text += fmt::format("{}+{} line {} rank {} ", one.offset, one.length, one.line, one.rank);
    for (const auto byte : one.content) text += fmt::format("{:02x}", byte);
    text += one.outcome == merge::Outcome::quarantine ? stage.reasons.at(one.rank) + "\n" : "\n";
  }
  return text;
}

std::string refusal(const std::string& file, const SourceType& type) {
  try {
    return fmt::format("{} sources", sources::open_sources({file}, type).size());
  } catch (const Error& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("CSV with types gives the same documents as JSON lines", "[import][csv]") {
  Bench bench;
  const auto csv_file = bench.write("table", table), json_file = bench.write("lines", lines);
  const auto report = bench.import(csv_file, csv(true));
  CHECK(report.ledger == expected);
  CHECK(report.sources[0].format == "csv");
  CHECK(bench.import(json_file, by("u")).ledger == expected);
  const auto rows = "SELECT doc || hex(origin) FROM profiles";
  CHECK(fixture::column(Bench::store(csv_file), rows) ==
        fixture::column(Bench::store(json_file), rows));
  const auto archived = "SELECT hex(digest) FROM ps_archive";
  CHECK(fixture::column(Bench::store(csv_file), archived) ==
        fixture::column(Bench::store(json_file), archived));
}

TEST_CASE("A loser of CSV is archived as its record, and its header kept", "[import][csv]") {
  Bench bench;
  const auto file = bench.write("table", table);
  bench.import(file, csv(true));
  CHECK(fixture::column(Bench::store(file), "SELECT body FROM ps_archive") ==
        std::vector<std::string>{"5f0000000000000000000003,x,3,1"});
  CHECK(fixture::column(Bench::store(file), "SELECT header FROM ps_sources") ==
        std::vector<std::string>{table.substr(0, table.find('\n'))});
}

TEST_CASE("verify reads CSV as the import did", "[import][csv][verify]") {
  Bench bench;
  const auto file = bench.write("table.csv", table + "5f,q,1\n\"cut,1\n");
  CHECK(bench.import(file, csv(true)).ledger ==
        Ledger{.read = 5, .inserted = 2, .merged = 1, .quarantined = 2});
  const VerifyReport report = bench.verify(file);
  CHECK(report.proven());
  CHECK(report.live == 2);
  CHECK(report.archived == 1);
  CHECK(report.quarantined == 2);
  CHECK(bench.import(file, csv(true)).ledger ==
        Ledger{.read = 5, .unchanged = 3, .quarantined = 2});
  bench.write("table.csv", table + "5f0000000000000000000009,new,1\n");
  CHECK(bench.verify(file).missing.size() == 1);
}

TEST_CASE("verify ignores blanks if the import did", "[import][csv][verify]") {
  Bench bench;
  const auto file = bench.write("t", "u,a,b\n1,,2\n2,3,\n");
  ImportOptions options = csv(false);
  options.ignore_blanks = true;
  CHECK(bench.import(file, options).ledger == Ledger{.read = 2, .inserted = 2});
  CHECK(bench.verify(file).proven());
  const auto without_id = "SELECT json_remove(doc, '$._id') FROM profiles";
  CHECK(fixture::column(Bench::store(file), without_id) ==
        std::vector<std::string>{R"({"u":1,"b":2})", R"({"u":2,"a":3})"});
}

TEST_CASE("However the reading of CSV is shared, it finds the same", "[import][csv][stage]") {
  std::string text = "u,text\r\n";
  for (int i = 0; i < 300; ++i) {
    text += fmt::format("{},\"a\n\"\"{}\"\"\"\r\n", i % 50, i);
    if (i % 40 == 0) text += "\"broken,\n1,2,3\n\n";
  }
  Bench bench;
  const auto file = bench.write("table", text);
  const std::string once = staged(file, {.threads = 1, .chunk_bytes = 1 << 20});
  CHECK(std::count(once.begin(), once.end(), '\n') == 316);
  for (const std::size_t part : {1u, 7u, 4096u})
    for (const std::size_t threads : {1u, 2u})
      CHECK(staged(file, {.threads = threads, .chunk_bytes = part}) == once);
}

TEST_CASE("investigate reads CSV", "[import][csv][investigate]") {
  Bench bench;
  const auto file = bench.write("table", "u\na\na\nb\n");
  InvestigateOptions options;
  options.keys = {{"u"}};
  options.type = "csv";
  const Document found = investigate({file}, options);
  CHECK(found.at("documents") == 3);
  CHECK(found.at("keys").at(0).at("distinct") == 2);
}

TEST_CASE("A source that is not of the type that was given is refused", "[import][csv]") {
  Bench bench;
  const auto json = bench.write("lines.csv", lines), named = bench.write("table.csv", "a,b\n1,2\n");
  const auto empty = bench.write("empty.csv", "");
  CHECK(refusal(named, {"csv"}) == "1 sources");
  CHECK(refusal(named, {"tsv"}).find("give --delimiter comma and --type csv") != std::string::npos);
  CHECK(refusal(bench.write("table.tsv", "a\tb\n1\t2\n"), {"tsv"}) == "1 sources");
  CHECK(refusal(json, {}) == "1 sources");
  CHECK(refusal(empty, {}) == "1 sources");
  CHECK(refusal(empty, {"csv"}) == "1 sources");
  CHECK(refusal(named, {}) ==
        named +
            " is named like a csv file and is not JSON; read it with the type csv (--type csv)");
  CHECK(refusal(json, {"csv"}) ==
        json + " looks like JSON, not csv; omit the type to read it as JSON");
  CHECK(refusal(named, {"xml"}).find("the type of a source is csv or tsv") != std::string::npos);
  CHECK(refusal(named, {"", true}).find("typed columns need the type csv or tsv") !=
        std::string::npos);
  CHECK(refusal(named, {"", false, true}).find("ignoring blanks needs the type csv or tsv") !=
        std::string::npos);
}

}  // namespace import_csv_import_test
