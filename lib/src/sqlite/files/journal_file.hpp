// The rollback journal that may lie beside a store, though a store keeps a write-ahead log: SQLite
// takes a file of that name for the store's own, and writes what it holds over the store.
#pragma once

#include <filesystem>

namespace profilestore::sqlite {

/// Whether there is one that SQLite would read: it begins with another byte than zero. Throws
/// StorageFailure for what is no regular file.
bool has_journal(const std::filesystem::path& store);

/// Throws StorageFailure for a file of that name that is no journal, which SQLite would delete;
/// ForeignWal for a journal of another database than the store, which keeps a log. One that was
/// left when the store was switched to a log by hand is SQLite's business.
void refuse_foreign_journal(const std::filesystem::path& store);

}  // namespace profilestore::sqlite
