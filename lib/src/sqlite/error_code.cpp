#include "sqlite/error_code.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <profilestore/error.hpp>

namespace profilestore::sqlite {

void raise(int code, std::string_view doing) {
  const std::string message = fmt::format("{}: {} (SQLite {})", doing, sqlite3_errstr(code), code);
  if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
    throw OutcomeUnknown(message, code);
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Busy(message, code);
    case SQLITE_FULL:
      throw DiskFull(message, code);
    case SQLITE_READONLY:
    case SQLITE_PERM:
      throw ReadOnly(message, code);
    case SQLITE_CORRUPT:
      throw Corrupt(message, code);
    case SQLITE_NOTADB:
      throw NotAStore(message, code);
    default:
      throw StorageFailure(message, code);
  }
}

void check(int code, std::string_view doing) {
  if (code != SQLITE_OK) raise(code, doing);
}

bool is_unique_violation(int code) {
  return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
         code == SQLITE_CONSTRAINT_ROWID;
}

}  // namespace profilestore::sqlite
