// What the store remembers of parts of an import that were undone: ps_undone_keys.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "document/bytes.hpp"
#include "sqlite/connection.hpp"

namespace profilestore::history {

/// Where the digest of a key stands in ps_undone_keys, for what is no single key: all of an import
/// of which something was left; and what was undone of keys of which something was.
inline constexpr std::string_view all_but_what_was_left = "", parts_of_keys = "-";

/// One entry more of `key`, or as much more in it. `contents`: digests, one after the other.
void add_partial_undo(sqlite::Connection& connection, std::int64_t import, std::string_view key,
                      std::int64_t removed, const std::string& contents);

/// When that key was undone; empty: it was not.
std::string undone_since(sqlite::Connection& connection, std::int64_t import, std::string_view key);

/// All of it together.
struct PartialUndo {
  std::int64_t removed = 0;             ///< documents that the import had made
  std::set<document::Digest> contents;  ///< of the documents of its sources that are gone
};
PartialUndo partial_undo(sqlite::Connection& connection, std::int64_t import);

}  // namespace profilestore::history
