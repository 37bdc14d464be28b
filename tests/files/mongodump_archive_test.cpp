// Archives of mongodump: whole, interleaved, cut off at every byte, and broken.
#include "files/mongodump_archive.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "archive_bytes.hpp"
#include "catch.hpp"
#include "files/file_of.hpp"

namespace files_mongodump_archive_test {

using namespace profilestore;
using namespace archive_bytes;
using files::DumpedCollection;

namespace {

const std::string ana =
    bson_bytes::of(R"({"_id": 1, "mail": "ana@x.org", "note": "{\"_id\": 9}"})");
const std::string ben = bson_bytes::of(R"({"_id": 2, "mail": "ben@x.org", "in": {"_id": 3}})");
const std::string book = bson_bytes::of(R"({"_id": 1, "title": "a book"})");

std::vector<DumpedCollection> collections(const std::string& archive) {
  const files::File file = file_of::bytes(archive, "a.archive", "gzip");
  return files::collections_of(file);
}

/// "app.users 3*42" for 42 bytes in the third collection, with what is missing.
std::vector<std::string> told(const std::string& archive) {
  std::vector<std::string> texts;
  for (const DumpedCollection& one : collections(archive))
    texts.push_back(fmt::format("{} {}{}{}", one.file.name(), one.file.bytes().size(),
                                one.cut_off.empty() ? "" : " ", one.cut_off));
  return texts;
}

std::string refusal(const std::string& archive) {
  try {
    return fmt::format("{} collections", collections(archive).size());
  } catch (const StorageFailure& failure) {
    return failure.what();
  }
}

std::string interleaved() {
  return start() + listed("app", "users") + listed("app", "books") + stop +
         block("app", "users", ana) + block("app", "books", book) + block("app", "users", ben) +
         end("app", "books", book) + end("app", "users", ana + ben);
}

const std::string prelude = start() + listed("app", "users") + stop;
const std::string at_prelude = fmt::format("byte {}", prelude.size());

}  // namespace

TEST_CASE("Each collection of an archive is a file with its documents in order",
          "[files][archive]") {
  const auto all = collections(interleaved());
  REQUIRE(all.size() == 2);
  CHECK(all[0].database == "app");
  CHECK(all[0].collection == "users");
  CHECK(all[0].metadata == "{}");
  CHECK(all[0].type == "collection");
  CHECK(all[0].cut_off == "");
  CHECK(all[0].file.bytes() == ana + ben);
  CHECK(all[0].file.name() == "a.archive:app.users");
  CHECK(all[0].file.container() == "archive, gzip");
  CHECK(all[1].collection == "books");
  CHECK(all[1].file.bytes() == book);
  CHECK(files::is_mongodump_archive(interleaved()));
  CHECK_FALSE(files::is_mongodump_archive(ana));
}

TEST_CASE("An archive that is cut off gives what was whole, wherever it ends", "[files][archive]") {
  const std::string whole = interleaved();
  const std::size_t list_begins = (start() + listed("app", "users")).size();
  for (std::size_t cut = 4; cut < whole.size(); ++cut) {
    CAPTURE(cut);
    const std::string archive = whole.substr(0, cut);
    if (cut < list_begins) {
      CHECK_THAT(refusal(archive), has_part("ends before it has named a collection"));
      continue;
    }
    const auto all = collections(archive);
    // The last four bytes are the end of the last block.
    CHECK_THAT(all[0].cut_off, has_part("the archive ends before"));
    CHECK((ana + ben).starts_with(all[0].file.bytes()));
    if (all.size() > 1) CHECK(book.starts_with(all[1].file.bytes()));
  }
  CHECK(told(whole)[0] == fmt::format("a.archive:app.users {}", ana.size() + ben.size()));
}

TEST_CASE("What an archive has beside plain collections", "[files][archive]") {
  struct Row {
    const char* name;
    std::string archive;
    std::vector<std::string> told;
  };
  const std::string size = std::to_string(ana.size());
  const std::vector<Row> table{
      {"an empty collection", prelude + end("app", "users", ""), {"a.archive:app.users 0"}},
      {"a view has no documents",
       start() + listed("app", "old", "view") +
           listed("app", "older", "", R"({\"options\":{\"viewOn\":\"users\"}})") +
           listed("app", "temps", "timeseries") + stop,
       {"a.archive:app.old 0", "a.archive:app.older 0", "a.archive:app.temps 0"}},
      {"a collection that is not listed",
       start() + stop + block("app", "users", ana) + end("app", "users", ana),
       {"a.archive:app.users " + size}},
      {"a collection without documents that has no end",
       prelude,
       {"a.archive:app.users 0 the archive ends before the documents of this collection"}},
      {"the same name in two databases",
       start() + listed("app", "users") + listed("old", "users") + stop +
           block("old", "users", ana) + end("app", "users", "") + end("old", "users", ana),
       {"a.archive:app.users 0", "a.archive:old.users " + size}},
      {"a checksum that differs",
       prelude + block("app", "users", ana) + end("app", "users", ben),
       {"a.archive:app.users " + size +
        " its checksum is not that of its documents: some are damaged or missing"}},
      {"more behind the end",
       prelude + end("app", "users", "") + block("app", "users", ana),
       {"a.archive:app.users " + size +
        " the archive has more of this collection behind its end: it is damaged"}},
      {"documents in the block that is the end",
       prelude + head("app", "users", true) + ana + stop,
       {"a.archive:app.users " + size +
        " the archive has more of this collection behind its end: it is damaged"}},
      {"a dot in a name",
       start() + listed("app", "a.b") + stop + end("app", "a.b", ""),
       {"a.archive:app.a.b 0"}},
      {"the log of a replica set has no database",
       start() + listed("", "oplog") + stop + end("", "oplog", ""),
       {"a.archive:oplog 0"}},
  };
  for (const Row& row : table) {
    INFO(row.name);
    CHECK(told(row.archive) == row.told);
  }
}

TEST_CASE("An archive that is broken is refused with the byte", "[files][archive]") {
  struct Row {
    const char* name;
    std::string archive, refusal;
  };
  const std::string nul = bson_bytes::around(
      "\x02"s
      "db\0\x06\0\0\0ap\0pp\0"s
      "\x02"s
      "collection\0\x02\0\0\0u\0"s);
  const std::vector<Row> table{
      {"nothing behind the magic", "\x6D\xE2\x99\x81", "ends before it has named a collection"},
      {"no header", "\x6D\xE2\x99\x81" + stop, "byte 4: it has no header"},
      {"another version", start("0.2") + stop, "version 0.2, and only 0.1 is known"},
      {"a header that is no BSON", "\x6D\xE2\x99\x81" + "\x08\0\0\0\x01zz\0"s, "it is no BSON"},
      {"a negative length", prelude + "\xFE\xFF\xFF\xFF" + stop,
       at_prelude + ": the head of a block must begin here, and -2 is not the length of one"},
      {"a length that is too small", prelude + "\x04\0\0\0"s, "4 is not the length of one"},
      {"a length that is too large", prelude + "\0\0\0\x7F"s, "2130706432 is not the length"},
      {"an end without a head", prelude + stop, "not its end"},
      {"a head without a name", prelude + bson_bytes::of(R"({"db": "app"})") + stop,
       "names no collection"},
      {"a database with a NUL", prelude + nul + stop, "its 'db' is not what it must be"},
      {"a name that is a number",
       prelude + bson_bytes::of(R"({"db": "app", "collection": 4})") + stop,
       "its 'collection' is not what it must be"},
      {"an EOF that is a text",
       prelude + bson_bytes::of(R"({"db": "app", "collection": "u", "EOF": "no"})") + stop,
       "its 'EOF' is not what it must be"},
      {"a document that does not end",
       prelude + head("app", "users") + "\x06\0\0\0\x01\x01"s + stop,
       "a document of 6 bytes begins here, and does not end there"},
      {"a collection that is listed twice",
       start() + listed("app", "users") + listed("app", "users") + stop, "lists app.users twice"},
      {"a list with a broken entry", start() + bson_bytes::of(R"({"db": 1})") + stop,
       "of the description of a collection"},
  };
  for (const Row& row : table) {
    INFO(row.name);
    CHECK_THAT(refusal(row.archive), has_part(row.refusal));
  }
  CHECK_THAT(refusal(prelude + block("app", "users", ana) + "rubbish"),
             has_part(fmt::format("head -c {}", (prelude + block("app", "users", ana)).size())));
}

TEST_CASE("Many collections cost neither descriptors nor mappings", "[files][archive]") {
  std::string list, first, second;
  constexpr int many = 5000;
  for (int i = 0; i < many; ++i) {
    const std::string name = fmt::format("c{}", i);
    list += listed("app", name);
    first += block("app", name, ana);
    second += block("app", name, ben) + end("app", name, ana + ben);
  }
  const auto all = collections(start() + list + stop + first + second);
  REQUIRE(all.size() == many);
  for (const DumpedCollection& one : all)
    if (one.file.bytes() != ana + ben || !one.cut_off.empty()) FAIL(one.file.name());
}

}  // namespace files_mongodump_archive_test
