#include "sqlite/transaction.hpp"

#include <exception>
#include <profilestore/error.hpp>

#include "sqlite/fault_text.hpp"
#include "sqlite/head_marks.hpp"
#include "sqlite/query.hpp"

namespace profilestore::sqlite {

ImmediateTransaction::ImmediateTransaction(Connection& connection) : connection_(connection) {
  Query(connection_, "BEGIN IMMEDIATE").run();
}

ImmediateTransaction::~ImmediateTransaction() {
  if (open_) connection_.roll_back();
}

void ImmediateTransaction::commit() {
  if (connection_.is_stuck())
    throw StorageFailure("an earlier failure could not be rolled back; nothing was done", 0);
  connection_.seal_own_rows();
  HeadMarks* const marks = connection_.head_marks();
  if (marks != nullptr) marks->before_commit();
  Query commit(connection_, "COMMIT");
  if (const int code = commit.try_step(committing); code != SQLITE_DONE)
    connection_.raise(code, committing);
  open_ = false;
  if (marks != nullptr) marks->after_commit();
}

QueuedTransaction::QueuedTransaction(Connection& connection, ProcessQueue* queue,
                                     ProcessQueue::Time deadline)
    : queue_(queue) {
  if (queue_ != nullptr) queue_->enter();
  try {
    begin(connection, deadline);
  } catch (...) {
    if (queue_ != nullptr) queue_->give_up();
    throw;
  }
}

void QueuedTransaction::begin(Connection& connection, ProcessQueue::Time deadline) {
  // A turn that lasts for long may be that of a process that is gone: SQLite's lock tells.
  while (queue_ != nullptr && queue_->wait(deadline) == ProcessQueue::Outcome::stalled)
    if (try_begin(connection)) return;
  connection.wait_until(deadline);
  transaction_.emplace(connection);
}

bool QueuedTransaction::try_begin(Connection& connection) {
  connection.wait_until(ProcessQueue::Time());
  try {
    transaction_.emplace(connection);
  } catch (const Busy&) {
    return false;
  }
  return true;
}

QueuedTransaction::~QueuedTransaction() {
  transaction_.reset();
  if (queue_ != nullptr) queue_->leave();
}

Savepoint::Savepoint(Connection& connection) : connection_(connection) {
  // Where there is no transaction a savepoint would begin one, and commit what is left of a whole.
  if (!connection_.in_transaction())
    throw StorageFailure("an earlier failure rolled the transaction back; nothing was done", 0);
  Query(connection_, "SAVEPOINT ps").run();
}

Savepoint::~Savepoint() {
  // An error such as a full disk may have ended the whole transaction.
  if (!open_ || !connection_.in_transaction()) return;
  const int code = sqlite3_exec(connection_.handle(), "ROLLBACK TO ps", nullptr, nullptr, nullptr);
  // What can't be rolled back alone is not to be committed with the rest.
  if (code == SQLITE_OK)
    sqlite3_exec(connection_.handle(), "RELEASE ps", nullptr, nullptr, nullptr);
  else
    connection_.roll_back();
}

void Savepoint::keep() {
  Query(connection_, "RELEASE ps").run();
  open_ = false;
}

ReadTransaction::ReadTransaction(Connection& connection) : connection_(connection) {
  Query(connection_, "BEGIN").run();
  try {
    schema_version_ =
        connection_.number("PRAGMA schema_version");  // the first read fixes the moment
  } catch (...) {
    connection_.roll_back();
    throw;
  }
}

// By a prepared statement: to parse this text again each time takes as long as to find a key.
ReadTransaction::~ReadTransaction() {
  try {
    Query(connection_, "ROLLBACK").try_step();
  } catch (const std::exception&) {  // memory is gone, or the file was changed
  }
  connection_.roll_back();
}

}  // namespace profilestore::sqlite
