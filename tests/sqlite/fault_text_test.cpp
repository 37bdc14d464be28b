#include "sqlite/fault_text.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <vector>

#include "catch.hpp"

namespace sqlite_fault_text_test {

using namespace profilestore;
using sqlite::text_of;

TEST_CASE("A failure of SQLite is told with its meaning for the store and what to do next",
          "[sqlite][fault_text]") {
  struct Row {
    int code;
    int system;
    const char* meaning;
    const char* next;
  };
  for (const Row& row : std::vector<Row>{
           {SQLITE_BUSY, 0, "another process or thread is using the store", "Try again"},
           {SQLITE_LOCKED, 0, "another process or thread", "Try again"},
           {SQLITE_FULL, 0, "no space is left", "Free some space"},
           {SQLITE_READONLY, 0, "cannot be written", "give permission, or work on a copy"},
           {SQLITE_READONLY_DIRECTORY, 0, "cannot be written", "their folder"},
           {SQLITE_READONLY_DBMOVED, 0, "moved, renamed or deleted", "at its present place"},
           {SQLITE_CORRUPT, 0, "damaged", "profilestore check"},
           {SQLITE_NOTADB, 0, "not a profile store; the file was not changed", "correct the path"},
           {SQLITE_IOERR_READ, EIO, "(Input/output error)", "copy the store to another disk"},
           {SQLITE_IOERR_FSYNC, EIO, "may or may not have been made", "Read the store"},
           {SQLITE_IOERR_NOMEM, 0, "memory is exhausted", "try again"},
           {SQLITE_NOMEM, 0, "memory is exhausted", "try again"},
           {SQLITE_CANTOPEN, EMFILE, "(Too many open files)", "limit of open files"},
           {SQLITE_CANTOPEN_SYMLINK, 0, "cannot be opened;", "none of them a link"},
           {SQLITE_ERROR, 0, "not as this library made them", "backup"},
           {SQLITE_TOOBIG, 0, "larger than a store allows", "smaller"},
           {SQLITE_CONSTRAINT_NOTNULL, 0, "a rule of the store's own tables", "check"},
           {SQLITE_PROTOCOL, 0, "locks of the store", "local disk"},
           {SQLITE_MISUSE, 0, "a fault of this library", "report"},
           {SQLITE_INTERNAL, 0, "a fault of this library", "report"},
       }) {
    INFO(row.code);
    const std::string text = text_of({row.code, "reading", "/x/p.db", row.system});
    CHECK_THAT(text, has_part(row.meaning));
    CHECK_THAT(text, has_part(row.next));
  }
}

TEST_CASE("What SQLite says of a statement's text stands for its own words",
          "[sqlite][fault_text]") {
  CHECK_THAT(text_of({SQLITE_ERROR, "preparing", "", 0, "no such table: t"}),
             Catch::Matchers::EndsWith("(SQLite 1, preparing: no such table: t)"));
}

TEST_CASE("A store without a path is told without one", "[sqlite][fault_text]") {
  CHECK_THAT(text_of({SQLITE_BUSY, "reading"}), Catch::Matchers::StartsWith("another process"));
}

}  // namespace sqlite_fault_text_test
