// What a unique index makes of a document: its key, or why it has none.
#include "keys/key.hpp"

#include <algorithm>

#include <string>
#include <vector>

#include "catch.hpp"

namespace keys_key_test {

using namespace profilestore;
using keys::Indexer;
using keys::State;

namespace {

/// "keyed", "exempt", or what is refused and where: "rejected: a", "array: a.b".
std::string state_of(const Indexer& index, const std::string& document) {
  const keys::Extract extract = index.extract(Document::parse(document));
  const bool plain = extract.state == State::keyed || extract.state == State::exempt;
  CHECK(extract.key.size() == index.paths().size());
  CHECK(extract.path.empty() == plain);
  switch (extract.state) {
    case State::keyed:
      return "keyed";
    case State::exempt:
      return "exempt";
    case State::rejected:
      return "rejected: " + extract.path;
    case State::several:
      return "array: " + extract.path;
    case State::parallel:
      return "parallel: " + extract.path;
  }
  return "";
}

struct Rule {
  std::string document;
  std::string collide, sparse, distinct, reject;
};

void check(const Paths& paths, const std::vector<Rule>& table) {
  for (const Rule& row : table) {
    INFO(row.document);
    CHECK(state_of(Indexer(UniqueIndex{paths, Missing::collide}), row.document) == row.collide);
    CHECK(state_of(Indexer(UniqueIndex{paths, Missing::sparse}), row.document) == row.sparse);
    CHECK(state_of(Indexer(UniqueIndex{paths, Missing::distinct}), row.document) == row.distinct);
    CHECK(state_of(Indexer(UniqueIndex{paths, Missing::reject}), row.document) == row.reject);
  }
}

/// Whether both documents are keyed, and no index lets them stand side by side.
bool clash(const Indexer& index, const std::string& a, const std::string& b) {
  const auto left = index.extract(Document::parse(a)), right = index.extract(Document::parse(b));
  REQUIRE(left.state == State::keyed);
  REQUIRE(right.state == State::keyed);
  return left.key == right.key;
}

}  // namespace

TEST_CASE("Each rule says what a missing value and a null do", "[keys][missing]") {
  // MongoDB's unique index is `collide`, its sparse one `sparse`: a null is a value there.
  check("k", {{R"({"k":1})", "keyed", "keyed", "keyed", "keyed"},
              {R"({"k":null})", "keyed", "keyed", "exempt", "rejected: k"},
              {R"({})", "keyed", "exempt", "exempt", "rejected: k"},
              {R"({"x":1})", "keyed", "exempt", "exempt", "rejected: k"},
              // Empty is not missing.
              {R"({"k":""})", "keyed", "keyed", "keyed", "keyed"},
              {R"({"k":{}})", "keyed", "keyed", "keyed", "keyed"},
              {R"({"k":0})", "keyed", "keyed", "keyed", "keyed"},
              {R"({"k":false})", "keyed", "keyed", "keyed", "keyed"},
              {R"({"k":{"$undefined":true}})", "keyed", "keyed", "keyed", "keyed"},
              {R"({"k":{"$numberDouble":"NaN"}})", "keyed", "keyed", "keyed", "keyed"},
              {R"({"k":{"b":null}})", "keyed", "keyed", "keyed", "keyed"},
              {R"({"k":[]})", "array: k", "array: k", "array: k", "array: k"},
              {R"({"k":[1]})", "array: k", "array: k", "array: k", "array: k"}});
}

TEST_CASE("A dotted path leads into sub-documents, and is missing beyond anything else",
          "[keys][missing]") {
  const std::vector<std::string> missing{R"({})",
                                         R"({"a":{}})",
                                         R"({"a":{"x":1}})",
                                         R"({"a":null})",  // MongoDB: {a: null} has no a.b
                                         R"({"a":5})",
                                         R"({"a":"b"})",
                                         R"({"a.b":1})",
                                         R"({"a":{"$oid":"57e193d7a9cc81b4027498b5"}})"};
  for (const std::string& document : missing)
    check("a.b", {{document, "keyed", "exempt", "exempt", "rejected: a.b"}});
  check("a.b", {{R"({"a":{"b":1}})", "keyed", "keyed", "keyed", "keyed"},
                {R"({"a":{"b":null}})", "keyed", "keyed", "exempt", "rejected: a.b"},
                {R"({"a":{"b":{"c":[1]}}})", "keyed", "keyed", "keyed", "keyed"},
                {R"({"a":{"b":[1]}})", "array: a.b", "array: a.b", "array: a.b", "array: a.b"},
                {R"({"a":[{"b":1}]})", "array: a.b", "array: a.b", "array: a.b", "array: a.b"},
                {R"({"a":[]})", "array: a.b", "array: a.b", "array: a.b", "rejected: a.b"}});
}

TEST_CASE(
    "Of a compound index, `sparse` asks for any of its values, `distinct` and `reject` for all",
    "[keys][missing]") {
  check({"t", "a.b"},
        {{R"({"t":1,"a":{"b":2}})", "keyed", "keyed", "keyed", "keyed"},
         {R"({"t":1})", "keyed", "keyed", "exempt", "rejected: a.b"},
         {R"({"a":{"b":2}})", "keyed", "keyed", "exempt", "rejected: t"},
         {R"({})", "keyed", "exempt", "exempt", "rejected: t"},
         {R"({"t":null,"a":{"b":2}})", "keyed", "keyed", "exempt", "rejected: t"},
         {R"({"t":1,"a":{"b":null}})", "keyed", "keyed", "exempt", "rejected: a.b"},
         {R"({"t":null})", "keyed", "keyed", "exempt", "rejected: t"},  // a null is a value
         {R"({"t":null,"a":{"b":null}})", "keyed", "keyed", "exempt", "rejected: t"},
         {R"({"a":null})", "keyed", "exempt", "exempt", "rejected: t"},
         {R"({"t":1,"a":[{"b":2}]})", "array: a.b", "array: a.b", "array: a.b", "array: a.b"},
         {R"({"t":[1],"a":{"b":2}})", "array: t", "array: t", "array: t", "array: t"},
         {R"({"t":[1],"a":{"b":[2]}})", "parallel: a.b", "parallel: a.b", "parallel: a.b",
          "parallel: a.b"}});
}

TEST_CASE("An array gives a key for each of its different elements", "[keys][array]") {
  struct Row {
    Paths paths;
    std::string document;
    std::vector<std::string> values;  // of the keys, the first path's
  };
  for (const Row& row : std::vector<Row>{
           {"a", R"({"a":[2,1,2.0,"x"]})", {"1", "2", "\"x\""}},
           {"a", R"({"a":[[3]]})", {"[3]"}},
           {"a", R"({"a":[]})", {R"({"$undefined":true})"}},
           {"a.b", R"({"a":[{"b":1},{"b":[2,3]},5,{}]})", {"null", "1", "2", "3"}},
           {"a.1", R"({"a":[7,8]})", {"8"}},
           {{"a", "t"}, R"({"a":[1,2],"t":0})", {"1", "2"}},
       }) {
    INFO(row.document);
    const auto extract = Indexer(UniqueIndex{row.paths}).extract(Document::parse(row.document));
    CHECK(extract.state == State::several);
    std::vector<keys::Key> wanted;
    for (const std::string& value : row.values) {
      wanted.push_back({keys::encode(Document::parse(value))});
      if (row.paths.size() == 2) wanted.back().push_back(std::int64_t{0});
    }
    std::sort(wanted.begin(), wanted.end());
    CHECK(extract.keys == wanted);
  }
  const auto distinct = Indexer(UniqueIndex{"a", Missing::distinct});
  CHECK(distinct.extract(Document::parse(R"({"a":[null,1]})")).keys ==
        std::vector<keys::Key>{{std::int64_t{1}}});
  CHECK(distinct.extract(Document::parse(R"({"a":[null]})")).keys.empty());
}

TEST_CASE("Under `collide` missing and null are one value, which is no other", "[keys][missing]") {
  const Indexer index(UniqueIndex{"a.b", Missing::collide});
  CHECK(clash(index, R"({})", R"({})"));
  CHECK(clash(index, R"({"a":{}})", R"({"a":{"b":null}})"));
  CHECK(clash(index, R"({"a":null})", R"({"a":{"b":null}})"));
  CHECK(clash(index, R"({"a":5})", R"({"a":{"b":null}})"));
  for (const char* other : {R"({"a":{"b":""}})", R"({"a":{"b":0}})", R"({"a":{"b":false}})",
                            R"({"a":{"b":{}}})", R"({"a":{"b":"null"}})"})
    CHECK_FALSE(clash(index, R"({})", other));
}

TEST_CASE("A compound key is the whole tuple", "[keys]") {
  const Indexer index(UniqueIndex{{"a", "b"}, Missing::collide});
  CHECK(clash(index, R"({"a":1,"b":2})", R"({"b":2.0,"a":1.0,"c":5})"));
  CHECK(clash(index, R"({"a":1})", R"({"a":1,"b":null})"));
  CHECK_FALSE(clash(index, R"({"a":1,"b":2})", R"({"a":1,"b":3})"));
  CHECK_FALSE(clash(index, R"({"a":1,"b":2})", R"({"a":2,"b":1})"));
  CHECK_FALSE(clash(index, R"({"a":"x","b":"yz"})", R"({"a":"xy","b":"z"})"));
  CHECK_FALSE(clash(index, R"({"a":1})", R"({"b":1})"));
}

TEST_CASE("Exempt, every column is SQL's NULL", "[keys]") {
  const auto exempt =
      Indexer(UniqueIndex{{"a", "b"}, Missing::distinct}).extract(Document::parse(R"({"a":1})"));
  REQUIRE(exempt.state == State::exempt);
  CHECK(exempt.key == keys::Key{std::monostate{}, std::monostate{}});
}

TEST_CASE("A key has one part a path, in the order of the paths", "[keys]") {
  const auto key = [](const Paths& paths) {
    return Indexer(UniqueIndex{paths}).extract(Document::parse(R"({"a":5,"b":{"c":"x"}})")).key;
  };
  CHECK(key("a") == keys::Key{std::int64_t{5}});
  CHECK(key({"b.c", "a"}) == keys::Key{"x", std::int64_t{5}});
  CHECK(key({"a", "b.c"}) == keys::Key{std::int64_t{5}, "x"});
}

TEST_CASE("An index without a name has MongoDB's", "[keys][name]") {
  CHECK(Indexer(UniqueIndex{"userId"}).name() == "userId_1");
  CHECK(Indexer(UniqueIndex{{"tenant", "address.email"}}).name() == "tenant_1_address.email_1");
  CHECK(Indexer(UniqueIndex{"userId", Missing::collide, "mine"}).name() == "mine");
  CHECK(Indexer(UniqueIndex{"userId"}).rule() ==
        Index(UniqueIndex{"userId", Missing::collide, "userId_1"}));
}

TEST_CASE("An index says under which collation its keys are equal", "[keys]") {
  const keys::Indexer plain{Index{"a"}};
  const keys::Indexer collated{Index{.paths = "a", .collation = Collation{.strength = 2}}};
  CHECK(plain.equals_under(std::nullopt));
  CHECK_FALSE(plain.equals_under(Collation{.strength = 2}));
  CHECK_FALSE(collated.equals_under(std::nullopt));
  CHECK(collated.equals_under(Collation{.strength = 2, .locale = "fr"}));
  CHECK_FALSE(collated.equals_under(Collation{.strength = 1}));
  CHECK_FALSE(collated.equals_under(Collation{.strength = 2, .case_level = true}));
}

TEST_CASE("A clash is told by the paths and the document's values at them", "[keys]") {
  const Indexer index(UniqueIndex{{"a", "b.c", "d"}});
  CHECK(index.key_pattern().dump() == R"({"a":1,"b.c":1,"d":1})");
  const auto value = [&](const std::string& text) {
    const Document document = Document::parse(text);
    const auto extract = index.extract(document);
    return index.key_value(document, extract.keys.empty() ? extract.key : extract.keys.back())
        .dump();
  };
  CHECK(value(R"({"d":1.0,"b":{"c":{"$numberLong":"5"}},"x":1})") ==
        R"({"a":null,"b.c":{"$numberLong":"5"},"d":1.0})");
  CHECK(value(R"({"d":[3,{"$numberLong":"5"},4]})") ==
        R"({"a":null,"b.c":null,"d":{"$numberLong":"5"}})");
}

TEST_CASE("A rule for missing values is stored by its name", "[keys][missing][disk]") {
  struct Name {
    Missing rule;
    std::string name;
  };
  const std::vector<Name> table{{Missing::collide, "collide"},
                                {Missing::sparse, "sparse"},
                                {Missing::distinct, "distinct"},
                                {Missing::reject, "reject"}};
  for (const Name& row : table) {
    CHECK(name_of(row.rule) == row.name);
    CHECK(missing_of(row.name) == row.rule);
  }
  for (const char* other : {"", "Collide", "collide ", "unique", "rejected"})
    CHECK(missing_of(other) == std::nullopt);
}

}  // namespace keys_key_test
