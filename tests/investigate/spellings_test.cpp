// What an investigation says of keys that are spelled in several ways.
#include <profilestore/investigate.hpp>

#include <string>
#include <vector>

#include "catch.hpp"
#include "investigate/key_census.hpp"

namespace investigate_spellings_test {

using namespace profilestore;
using investigating::KeyCensus;

namespace {

/// The census of a key over documents with these values.
Document counts(const Paths& paths, const std::vector<Value>& values,
                const Normalise& normalise = {}) {
  KeyCensus census(paths, normalise);
  std::uint32_t ordinal = 0;
  for (const Value& value : values) census.add(ordinal++, {{paths[0], value}});
  census.close();
  return census.counts(true);
}

Value spelled(std::vector<std::string> steps, int groups, int documents) {
  return {{"normalise", steps}, {"groups", groups}, {"documents", documents}};
}

}  // namespace

TEST_CASE("An investigation tells which groups a normalised key would give", "[investigate]") {
  struct Row {
    const char* path;
    std::vector<Value> values;
    std::vector<Value> told;
  };
  const std::vector<Row> table{
      {"email", {"ana@x.org", "ben@x.org"}, {}},
      {"email", {"ana@x.org", "ana@x.org"}, {}},
      {"email", {"ana@x.org", "Ana@x.org"}, {spelled({"trim", "nfc", "case"}, 1, 2)}},
      {"email", {"ANA@x.org", "Ana@x.org "}, {spelled({"trim", "nfc", "case"}, 1, 2)}},
      {"email", {"Ana@x.org", "ben@x.org"}, {}},
      {"email",
       {"ana@x.org", "ana@x.org", "Ana@x.org", "ben@x.org", "BEN@x.org"},
       {spelled({"trim", "nfc", "case"}, 2, 5)}},
      {"email",
       {"a.b@gmail.com", "ab+c@googlemail.com", "AB@gmail.com", "ab@gmail.com"},
       {spelled({"trim", "nfc", "case"}, 1, 2), spelled({"gmail"}, 1, 4)}},
      {"email", {"ab@gmail.com", "a.b@gmail.com"}, {spelled({"gmail"}, 1, 2)}},
      {"email", {"a b@x.org", "A b@x.org", "a b@x.org "}, {spelled({"trim", "nfc", "case"}, 1, 3)}},
      {"email", {"a@b\u00fc.example", "a@xn--b-eha.example"}, {spelled({"email"}, 1, 2)}},
      {"phone", {"+43 1", "0043 1", 431}, {spelled({"digits"}, 1, 2)}},
      {"code", {"+43 1", "0043 1"}, {}},
      {"userId",
       {{{"$oid", "60a1b2c3d4e5f60718293a4b"}}, "60a1b2c3d4e5f60718293a4b"},
       {spelled({"hex-id"}, 1, 2)}},
  };
  for (const Row& row : table) {
    INFO(Value(row.values).dump());
    CHECK(counts(row.path, row.values).at("spellings") == Value(row.told));
  }
}

TEST_CASE("A normalised key groups what is spelled differently, and tells so", "[investigate]") {
  const Document found =
      counts("email", {"ana@x.org", "ANA@x.org", "ben@x.org"}, {Normalise::email});
  CHECK(found.at("distinct") == 2);
  CHECK(found.at("groups").at("count") == 1);
  CHECK(found.at("normalise") == Value{"email"});
  CHECK(found.at("spellings").empty());
}

}  // namespace investigate_spellings_test
