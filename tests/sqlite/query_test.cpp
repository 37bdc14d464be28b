#include "sqlite/query.hpp"

#include <profilestore/error.hpp>

#include "catch.hpp"
#include "sqlite/functions.hpp"
#include "sqlite/scratch.hpp"
#include "store/caught.hpp"

namespace sqlite_query_test {

using namespace profilestore;
using sqlite::Query;

namespace {

struct Throwing : sqlite::MatchFunction {
  bool matches(const sqlite::StoredRow& stored) override {
    if (stored.text == "bad") throw InvalidFilter(2, "as planned", "a.b", "$x");
    return true;
  }
};

template <class Type>
concept binds = requires(Query& query, Type value) {
  query.bind(1, value);
};

}  // namespace

static_assert(binds<int> && binds<std::int64_t> && binds<const char*>);
static_assert(!binds<bool>, "SQL has no booleans: say 0 or 1");

TEST_CASE("Each kind of key part comes back as it was bound", "[sqlite][query]") {
  scratch::Database database;
  using namespace std::string_literals;
  const std::vector<keys::Part> parts{
      {},
      std::int64_t{0},
      std::int64_t{-1},
      std::numeric_limits<std::int64_t>::min(),
      std::numeric_limits<std::int64_t>::max(),
      0.5,
      1e300,
      "text"s,
      ""s,
      "with a \0 inside"s,
      "é😀"s,
      keys::Blob{"\x00\xff"s},
      keys::Blob{""},
  };
  Query query(database.connection, "SELECT ?1, typeof(?1)");
  for (const keys::Part& part : parts) {
    INFO("part of kind " << part.index());
    query.bind_part(1, part);
    REQUIRE(query.step());
    CHECK(query.part(0) == part);
    const char* const types[] = {"null", "integer", "real", "text", "blob"};
    CHECK(query.text(1) == types[part.index()]);
    query.reset();
  }
}

TEST_CASE("A statement that is done or failed runs again after a reset", "[sqlite][query]") {
  scratch::Database database;
  database.connection.execute("CREATE TABLE t (a UNIQUE)");
  Query insert(database.connection, "INSERT INTO t VALUES (?1)");
  const auto run = [&](int value) {
    const int code = insert.bind(1, value).try_step();
    insert.reset();
    return code;
  };
  CHECK(run(1) == SQLITE_DONE);
  CHECK(run(1) == SQLITE_CONSTRAINT_UNIQUE);
  CHECK(run(2) == SQLITE_DONE);
  CHECK(database.connection.number("SELECT sum(a) FROM t") == 3);
}

TEST_CASE("try_step hands a uniqueness violation back, and step throws it", "[sqlite][query]") {
  scratch::Database database;
  database.connection.execute("CREATE TABLE t (a UNIQUE, b NOT NULL)");
  database.connection.execute("INSERT INTO t VALUES (1, 1)");
  CHECK(Query(database.connection, "INSERT INTO t VALUES (1, 1)").try_step() ==
        SQLITE_CONSTRAINT_UNIQUE);
  const auto thrown = caught<StorageFailure>(
      [&] { Query(database.connection, "INSERT INTO t VALUES (1, 1)").step(); });
  REQUIRE(thrown);
  CHECK(thrown->sqlite_code() == SQLITE_CONSTRAINT_UNIQUE);
  const auto other = caught<StorageFailure>(
      [&] { Query(database.connection, "INSERT INTO t VALUES (2, NULL)").try_step(); });
  REQUIRE(other);
  CHECK(other->sqlite_code() == SQLITE_CONSTRAINT_NOTNULL);
}

TEST_CASE("An exception inside a SQL function comes out of step as it was thrown",
          "[sqlite][query]") {
  scratch::Database database;
  Throwing filter;
  Query query(database.connection, "SELECT ps_match(?1, 1, ?2, NULL, NULL)");
  query.bind_functions(1, filter).bind(2, "bad");
  const auto thrown = caught<InvalidFilter>([&] { query.step(); });
  REQUIRE(thrown);
  CHECK(std::string(thrown->what()) == "as planned");
  CHECK(thrown->path() == "a.b");
  CHECK(thrown->operator_name() == "$x");
}

TEST_CASE("SQL that SQLite can't prepare is a StorageFailure without the values",
          "[sqlite][query]") {
  scratch::Database database;
  const auto thrown =
      caught<StorageFailure>([&] { Query(database.connection, "SELECT secret FROM nowhere"); });
  REQUIRE(thrown);
  CHECK_THAT(thrown->what(), has_part("the tables of the store are not as this library made them"));
  CHECK_THAT(thrown->what(), Catch::Matchers::EndsWith(
                                 "(SQLite 1, preparing a statement: no such table: nowhere)"));
}

TEST_CASE("A query hands its statement back: bindings cleared, ready for the next one",
          "[sqlite][query]") {
  scratch::Database database;
  sqlite3_stmt* first = nullptr;
  {
    Query query(database.connection, "SELECT ?1");
    first = sqlite3_next_stmt(database.connection.handle(), nullptr);
    query.bind(1, "of the first use").step();
  }
  Query again(database.connection, "SELECT ?1");
  CHECK(sqlite3_next_stmt(database.connection.handle(), nullptr) == first);
  REQUIRE(again.step());
  CHECK(again.is_null(0));
  Query beside(database.connection, "SELECT ?1");
  beside.bind(1, 2).step();
  CHECK(beside.integer(0) == 2);
}

}  // namespace sqlite_query_test
