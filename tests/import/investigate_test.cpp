#include "catch.hpp"
#include "import/fixture.hpp"

using namespace profilestore;

TEST_CASE("an investigation tells the create race and the bulk update of 187 profiles",
          "[import][investigate]") {
  temporary::Folder folder;
  const auto exported = fixture::generated(folder, "creatorprofiles", "export.json");
  const Document found = investigate({exported.path});
  CHECK(found.at("documents") == 3413);
  CHECK(found.at("unusable") == 2);
  CHECK(found.at("distinct") == 3041);
  CHECK(found.at("groups").at("count") == 41);
  CHECK(found.at("groups").at("largest") == 187);
  const Document& largest = found.at("largest").front();
  CHECK(largest.at("documents") == 187);
  CHECK(largest.at("updatedAt").at("distinct") == 1);  // the bulk update
  CHECK(largest.at("updatedAt").at("sharedBy") == 187);
  CHECK(largest.at("created").at("processes").size() > 1);  // the race
  CHECK(largest.at("created").at("seconds") > 0);
  CHECK(found.at("sharedUpdatedAt").front().at("documents") == 187);
  CHECK(largest.at("verdict") == Value::parse(R"(["create race", "bulk update"])"));
  const auto because = largest.at("because").get<std::string>();
  const auto time = [&](const char* of) {
    return largest.at("created").at(of).at("$date").get<std::string>();
  };
  CHECK_THAT(because, Catch::StartsWith("created " + time("first") + " to " + time("last")));
  CHECK_THAT(because, Catch::EndsWith("; then all 187 were updated at 2024-06-17T01:00:07.412Z"));
}

TEST_CASE("an investigation counts null, missing and mixed keys", "[import][investigate]") {
  temporary::Folder folder;
  temporary::write_file(folder / "s.json", R"({"_id":1,"k":1}
{"_id":2,"k":{"$numberLong":"1"}}
{"_id":3,"k":"1"}
{"_id":4,"k":null}
{"_id":5}
{"_id":6,"k":[1]}
broken
)");
  const Document found = investigate({(folder / "s.json").string()}, {.key = "k"});
  CHECK(found.at("documents") == 6);
  CHECK(found.at("unusable") == 1);
  CHECK(found.at("distinct") == 2);
  CHECK(found.at("null") == 1);
  CHECK(found.at("missing") == 1);
  CHECK(found.at("arrays") == 1);
  CHECK(found.at("types") == Document{{"int", 1}, {"long", 1}, {"string", 1}});
  CHECK(found.at("groups").at("count") == 1);  // 1 and Int64 1 are one key
  CHECK(found.at("largest").front().at("created") == nullptr);
}

TEST_CASE("a store is investigated like a file", "[import][investigate]") {
  temporary::Folder folder;
  const auto exported = fixture::generated(folder, "userprofiles", "export.json");
  import(folder / "s.db", {exported.path}, fixture::by("_id"));
  const Store store = Store::open(folder / "s.db");
  CHECK(investigate(store, "profiles") == investigate({exported.path}));
}
