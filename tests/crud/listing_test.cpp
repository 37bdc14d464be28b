// Listings: positions of one moment, documents of a later one; and finds that skip many.
#include <fmt/format.h>

#include <stdexcept>

#include "catch.hpp"
#include "store/raw_database.hpp"
#include "store/temporary_store.hpp"

namespace crud_listing_test {

using namespace profilestore;

namespace {

struct Bench : temporary::Store {
  explicit Bench(int count = 1000) : docs(collection("c")) {
    docs.create_index(Index{"n"});
    docs.create_index(Index{Paths{{"g", 1}, {"n", -1}}});
    std::vector<Document> all;
    for (int i = 0; i < count; ++i)
      all.push_back({{"_id", i}, {"n", (i * 7919) % count}, {"g", i % 10}, {"t", i % 3}});
    docs.insert_many(all);
  }

  Collection docs;
};

std::vector<Document> found(const Collection& docs, const Document& filter,
                            const FindOptions& options) {
  std::vector<Document> all;
  for (const Document& one : docs.find(filter, options)) all.push_back(one);
  return all;
}

std::vector<Document> listed(const Listing& listing) {
  std::vector<Document> all;
  for (std::size_t i = 0; i < listing.size(); ++i) all.push_back(listing.at(i).value());
  return all;
}

}  // namespace

TEST_CASE("A document that cannot be shown is no fault of those beside it", "[listing]") {
  temporary::Store store;
  Collection docs = store.collection("c");
  for (int i = 0; i < 300; ++i) docs.insert_one({{"_id", i}, {"x", 1}});
  const Document projection = Document::parse(R"({"half":{"$divide":[1,"$x"]}})");
  const Listing listing = docs.list({}, {.projection = projection});
  docs.update_one({{"_id", 3}}, {{"$set", {{"x", 0}}}});
  RawDatabase(store.path())
      .run(
          "UPDATE c SET doc = replace(doc, '\"x\":1', '\"x\":2') "
          "WHERE doc LIKE '{\"_id\":5,%'");
  for (int round = 0; round < 2; ++round) {
    CHECK(listing.at(2) == Document::parse(R"({"_id":2,"half":1.0})"));
    CHECK_THROWS_AS(listing.at(3), InvalidInput);
    CHECK_THROWS_AS(listing.at(5), Corrupt);
    CHECK(listing.at(299));
  }
  CHECK_THROWS_AS(listing.page(0, 10), Error);
  CHECK(listing.page(6, 10).size() == 10);
}

TEST_CASE("A listing takes no projection by where the filter matched", "[listing]") {
  temporary::Store store;
  CHECK_THROWS_WITH(store.collection("c").list({{"a", 2}}, {.projection = {{"a.$", 1}}}),
                    has_part("a listing takes no projection with `.$`"));
}

TEST_CASE("A listing never shows another collection of the same name", "[listing]") {
  temporary::Store store;
  store.collection("b");
  for (const char* name : {"c", "d"}) {  // the newest, whose id might be used again
    Collection docs = store.collection(name);
    docs.insert_one({{"_id", 1}, {"x", "old"}});
    Listing listing = docs.list();
    docs.drop();
    store.collection(name).insert_one({{"_id", 1}, {"x", "another's"}});
    CHECK_FALSE(listing.at(0));
    CHECK_FALSE(listing.page(0, 1).at(0));
    listing.refresh();
    CHECK(listing.at(0)->at("x") == "another's");
  }
}

TEST_CASE("A listing has the documents of a find, in its order", "[listing]") {
  struct Case {
    Document filter;
    FindOptions options;
  };
  const Bench bench;
  const std::vector<Case> cases{
      {{}, {}},
      {{}, {.sort = {{"$natural", -1}}}},
      {{}, {.sort = {{"_id", 1}}}},
      {{}, {.sort = {{"_id", -1}}}},
      {{}, {.sort = {{"n", 1}}}},
      {{}, {.sort = {{"n", -1}}}},
      {{}, {.sort = {{"g", 1}}}},
      {{}, {.sort = {{"g", -1}}}},
      {{}, {.sort = {{"g", 1}, {"n", -1}}}},
      {{}, {.sort = {{"g", -1}, {"t", 1}}}},
      {{}, {.sort = {{"t", 1}}}},
      {{}, {.skip = 990}},
      {{}, {.skip = 10, .limit = 20, .sort = {{"n", 1}}}},
      {{}, {.skip = 2000}},
      {{{"t", 1}}, {}},
      {{{"n", {{"$gt", 500}}}}, {.sort = {{"n", -1}}}},
      {{{"n", {{"$gt", 990}}}}, {.projection = {{"n", 1}}}},
      {{{"n", -1}}, {}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.filter.dump(), c.options.sort.dump(), c.options.skip);
    CHECK(listed(bench.docs.list(c.filter, c.options)) == found(bench.docs, c.filter, c.options));
  }
}

TEST_CASE("A listing by an index has what the index alone does not order", "[listing]") {
  temporary::Store store;
  Collection docs = store.collection("c");
  docs.create_index(Index{"n"});
  docs.create_index(Index{.paths = "s", .missing = Missing::sparse});
  int id = 0;
  for (const char* value : {"5", "null", "[3, 9]", "\"x\"", "2.5", "[]", "true", "{\"a\":1}", "-1",
                            "[7]", "\"\"", "{\"$numberDecimal\":\"2.50\"}"}) {
    docs.insert_one({{"_id", ++id}, {"n", Value::parse(value)}, {"s", Value::parse(value)}});
    docs.insert_one({{"_id", ++id}});
  }
  for (const char* path : {"n", "s"})
    for (const int direction : {1, -1}) {
      const FindOptions options{.sort = {{path, direction}}};
      CAPTURE(path, direction);
      CHECK(listed(docs.list({}, options)) == found(docs, {}, options));
      CHECK(found(docs, {}, options).size() == 24);
    }
}

TEST_CASE("What was deleted since is told as deleted, never as another document", "[listing]") {
  Bench bench(20);
  const FindOptions order = GENERATE(FindOptions{}, FindOptions{.sort = {{"n", 1}}});
  Listing listing = bench.docs.list({}, order);
  const auto before = listed(listing);
  bench.docs.delete_many({{"_id", {{"$gte", 15}}}});
  // They get the rows of those that are gone.
  for (int i = 0; i < 5; ++i) bench.docs.insert_one({{"_id", 100 + i}, {"n", i}});
  bench.docs.update_one({{"_id", 3}}, {{"$set", {{"x", true}}}});
  const auto page = listing.page(0, 20);
  REQUIRE(page.size() == 20);
  for (std::size_t i = 0; i < 20; ++i) {
    const int id = before[i].at("_id").get<int>();
    CAPTURE(i, id);
    CHECK(page[i].has_value() == (id < 15));
    if (page[i]) CHECK(page[i]->at("_id") == id);
    if (id == 3) CHECK(page[i]->contains("x"));
  }
  listing.refresh();
  CHECK(listed(listing) == found(bench.docs, {}, order));
  bench.docs.drop();
  CHECK(listing.page(0, 1) == std::vector<std::optional<Document>>{std::nullopt});
  listing.refresh();
  CHECK(listing.size() == 0);
}

TEST_CASE("Positions beyond the end are an error, pages beyond it are empty", "[listing]") {
  const Bench bench(10);
  const Listing listing = bench.docs.list();
  CHECK_THROWS_AS(listing.at(10), std::out_of_range);
  CHECK(listing.page(10, 5).empty());
  CHECK(listing.page(8, 5).size() == 2);
  CHECK(listing.page(0, 0).empty());
}

TEST_CASE("A page may be of any size and begin anywhere", "[listing]") {
  const Bench bench(1000);
  const FindOptions options{.sort = {{"n", 1}}};
  const auto all = found(bench.docs, {}, options);
  const Listing listing = bench.docs.list({}, options);
  const auto page = listing.page(100, 700);
  REQUIRE(page.size() == 700);
  for (std::size_t i = 0; i < 700; ++i) CHECK(page[i] == all[100 + i]);
}

TEST_CASE("A listing takes what a find takes, and refuses what it refuses", "[listing]") {
  Bench bench(10);
  CHECK_THROWS_AS(bench.docs.list({{"a", {{"$frobnicate", 1}}}}), InvalidFilter);
  CHECK_THROWS_AS(bench.docs.list({}, {.skip = -1}), InvalidInput);
  CHECK_THROWS_AS(bench.docs.list({}, {.hint = "none"}), InvalidInput);
  CHECK(bench.collection("nowhere").list().size() == 0);
  bench.transaction(
      [](Transaction& write) { CHECK_THROWS_AS(write.collection("c").list(), InvalidInput); });
  bench.snapshot(
      [](Snapshot& moment) { CHECK_THROWS_AS(moment.collection("c").list(), InvalidInput); });
}

TEST_CASE("A find that skips many gives what it gives without", "[listing][skip]") {
  Bench bench(9000);
  bench.docs.delete_many({{"t", 1}});
  const auto all = found(bench.docs, {}, {});
  const auto sorted = found(bench.docs, {}, {.sort = {{"n", 1}}});
  REQUIRE(all.size() == 6000);
  for (const std::int64_t skip : {4095, 4096, 4097, 5999, 6000, 7000}) {
    CAPTURE(skip);
    const auto left = skip < 6000 ? static_cast<std::size_t>(6000 - skip) : 0;
    const auto rest = [&](const std::vector<Document>& of, std::size_t most) {
      const auto begin = of.end() - static_cast<std::ptrdiff_t>(left);
      return std::vector<Document>(begin,
                                   begin + static_cast<std::ptrdiff_t>(std::min(left, most)));
    };
    CHECK(found(bench.docs, {}, {.skip = skip}) == rest(all, 6000));
    CHECK(found(bench.docs, {}, {.skip = skip, .limit = 3}) == rest(all, 3));
    CHECK(found(bench.docs, {}, {.skip = skip, .limit = 3, .sort = {{"n", 1}}}) == rest(sorted, 3));
    bench.transaction([&](Transaction& write) {
      CHECK(found(write.collection("c"), {}, {.skip = skip, .limit = 3}) == rest(all, 3));
    });
  }
}

}  // namespace crud_listing_test
