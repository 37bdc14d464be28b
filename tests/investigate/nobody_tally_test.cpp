#include "investigate/nobody_tally.hpp"

#include <profilestore/error.hpp>

#include "catch.hpp"
#include "import/fixture.hpp"
#include "store/caught.hpp"

namespace investigate_nobody_tally_test {

using namespace profilestore;

namespace {

Document key_of(const std::string& lines, const Paths& key, bool values = true) {
  const temporary::Folder folder;
  temporary::write_file(folder / "s.json", lines);
  const Document found =
      investigate({(folder / "s.json").string()}, {.keys = {key}, .values = values});
  return found.at("keys").front();
}

const std::string nobodies =
    "{\"k\":\"undefined\"}\n{\"k\":\"undefined\"}\n{\"k\":\"N/A\"}\n{\"k\":null}\n{\"k\":\"\"}\n"
    "{\"k\":\"\"}\n{\"k\":\"  \"}\n{\"x\":1}\n{\"k\":\"pia\"}\n{\"k\":\"pia\"}\n";

}  // namespace

TEST_CASE("Keys that name nobody are counted by kind, and make no group",
          "[import][nobody_tally]") {
  const Document key = key_of(nobodies, "k");
  CHECK(key.at("null") == 1);
  CHECK(key.at("missing") == 1);
  CHECK(key.at("empty") == 2);
  CHECK(key.at("blank") == 1);
  CHECK(key.at("placeholderDocuments") == 3);
  CHECK(key.at("placeholders") == Value::parse(R"([{"documents":2,"text":"undefined"},
                                                   {"documents":1,"text":"N/A"}])"));
  CHECK(key.at("distinct") == 1);
  CHECK(key.at("groups").at("count") == 1);
  CHECK(key.at("groups").at("documents") == 2);
}

TEST_CASE("Without values placeholders are counted without their texts", "[import][nobody_tally]") {
  CHECK(key_of(nobodies, "k", false).at("placeholders") ==
        Value::parse(R"([{"documents":2},{"documents":1}])"));
}

TEST_CASE("One value of a key over several paths is enough to name nobody",
          "[import][nobody_tally]") {
  const Document key = key_of(
      "{\"t\":1,\"k\":\"null\"}\n{\"t\":1,\"k\":\"null\"}\n{\"t\":1,\"k\":\"a\"}\n", {"t", "k"});
  CHECK(key.at("placeholderDocuments") == 2);
  CHECK(key.at("groups").at("count") == 0);
}

TEST_CASE("An _id names its document, whatever it is", "[import][nobody_tally]") {
  const Document key = key_of("{\"_id\":\"null\"}\n{\"_id\":\"null\"}\n{\"x\":1}\n", "_id");
  CHECK(key.at("groups").at("count") == 1);
  CHECK(key.at("placeholderDocuments") == 0);
  CHECK(key.at("missing") == 1);
}

TEST_CASE("At most ten placeholders are named, and all are counted", "[import][nobody_tally]") {
  investigating::NobodyTally tally;
  for (int i = 0; i < 1200; ++i) {
    const Value text = "text " + std::to_string(i);
    tally.add(merge::Nobody::placeholder, &text);
  }
  const Document counts = tally.counts(true);
  CHECK(counts.at("placeholders").size() == 10);
  CHECK(counts.at("placeholderDocuments") == 1200);
}

TEST_CASE("A collection that a store does not have is refused, with those that it has",
          "[import][investigate]") {
  const temporary::Folder folder;
  Store store = Store::open(folder / "s.db", temporary::quick());
  const auto none = caught<InvalidInput>([&] { investigate(store, "users"); });
  REQUIRE(none);
  CHECK(none->code() == 26);
  CHECK_THAT(none->what(), has_part("s.db has no collection users; it has none yet"));
  store.collection("people").insert_one({{"_id", 1}});
  store.collection("orders").insert_one({{"_id", 1}});
  const auto others = caught<InvalidInput>([&] { investigate(store, "users"); });
  REQUIRE(others);
  CHECK_THAT(others->what(), has_part("it has orders, people"));
}

}  // namespace investigate_nobody_tally_test
