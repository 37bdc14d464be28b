#include "sqlite/transaction.hpp"

#include "sqlite/query.hpp"

namespace profilestore::sqlite {

Transaction::Transaction(Connection& connection) : connection_(connection) {
  Query(connection_, "BEGIN IMMEDIATE").run();
}

Transaction::~Transaction() {
  if (!open_ || sqlite3_get_autocommit(connection_.handle()) != 0) return;
  sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  Query(connection_, "COMMIT").run();
  open_ = false;
}

}  // namespace profilestore::sqlite
