#include "history/origin.hpp"

#include "catch.hpp"
#include "import/fixture.hpp"
#include "staging/read_document.hpp"

namespace history_origin_test {

using namespace profilestore;
using history::is_as_imported;

namespace {

document::Digest origin_of(const std::string& normal) { return document::digest_of(normal); }

}  // namespace

TEST_CASE("a document is as imported wherever its _id stood in the source", "[import][origin]") {
  const std::string stored = R"({"_id":7,"a":1,"b":{"_id":2}})";
  CHECK(is_as_imported(stored, origin_of(R"({"_id":7,"a":1,"b":{"_id":2}})")));
  CHECK(is_as_imported(stored, origin_of(R"({"a":1,"_id":7,"b":{"_id":2}})")));
  CHECK(is_as_imported(stored, origin_of(R"({"a":1,"b":{"_id":2},"_id":7})")));
  CHECK_FALSE(is_as_imported(stored, origin_of(R"({"a":2,"_id":7,"b":{"_id":2}})")));
  CHECK_FALSE(is_as_imported(stored, origin_of(R"({"b":{"_id":2},"a":1,"_id":7})")));
  CHECK_FALSE(is_as_imported(stored, origin_of(R"({"a":1,"b":{"_id":2}})")));
}

TEST_CASE("a document is as imported if its _id is the one that the import gave it",
          "[import][origin]") {
  const std::string source = R"({"a":1,"b":2})";
  Document stored{{"_id", history::id_of_content(origin_of(source))}, {"a", 1}, {"b", 2}};
  CHECK(is_as_imported(stored.dump(), origin_of(source)));
  stored["b"] = 3;
  CHECK_FALSE(is_as_imported(stored.dump(), origin_of(source)));
}

TEST_CASE("every document of an import is as imported, whatever its source looked like",
          "[import][origin]") {
  temporary::Folder folder;
  temporary::write_file(folder / "source.json",
                        "{\"a\": 1.50, \"_id\": 1}\n{\"b\": \"\\u00e9\"}\n"
                        "{\"_id\":3,\"d\":{\"$date\":0}}\n{}\n");
  ImportOptions options;
  options.collection = "profiles";
  import_files(folder / "s.db", {(folder / "source.json").string()}, options);
  const auto documents =
      fixture::column(folder / "s.db", "SELECT hex(origin) || doc FROM profiles");
  REQUIRE(documents.size() == 4);
  for (const std::string& document : documents) {
    document::Digest origin{};
    for (std::size_t i = 0; i < origin.size(); ++i)
      origin[i] = static_cast<std::uint8_t>(std::stoi(document.substr(2 * i, 2), nullptr, 16));
    CAPTURE(document);
    CHECK(is_as_imported(document.substr(32), origin));
  }
}

}  // namespace history_origin_test
