// The SQL that a connection runs, as it is sent.
#pragma once

#include <sqlite3.h>

#include <string>
#include <vector>

#include "store/raw_database.hpp"
#include "store/write_transaction.hpp"

/// Listens for as long as it lives. REQUIRES: no other thread uses the connection.
class Statements {
 public:
  explicit Statements(sqlite3* connection) : connection_(connection) {
    sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, &Statements::heard, this);
  }
  ~Statements() { sqlite3_trace_v2(connection_, 0, nullptr, nullptr); }
  Statements(const Statements&) = delete;
  Statements& operator=(const Statements&) = delete;

  const std::vector<std::string>& all() const { return all_; }

 private:
  static int heard(unsigned, void* self, void* statement, void*) {
    static_cast<Statements*>(self)->all_.emplace_back(
        sqlite3_sql(static_cast<sqlite3_stmt*>(statement)));
    return 0;
  }

  sqlite3* connection_;
  std::vector<std::string> all_;
};

/// The writer's connection, at rest.
inline sqlite3* writer_of(const profilestore::Store& store) {
  return profilestore::store::WriteTransaction(*store.core()).connection().handle();
}

/// The connection that the next read uses, if no other is at work.
inline sqlite3* reader_of(const profilestore::Store& store) {
  return store.core()->reader().connection().handle();
}

/// What SQLite says that it will do, a line a step.
inline std::string plan_of(sqlite3* connection, const std::string& sql) {
  std::string plan;
  for (const auto& row : RawDatabase::rows(connection, "EXPLAIN QUERY PLAN " + sql))
    plan += row.at(3) + "\n";
  return plan;
}
