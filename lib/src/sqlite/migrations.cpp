#include "sqlite/migrations.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "document/bytes.hpp"
#include "sqlite/foreign_schema.hpp"
#include "sqlite/own_rows.hpp"
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

std::string sha256_of(const Migration& migration) {
  return migration.sha256.empty() ? sha256_of(migration.sql) : std::string(migration.sha256);
}

void record(Connection& connection, const Migration& migration) {
  const std::string sha256 = sha256_of(migration);
  Query row(connection, "INSERT INTO ps_migrations (number, name, sha256) VALUES (?1, ?2, ?3)");
  row.bind(1, migration.number).bind(2, migration.name).bind(3, sha256).run();
}

// With the last of them, the version says how far the file has come.
void say_version(Connection& connection, const Migration& migration) {
  connection.execute(fmt::format("PRAGMA user_version = {}", migration.number).c_str());
}

void apply(Connection& connection, const Migration& migration, const OnProgress& progress) {
  connection.execute(std::string(migration.sql).c_str());
  if (migration.name == "sums") make_sums(connection, progress);
  if (migration.name == "head") seal(connection, "ps_head");
  if (migration.name == "changes_in_order") seal(connection, "ps_changes", "collection = 0");
  record(connection, migration);
  say_version(connection, migration);
}

bool is_empty(Connection& connection) {
  return connection.number("PRAGMA user_version") == 0 &&
         connection.number("SELECT count(*) FROM sqlite_schema") == 0;
}

// One after the other they take ten times as long: SQLite reads the whole schema again for each
// ALTER TABLE.
void make_whole(Connection& connection) {
  connection.execute(fmt::format("PRAGMA application_id = {}", application_id).c_str());
  connection.execute(std::string(whole_schema()).c_str());
  for (const char* table : {"ps_salt", "ps_head"}) seal(connection, table);
  for (const Migration& migration : migrations()) record(connection, migration);
  say_version(connection, migrations().back());
}

bool has_record(Connection& connection) { return has_object(connection, "ps_migrations"); }

// The number of the last migration that is recorded; 0: there is no record.
std::int64_t last_recorded(Connection& connection) {
  if (!has_record(connection)) return 0;
  return connection.number("SELECT coalesce(max(number), 0) FROM ps_migrations");
}

struct Applied {
  std::int64_t number;
  std::string sha256;
};

// What the store records of them, by number. REQUIRES: it has a record.
std::vector<Applied> recorded(Connection& connection) {
  std::vector<Applied> all;
  Query rows(connection, "SELECT number, sha256 FROM ps_migrations ORDER BY number");
  while (rows.step()) all.push_back({rows.integer(0), std::string(rows.text(1))});
  return all;
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

[[noreturn]] void refuse_unrecorded(Connection& connection) {
  throw NotAStore(fmt::format("{}: not a profile store; the file was not changed. It has no "
                              "record of its migrations: another program made or changed it",
                              connection.place()),
                  0);
}

[[noreturn]] void refuse_migration(Connection& connection, const Migration& migration) {
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
  const bool has = has_record(connection);
  const auto applied = has ? recorded(connection) : std::vector<Applied>();
  if (!applied.empty() && applied.back().number != version && applied.back().number > 0)
    refuse_header(connection);
  if (version > known.back().number)
    throw TooNew(fmt::format("{}: the store has schema version {}, but this library knows only up "
                             "to {}; the file was not changed. Open it with a newer version",
                             connection.place(), version, known.back().number),
                 0);
  if (!has) refuse_unrecorded(connection);
  auto next = applied.begin();
  for (const Migration& migration : known) {
    if (migration.number > version) break;
    if (next == applied.end() || next->number != migration.number ||
        next->sha256 != sha256_of(migration))
      refuse_migration(connection, migration);
    ++next;
  }
  refuse_foreign_schema(connection);
}

void verify_untouched(const std::filesystem::path& path, std::span<const Migration> known,
                      const std::function<void(Connection&)>& then) {
  // Cut off in the middle of a checkpoint, the file is no whole database without its log, though
  // its first page is: what can't be read here is for the connection that reads the log too.
  try {
    Connection connection(path, {.writable = false, .beside = Beside::nothing});
    try {
      verify_identity(connection, known);
    } catch (const NotAStore&) {
      throw;
    } catch (const TooNew&) {
      throw;
    } catch (const StorageFailure&) {
    }
    if (then) then(connection);
  } catch (const NotAStore&) {
    throw;
  } catch (const TooNew&) {
    throw;
  } catch (const StorageFailure&) {
  }
}

void migrate(Connection& connection, std::span<const Migration> known, const OnProgress& progress) {
  if (connection.number("PRAGMA user_version") >= known.back().number) return;
  const bool ours = known.data() == migrations().data() && known.size() == migrations().size();
  if (ours && is_empty(connection)) {
    ImmediateTransaction transaction(connection);
    if (is_empty(connection)) make_whole(connection);
    transaction.commit();
  }
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
