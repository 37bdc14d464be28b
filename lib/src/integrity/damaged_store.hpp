// A copy of a store of which parts cannot be read, and what its schema still tells.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <profilestore/store.hpp>
#include <string>
#include <vector>

#include "sqlite/connection.hpp"

namespace profilestore::integrity {

/// A table that holds documents.
struct DamagedTable {
  std::string table;            ///< not quoted
  std::string name;             ///< of the collection; of the table, if the catalog lost it
  std::int64_t collection = 0;  ///< its number, which its sums are of; 0: unknown
  bool timestamps = false;
  std::vector<Index> indexes = {};  ///< but for that of `_id`
  std::optional<Validator> validator = {};
};

class DamagedStore {
 public:
  /// Copies the store, and its log if that is its own, into `folder`. Throws Corrupt if no table
  /// can be listed, NotAStore for a file that is no SQLite database in any part.
  DamagedStore(const std::filesystem::path& source, const std::filesystem::path& folder);

  sqlite::Connection& connection() { return *connection_; }

  std::vector<DamagedTable> tables();

  /// Of records that are not salvaged: "ps_events: 12 rows".
  void note_what_is_left();

  std::vector<std::string>& notes() { return notes_; }

 private:
  void copy(const std::filesystem::path& source);
  void open(const std::filesystem::path& source);
  bool is_readable();
  void mend_header();
  void connect(const std::filesystem::path& source);
  std::vector<DamagedTable> recorded();
  std::vector<std::string> tables_of_documents();
  bool holds_documents(const std::string& table);
  std::int64_t collection_of(const std::string& table, std::int64_t recorded);

  std::filesystem::path copy_;
  std::unique_ptr<sqlite::Connection> connection_;
  std::vector<std::string> notes_;
};

}  // namespace profilestore::integrity
