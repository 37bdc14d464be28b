// What a survivor becomes by the rules of merging, and why it may not.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "planning/document_merger.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::making_unique {

struct MergedSurvivor {
  planning::MergedDocument merged;
  Value origins;      ///< of its fields: see history::Provenance
  std::string fault;  ///< why the collection can't have it; empty: it can
};

class SurvivorMerger {
 public:
  /// `index`: the one that is being made, under which a merge changes no key. REQUIRES: all stay.
  SurvivorMerger(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                 const catalog::IndexEntry& index, const staging::ImportSchema& schema)
      : connection_(connection), collection_(collection), index_(index), schema_(schema) {}

  /// `rows`: the survivor, then those that give to it, the best first. Nothing if it stays as it
  /// is.
  std::optional<MergedSurvivor> merge(const std::vector<std::int64_t>& rows);

 private:
  std::string fault_of(const planning::MergedDocument& merged,
                       const std::vector<std::int64_t>& rows) const;
  bool is_taken(const catalog::IndexEntry& index, const Document& document,
                const std::vector<std::int64_t>& rows) const;

  sqlite::Connection& connection_;
  const catalog::CollectionEntry& collection_;
  const catalog::IndexEntry& index_;
  const staging::ImportSchema& schema_;
};

}  // namespace profilestore::making_unique
