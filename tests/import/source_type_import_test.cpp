// What is told of the sources counts wherever their documents are read again.
#include <fmt/format.h>

#include <fstream>
#include <profilestore/plan.hpp>
#include <profilestore/set_aside.hpp>
#include <string>
#include <vector>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "sources/open_sources.hpp"
#include "staging/stage.hpp"

namespace import_source_type_import_test {

using namespace profilestore;
using fixture::by;

namespace {

struct Case {
  const char* name;
  std::string source;
  void (*set)(ImportOptions&);
  const char* format;
};

/// Two documents of u "x", one of "y" with an "ü", and a piece that is none.
std::vector<Case> cases() {
  return {
      {"encoding", "u,n\nx,1\ny,\xFC\nx,2\n,3\n",
       [](ImportOptions& options) {
         options.type = "csv";
         options.encoding = "windows-1252";
       },
       "csv, windows-1252"},
      {"delimiter", "u;n\nx;1\ny;\xC3\xBC\nx;2\n;3\n",
       [](ImportOptions& options) {
         options.type = "csv";
         options.delimiter = ";";
       },
       "csv"},
      {"sep", "sep=;\r\nu;n\r\nx;1\r\ny;\xC3\xBC\r\nx;2\r\n;3\r\n",
       [](ImportOptions& options) { options.type = "csv"; }, "csv"},
      {"fields", "x|1\ny|\xC3\xBC\nx|2\n|3\n",
       [](ImportOptions& options) {
         options.type = "csv";
         options.fields = {"u", "n"};
         options.delimiter = "pipe";
       },
       "csv"},
      {"arrays", "u,n[0],n[1]\nx,1,\ny,\xC3\xBC,\nx,2,3\n,3,\n",
       [](ImportOptions& options) { options.type = "csv"; }, "csv"},
      {"mac", "u,n\rx,1\ry,\xC3\xBC\rx,\"2\n\"\r,3\r",
       [](ImportOptions& options) { options.type = "csv"; }, "csv"},
      {"array",
       "{\"n\": 4, \"data\": {\"users\": "
       "[\n{\"u\":\"x\",\"n\":1},\n{\"u\":\"y\",\"n\":\"\xC3\xBC\"},"
       "\n{\"u\":\"x\",\"n\":2},\n{\"n\":3}]}, \"logs\": [{\"u\":\"z\"}]}",
       [](ImportOptions& options) { options.at = "data.users"; }, "json-array at data.users"},
      {"map",
       "{\"users\": {\n\"a\": {\"u\":\"x\",\"n\":1},\n\"b\": {\"u\":\"y\",\"n\":\"\xC3\xBC\"},\n"
       "\"c\":{\"u\":\"x\",\"n\":2},\"d\":{\"n\":3}\n}}\n",
       [](ImportOptions& options) {
         options.at = "users";
         options.map_key = "_id";
       },
       "json-map at users"},
  };
}

std::string written(const temporary::Folder& folder, const Case& one) {
  temporary::write_file(folder / one.name, one.source);
  return (folder / one.name).string();
}

ImportOptions options_of(const Case& one) {
  ImportOptions options = by("u");
  one.set(options);
  return options;
}

const Ledger expected{.read = 4, .inserted = 2, .merged = 1, .quarantined = 1};

}  // namespace

TEST_CASE("verify, set_aside and undo read sources as they were told", "[import][source-type]") {
  for (const Case& one : cases()) {
    INFO(one.name);
    const temporary::Folder folder;
    const std::string file = written(folder, one);
    const auto path = folder / "s.db";
    const ImportReport report = import_files(path, {file}, options_of(one));
    CHECK(report.ledger == expected);
    CHECK(report.sources.at(0).format == one.format);
    const Store store = Store::open(path);
    const VerifyReport verified = verify_import(store, "1");
    CHECK(verified.proven());
    CHECK(verified.archived == 1);
    CHECK(verified.quarantined == 1);
    CHECK(verified.bytes.documents + verified.bytes.separators + verified.bytes.quarantined +
              verified.bytes.outside ==
          report.sources.at(0).bytes);
    for (const SetAsideKind kind : {SetAsideKind::archive, SetAsideKind::quarantine}) {
      std::vector<Document> documents;
      each_set_aside(store, "profiles", kind, [&](const SetAside& aside) {
        REQUIRE(aside.document);
        documents.push_back(*aside.document);
      });
      REQUIRE(documents.size() == 1);
      CHECK(documents[0].value("u", "") == (kind == SetAsideKind::archive ? "x" : ""));
      CHECK(documents[0].contains("n"));
    }
    CHECK(import_files(path, {file}, options_of(one)).ledger ==
          Ledger{.read = 4, .unchanged = 3, .quarantined = 1});
    (void)undo_import(store, "2");
    UndoOptions keys;
    keys.keys = {"x"};
    CHECK(undo_import(store, "1", keys).removed == 1);
    CHECK(verify_import(store, "1").proven());
  }
}

TEST_CASE("A plan has what was told of its sources", "[import][source-type][plan]") {
  for (const Case& one : cases()) {
    INFO(one.name);
    const temporary::Folder folder;
    const std::string file = written(folder, one);
    {
      std::ofstream plan(folder / "plan.jsonl", std::ios::binary);
      CHECK(plan_import(folder / "s.db", {file}, options_of(one), plan).ledger == expected);
    }
    CHECK(apply_plan(folder / "s.db", folder / "plan.jsonl").ledger == expected);
    CHECK(verify_import(Store::open(folder / "s.db"), "1").proven());
  }
}

TEST_CASE("investigate reads sources as it is told", "[import][source-type][investigate]") {
  for (const Case& one : cases()) {
    INFO(one.name);
    const temporary::Folder folder;
    InvestigateOptions options;
    const ImportOptions told = options_of(one);
    sources::SourceType::of(told).give_to(options);
    options.keys = {{"u"}};
    const Document found = investigate({written(folder, one)}, options);
    CHECK(found.at("documents") == 4);
    CHECK(found.at("unusable") == 0);
    CHECK(found.at("keys").at(0).at("groups").at("count") == 1);
  }
}

TEST_CASE("Users are read as they are told", "[import][source-type][users]") {
  for (const Case& one : cases()) {
    if (one.name == std::string("arrays") || one.name == std::string("mac")) continue;
    INFO(one.name);
    const temporary::Folder folder;
    const std::string file = written(folder, one);
    temporary::write_file(folder / "p.json", R"({"_id":1,"p":"y"})");
    ImportOptions options = by("k");
    sources::SourceType::of(options_of(one)).give_to(options.users);
    options.users.file = file;
    options.users.key = "p=u:k=n";
    const auto path = folder / "s.db";
    CHECK(import_files(path, {(folder / "p.json").string()}, options).adoptions.adopted == 1);
    CHECK(fixture::column(path, "SELECT json_extract(doc, '$.k') FROM profiles") ==
          std::vector<std::string>{"\xC3\xBC"});
  }
}

TEST_CASE("However the reading of wrapped documents is shared, it finds the same",
          "[import][source-type][stage]") {
  const staging::ImportSchema schema{
      {catalog::IndexEntry{UniqueIndex{"_id"}}}, {}, 0, merge::Rules::parse("complete")};
  for (const bool map : {false, true}) {
    std::string text = "{\n\"before\": [\n{\"_id\":-1}\n],\n\"d\": " + std::string(map ? "{" : "[");
    for (int i = 0; i < 200; ++i)
      text +=
          (i == 0 ? "\n" : ",\n") + (map ? fmt::format("\"k{}\": ", i) : std::string()) +
          fmt::format(fmt::runtime(i % 3 == 0 ? "{{\"_id\":{},\n \"n\":1}}" : "{{\"_id\":{}}}"), i);
    text += std::string(map ? "}" : "]") + ",\n\"behind\": [\n{\"_id\":-2},\n{\"_id\":-3}\n]\n}\n";
    const temporary::Folder folder;
    temporary::write_file(folder / "f.json", text);
    sources::SourceType type;
    type.at = "d";
    type.map_key = map ? "k" : "";
    const auto sources = sources::open_sources({(folder / "f.json").string()}, type);
    const auto staged = [&](const staging::ChunkOptions& sharing) {
      const auto stage = staging::stage(sources, schema, {}, sharing);
      CHECK(stage.documents == 200);
      std::string all;
      for (const merge::Candidate& candidate : stage.candidates)
        all += fmt::format("{}+{} line {}\n", candidate.offset, candidate.length, candidate.line);
      return all;
    };
    const std::string once = staged({.threads = 1, .chunk_bytes = 1 << 20});
    for (const std::size_t part : {1u, 7u, 100u, 4096u})
      for (const std::size_t threads : {1u, 2u})
        CHECK(staged({.threads = threads, .chunk_bytes = part}) == once);
  }
}

TEST_CASE("What goes with another type only is refused", "[import][source-type]") {
  struct Refused {
    sources::SourceType type;
    const char* why;
  };
  const temporary::Folder folder;
  temporary::write_file(folder / "a.json", R"({"a":[{"b":1}]})");
  temporary::write_file(folder / "a.bson", std::string("\x05\0\0\0\0", 5));
  const std::vector<Refused> table{
      {{.delimiter = ";"}, "a delimiter needs the type csv or tsv"},
      {{.fields = {"a"}}, "names of fields need the type csv or tsv"},
      {{.map_key = "a"}, "the map key 'a' needs the path of the map (--at)"},
      {{.at = "a", .map_key = "$a"}, "give the name of a field, without $ and dots"},
      {{.at = "a", .map_key = "b"}, "'a' is an array, which has no keys: omit --map-key"},
      {{.name = "csv", .at = "a"}, "documents at 'a' are within JSON, not csv: omit the type"},
      {{.name = "csv", .delimiter = ";;"}, "give one character of ASCII"},
      {{.name = "tsv", .delimiter = ";"}, "TSV is separated by tabs; use the type csv"},
      {{.encoding = "no"}, "encoding 'no' is not known"},
  };
  for (const Refused& row : table)
    CHECK_THROWS_WITH(sources::open_sources({(folder / "a.json").string()}, row.type),
                      has_part(row.why));
  CHECK_THROWS_WITH(sources::open_sources({(folder / "a.bson").string()}, {.at = "a"}),
                    has_part("is BSON, whose documents stand by themselves: omit --at"));
  CHECK_THROWS_WITH(sources::open_sources({(folder / "a.bson").string()}, {.encoding = "latin1"}),
                    has_part("is BSON, which has one encoding: omit --encoding"));
}

}  // namespace import_source_type_import_test
