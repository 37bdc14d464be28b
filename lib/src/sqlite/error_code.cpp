#include "sqlite/error_code.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <profilestore/error.hpp>

namespace profilestore::sqlite {

namespace {

// SQLite tells a full disk by its own code, a quota by that of any failure.
bool lacks_space(const Fault& fault) {
  return (fault.code & 0xFF) == SQLITE_IOERR && (fault.system == EDQUOT || fault.system == ENOSPC);
}

bool lacks_permission(const Fault& fault) {
  return fault.system == EACCES || fault.system == EPERM || fault.system == EROFS;
}

}  // namespace

void raise(const Fault& fault) {
  if (lacks_space(fault) && fault.code != SQLITE_IOERR_FSYNC &&
      fault.code != SQLITE_IOERR_DIR_FSYNC)
    raise({SQLITE_FULL, fault.doing, fault.path});
  const int code = fault.code;
  const std::string message = text_of(fault);
  if ((code & 0xFF) == SQLITE_CANTOPEN && lacks_permission(fault)) throw ReadOnly(message, code);
  if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC ||
      ((code & 0xFF) == SQLITE_IOERR && fault.doing == committing))
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
  if (code != SQLITE_OK) raise({code, doing});
}

bool is_schema_error(int code) {
  return (code & 0xFF) == SQLITE_ERROR || (code & 0xFF) == SQLITE_SCHEMA;
}

bool is_unique_violation(int code) {
  return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
         code == SQLITE_CONSTRAINT_ROWID;
}

}  // namespace profilestore::sqlite
