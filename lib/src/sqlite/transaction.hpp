// A write transaction: BEGIN IMMEDIATE, since a deferred one that turns to writing fails at once
// when another has written meanwhile, whatever the timeout.
#pragma once

#include <optional>

#include "sqlite/connection.hpp"
#include "sqlite/files/process_queue.hpp"

namespace profilestore::sqlite {

/// Rolled back at the end of its scope unless committed.
class ImmediateTransaction {
 public:
  explicit ImmediateTransaction(Connection& connection);
  ~ImmediateTransaction();
  ImmediateTransaction(const ImmediateTransaction&) = delete;
  ImmediateTransaction& operator=(const ImmediateTransaction&) = delete;

  /// Throws OutcomeUnknown if the system failed to write or to sync it.
  void commit();

 private:
  Connection& connection_;
  bool open_ = true;
};

/// An immediate transaction in its turn among the processes that write.
class QueuedTransaction {
 public:
  /// Waits until `deadline`, and then throws Busy. `queue`: null if nobody else has the file.
  QueuedTransaction(Connection& connection, ProcessQueue* queue, ProcessQueue::Time deadline);
  ~QueuedTransaction();
  QueuedTransaction(const QueuedTransaction&) = delete;
  QueuedTransaction& operator=(const QueuedTransaction&) = delete;

  ImmediateTransaction& transaction() { return *transaction_; }

 private:
  void begin(Connection& connection, ProcessQueue::Time deadline);
  bool try_begin(Connection& connection);

  ProcessQueue* queue_;
  std::optional<ImmediateTransaction> transaction_;
};

/// A part of a transaction: rolled back at the end of its scope unless kept. They nest. Throws
/// StorageFailure if there is no transaction: SQLite takes one back whole when the disk is full.
class Savepoint {
 public:
  explicit Savepoint(Connection& connection);
  ~Savepoint();
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;

  void keep();

 private:
  Connection& connection_;
  bool open_ = true;
};

/// A read transaction: one moment of the store until the end of its scope.
class ReadTransaction {
 public:
  explicit ReadTransaction(Connection& connection);
  ~ReadTransaction();
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;

  /// SQLite's, which every change of the schema raises.
  std::int64_t schema_version() const { return schema_version_; }

 private:
  Connection& connection_;
  std::int64_t schema_version_ = 0;
};

}  // namespace profilestore::sqlite
