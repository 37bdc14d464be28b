// What the names of sources stand for.
#include "sources/open_sources.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "archive_bytes.hpp"
#include "bson_bytes.hpp"
#include "catch.hpp"
#include "import/fixture.hpp"
#include "import/packing.hpp"

namespace sources_open_sources_test {

using namespace profilestore;
using namespace std::string_literals;
using fixture::by;
using packing::File;
using packing::gzip;
using packing::packed;
using sources::Source;

namespace {

struct Bench : temporary::Folder {
  std::string write(const std::string& name, const std::string& bytes) const {
    const auto path = *this / name;
    std::filesystem::create_directories(path.parent_path());
    temporary::write_file(path, bytes);
    return path.string();
  }

  /// "name: format: bytes" of each, the folder left out of the names.
  std::vector<std::string> opened(const std::vector<std::string>& names,
                                  const sources::Choice& choice = {}) const {
    std::vector<std::string> texts;
    for (const Source& source : sources::open_sources(names, {}, choice)) {
      std::string name = source.name();
      if (const auto at = name.find(path().string()); at == 0)
        name = name.substr(path().string().size() + 1);
      texts.push_back(fmt::format("{}: {}: {}", name, source.format_name(), source.bytes().size()));
    }
    return texts;
  }

  std::string refusal(const std::string& name) const {
    try {
      return fmt::format("{} sources", sources::open_sources({name}).size());
    } catch (const Error& error) {
      return error.what();
    }
  }
};

using Texts = std::vector<std::string>;

const std::string lines = "{\"_id\":1,\"u\":1}\n{\"_id\":2,\"u\":2}\n";
const std::string document = bson_bytes::of(R"({"_id": 1, "u": 1})");

}  // namespace

TEST_CASE("A packed file is read as what is in it", "[import][opening]") {
  struct Case {
    int filter;
    const char* name;
  };
  const Case c = GENERATE(values<Case>({{ARCHIVE_FILTER_GZIP, "gzip"},
                                        {ARCHIVE_FILTER_ZSTD, "zstd"},
                                        {ARCHIVE_FILTER_BZIP2, "bzip2"},
                                        {ARCHIVE_FILTER_XZ, "xz"}}));
  CAPTURE(c.name);
  Bench bench;
  const auto text = bench.write("a", packed(c.filter, {{"data", lines}}, false));
  const auto binary = bench.write("b", packed(c.filter, {{"data", document}}, false));
  const auto tar = bench.write("t", packed(c.filter, {{"x.json", lines}, {"y", ""}}, true));
  CHECK(bench.opened({text}) == Texts{fmt::format("a: json-lines, {}: {}", c.name, lines.size())});
  CHECK(bench.opened({binary}) == Texts{fmt::format("b: bson, {}: {}", c.name, document.size())});
  CHECK(bench.opened({tar}) ==
        Texts{fmt::format("t:x.json: json-lines, tar, {}: {}", c.name, lines.size()),
              fmt::format("t:y: empty, tar, {}: 0", c.name)});
  CHECK(bench.opened({tar + ":x.json"}).size() == 1);
}

TEST_CASE("Members of gzip that follow each other are one source", "[import][opening]") {
  Bench bench;
  const auto name = bench.write("a.gz", gzip(lines) + gzip("") + gzip(lines));
  CHECK(bench.opened({name}) == Texts{fmt::format("a.gz: json-lines, gzip: {}", 2 * lines.size())});
  // A last block filled with zeros, as tapes and some servers do it.
  const auto padded = bench.write("b.gz", gzip(lines) + std::string(300, '\0'));
  CHECK(bench.opened({padded}) == Texts{fmt::format("b.gz: json-lines, gzip: {}", lines.size())});
}

TEST_CASE("A file that is broken in its packing is refused", "[import][opening]") {
  const std::string good = gzip(lines);
  std::string checksum = good, length = good, content = good;
  checksum[good.size() - 6] ^= 1;
  length[good.size() - 2] ^= 1;
  content[good.size() / 2] ^= 4;
  struct Case {
    const char* name;
    std::string bytes, refusal;
  };
  const std::string zstd = packed(ARCHIVE_FILTER_ZSTD, {{"data", lines}}, false);
  const Case c = GENERATE_COPY(values<Case>({
      {"cut off", good.substr(0, good.size() - 9), "gzip: it is truncated, at byte"},
      {"cut off in its checksum", good.substr(0, good.size() - 3), "gzip: it is truncated"},
      {"the header alone", good.substr(0, 4), "gzip: it is truncated"},
      {"a wrong checksum", checksum, "gzip: incorrect data check, at byte"},
      {"a wrong length", length, "gzip: incorrect length check"},
      {"a flipped bit", content, "gzip: "},
      {"something behind it", good + "rubbish", "gzip: data that is not gzip follows"},
      {"zstd, cut off", zstd.substr(0, zstd.size() - 5), "unpacking"},
      {"a bomb", gzip(std::string(70 << 20, ' ')), "more than 200 times its size"},
  }));
  CAPTURE(c.name);
  Bench bench;
  CHECK_THAT(bench.refusal(bench.write("a", c.bytes)), has_part(c.refusal) && !has_part("sources"));
}

TEST_CASE("A folder stands for what mongodump wrote into it", "[import][opening]") {
  Bench bench;
  bench.write("dump/app/users.bson", document);
  bench.write("dump/app/users.metadata.json", "{}");
  bench.write("dump/app/empty.bson", "");
  bench.write("dump/app/profiles.bson.gz", gzip(document + document));
  bench.write("dump/app/system.views.bson", document);
  bench.write("dump/notes.txt", "notes");
  bench.write("dump/app/view.metadata.json", R"({"type":"view"})");
  bench.write("dump/app/ticks.metadata.json", R"({"type":"timeseries"})");
  bench.write("dump/app/lost.metadata.json", "[");
  bench.write("dump/oplog.bson", document);
  bench.write("dump/prelude.json", "{}");
  const auto folder = (bench / "dump").string();
  CHECK_THAT(bench.refusal(folder),
             has_part("3 collections: app.empty, app.profiles and app.users"));
  CHECK(bench.opened({folder}, {.from = "users"}) ==
        Texts{fmt::format("dump/app/users.bson: bson: {}", document.size())});
  CHECK(bench.opened({folder}, {.collection = "profiles"}) ==
        Texts{fmt::format("dump/app/profiles.bson.gz: bson, gzip: {}", 2 * document.size())});
  const auto dump = sources::open_dump({folder});
  CHECK(dump.collections.size() == 3);
  Texts left_out;
  for (const LeftOutSource& left : dump.left_out)
    left_out.push_back(left.name.substr(folder.size() + 1) + ": " + left.why);
  CHECK(left_out ==
        Texts{"notes.txt: not a file of mongodump",
              "app/lost.metadata.json: metadata without a file of documents",
              "app/system.views.bson: the server's own",
              "app/ticks.metadata.json: a time series: mongodump keeps its documents in buckets; "
              "export it with mongoexport",
              "app/view.metadata.json: a view: its documents are those of other collections",
              "oplog.bson: the log of operations, not a collection"});
  std::filesystem::create_directory(bench / "void");
  CHECK_THAT(bench.refusal((bench / "void").string()),
             has_part("folder without a .bson, .json or .csv file"));

  const auto tar = bench.write(
      "dump.tar", packed(ARCHIVE_FILTER_NONE,
                         {{"app/users.bson", document}, {"app/users.metadata.json", "{}"}}, true));
  CHECK(bench.opened({tar}) ==
        Texts{fmt::format("dump.tar:app/users.bson: bson, tar: {}", document.size())});
}

TEST_CASE("A link in a folder is what it leads to, once", "[import][opening]") {
  Bench bench;
  bench.write("elsewhere/users.bson", document);
  std::filesystem::create_directory(bench / "dump");
  std::filesystem::create_directory_symlink(bench / "elsewhere", bench / "dump/app");
  std::filesystem::create_directory_symlink(bench / "dump", bench / "elsewhere/back");
  std::filesystem::create_symlink(bench / "nowhere", bench / "dump/lost.bson");
  const auto dump = sources::open_dump({(bench / "dump").string()});
  REQUIRE(dump.collections.size() == 1);
  REQUIRE(dump.left_out.size() == 1);
  CHECK_THAT(dump.left_out.front().name, has_part("lost.bson"));
  CHECK(dump.left_out.front().why == "not a file");
}

TEST_CASE("An archive of mongodump stands for its collections", "[import][opening]") {
  using namespace archive_bytes;
  Bench bench;
  const std::string archive = start() + listed("app", "users", "collection", "{}") +
                              listed("app", "system.users") + listed("app", "old", "view") + stop +
                              block("app", "users", document) +
                              block("app", "system.users", document) + block("old", "x", document) +
                              end("app", "users", document);
  const std::size_t size = document.size();
  const Texts expected{fmt::format("a:app.users: bson, archive: {}", size),
                       fmt::format("a:old.x: bson, archive: {}", size)};
  const std::string name = bench.write("a", archive);
  CHECK_THAT(bench.refusal(name), has_part("2 collections: app.users and old.x"));
  CHECK(bench.opened({name}, {.from = "users"}) == Texts{expected[0]});
  CHECK(bench.opened({name}, {.from = "old"}) == Texts{expected[1]});
  CHECK(bench.opened({name + ":old.x"}) == Texts{expected[1]});
  const auto tar = bench.write("b.tar", packed(ARCHIVE_FILTER_GZIP, {{"d", archive}}, true));
  CHECK(bench.opened({tar}, {.from = "app.users"}) ==
        Texts{fmt::format("b.tar:d:app.users: bson, archive, tar, gzip: {}", size)});
  CHECK(sources::open_sources({name + ":app.users"}).front().metadata() == "{}");
  CHECK(sources::open_sources({name + ":app.users"}).front().cut_off() == "");
  CHECK_THAT(sources::open_sources({name + ":old.x"}).front().cut_off(),
             has_part("the archive ends before"));
  CHECK_THROWS_WITH(
      sources::open_dump({name}),
      "there are collections of 2 databases: app and old; choose one with --from app");
  const auto dump = sources::open_dump({name}, {}, "app");
  CHECK(dump.collections.size() == 1);
  REQUIRE(dump.left_out.size() == 2);
  CHECK_THAT(dump.left_out[0].name, has_part("a:app.system.users"));
  CHECK(dump.left_out[1].why == "a view: its documents are those of other collections");
}

TEST_CASE("A zip stands for the files in it", "[import][opening]") {
  Bench bench;
  const auto zip = bench.write(
      "z", packing::zipped({{"ü/x.json", lines}, {"__MACOSX/._x", "?"}, {"._y", "?"}, {"z", ""}}));
  CHECK(bench.opened({zip}) ==
        Texts{fmt::format("z:ü/x.json: json-lines, zip: {}", lines.size()), "z:z: empty, zip: 0"});
  const auto dump = bench.write("dump.zip", packing::zipped({{"app/users.bson", document},
                                                             {"app/users.metadata.json", "{}"}}));
  CHECK(bench.opened({dump}) ==
        Texts{fmt::format("dump.zip:app/users.bson: bson, zip: {}", document.size())});

  const std::string good = packing::zipped({{"x.json", lines}});
  CHECK_THAT(bench.refusal(bench.write("cut", good.substr(0, good.size() - 30))),
             has_part("it is truncated; nothing was read"));
  std::string other = good;
  other[good.find("PK\x01\x02")] = 'x';
  CHECK_THAT(bench.refusal(bench.write("broken", other)), has_part("unpacking"));
  std::string second = packing::zipped({File{"x.json", lines}, File{"y.json", lines}});
  second[second.rfind("PK\x01\x02")] = 'x';
  CHECK_THAT(bench.refusal(bench.write("half", second)), has_part("unpacking"));
  CHECK_THAT(bench.refusal(bench.write("empty", packing::zipped({}))),
             has_part("contains no file to read"));
  const std::string book =
      packing::zipped({File{"[Content_Types].xml", ""}, File{"xl/workbook.xml", ""}});
  CHECK_THAT(bench.refusal(bench.write("b.xlsx", book)),
             has_part("b.xlsx is an Excel workbook; save the sheet as CSV"));
}

TEST_CASE("More sources than an import can number are refused", "[import][opening]") {
  Bench bench;
  const auto one = bench.write("a", lines);
  CHECK_THAT(
      [&] {
        try {
          return fmt::format("{}",
                             sources::open_sources(std::vector<std::string>(65'536, one)).size());
        } catch (const Error& error) {
          return std::string(error.what());
        }
      }(),
      has_part("65536 files are too many: an import reads at most 65535"));
}

TEST_CASE("Names that stand for nothing are refused", "[import][opening]") {
  Bench bench;
  CHECK_THAT(bench.refusal((bench / "nothing").string()), has_part("No such file"));
  CHECK_THAT(bench.refusal((bench / "nothing.tar:a").string()), has_part("No such file"));
  CHECK_THROWS_AS(sources::open_sources({}), InvalidInput);
  CHECK_THROWS_AS(sources::open_sources({"-", "-"}), InvalidInput);
}

TEST_CASE("Each format of one collection gives the same store, and each is proven by verify",
          "[import][opening]") {
  std::string text, array = "[", binary;
  for (int i = 0; i < 300; ++i) {
    const std::string one = fmt::format(
        R"({{"_id":{{"$oid":"{:024x}"}},"u":{{"$numberInt":"{}"}},"t":{{"$numberDouble":"{}.5"}}}})",
        i, i % 100, i);
    text += one + "\n";
    array += (i == 0 ? "" : ",\n") + one;
    binary += bson_bytes::of(one);
  }
  const std::vector<File> forms{
      {"lines", text},
      {"array", array + "]"},
      {"bson", binary},
      {"lines.gz", gzip(text)},
      {"bson.gz", gzip(binary)},
      {"bson.tar", packed(ARCHIVE_FILTER_XZ, {{"profiles.bson", binary}}, true)}};
  Bench bench;
  std::vector<std::vector<std::string>> stores;
  for (const File& form : forms) {
    CAPTURE(form.name);
    const auto db = bench / (form.name + ".db");
    const auto report = import_files(db, {bench.write(form.name, form.bytes)}, by("u"));
    CHECK(report.ledger == Ledger{300, 100, 0, 0, 200, 0, 0});
    CHECK(verify_import(Store::open(db), report.id).proven());
    stores.push_back(fixture::result_of(db).live);
    for (const File& other : forms)
      CHECK(import_files(db, {bench.write(other.name, other.bytes)}, by("u")).ledger.unchanged ==
            300);
  }
  for (const auto& store : stores) CHECK(store == stores.front());
}

}  // namespace sources_open_sources_test
