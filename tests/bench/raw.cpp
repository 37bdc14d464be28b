#include "bench/raw.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace bench {
namespace {

[[noreturn]] void raise(sqlite3* database) {
  throw std::runtime_error(fmt::format("SQLite: {}", sqlite3_errmsg(database)));
}

}  // namespace

Database::Database(const std::filesystem::path& file) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open(file.c_str(), &opened);
  database_.reset(opened);
  if (code != SQLITE_OK) raise(opened);
  sqlite3_busy_timeout(opened, 5000);
}

void Database::run(const char* sql) const {
  if (sqlite3_exec(get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) raise(get());
}

Database open_with_log(const std::filesystem::path& file, const char* synchronous) {
  Database database(file);
  database.run(
      fmt::format("PRAGMA journal_mode = WAL; PRAGMA synchronous = {}", synchronous).c_str());
  return database;
}

Statement::Statement(const Database& database, const char* sql) {
  sqlite3_stmt* made = nullptr;
  if (sqlite3_prepare_v3(database.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr) !=
      SQLITE_OK)
    raise(database.get());
  statement_.reset(made);
}

Statement& Statement::bind(int place, std::int64_t number) {
  sqlite3_bind_int64(statement_.get(), place, number);
  return *this;
}

Statement& Statement::bind(int place, std::string_view text) {
  sqlite3_bind_text(statement_.get(), place, text.data(), static_cast<int>(text.size()),
                    SQLITE_STATIC);
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  sqlite3_reset(statement_.get());
  if (code != SQLITE_DONE) raise(sqlite3_db_handle(statement_.get()));
  return false;
}

void Statement::run() {
  while (step()) {
  }
}

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

}  // namespace bench
