// A filter that says of one field that it has a string or an ObjectId, and nothing else: most
// lookups do. Where a unique index has that field, nothing of it needs to be parsed.
#pragma once

#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"

namespace profilestore::query {

/// The unique index that has each document with the value at the path, a text or a number, under
/// the value's key alone; null: there is none, or some document has an array there.
const catalog::IndexEntry* plain_index(const catalog::CollectionEntry& collection,
                                       std::string_view path);

class PlainKey {
 public:
  /// Nothing if the filter is another. REQUIRES: the filter outlives it.
  static std::optional<PlainKey> of(const Document& filter);

  /// As plain_index().
  const catalog::IndexEntry* index_in(const catalog::CollectionEntry& collection) const {
    return plain_index(collection, *name_);
  }

  /// Which key that is. REQUIRES: the index is that of index_in().
  keys::Part key_in(const catalog::IndexEntry& index) const {
    return index.index.part_of(0, *value_);
  }

  /// Whether the value stands in the document, as it is written in normal form. Another may equal
  /// it too.
  bool is_in(std::string_view normal) const;

 private:
  PlainKey(const std::string& name, const Value& value, std::string written)
      : name_(&name), value_(&value), written_(std::move(written)) {}

  const std::string* name_;
  const Value* value_;
  std::string written_;
};

}  // namespace profilestore::query
