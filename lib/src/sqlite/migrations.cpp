#include "sqlite/migrations.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>
#include <string>

#include "document/bytes.hpp"
#include "sqlite/foreign_schema.hpp"
#include "sqlite/own_tables.hpp"
#include "sqlite/query.hpp"
#include "sqlite/transaction.hpp"

namespace profilestore::sqlite {
namespace {

std::string sha256_of(std::string_view text) {
  document::Sha256 digest;
  digest.add(text);
  return digest.hex();
}

void apply(Connection& connection, const Migration& migration, const OnProgress& progress) {
  connection.execute(std::string(migration.sql).c_str());
  if (migration.name == "sums") make_sums(connection, progress);
  if (migration.name == "head") seal(connection, "ps_head");
  const std::string sha256 = sha256_of(migration.sql);
  Query record(connection, "INSERT INTO ps_migrations (number, name, sha256) VALUES (?1, ?2, ?3)");
  record.bind(1, migration.number).bind(2, migration.name).bind(3, sha256).run();
  connection.execute(fmt::format("PRAGMA user_version = {}", migration.number).c_str());
}

// The number of the last migration that is recorded; 0: there is no record.
std::int64_t last_recorded(Connection& connection) {
  if (connection.number("SELECT count(*) FROM sqlite_schema WHERE name = 'ps_migrations'") == 0)
    return 0;
  return connection.number("SELECT coalesce(max(number), 0) FROM ps_migrations");
}

[[noreturn]] void refuse_header(Connection& connection) {
  throw Corrupt(fmt::format("{}: the header of the store is damaged: it contradicts the store's "
                            "record of its migrations; the file was not changed. Restore it from a "
                            "backup",
                            connection.place()),
                0);
}

std::string why_no_store(Connection& connection) {
  const bool empty = connection.number("PRAGMA page_count") == 0;
  return fmt::format("{}: not a profile store; the file was not changed. {}", connection.place(),
                     empty ? "It is empty: if nobody needs it, delete it, and a store can be "
                             "created there"
                           : "It is an SQLite database of another program: correct the path");
}

void check_applied(Connection& connection, const Migration& migration) {
  if (connection.number("SELECT count(*) FROM sqlite_schema WHERE name = 'ps_migrations'") == 0)
    throw NotAStore(fmt::format("{}: not a profile store; the file was not changed. It has no "
                                "record of its migrations: another program made or changed it",
                                connection.place()),
                    0);
  Query recorded(connection, "SELECT sha256 FROM ps_migrations WHERE number = ?1");
  recorded.bind(1, migration.number);
  if (!recorded.step() || recorded.text(0) != sha256_of(migration.sql))
    throw NotAStore(fmt::format("{}: not a store of this library; the file was not changed. Its "
                                "migration {} ({}) differs: another build made the store, so open "
                                "it with that; or the file is damaged, then restore it from a "
                                "backup",
                                connection.place(), migration.number, migration.name),
                    0);
}

}  // namespace

void verify_identity(Connection& connection, std::span<const Migration> known) {
  const auto version = connection.number("PRAGMA user_version");
  if (connection.number("PRAGMA application_id") != application_id || version < 1) {
    if (last_recorded(connection) > 0) refuse_header(connection);
    throw NotAStore(why_no_store(connection), 0);
  }
  if (const auto last = last_recorded(connection); last > 0 && last != version)
    refuse_header(connection);
  if (version > known.back().number)
    throw TooNew(fmt::format("{}: the store has schema version {}, but this library knows only up "
                             "to {}; the file was not changed. Open it with a newer version",
                             connection.place(), version, known.back().number),
                 0);
  for (const Migration& migration : known)
    if (migration.number <= version) check_applied(connection, migration);
  refuse_foreign_schema(connection);
}

void verify_untouched(const std::filesystem::path& path, std::span<const Migration> known) {
  // Cut off in the middle of a checkpoint, the file is no whole database without its log, though
  // its first page is: what can't be read here is for the connection that reads the log too.
  try {
    Connection connection(path, {.writable = false, .beside = Beside::nothing});
    verify_identity(connection, known);
  } catch (const NotAStore&) {
    throw;
  } catch (const TooNew&) {
    throw;
  } catch (const StorageFailure&) {
  }
}

void migrate(Connection& connection, std::span<const Migration> known, const OnProgress& progress) {
  for (const Migration& migration : known) {
    if (connection.number("PRAGMA user_version") >= migration.number) continue;
    ImmediateTransaction transaction(connection);
    // Another process may have done it while this one waited for the lock.
    if (connection.number("PRAGMA user_version") < migration.number) {
      connection.execute(fmt::format("PRAGMA application_id = {}", application_id).c_str());
      apply(connection, migration, progress);
    }
    transaction.commit();
  }
}

}  // namespace profilestore::sqlite
