#include "sqlite/own_rows.hpp"

#include <profilestore/error.hpp>

#include "catch.hpp"
#include "sqlite/migrations.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/scratch.hpp"

namespace sqlite_own_rows_test {

using namespace profilestore;
using sqlite::Query;

TEST_CASE("A row that is proven here has the sum that SQLite would prove", "[sqlite][sums]") {
  scratch::Database database;
  auto& connection = database.connection;
  connection.execute("CREATE TABLE t (a, b, c, d, sum)");
  connection.execute(
      "WITH one(v) AS (VALUES (NULL), (0), (-1), (9223372036854775807), (0.0), (-0.5), (1e300), "
      "(''), ('x'), ('ä€'), (zeroblob(3)), (x''), (x'00ff')) "
      "INSERT INTO t (a, b, c, d) SELECT x.v, y.v, 'text', x.v FROM one AS x, one AS y");
  connection.execute("UPDATE t SET sum = ps_sum(a, b, c, d)");
  int sound = 0;
  for (Query rows(connection, "SELECT a, b, c, d, sum FROM t ORDER BY rowid"); rows.step();)
    sound += sqlite::is_sound_own(rows, 0, 4) ? 1 : 0;
  CHECK(sound == 169);
  for (const char* damage :
       {"a = coalesce(a, 1) || 'y'", "b = CASE WHEN b = 0 THEN 2 ELSE typeof(b) END", "c = 'texu'",
        "d = CAST('text' AS BLOB)", "sum = sum + 1"}) {
    INFO(damage);
    connection.execute("SAVEPOINT s");
    connection.execute((std::string("UPDATE t SET ") + damage).c_str());
    for (Query rows(connection,
                    "SELECT a, b, c, d, sum, sum = ps_sum(a, b, c, d) FROM t ORDER BY rowid");
         rows.step();) {
      CHECK(sqlite::is_sound_own(rows, 0, 4) == (rows.integer(5) != 0));
      CHECK(rows.integer(5) == 0);
    }
    connection.execute("ROLLBACK TO s; RELEASE s");
  }
  connection.execute("UPDATE t SET sum = NULL");
  Query unsealed(connection, "SELECT a, b, c, d, sum FROM t ORDER BY rowid");
  REQUIRE(unsealed.step());
  CHECK(sqlite::is_sound_own(unsealed, 0, 4));
}

TEST_CASE("A schema is asked for what it has", "[sqlite][sums]") {
  scratch::Database database;
  CHECK_FALSE(sqlite::has_object(database.connection, "ps_expiry"));
  sqlite::migrate(database.connection);
  CHECK(sqlite::has_object(database.connection, "ps_expiry"));
  CHECK(sqlite::has_object(database.connection, "ps_collections_by_name"));
  CHECK_FALSE(sqlite::has_object(database.connection, "ps_nothing"));
  CHECK_THROWS_AS(sqlite::refuse_unsound_own(database.connection, "ps_head"), Corrupt);
}

}  // namespace sqlite_own_rows_test
