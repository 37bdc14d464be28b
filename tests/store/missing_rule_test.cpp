// What each rule makes of documents without a value, however they come to be so.
#include "catch.hpp"
#include "store/caught.hpp"
#include "store/temporary_store.hpp"

namespace store_missing_rule_test {

using namespace profilestore;

namespace {

enum class Fate { stored, duplicate, rejected };

struct Arrival {
  std::string document;
  Fate fate;
};

struct Case {
  std::string description;
  Paths paths;
  Missing missing;
  std::vector<Arrival> arrivals;
};

constexpr Fate stored = Fate::stored, duplicate = Fate::duplicate, rejected = Fate::rejected;

const std::vector<Case> cases{
    {"collide: missing and null are one value",
     "u",
     Missing::collide,
     {{R"({})", stored},
      {R"({})", duplicate},
      {R"({"u": null})", duplicate},
      {R"({"u": {"v": 1}})", stored},
      {R"({"u": ""})", stored},
      {R"({"u": 1})", stored},
      {R"({"u": 1})", duplicate}}},
    {"collide: and so they are when the null comes first",
     "u",
     Missing::collide,
     {{R"({"u": null})", stored}, {R"({})", duplicate}, {R"({"u": 1})", stored}}},
    {"sparse: missing is exempt, a null is a value",
     "u",
     Missing::sparse,
     {{R"({})", stored},
      {R"({})", stored},
      {R"({"u": null})", stored},
      {R"({"u": null})", duplicate},
      {R"({"u": 1})", stored},
      {R"({"u": 1})", duplicate}}},
    {"distinct: missing and null are exempt",
     "u",
     Missing::distinct,
     {{R"({})", stored},
      {R"({})", stored},
      {R"({"u": null})", stored},
      {R"({"u": null})", stored},
      {R"({"u": ""})", stored},
      {R"({"u": ""})", duplicate}}},
    {"reject: missing and null are refused",
     "u",
     Missing::reject,
     {{R"({})", rejected},
      {R"({"u": null})", rejected},
      {R"({"u": 0})", stored},
      {R"({"u": ""})", stored},
      {R"({"u": false})", stored},
      {R"({"u": 0.0})", duplicate}}},
    {"collide: below something that is no object there is nothing",
     "a.b",
     Missing::collide,
     {{R"({"a": 5})", stored},
      {R"({"a": {}})", duplicate},
      {R"({"a": null})", duplicate},
      {R"({"a": {"b": null}})", duplicate},
      {R"({"a": {"$oid": "57e193d7a9cc81b4027498b5"}})", duplicate},
      {R"({"a": {"b": 1}})", stored},
      {R"({"a.b": 1})", duplicate}}},
    {"sparse: a dotted path",
     "a.b",
     Missing::sparse,
     {{R"({"a": 5})", stored},
      {R"({"a": {}})", stored},
      {R"({"a": {"b": null}})", stored},
      {R"({"a": {"b": null}})", duplicate}}},
    {"collide, two paths: each missing part counts as null",
     {"a", "b"},
     Missing::collide,
     {{R"({})", stored},
      {R"({"a": null})", duplicate},
      {R"({"a": 1})", stored},
      {R"({"a": 1, "b": null})", duplicate},
      {R"({"b": 1})", stored},
      {R"({"a": 1, "b": 1})", stored},
      {R"({"b": 1, "a": 1.0})", duplicate}}},
    {"sparse, two paths: exempt only if both are missing",
     {"a", "b"},
     Missing::sparse,
     {{R"({})", stored},
      {R"({})", stored},
      {R"({"a": 1})", stored},
      {R"({"a": 1})", duplicate},
      {R"({"a": 1, "b": null})", duplicate},
      {R"({"b": null})", stored},
      {R"({"a": null})", duplicate}}},
    {"distinct, two paths: exempt if either is missing or null",
     {"a", "b"},
     Missing::distinct,
     {{R"({"a": 1})", stored},
      {R"({"a": 1})", stored},
      {R"({"a": 1, "b": null})", stored},
      {R"({"a": 1, "b": null})", stored},
      {R"({"a": 1, "b": 2})", stored},
      {R"({"a": 1, "b": 2})", duplicate}}},
    {"reject, two paths: both are required",
     {"a", "b"},
     Missing::reject,
     {{R"({})", rejected},
      {R"({"a": 1})", rejected},
      {R"({"b": 1})", rejected},
      {R"({"a": 1, "b": null})", rejected},
      {R"({"a": 1, "b": 1})", stored},
      {R"({"a": 1, "b": 2})", stored},
      {R"({"a": 1, "b": 2})", duplicate}}},
};

template <class Call>
Fate fate_of(Call&& call) {
  try {
    call();
  } catch (const DuplicateKey&) {
    return duplicate;
  } catch (const ValidationFailed&) {
    return rejected;
  }
  return stored;
}

template <class Store>
void check_arrivals(Store&& store_one) {
  for (const Case& row : cases) {
    temporary::Store store;
    Collection users = store.collection("c", {.indexes = {{row.paths, row.missing}}});
    std::int64_t count = 0;
    for (const Arrival& arrival : row.arrivals) {
      INFO(row.description << ": " << arrival.document);
      const Document document = ejson::parse(arrival.document);
      CHECK(fate_of([&] { store_one(users, document); }) == arrival.fate);
      if (arrival.fate == stored) ++count;
      CHECK(users.count() == count);
    }
    CHECK(store.check().sound());
  }
}

}  // namespace

TEST_CASE("Every rule for missing values holds on insert", "[store][missing]") {
  check_arrivals([](Collection& users, const Document& document) { users.insert_one(document); });
}

TEST_CASE("Every rule for missing values holds for what an upsert inserts", "[store][missing]") {
  int number = 0;
  check_arrivals([&](Collection& users, const Document& document) {
    if (document.contains("a.b")) return users.insert_one(document), void();
    Document update = {{"$set", {{"number", ++number}}}};
    for (const auto& [name, value] : document.items()) update["$set"][name] = value;
    users.find_one_and_update({{"number", -1}, {"_id", number}}, update, {.upsert = true});
  });
}

TEST_CASE("Every rule for missing values holds on update", "[store][missing]") {
  int number = 0;
  for (const Case& row : cases) {
    temporary::Store store;
    Collection users = store.collection("c");
    users.create_index({row.paths, row.missing});
    Document whole = Document::object();  // with every path, and different from all others
    for (const Arrival& arrival : row.arrivals) {
      const Document wanted = ejson::parse(arrival.document);
      if (wanted.contains("a.b")) continue;
      INFO(row.description << ": " << arrival.document);
      const int id = ++number;
      whole = row.paths[0] == "a.b" ? Document{{"_id", id}, {"a", {{"b", -id}}}}
                                    : Document{{"_id", id}, {"a", -id}, {"b", -id}, {"u", -id}};
      users.insert_one(whole);
      Document update = Document::object();
      for (const char* name : {"a", "b", "u"})
        if (wanted.contains(name))
          update["$set"][name] = wanted[name];
        else
          update["$unset"][name] = "";
      CHECK(fate_of([&] { users.update_one({{"_id", id}}, update); }) == arrival.fate);
      if (arrival.fate != stored) {
        CHECK(users.find_one({{"_id", id}}) == whole);
        users.delete_one({{"_id", id}});
      }
    }
    CHECK(store.check().sound());
  }
}

TEST_CASE("A rejected document is told by its `_id` and path, and not by its values",
          "[store][missing]") {
  temporary::Store store;
  Collection users =
      store.collection("users", {.indexes = {{{"tenant", "email"}, Missing::reject}}});
  const auto refused = caught<ValidationFailed>([&] {
    users.insert_one({{"_id", 7}, {"tenant", "secret"}});
  });
  REQUIRE(refused);
  CHECK(refused->code() == 121);
  CHECK(refused->document_id() == 7);
  CHECK(refused->failures() == std::vector<RuleFailure>{{"email", "required: tenant_1_email_1"}});
  CHECK(std::string(refused->what()) ==
        "collection users: 'email' is missing or null, and the unique index tenant_1_email_1 "
        "requires it");
}

TEST_CASE("Each rule says what elements that are null or missing do", "[store][missing]") {
  struct Row {
    Missing rule;
    std::string first, second;
    int code;  // of the second
  };
  for (const Row& row : std::vector<Row>{
           {Missing::collide, R"({"a":[{"b":1},{"b":null}]})", R"({"a":5})", 11000},
           {Missing::collide, R"({"a":[{"b":1},{"c":1}]})", R"({"a":{"b":null}})", 11000},
           {Missing::sparse, R"({"a":[{"b":1},{"c":1}]})", R"({"a":[{"c":1}]})", 0},
           {Missing::sparse, R"({"a":[{"b":null}]})", R"({"a":{"b":null}})", 11000},
           {Missing::distinct, R"({"a":[{"b":1},{"b":null}]})", R"({"a":[{"b":null}]})", 0},
           {Missing::distinct, R"({"a":[{"b":1},{"b":null}]})", R"({"a":{"b":1}})", 11000},
           {Missing::reject, R"({"a":[{"b":1}]})", R"({"a":[{"b":2},{"b":null}]})", 121},
           {Missing::reject, R"({"a":[{"b":1}]})", R"({"a":[]})", 121},
       }) {
    INFO(row.first << " " << row.second);
    temporary::Store store;
    Collection users = store.collection("users", {.indexes = {{"a.b", row.rule}}});
    users.insert_one(ejson::parse(row.first));
    const auto refused = caught<Error>([&] { users.insert_one(ejson::parse(row.second)); });
    CHECK((refused ? refused->code() : 0) == row.code);
    CHECK(store.check().sound());
  }
}

}  // namespace store_missing_rule_test
