#include "sqlite/identifier.hpp"

#include "catch.hpp"
#include "store/raw_database.hpp"

namespace sqlite_identifier_test {

using profilestore::sqlite::identifier;

TEST_CASE("An identifier is quoted, and its quotes are doubled", "[sqlite][identifier]") {
  CHECK(identifier("users") == "\"users\"");
  CHECK(identifier("") == "\"\"");
  CHECK(identifier("a\"b") == "\"a\"\"b\"");
  CHECK(identifier("\"") == "\"\"\"\"");
  CHECK(identifier("[a]`b'c.d") == "\"[a]`b'c.d\"");
}

TEST_CASE("SQLite reads a quoted identifier as the name it was made of", "[sqlite][identifier]") {
  RawDatabase database(":memory:");
  for (const std::string& name :
       {std::string("select"), std::string("a\"b"), std::string("\"\""), std::string("it's"),
        std::string("x\"; DROP TABLE y; --"), std::string("näme 😀"), std::string("a\nb\\"),
        std::string(1000, '"')}) {
    INFO(name);
    database.run("CREATE TABLE " + identifier(name) + " (" + identifier(name) + ")");
    CHECK(database.value("SELECT name FROM sqlite_schema ORDER BY rowid DESC LIMIT 1") == name);
    CHECK(database.value("SELECT name FROM pragma_table_info((SELECT name FROM sqlite_schema "
                         "ORDER BY rowid DESC LIMIT 1))") == name);
  }
}

}  // namespace sqlite_identifier_test
