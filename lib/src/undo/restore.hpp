// Documents put back into their collection, and taken out of it, with their keys.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "catalog/rows.hpp"
#include "history/archive.hpp"
#include "store/write_transaction.hpp"

namespace profilestore::undoing {

/// REQUIRES: the write transaction lives as long as this; nobody else changes the collection's
/// schema meanwhile.
class Restorer {
 public:
  /// `taken`: whether a row is not to be used though it is free.
  Restorer(store::WriteTransaction& write, std::string collection,
           std::function<bool(std::int64_t)> taken)
      : write_(write), name_(std::move(collection)), taken_(std::move(taken)) {}

  const catalog::CollectionEntry& collection() const { return *write_.catalog().find(name_); }

  /// As a new row: its own if that is free, else behind all that there are and were. The row;
  /// nothing, and nothing was done, if the indexes do not admit it.
  std::optional<std::int64_t> insert(const history::StoredDocument& document);

  /// In the place of what its row holds. False, and nothing was done, if the indexes do not admit
  /// it. REQUIRES: there is such a row.
  bool replace(const history::StoredDocument& document);

  void remove(std::int64_t row) { remove(row, row); }

  /// All of [first, last].
  void remove(std::int64_t first, std::int64_t last);

  bool has(std::int64_t row);

 private:
  std::optional<catalog::DocumentKeys> keys_of(const history::StoredDocument& document,
                                               std::int64_t own);
  void write(const std::string& sql, std::int64_t row, const history::StoredDocument& document,
             const catalog::DocumentKeys& keys);
  void write_elements(std::int64_t row, const catalog::DocumentKeys& keys);
  std::int64_t last_row();

  store::WriteTransaction& write_;
  std::string name_;
  std::function<bool(std::int64_t)> taken_;
};

}  // namespace profilestore::undoing
