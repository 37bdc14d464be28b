// The functions as a schema, or a statement that is none of ours, would reach them.
#include "sqlite/functions.hpp"

#include <profilestore/error.hpp>

#include "catch.hpp"
#include "sqlite/scratch.hpp"
#include "store/raw_database.hpp"

namespace sqlite_functions_test {

using namespace profilestore;

TEST_CASE("No schema can call a function of ours", "[sqlite][functions]") {
  RawDatabase database(":memory:");
  sqlite::register_functions(database.handle());
  database.run("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  for (const char* call : {"ps_match(NULL, a, a, a, a)", "ps_doc_sum(1, a, a, a)", "ps_sum(a)"}) {
    INFO(call);
    const std::string function = call;
    const std::string unsafe = "unsafe use of " + function.substr(0, function.find('(')) + "()";
    database.run("CREATE VIEW v AS SELECT " + function + " FROM t");
    CHECK(RawDatabase::refusal(database.handle(), "SELECT * FROM v").find(unsafe) == 0);
    database.run("DROP VIEW v");
    database.run("CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT " + function + " FROM t; END");
    CHECK(RawDatabase::refusal(database.handle(), "INSERT INTO t VALUES (2)").find(unsafe) == 0);
    database.run("DROP TRIGGER r");
  }
}

TEST_CASE("A function of ours without its operation fails the statement", "[sqlite][functions]") {
  scratch::Database database;
  for (const char* sql :
       {"SELECT ps_match(NULL, 1, 'x', NULL, 1)", "SELECT ps_match(1, 1, 'x', NULL, 1)"}) {
    INFO(sql);
    CHECK(RawDatabase::refusal(database.connection.handle(), sql)
              .find("a ps_ function outside of its statement") == 0);
  }
}

TEST_CASE("An operation of the wrong kind is none", "[sqlite][functions]") {
  scratch::Database database;
  sqlite3_stmt* statement = nullptr;
  REQUIRE(sqlite3_prepare_v2(database.connection.handle(), "SELECT ps_match(?1, 1, 'x', NULL, 1)",
                             -1, &statement, nullptr) == SQLITE_OK);
  int other = 0;
  sqlite3_bind_pointer(statement, 1, &other, "another type", nullptr);
  CHECK(sqlite3_step(statement) == SQLITE_ERROR);
  sqlite3_finalize(statement);
}

}  // namespace sqlite_functions_test
