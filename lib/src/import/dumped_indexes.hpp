// The indexes and options that mongodump writes beside the documents of a collection.
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

/// An option of the collection that no import takes over.
struct DumpedOption {
  std::string name;
  std::string why;  ///< what is so without it, and what to do
};

/// Of the same text: those that change what the collection takes, keeps or finds.
std::vector<DumpedOption> options_left_out(std::string_view text);

}  // namespace profilestore::importing
