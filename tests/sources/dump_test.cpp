// Which files of a dump hold the documents of which collection, by their names.
#include "sources/dump.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

namespace sources_dump_test {

using namespace profilestore;
using sources::DumpPart;
using sources::Namespace;

TEST_CASE("The name of a file says what part of a dump it is", "[import][dump]") {
  struct Case {
    const char* path;
    DumpPart part;
  };
  const Case c = GENERATE(values<Case>({
      {"dump/app/users.bson", DumpPart::documents},
      {"dump/app/users.bson.gz", DumpPart::documents},
      {"dump/app/users.bson.zst", DumpPart::documents},
      {"dump.tar:app/users.bson", DumpPart::documents},
      {"dump.tar:users.bson", DumpPart::documents},
      {"users.metadata.json", DumpPart::metadata},
      {"users.metadata.json.gz", DumpPart::metadata},
      {"dump/app/system.views.bson", DumpPart::server},
      {"dump/app/system.indexes.metadata.json", DumpPart::server},
      {"dump/prelude.json", DumpPart::dump},
      {"dump/prelude.json.gz", DumpPart::dump},
      {"dump/app/users.json", DumpPart::none},
      {"dump/app/users.bson.bak", DumpPart::none},
      {"system.txt", DumpPart::none},
      {".bson", DumpPart::none},
  }));
  CAPTURE(c.path);
  CHECK(sources::part_of(c.path) == c.part);
}

TEST_CASE("The path of a file says its database and its collection", "[import][dump]") {
  struct Case {
    const char *path, *metadata;
    Namespace expected;
  };
  const Case c = GENERATE(values<Case>({
      {"dump/app/users.bson", "", {"app", "users"}},
      {"dump/app/users.metadata.json.gz", "", {"app", "users"}},
      {"/a/dump/my%2Fdb/a%2fb%25.bson", "", {"my/db", "a/b%"}},
      {"app/100%.bson", "", {"app", "100%"}},
      {"app/a%zz.bson", "", {"app", "a%zz"}},
      {"d.tar:dump/app/users.bson", "", {"app", "users"}},
      {"d.tar:users.bson", "", {"", "users"}},
      {"app/a.b.bson", "", {"app", "a.b"}},
      {"app/long%24hash.bson", R"({"collectionName":"long, in full"})", {"app", "long, in full"}},
      {"app/users.bson", "{", {"app", "users"}},
      {"app/users.bson", R"({"collectionName":1})", {"app", "users"}},
  }));
  CAPTURE(c.path, c.metadata);
  CHECK(sources::namespace_of(c.path, c.metadata).text() == c.expected.text());
  CHECK(sources::namespace_of(c.path, c.metadata) == c.expected);
}

}  // namespace sources_dump_test
