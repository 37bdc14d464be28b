// The functions as a schema, or a statement that is none of ours, would reach them.
#include "sqlite/functions.hpp"

#include <profilestore/error.hpp>

#include "catch.hpp"
#include "sqlite/scratch.hpp"
#include "store/raw_database.hpp"

namespace sqlite_functions_test {

using namespace profilestore;
using sqlite::Query;

namespace {

struct Everything : sqlite::MatchFunction {
  bool matches(const sqlite::StoredRow&) override { return true; }
};

}  // namespace

TEST_CASE("No schema can call a function of ours", "[sqlite][functions]") {
  RawDatabase database(":memory:");
  sqlite::register_functions(database.handle());
  database.run("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  for (const char* call :
       {"ps_match(NULL, a, a, a, a)", "ps_changes(NULL, a, a, a, a)", "ps_update(a)",
        "ps_updated_sum(a)", "ps_key(a, 0)", "ps_new_doc(NULL, a)", "ps_new_sum(NULL, a, 1)",
        "ps_new_key(NULL, a, 0)", "ps_doc_sum(1, a, a, a)", "ps_sum(a)"}) {
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
       {"SELECT ps_match(NULL, 1, 'x', NULL, 1)", "SELECT ps_match(1, 1, 'x', NULL, 1)",
        "SELECT ps_update('x')", "SELECT ps_updated_sum(1)", "SELECT ps_key(NULL, 0)",
        "SELECT ps_new_doc(NULL, NULL)", "SELECT ps_new_sum(NULL, 1, 1)",
        "SELECT ps_new_key(NULL, 1, 0)", "SELECT ps_changes(NULL, 1, 'x', NULL, 1)"}) {
    INFO(sql);
    CHECK(RawDatabase::refusal(database.connection.handle(), sql)
              .find("a ps_ function outside of its statement") == 0);
  }
}

TEST_CASE("An operation of the wrong kind is none", "[sqlite][functions]") {
  scratch::Database database;
  Everything filter;
  Query query(database.connection, "SELECT ps_update(?1)");
  query.bind_functions(1, filter);
  CHECK_THROWS_AS(query.step(), StorageFailure);
}

}  // namespace sqlite_functions_test
