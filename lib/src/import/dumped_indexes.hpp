// The indexes that mongodump writes beside the documents of a collection.
#pragma once

#include <optional>
#include <profilestore/index.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore::importing {

/// An index as the metadata tells of it, but for that of `_id`.
struct DumpedIndex {
  std::string name;
  bool unique = false;
  std::optional<Index> index = {};  ///< nothing: this library has no such index
  std::string why_not = {};         ///< then
};

/// Of the text of a `.metadata.json`, `{"indexes": [{"key": …, "name": …, …}, …], …}`; empty text
/// tells of none. Throws InvalidInput if it can't be read.
std::vector<DumpedIndex> indexes_of_metadata(std::string_view text);

}  // namespace profilestore::importing
