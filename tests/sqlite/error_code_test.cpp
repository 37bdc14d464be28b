#include "sqlite/error_code.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <profilestore/error.hpp>
#include <typeinfo>

#include "catch.hpp"

namespace sqlite_error_code_test {

using namespace profilestore;

namespace {

struct Raised {
  const std::type_info* type;
  int code;
  std::string message;
};

Raised raised(int code) {
  try {
    sqlite::raise({code, "committing", "/x/p.db"});
  } catch (const StorageFailure& failure) {
    return {&typeid(failure), failure.sqlite_code(), failure.what()};
  }
}

}  // namespace

TEST_CASE("Each of SQLite's result codes becomes the error that says what to do next",
          "[sqlite][error_code]") {
  struct Row {
    int code;
    const std::type_info* error;
  };
  for (const Row& row : std::vector<Row>{
           {SQLITE_BUSY, &typeid(Busy)},
           {SQLITE_BUSY_SNAPSHOT, &typeid(Busy)},
           {SQLITE_BUSY_RECOVERY, &typeid(Busy)},
           {SQLITE_LOCKED, &typeid(Busy)},
           {SQLITE_LOCKED_SHAREDCACHE, &typeid(Busy)},
           {SQLITE_FULL, &typeid(DiskFull)},
           {SQLITE_READONLY, &typeid(ReadOnly)},
           {SQLITE_READONLY_DBMOVED, &typeid(ReadOnly)},
           {SQLITE_PERM, &typeid(ReadOnly)},
           {SQLITE_CORRUPT, &typeid(Corrupt)},
           {SQLITE_CORRUPT_INDEX, &typeid(Corrupt)},
           {SQLITE_NOTADB, &typeid(NotAStore)},
           {SQLITE_IOERR_FSYNC, &typeid(OutcomeUnknown)},
           {SQLITE_IOERR_DIR_FSYNC, &typeid(OutcomeUnknown)},
           {SQLITE_IOERR, &typeid(StorageFailure)},
           {SQLITE_IOERR_WRITE, &typeid(StorageFailure)},
           {SQLITE_CANTOPEN, &typeid(StorageFailure)},
           {SQLITE_CONSTRAINT_NOTNULL, &typeid(StorageFailure)},
           {SQLITE_NOMEM, &typeid(StorageFailure)},
           {9999, &typeid(StorageFailure)},
       }) {
    INFO(row.code);
    const Raised found = raised(row.code);
    CHECK(*found.type == *row.error);
    CHECK(found.code == row.code);
    CHECK_THAT(found.message, Catch::Matchers::StartsWith("/x/p.db: "));
    CHECK_THAT(found.message,
               Catch::Matchers::EndsWith(" (SQLite " + std::to_string(row.code) +
                                         ", committing: " + sqlite3_errstr(row.code) + ")"));
  }
}

TEST_CASE("What may not be opened is read-only", "[sqlite][error_code]") {
  CHECK_THROWS_AS(sqlite::raise({SQLITE_CANTOPEN, "opening", "", EROFS}), ReadOnly);
  CHECK_THROWS_AS(sqlite::raise({SQLITE_CANTOPEN, "opening", "", EACCES}), ReadOnly);
}

TEST_CASE("A quota that is used up is a full disk, but for a write that may have been made",
          "[sqlite][error_code]") {
  CHECK_THROWS_AS(sqlite::raise({SQLITE_IOERR_WRITE, "committing", "", EDQUOT}), DiskFull);
  CHECK_THROWS_AS(sqlite::raise({SQLITE_IOERR_FSYNC, "committing", "", ENOSPC}), OutcomeUnknown);
}

TEST_CASE("Only SQLITE_OK passes a check", "[sqlite][error_code]") {
  CHECK_NOTHROW(sqlite::check(SQLITE_OK, "opening"));
  CHECK_THROWS_AS(sqlite::check(SQLITE_ROW, "opening"), StorageFailure);
  CHECK_THROWS_AS(sqlite::check(SQLITE_ERROR, "opening"), StorageFailure);
}

TEST_CASE("A uniqueness violation is told from the other constraints", "[sqlite][error_code]") {
  CHECK(sqlite::is_unique_violation(SQLITE_CONSTRAINT_UNIQUE));
  CHECK(sqlite::is_unique_violation(SQLITE_CONSTRAINT_PRIMARYKEY));
  CHECK(sqlite::is_unique_violation(SQLITE_CONSTRAINT_ROWID));
  CHECK_FALSE(sqlite::is_unique_violation(SQLITE_CONSTRAINT_NOTNULL));
  CHECK_FALSE(sqlite::is_unique_violation(SQLITE_CONSTRAINT_CHECK));
  CHECK_FALSE(sqlite::is_unique_violation(SQLITE_CONSTRAINT));
  CHECK_FALSE(sqlite::is_unique_violation(SQLITE_OK));
}

}  // namespace sqlite_error_code_test
