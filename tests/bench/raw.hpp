// SQLite's own C interface, as plain as it is used: what the floors are made of.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace bench {

/// A connection. Its calls throw std::runtime_error with SQLite's message.
class Database {
 public:
  /// Opens or creates the file as SQLite does by itself: pages of 4 KiB, 2 MB of cache.
  explicit Database(const std::filesystem::path& file);

  void run(const char* sql) const;
  sqlite3* get() const { return database_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
  };
  std::unique_ptr<sqlite3, Close> database_;
};

/// The settings of a store: a log, and what a commit waits for ("FULL", "NORMAL" or "OFF").
Database open_with_log(const std::filesystem::path& file, const char* synchronous);

/// A prepared statement, which is kept and bound again. What is bound must live until it is
/// stepped.
class Statement {
 public:
  Statement(const Database& database, const char* sql);

  Statement& bind(int place, std::int64_t number);
  Statement& bind(int place, std::string_view text);

  /// Goes to the next row; returns false, and is reset, if there is none.
  bool step();
  /// Steps over all rows.
  void run();
  /// Of the row that it is at. Valid until the next step.
  std::string_view text(int column) const;
  /// Ends it before its last row.
  void reset() { sqlite3_reset(statement_.get()); }
  sqlite3_stmt* get() const { return statement_.get(); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace bench
