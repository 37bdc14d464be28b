// SQLite without the library between: to look into a store, and to change it behind its back.
#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

class RawDatabase {
 public:
  using Row = std::vector<std::string>;

  explicit RawDatabase(const std::filesystem::path& path)
      : RawDatabase(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {}
  RawDatabase(const std::filesystem::path& path, int flags) {
    check(sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr));
    sqlite3_wal_autocheckpoint(handle_, 0);
  }
  ~RawDatabase() { sqlite3_close(handle_); }
  RawDatabase(const RawDatabase&) = delete;
  RawDatabase& operator=(const RawDatabase&) = delete;

  sqlite3* handle() { return handle_; }

  /// The rows of the last statement, all as text; NULL as "NULL".
  std::vector<Row> rows(const std::string& sql) { return rows(handle_, sql); }

  static std::vector<Row> rows(sqlite3* handle, const std::string& sql) {
    std::vector<Row> rows;
    const auto collect = [](void* to, int count, char** values, char**) {
      Row row;
      for (int i = 0; i < count; ++i) row.emplace_back(values[i] == nullptr ? "NULL" : values[i]);
      static_cast<std::vector<Row>*>(to)->push_back(std::move(row));
      return 0;
    };
    char* message = nullptr;
    if (sqlite3_exec(handle, sql.c_str(), collect, &rows, &message) == SQLITE_OK) return rows;
    const std::string fault = message == nullptr ? "?" : message;
    sqlite3_free(message);
    throw std::runtime_error(fault + ": " + sql);
  }

  /// What SQLite says against a statement.
  static std::string refusal(sqlite3* handle, const std::string& sql) {
    try {
      rows(handle, sql);
    } catch (const std::runtime_error& refused) {
      return refused.what();
    }
    return "was accepted";
  }

  void run(const std::string& sql) { rows(sql); }
  std::string value(const std::string& sql) { return rows(sql).at(0).at(0); }

 private:
  void check(int code) {
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(handle_));
  }

  sqlite3* handle_ = nullptr;
};
