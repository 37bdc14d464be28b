// The collection that an import goes into, with its indexes.
#pragma once

#include <profilestore/import.hpp>
#include <set>
#include <string>
#include <vector>

#include "import/source.hpp"
#include "store/turn.hpp"

namespace profilestore::importing {

class Destination {
 public:
  /// REQUIRES: both outlive this.
  Destination(store::Turn& turn, std::string database, const ImportOptions& options)
      : turn_(turn), database_(std::move(database)), options_(options) {}

  /// Makes the collection, if it is not there, and the indexes that are asked for. Throws
  /// InvalidInput for those that can't be, DuplicateKeys for documents in their way.
  void prepare(const std::vector<Source>& sources);

  const store::CollectionEntry& collection() const { return collection_; }

  /// The indexes that mongodump tells of, by source.
  const std::vector<std::vector<SourceIndex>>& dumped() const { return dumped_; }

  /// The names of those that were not there.
  std::vector<std::string> made_indexes() const;

  /// A new collection is filled before its SQLite indexes are made, which is far quicker: makes
  /// them.
  void create_indexes();

 private:
  void prepare_dumped(const Source& source);
  void prepare_unique(const Paths& paths);
  void add_index(const Index& rule);
  void create_index(const store::IndexEntry& entry);

  store::Turn& turn_;
  const std::string database_;
  const ImportOptions& options_;
  store::CollectionEntry collection_;
  std::set<std::string> old_indexes_;  ///< their names
  std::vector<store::IndexEntry> not_yet_indexed_;
  std::vector<std::vector<SourceIndex>> dumped_;
};

}  // namespace profilestore::importing
