#include "sqlite/fault_text.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <cstring>

namespace profilestore::sqlite {
namespace {

constexpr std::string_view not_a_store =
    "not a profile store; the file was not changed. It is no SQLite database, or an encrypted one, "
    "or a store whose beginning was overwritten: correct the path, or restore a backup";
constexpr std::string_view busy =
    "another process or thread is using the store; nothing was done. Try again when it has "
    "finished";
constexpr std::string_view full =
    "no space is left on the disk of the store or of temporary files, or a quota is used up; the "
    "change was not made. Free some space and try again";
constexpr std::string_view read_only =
    "the store cannot be written; nothing was done. The file, its -wal and -shm and their folder "
    "must be writable for this user, since even reading keeps its locks there: give permission, "
    "or work on a copy";
constexpr std::string_view moved =
    "the file of the store was moved, renamed or deleted while it was open; the change was not "
    "made. Open the store at its present place";
constexpr std::string_view unconfirmed =
    "the disk did not confirm the write, so the change may or may not have been made. Read the "
    "store to see which, or repeat the call if it had an operation_id; look into the system's log "
    "for faults of the disk";
constexpr std::string_view damaged =
    "the store is damaged; work on a copy of it and its -wal file. profilestore check says what is "
    "damaged, check --repair rebuilds keys and indexes, and the rest comes from a backup";
constexpr std::string_view no_memory =
    "memory is exhausted; the change was not made. Free memory, or raise the limit of the process, "
    "and try again";
constexpr std::string_view too_big =
    "a row would be larger than a store allows; the change was not made. Make the document smaller";
constexpr std::string_view locking =
    "the locks of the store cannot be had: other processes were opening it at the same time, or "
    "its file system, as some of networks, has none; nothing was done. Try again, or move the "
    "store to a local disk";
constexpr std::string_view schema =
    "the tables of the store are not as this library made them: another program changed them, or "
    "they are damaged; work on a copy. profilestore check says what is missing, and a backup has "
    "it";
constexpr std::string_view constraint =
    "a rule of the store's own tables is violated: another program changed the store, or it is "
    "damaged; the change was not made. profilestore check says more";
constexpr std::string_view of_library =
    "a call to SQLite was refused, which is a fault of this library; the change was not made. "
    "Please report this message";

std::string because(const Fault& fault) {
  return fault.system == 0 ? "" : fmt::format(" ({})", std::strerror(fault.system));
}

std::string text_of_reading_and_writing(const Fault& fault) {
  if (fault.code == SQLITE_IOERR_FSYNC || fault.code == SQLITE_IOERR_DIR_FSYNC ||
      fault.doing == committing)
    return std::string(unconfirmed);
  if (fault.code == SQLITE_IOERR_NOMEM) return std::string(no_memory);
  return fmt::format(
      "the file of the store, or one beside it, cannot be read or written{}; the change was not "
      "made. Look into the system's log for faults of the disk or the network, copy the store to "
      "another disk, and run profilestore check on the copy",
      because(fault));
}

std::string text_of_opening(const Fault& fault) {
  return fmt::format(
      "the store, or its -wal or -shm file, cannot be opened{}; nothing was done. The files and "
      "their folder must be readable and writable for this user, none of them a link, and the "
      "process may have reached its limit of open files",
      because(fault));
}

std::string meaning(const Fault& fault) {
  if (fault.code == SQLITE_READONLY_DBMOVED) return std::string(moved);
  switch (fault.code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_SCHEMA:
      return std::string(busy);
    case SQLITE_FULL:
      return std::string(full);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return std::string(read_only);
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
      return std::string(damaged);
    case SQLITE_NOTADB:
      return std::string(not_a_store);
    case SQLITE_NOMEM:
      return std::string(no_memory);
    case SQLITE_TOOBIG:
      return std::string(too_big);
    case SQLITE_PROTOCOL:
    case SQLITE_NOLFS:
      return std::string(locking);
    case SQLITE_ERROR:
      return std::string(schema);
    case SQLITE_CONSTRAINT:
      return std::string(constraint);
    case SQLITE_IOERR:
      return text_of_reading_and_writing(fault);
    case SQLITE_CANTOPEN:
      return text_of_opening(fault);
    case SQLITE_INTERRUPT:
    case SQLITE_ABORT:
      return "the work was interrupted; the change was not made";
    default:
      return std::string(of_library);
  }
}

}  // namespace

std::string text_of(const Fault& fault) {
  return fmt::format("{}{}{} (SQLite {}, {}: {})", fault.path, fault.path.empty() ? "" : ": ",
                     meaning(fault), fault.code, fault.doing,
                     fault.said.empty() ? sqlite3_errstr(fault.code) : fault.said);
}

}  // namespace profilestore::sqlite
