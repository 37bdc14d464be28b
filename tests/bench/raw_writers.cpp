#include "bench/raw_writers.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <memory>
#include <random>
#include <stdexcept>
#include <string>

namespace bench {
namespace {

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

[[noreturn]] void fail(sqlite3* database) {
  throw std::runtime_error(fmt::format("SQLite: {}", sqlite3_errmsg(database)));
}

void run(const Database& database, const char* sql) {
  if (sqlite3_exec(database.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    fail(database.get());
}

Database open(const std::filesystem::path& file) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open(file.c_str(), &opened);
  Database database(opened);
  if (code != SQLITE_OK) fail(opened);
  sqlite3_busy_timeout(opened, 5000);
  run(database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  return database;
}

Statement prepare(const Database& database, const char* sql) {
  sqlite3_stmt* made = nullptr;
  if (sqlite3_prepare_v3(database.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr) !=
      SQLITE_OK)
    fail(database.get());
  return Statement(made);
}

constexpr const char* upsert =
    "INSERT INTO profiles(k, doc) VALUES(?1, json_object('userId', ?1, 'a', ?2, 'b', 'x', 'n', 1)) "
    "ON CONFLICT(k) DO UPDATE SET doc = "
    "json_set(doc, '$.a', ?2, '$.b', 'x', '$.n', coalesce(json_extract(doc, '$.n'), 0) + 1) "
    "RETURNING doc";

}  // namespace

void fill_raw(const std::filesystem::path& file, int users) {
  const Database database = open(file);
  run(database,
      "CREATE TABLE profiles(row INTEGER PRIMARY KEY, k INTEGER UNIQUE, doc TEXT); BEGIN");
  const Statement insert = prepare(
      database, "INSERT INTO profiles(k, doc) VALUES(?1, json_object('userId', ?1, 'text', ?2))");
  const std::string text(1000, 'x');
  for (int user = 0; user < users; ++user) {
    sqlite3_bind_int(insert.get(), 1, user);
    sqlite3_bind_text(insert.get(), 2, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    if (sqlite3_step(insert.get()) != SQLITE_DONE) fail(database.get());
    sqlite3_reset(insert.get());
  }
  run(database, "COMMIT");
}

Share raw_writer(const std::filesystem::path& file, int users, unsigned seed,
                 Clock::time_point end) {
  const Database database = open(file);
  const Statement statement = prepare(database, upsert);
  std::minstd_rand random(seed * 7919 + 1);
  Share share;
  for (auto start = Clock::now(); start < end;) {
    sqlite3_bind_int(statement.get(), 1, static_cast<int>(random() % unsigned(users)));
    sqlite3_bind_int64(statement.get(), 2, static_cast<sqlite3_int64>(random()));
    int code = sqlite3_step(statement.get());
    while (code == SQLITE_ROW) code = sqlite3_step(statement.get());
    if ((code & 0xFF) == SQLITE_BUSY)
      ++share.busy;
    else if (code != SQLITE_DONE)
      fail(database.get());
    sqlite3_reset(statement.get());
    const auto now = Clock::now();
    share.milliseconds.push_back(std::chrono::duration<float, std::milli>(now - start).count());
    start = now;
  }
  return share;
}

}  // namespace bench
