// An open store: one writer connection, a pool of readers, and the catalog they share.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <profilestore/store.hpp>
#include <string>
#include <vector>

#include "sqlite/connection.hpp"
#include "sqlite/transaction.hpp"
#include "store/catalog.hpp"
#include "store/open_files.hpp"

namespace profilestore::store {

class Core;

/// A read-only connection, lent for as long as this lives.
class Reader {
 public:
  Reader(std::shared_ptr<Core> core, std::unique_ptr<sqlite::Connection> connection)
      : core_(std::move(core)), connection_(std::move(connection)) {}
  ~Reader();
  Reader(Reader&&) noexcept = default;
  Reader& operator=(Reader&&) = delete;

  sqlite::Connection& connection() { return *connection_; }

  /// The collection; null if there is none. Its indexes may be those of a moment ago.
  const CollectionEntry* collection(std::string_view name);

  /// The collection as it is in the store now; null if there is none.
  const CollectionEntry* collection_now(std::string_view name);

 private:
  std::shared_ptr<Core> core_;
  std::unique_ptr<sqlite::Connection> connection_;
  std::shared_ptr<const Catalog> catalog_;
};

/// The writer connection inside one immediate transaction: rolled back at the end of its scope
/// unless committed. One at a time in a process.
class Turn {
 public:
  explicit Turn(Core& core);
  sqlite::Connection& connection();
  const Catalog& catalog() const { return *catalog_; }

  /// The collection; created with its `_id_` index if there is none.
  const CollectionEntry& collection(std::string_view name);

  /// To be called after a change of the schema.
  void reload_catalog();

  void commit();

 private:
  Core& core_;
  std::unique_lock<std::timed_mutex> lock_;
  sqlite::Transaction transaction_;
  std::shared_ptr<const Catalog> catalog_;
};

class Core : public std::enable_shared_from_this<Core> {
 public:
  /// Opens the store file at `path`, which is resolved and exists. Throws as Store::open does.
  Core(std::filesystem::path path, const StoreOptions& options, sqlite::Journal journal);
  ~Core();

  /// What Store::open does.
  static std::shared_ptr<Core> open(const std::filesystem::path& path, const StoreOptions& options);

  const std::filesystem::path& path() const { return path_; }
  /// The name before the collection's in an E11000: the file's, without its extension.
  std::string database() const { return path_.stem().string(); }

  Reader reader();

 private:
  friend class Reader;
  friend class Turn;

  using Clock = std::chrono::steady_clock;

  std::unique_lock<std::timed_mutex> take_turn();
  void check_process() const;
  std::shared_ptr<const Catalog> catalog() const;
  void publish(std::shared_ptr<const Catalog> catalog);
  void give_back(std::unique_ptr<sqlite::Connection> connection);
  sqlite::Settings settings(bool writable) const;

  std::filesystem::path path_;
  OpenFile open_file_;
  StoreOptions options_;
  sqlite::Journal journal_;
  pid_t owner_;
  std::timed_mutex turn_;
  std::unique_ptr<sqlite::Connection> writer_;
  mutable std::mutex shared_;  // guards what follows
  std::vector<std::unique_ptr<sqlite::Connection>> idle_readers_;
  std::shared_ptr<const Catalog> catalog_;
};


}  // namespace profilestore::store

