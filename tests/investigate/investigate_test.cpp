#include "catch.hpp"
#include "import/fixture.hpp"

namespace investigate_investigate_test {

using namespace profilestore;

TEST_CASE("187 profiles of one user are a create race followed by a bulk update",
          "[import][investigate]") {
  temporary::Folder folder;
  const auto exported = fixture::generated(folder, "creatorprofiles", "export.json");
  const Document found = investigate({exported.path});
  CHECK(found.at("documents") == 3413);
  CHECK(found.at("unusable") == 2);
  REQUIRE(found.at("keys").size() == 1);
  const Document& key = found.at("keys").front();
  CHECK(key.at("key") == "userId");  // found by itself
  CHECK(key.at("distinct") == 3041);
  CHECK(key.at("groups").at("count") == 41);
  CHECK(key.at("groups").at("largest") == 187);
  CHECK(key.at("sharedUpdates").front().at("documents") == 187);
  const Document& largest = key.at("largest").front();
  CHECK(largest.at("documents") == 187);
  CHECK(largest.at("verdict") == Value{"createRace", "bulkUpdate"});
  const Document& evidence = largest.at("evidence");
  CHECK(evidence.at("created").at("first") == Value{{"$date", "2024-04-29T02:23:16Z"}});
  CHECK(evidence.at("created").at("last") == Value{{"$date", "2024-04-29T02:28:56Z"}});
  CHECK(evidence.at("created").at("processCount") == 3);
  CHECK(evidence.at("created").at("close") == 186);
  CHECK(evidence.at("updated").at("value") == Value{{"$date", "2024-06-17T01:00:07.412Z"}});
  CHECK(largest.at("says").get<std::string>().find("2024-06-17T01:00:07.412Z") !=
        std::string::npos);
}

TEST_CASE("an investigation counts what is no document, and finds no key where none is",
          "[import][investigate]") {
  temporary::Folder folder;
  temporary::write_file(folder / "s.json", "{\"_id\":1,\"k\":1}\n{\"_id\":2,\"k\":1}\nbroken\n");
  const std::string path = (folder / "s.json").string();
  const Document found = investigate({path});
  CHECK(found.at("documents") == 2);
  CHECK(found.at("unusable") == 1);
  CHECK(found.at("keys").empty());
  CHECK(found.at("sampled") == 2);
  CHECK(found.at("sources") ==
        Value::array({{{"name", path}, {"format", "json-lines"}, {"bytes", 39}}}));
  CHECK(investigate({path, path}).at("keys").front().at("key") == "_id");  // one _id twice
  CHECK(investigate({path}, {.keys = {"k"}}).at("keys").front().at("groups").at("count") == 1);
}

TEST_CASE("a store is investigated like a file", "[import][investigate]") {
  temporary::Folder folder;
  const auto exported = fixture::generated(folder, "userprofiles", "export.json");
  import_files(folder / "s.db", {exported.path}, fixture::by("_id"));
  const Store store = Store::open(folder / "s.db");
  Document of_file = investigate({exported.path});
  of_file.erase("sources");
  CHECK(investigate(store, "profiles") == of_file);
}

}  // namespace investigate_investigate_test
