#include "sqlite/held_pragma.hpp"

#include "catch.hpp"
#include "sqlite/scratch.hpp"

namespace sqlite_held_pragma_test {

using namespace profilestore;
using sqlite::HeldPragma;

TEST_CASE("A pragma is held as long as it is wanted, and then what it was", "[sqlite]") {
  scratch::Database database;
  sqlite::Connection& connection = database.connection;
  connection.execute("PRAGMA cache_size = -4000");
  {
    const HeldPragma cache(connection, "cache_size", sqlite::wide_cache);
    const HeldPragma threads(connection, "threads", 1);
    CHECK(connection.number("PRAGMA cache_size") == sqlite::wide_cache);
    CHECK(connection.number("PRAGMA threads") == 1);
    {
      const HeldPragma inner(connection, "cache_size", 10);
      CHECK(connection.number("PRAGMA cache_size") == 10);
    }
    CHECK(connection.number("PRAGMA cache_size") == sqlite::wide_cache);
  }
  CHECK(connection.number("PRAGMA cache_size") == -4000);
  CHECK(connection.number("PRAGMA threads") == 0);
}

}  // namespace sqlite_held_pragma_test
