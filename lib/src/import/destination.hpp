// The collection that an import goes into, with its indexes.
#pragma once

#include <profilestore/import.hpp>
#include <set>
#include <string>
#include <vector>

#include "sources/source.hpp"
#include "store/write_transaction.hpp"

namespace profilestore::importing {

class Destination {
 public:
  /// REQUIRES: both outlive this.
  Destination(store::WriteTransaction& write, std::string database, const ImportOptions& options)
      : write_(write), database_(std::move(database)), options_(options) {}

  /// Makes the collection, if it is not there, and the indexes that are asked for. Throws
  /// InvalidInput for those that can't be, DuplicateKeys for documents in their way.
  void prepare(const std::vector<sources::Source>& sources);

  const catalog::CollectionEntry& collection() const { return collection_; }

  /// The indexes that mongodump tells of, by source.
  const std::vector<std::vector<SourceIndex>>& dumped() const { return dumped_; }

  /// The names of those that were not there.
  std::vector<std::string> made_indexes() const;

  /// A new collection is filled before its SQLite indexes are made, which is far quicker: makes
  /// them.
  void create_indexes();

 private:
  void prepare_dumped(const sources::Source& source);
  void check_normalise() const;  ///< throws InvalidInput for a path of no index
  void prepare_unique(const Paths& paths);
  void add_index(const Index& rule);
  void create_index(const catalog::IndexEntry& entry);

  store::WriteTransaction& write_;
  const std::string database_;
  const ImportOptions& options_;
  catalog::CollectionEntry collection_;
  std::set<std::string> old_indexes_;  ///< their names
  std::vector<catalog::IndexEntry> not_yet_indexed_;
  std::vector<std::vector<SourceIndex>> dumped_;
};

}  // namespace profilestore::importing
