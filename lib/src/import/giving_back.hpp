// Documents put back into their collection, and taken out of it, with their keys.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "import/archive.hpp"
#include "store/rows.hpp"
#include "store/turn.hpp"

namespace profilestore::importing {

/// REQUIRES: the turn lives as long as this; nobody else changes the collection's schema meanwhile.
class GivingBack {
 public:
  /// `taken`: whether a row is not to be used though it is free.
  GivingBack(store::Turn& turn, std::string collection, std::function<bool(std::int64_t)> taken)
      : turn_(turn), name_(std::move(collection)), taken_(std::move(taken)) {}

  const store::CollectionEntry& collection() const { return *turn_.catalog().find(name_); }

  /// As a new row: its own if that is free, else behind all that there are and were. The row;
  /// nothing, and nothing was done, if the indexes do not admit it.
  std::optional<std::int64_t> insert(const StoredDocument& document);

  /// In the place of what its row holds. False, and nothing was done, if the indexes do not admit
  /// it. REQUIRES: there is such a row.
  bool replace(const StoredDocument& document);

  void remove(std::int64_t row);

  bool has(std::int64_t row);

 private:
  std::optional<store::DocumentKeys> keys_of(const StoredDocument& document, std::int64_t own);
  void write(const std::string& sql, std::int64_t row, const StoredDocument& document,
             const store::DocumentKeys& keys);
  std::int64_t last_row();

  store::Turn& turn_;
  std::string name_;
  std::function<bool(std::int64_t)> taken_;
};

}  // namespace profilestore::importing
