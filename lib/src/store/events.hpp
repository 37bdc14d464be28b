// The events of a store: those that it has, and those that its next commit writes.
#pragma once

#include <mutex>
#include <string>

#include "keys/key.hpp"
#include "sqlite/connection.hpp"
#include "sqlite/transaction.hpp"
#include "store/event_log.hpp"

namespace profilestore::store {

/// Those that a store has.
EventLog load_events(sqlite::Connection& connection);

/// What happened since the last commit that was written. Its functions may be called from any
/// thread, those that take a connection with a write transaction.
class PendingEvents {
 public:
  bool empty() const;
  void add(const EventLog& events);

  /// Commits `transaction` with the events that are pending, and with `noted`. They do not make it
  /// fail: what can't be written stays pending.
  void commit(sqlite::Connection& connection, sqlite::ImmediateTransaction& transaction,
              const EventLog& noted);

  /// While it is held no commit comes between; then those pending are in no transaction.
  std::unique_lock<std::mutex> hold() const { return std::unique_lock(mutex_); }
  const EventLog& held() const { return pending_; }

  /// StoreEvent::digest of a key.
  std::string digest_of(sqlite::Connection& connection, const keys::Key& key);

 private:
  mutable std::mutex mutex_;
  EventLog pending_;
  std::string salt_;  // of a write transaction; empty: not read yet
};

}  // namespace profilestore::store
