// The key of a document under a unique index: the values at its paths, encoded as SQLite stores
// them. Two values have the same encoding exactly if MongoDB's comparison calls them equal.
#pragma once

#include <cstdint>
#include <profilestore/document.hpp>
#include <profilestore/unique_index.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "document/path.hpp"

namespace profilestore::keys {

struct Blob {
  std::string bytes;
  bool operator==(const Blob&) const = default;
};

/// One column of a key. monostate is SQL's NULL, which no UNIQUE index minds: exempt.
using Part = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;
using Key = std::vector<Part>;

/// Stored on disk: do not change; tests pin it.
///   string, symbol -> TEXT          number -> INTEGER if integral and 64 bits hold it, else REAL,
///                                   else (NaN, other decimals) BLOB
///   everything else -> BLOB of the type's bracket and the bytes of the value
Part encode(const Value& value);

/// What an index makes of a document.
enum class State {
  keyed,     ///< the key takes part in the uniqueness
  exempt,    ///< by the index's rule for missing values
  rejected,  ///< missing or null under Missing::reject
  array,     ///< an array on the way or at the path: not supported yet
};

struct Extract {
  State state;
  Key key;           ///< one part a path; for `rejected` and `array`: empty
  std::string path;  ///< for `rejected` and `array`: the path at fault
};

/// A unique index made ready: its rule, its name (its own, or the one that MongoDB would give it)
/// and its paths, cut into segments.
class Index {
 public:
  explicit Index(UniqueIndex rule);

  const UniqueIndex& rule() const { return rule_; }
  const std::string& name() const { return rule_.name; }
  const std::vector<document::Path>& paths() const { return paths_; }

  Extract extract(const Document& document) const;

  /// {path: value, …} as DuplicateKey shows it; a missing value is null.
  Document key_value(const Document& document) const;

  /// {path: 1, …}
  Document key_pattern() const;

 private:
  UniqueIndex rule_;
  std::vector<document::Path> paths_;
};

/// Bytes that two keys share exactly if they are equal, for digests.
std::string bytes_of(const Key& key);

}  // namespace profilestore::keys
