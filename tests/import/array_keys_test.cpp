// Keys that are elements of arrays: documents that share one are of one person, and so are those
// that others join.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <profilestore/make_unique.hpp>
#include <random>
#include <set>

#include "catch.hpp"
#include "import/fixture.hpp"

namespace import_array_keys_test {

using namespace profilestore;
using fixture::by;
using Texts = std::vector<std::string>;

namespace {

struct Bench : fixture::Bench {
  ImportReport run(const std::string& text, const ImportOptions& options = by("emails.address")) {
    return fixture::Bench::run(text, options);
  }
  /// The `_id`s of what lives, as text.
  Texts live() { return fixture::column(db, "SELECT json_extract(doc, '$._id') FROM profiles"); }
};

std::string person(int id, const std::vector<std::string>& addresses) {
  Value emails = Value::array();
  for (const std::string& address : addresses) emails.push_back({{"address", address}});
  return Document{{"_id", id}, {"emails", emails}}.dump() + "\n";
}

}  // namespace

TEST_CASE("documents are grouped by the elements that they share", "[import][arrays]") {
  struct Case {
    const char* reason;
    std::string text;
    Texts live;
    Ledger ledger;
  };
  const Case row = GENERATE(values<Case>({
      {"one element each",
       person(1, {"a"}) + person(2, {"a"}) + person(3, {"b"}),
       {"2", "3"},
       {3, 2, 0, 0, 1}},
      {"one of several is shared",
       person(1, {"a", "b"}) + person(2, {"b", "c"}),
       {"2"},
       {2, 1, 0, 0, 1}},
      {"one joins two others",
       person(1, {"a"}) + person(2, {"a", "b"}) + person(3, {"b"}),
       {"3"},
       {3, 1, 0, 0, 2}},
      {"an array and a scalar",
       R"({"_id":1,"emails":{"address":"a"}})"
       "\n" +
           person(2, {"a", "b"}),
       {"2"},
       {2, 1, 0, 0, 1}},
      {"one element twice", person(1, {"a", "a"}) + person(2, {"b"}), {"1", "2"}, {2, 2}},
      {"nothing in the array", person(1, {}) + person(2, {"b"}), {"2"}, {2, 1, 0, 0, 0, 0, 1}},
      {"an element that names nobody",
       person(1, {"a", ""}) + person(2, {"b", ""}),
       {},
       {2, 0, 0, 0, 0, 0, 2}},
      {"nobody at all", "{\"_id\":1}\n{\"_id\":2}\n", {}, {2, 0, 0, 0, 0, 0, 2}},
  }));
  INFO(row.reason);
  Bench bench;
  const ImportReport report = bench.run(row.text);
  CHECK(bench.live() == row.live);
  CHECK(report.ledger == row.ledger);
  CHECK(bench.proven(report));
  CHECK(bench.sound());
  const ImportReport again = bench.run(row.text);
  CHECK(again.ledger.inserted + again.ledger.updated + again.ledger.merged == 0);
  CHECK(bench.live() == row.live);
}

TEST_CASE("why an array's document is set aside is told", "[import][arrays]") {
  Bench bench;
  bench.run(person(1, {"a", "undefined"}) + person(2, {}));
  CHECK(bench.reasons() ==
        Texts{"'emails.address' is missing or null, and the unique index emails.address_1 requires "
              "it",
              "an element of the array at 'emails.address' is a placeholder, which names nobody, "
              "and the unique index emails.address_1 covers it"});
}

TEST_CASE("arrays meet documents of the store", "[import][arrays]") {
  Bench bench;
  bench.run(person(1, {"a"}) + person(2, {"b", "c"}));
  SECTION("one of them") {
    const ImportReport report = bench.run(person(3, {"c", "d"}));
    CHECK(report.ledger == Ledger{.read = 1, .updated = 1});
    CHECK(bench.live() == Texts{"1", "3"});
    CHECK(bench.proven(report));
  }
  SECTION("several of them: those are not for an import to merge") {
    const ImportReport report = bench.run(person(3, {"a", "b"}) + person(4, {"z"}));
    CHECK(report.ledger == Ledger{.read = 2, .inserted = 1, .conflicted = 1});
    CHECK(bench.live() == Texts{"1", "2", "4"});
    CHECK(bench.reasons() == Texts{"conflict: several documents of the collection have its keys "
                                   "under the index emails.address_1; merge those first"});
    CHECK(bench.proven(report));
  }
  SECTION("two groups claim one") {
    const ImportReport report = bench.run(person(3, {"b", "x"}) + person(4, {"c", "y"}));
    CHECK(report.ledger == Ledger{.read = 2, .updated = 1, .conflicted = 1});
    CHECK(bench.live() == Texts{"1", "4"});
  }
  CHECK(bench.sound());
}

TEST_CASE("a second unique index does not take arrays", "[import][arrays]") {
  Bench bench;
  ImportOptions options = by("name");
  options.unique.emplace_back("emails.address");
  const ImportReport report =
      bench.run(R"({"_id":1,"name":"a","emails":[{"address":"x"}]})", options);
  CHECK(report.ledger == Ledger{.read = 1, .quarantined = 1});
  CHECK(bench.reasons() == Texts{"there is an array at 'emails.address', which the unique index "
                                 "emails.address_1 covers"});
}

TEST_CASE("a merge that brings an array into a partial index breaks no key", "[import][arrays]") {
  const std::vector<std::string> firsts{R"("x")", R"(["x","w"])", R"(["x","y"])"};
  const std::string first = firsts[static_cast<std::size_t>(GENERATE(0, 1, 2))],
                    second = firsts[static_cast<std::size_t>(GENERATE(0, 1, 2))];
  CAPTURE(first, second);
  Bench bench;
  {
    Store store = Store::open(bench.db);
    store.collection("profiles").create_index(UniqueIndex{.paths = "e", .where = {{"live", true}}});
  }
  ImportOptions options = by("e");
  options.merge = {"fill"};
  const ImportReport report = bench.run(fmt::format("{{\"_id\":1,\"e\":{},\"k\":1}}\n"
                                                    "{{\"_id\":1,\"live\":true}}\n"
                                                    "{{\"_id\":2,\"e\":{},\"live\":true,\"a\":1}}",
                                                    first, second),
                                        options);
  CHECK(bench.sound());
  CHECK(report.ledger.conflicted > 0);
  CHECK(bench.proven(report));
}

TEST_CASE("who is joined by somebody else alone is not merged", "[import][arrays]") {
  const std::string text = R"({"_id":"A","emails":{"address":["x","y"]},"ssn":1,"q":1,"r":1})"
                           "\n"
                           R"({"_id":"B","emails":{"address":["y","z"]},"ssn":2})"
                           "\n"
                           R"({"_id":"C","emails":{"address":["z"]}})";
  Bench bench;
  SECTION("in an import") {
    ImportOptions options = by("emails.address");
    options.identity = {"ssn"};
    const ImportReport report = bench.run(text, options);
    CHECK(report.ledger == Ledger{.read = 3, .inserted = 1, .conflicted = 2});
    CHECK(bench.proven(report));
  }
  SECTION("in a collection") {
    ImportOptions by_id = by("_id");
    by_id.unique.clear();
    bench.run(text, by_id);
    const MakeUniqueReport report =
        make_unique(Store::open(bench.db), "profiles", {"emails.address"}, {.identity = {"ssn"}});
    CHECK(report.ledger.conflicted == 2);
    CHECK(report.ledger.merged == 0);
  }
  CHECK(bench.live() == Texts{"A"});
  CHECK(bench.sound());
}

TEST_CASE("what the store has is unchanged, although its group meets several documents",
          "[import][arrays]") {
  Bench bench;
  const std::string one = person(1, {"a"}), two = person(2, {"b"}), both = person(3, {"a", "b"});
  bench.run(one + two);
  CHECK(bench.run(both).ledger == Ledger{.read = 1, .conflicted = 1});
  CHECK(bench.run(one + two + both).ledger == Ledger{.read = 3, .unchanged = 2, .conflicted = 1});
}

TEST_CASE("an import groups arrays as make_unique does", "[import][arrays]") {
  const auto seed = GENERATE(range(1u, 13u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::string text;
  for (int id = 1; id <= 60; ++id) {
    std::vector<std::string> addresses(1 + random() % 3);
    for (std::string& address : addresses) address = fmt::format("p{}@x.org", random() % 50);
    text += person(id, addresses);
  }
  Bench grouped, made;
  const ImportReport report = grouped.run(text);
  ImportOptions by_id = by("_id");
  by_id.unique.clear();
  made.run(text, by_id);
  const MakeUniqueReport resolved =
      make_unique(Store::open(made.db), "profiles", {"emails.address", Missing::reject});
  CHECK(grouped.live() == made.live());
  CHECK(report.ledger.merged == resolved.ledger.merged);
  CHECK(grouped.sound());
  CHECK(grouped.proven(report));
  Store store = Store::open(grouped.db);
  undo_import(store, report.id);
  CHECK(store.collection("profiles").count() == 0);
}

}  // namespace import_array_keys_test
