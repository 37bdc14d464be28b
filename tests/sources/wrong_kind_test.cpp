// Files that hold no documents are refused by their name, and documents are not.
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "sources/open_sources.hpp"
#include "store/temporary_store.hpp"

namespace sources_wrong_kind_test {

using namespace profilestore;
using namespace std::string_literals;

namespace {

struct Row {
  const char* name;
  std::string bytes;
  const char* message;  ///< empty: it is taken
};

const std::string line = R"({"_id":1,"email":"ana@x.org"})"
                         "\n";

std::string noise() {
  std::mt19937 random(5);
  std::string bytes;
  for (int i = 0; i < 1 << 17; ++i) bytes += static_cast<char>(random());
  return bytes;
}

}  // namespace

TEST_CASE("A source of the wrong kind is refused whole, with what to do", "[sources][kind]") {
  const std::vector<Row> table{
      {"a.json", "7z\xBC\xAF\x27\x1C and more", "is a 7z archive; unpack it first"},
      {"a.json", std::string(5000, '\0'),
       "is zeros where an export must begin; a copy of it failed"},
      {"a.tar", std::string(10240, '\0'), "is a tar without files, or the room of one whose"},
      {"a.json", noise(), "is without any structure: encrypted, or packed in a way"},
      {"a.db", "SQLite format 3\0 and more"s, "is an SQLite database"},
      {"a.json", "\n<!DOCTYPE HTML><p>no", "is a web page"},
      {"a.json", "\xEF\xBB\xBF<html>", "is a web page"},
      {"users.metadata.json", R"({"indexes":[]})", "is a list of indexes that mongodump wrote"},
      {"a.json", R"({"results": [ {"a":1}, {"a":2} ]})",
       "is one object, whose 'results' holds the documents; read them with --at results"},
      {"a.json", R"({"count":2,"ok":true,"users":[{"a":"]}"}],"next":null})",
       "whose 'users' holds"},
      {"a.json", R"({"users":{"u1":{"a":1},"u2":{"a":2}}})",
       "read them with --at users --map-key _id, which makes their keys their _id"},
      {"a.json", R"({"data":{"users":[{"a":1}],"total":1}})", "read them with --at data.users"},
      {"a.json", R"({"users":[{"a":1}],"orders":[{"b":1}]})",
       "whose 'users' holds the documents, and 'orders' others; read them with --at users"},
      {"a.json", R"({"__collections__":{"users":{"u1":{"a":1}}}})",
       "--at __collections__.users --map-key _id"},
      {"a.json", R"({"u1":{"email":"a","n":1},"u2":{"email":"b"}})",
       "is one object that seems to be a map of documents; read them with --at . --map-key _id"},
      {"a.json", R"({"users":[]})", "whose 'users' is empty; read them with --at users"},
      {"a.json", R"({"users":{ }, "total":0})", "whose 'users' is empty"},
      {"a.json", R"({"users":[],"orders":[{"b":1}]})", "whose 'orders' holds the documents; read"},
      {"a.json", R"({"docs":[{"a":1}],"meta":{"page":1}})", "read them with --at docs; if it is"},
      {"a.json", R"({"users":{"a":{"n":1},"b":{"n":2}},"orders":{"x":{"n":1}}})",
       "whose 'users' holds the documents, and 'orders' others"},
      {"a.json", R"({"users":{"u1":{"email":"a"}}})", "read them with --at users --map-key _id"},
      {"a.json", R"({"data":{"users":[{"_id":{"$oid":"5f0000000000000000000001"}}]}})",
       "--at data.users"},
      {"a.json", R"({"cursor":{"firstBatch":[{"_id":1}],"ns":"a.b"},"ok":1})",
       "--at cursor.firstBatch"},
  };
  for (const Row& row : table) {
    INFO(row.name << " " << row.message);
    const temporary::Folder folder;
    temporary::write_file(folder / row.name, row.bytes);
    CHECK_THROWS_WITH(sources::open_sources({(folder / row.name).string()}, {}),
                      has_part(row.message));
  }
}

TEST_CASE("A document is not taken for a wrapper", "[sources][kind]") {
  const std::vector<std::string> table{
      line,
      R"({"_id":1,"items":[{"a":1}]})",
      R"({"email":"ana@x.org","addresses":[{"city":"x"}]})",
      R"({"tags":["a"]})",
      R"({"name":{"first":"a","last":"b"}})",
      R"({"results":[{"a":1}]} {"results":[{"a":1}]})",
      R"({"name":{"first":"a"},"address":{"city":"b"}})",
      R"({"results":[{"a":1}])",
      R"({"_id":{"$numberInt":"1"},"seq":{"$numberInt":"7"}})",
      R"({"_id":{"$oid":"5f0000000000000000000001"},"userId":{"$oid":"5f0000000000000000000002"}})",
      R"({"n":{"$numberInt":"1"},"seq":{"$numberInt":"7"}})",
      R"({"ids":[{"$oid":"5f0000000000000000000001"},{"$oid":"5f0000000000000000000002"}]})",
      R"({"by":{"a":{"$oid":"5f0000000000000000000001"},"b":{"$oid":"5f0000000000000000000002"}}})",
      R"({"_id":{"a":1},"other":{"a":1}})",
      R"({"items":[{"a":1}],"_id":{"a":1}})",
      R"({"user":{"_id":1,"items":[{"a":1}]}})",
      R"({"tags":[],"n":1})",
      R"([{"users":[]}])",
      "{}",
      "",
  };
  for (const std::string& text : table) {
    INFO(text);
    const temporary::Folder folder;
    temporary::write_file(folder / "a.json", text);
    CHECK(sources::open_sources({(folder / "a.json").string()}, {}).size() == 1);
  }
}

}  // namespace sources_wrong_kind_test
