#include "sqlite/transaction.hpp"

#include <profilestore/error.hpp>

#include "catch.hpp"
#include "sqlite/scratch.hpp"

namespace sqlite_transaction_test {

using namespace profilestore;
using sqlite::Connection;
using sqlite::ImmediateTransaction;
using sqlite::Query;

namespace {

std::int64_t rows(Connection& connection) { return connection.number("SELECT count(*) FROM t"); }

}  // namespace

TEST_CASE("A transaction that is not committed leaves nothing", "[sqlite][transaction]") {
  scratch::Database database;
  database.connection.execute("CREATE TABLE t (a)");
  {
    ImmediateTransaction transaction(database.connection);
    database.connection.execute("INSERT INTO t VALUES (1)");
    CHECK(rows(database.connection) == 1);
  }
  CHECK(rows(database.connection) == 0);
  {
    ImmediateTransaction transaction(database.connection);
    database.connection.execute("INSERT INTO t VALUES (1)");
    transaction.commit();
  }
  CHECK(rows(database.connection) == 1);
}

TEST_CASE("An exception rolls a transaction back, and the next one begins clean",
          "[sqlite][transaction]") {
  scratch::Database database;
  database.connection.execute("CREATE TABLE t (a UNIQUE)");
  CHECK_THROWS_AS(
      [&] {
        ImmediateTransaction transaction(database.connection);
        database.connection.execute("INSERT INTO t VALUES (1)");
        Query(database.connection, "INSERT INTO t VALUES (1)").run();
      }(),
      StorageFailure);
  CHECK(rows(database.connection) == 0);
  ImmediateTransaction transaction(database.connection);
  database.connection.execute("INSERT INTO t VALUES (1)");
  transaction.commit();
  CHECK(rows(database.connection) == 1);
}

TEST_CASE("A transaction takes the write lock when it begins, and readers see none of it",
          "[sqlite][transaction]") {
  scratch::Database database;
  database.connection.execute("CREATE TABLE t (a)");
  Connection other(database.file, {.deadline = std::chrono::milliseconds(0)});
  Connection reader(database.file, {.writable = false});
  ImmediateTransaction transaction(database.connection);
  CHECK_THROWS_AS(ImmediateTransaction(other), Busy);
  database.connection.execute("INSERT INTO t VALUES (1)");
  CHECK(rows(reader) == 0);
  transaction.commit();
  CHECK(rows(reader) == 1);
  CHECK_NOTHROW(ImmediateTransaction(other));
}

}  // namespace sqlite_transaction_test
