// A write transaction: BEGIN IMMEDIATE, since a deferred one that turns to writing fails at once
// when another has written meanwhile, whatever the timeout.
#pragma once

#include "sqlite/connection.hpp"

namespace profilestore::sqlite {

/// Rolled back at the end of its scope unless committed.
class ImmediateTransaction {
 public:
  explicit ImmediateTransaction(Connection& connection);
  ~ImmediateTransaction();
  ImmediateTransaction(const ImmediateTransaction&) = delete;
  ImmediateTransaction& operator=(const ImmediateTransaction&) = delete;

  /// Throws OutcomeUnknown if the commit's fsync failed.
  void commit();

 private:
  Connection& connection_;
  bool open_ = true;
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
