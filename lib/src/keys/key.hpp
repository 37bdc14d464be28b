// The keys of a document under an index: the values at its paths, encoded as SQLite stores
// them. Two values have the same encoding exactly if MongoDB's comparison calls them equal.
#pragma once

#include <cstdint>
#include <profilestore/document.hpp>
#include <profilestore/index.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "document/path.hpp"
#include "keys/collator.hpp"
#include "keys/normaliser.hpp"

namespace profilestore::keys {

struct Blob {
  std::string bytes;
  auto operator<=>(const Blob&) const = default;
};

/// One column of a key. monostate is SQL's NULL, which no UNIQUE index minds: exempt.
using Part = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;
using Key = std::vector<Part>;

/// Stored on disk: do not change; tests pin it.
///   string, symbol -> TEXT          number -> INTEGER if integral and 64 bits hold it, else REAL,
///                                   else (NaN, other decimals) BLOB
///   everything else -> BLOB of the type's bracket and the bytes of the value
Part encode(const Value& value);
Part encode(Value&& value);

/// What an index makes of a document.
enum class State {
  keyed,     ///< one key
  several,   ///< an array stands at a path or on the way to it: a key for each of its elements
  exempt,    ///< no key, by the index's rule for missing values
  rejected,  ///< missing or null under Missing::reject
  parallel,  ///< two of the paths lead into different arrays (MongoDB: 171)
};

struct Extract {
  State state;
  Key key = {};                ///< of `keyed`, one part a path; of all others as many NULLs
  std::vector<Key> keys = {};  ///< of `several`: the different ones; none, if all are exempt
  std::string path = {};  ///< at fault, of `rejected` and `parallel`; the array's, of `several`
  bool missing = false;   ///< whatever the state: a path has no value, for one element at least
  bool null = false;      ///< none is missing, and all values are null, for one element at least
};

/// An index made ready: its rule, its name (its own, or the one that MongoDB would give it) and its
/// paths, cut into segments.
class Indexer {
 public:
  explicit Indexer(Index rule);

  const Index& rule() const { return rule_; }
  const std::string& name() const { return rule_.name; }
  const std::vector<document::Path>& paths() const { return paths_; }
  std::size_t size() const { return paths_.size(); }

  Extract extract(const Document& document) const;

  /// The part of the value at path number `path` under this index: encode(), of its normal form
  /// and under its collation.
  Part part_of(std::size_t path, const Value& value) const;

  /// The normal form of the value at path number `path`: itself, if the index has no steps there.
  Value form_of(std::size_t path, const Value& value) const;

  /// Whether two values have one part exactly if they are equal under `collation`; without one, if
  /// a filter calls them equal. The locale does not count: all that can be named compare alike.
  bool equals_under(const std::optional<Collation>& collation) const;

  /// The value as it is compared under the collation: see keys::collated(). As it is without one.
  Value collated(const Value& value) const;

  /// ICU's version, which the keys depend on; empty if they do not.
  std::string icu_version() const;

  /// {path: value, …} of the key `key` of `document`, as DuplicateKey shows it; a missing value is
  /// null.
  Document key_value(const Document& document, const Key& key) const;

  /// {path: 1, …}, or -1 where the path descends
  Document key_pattern() const;

 private:
  Extract extract_several(const Document& document, const document::Path& array) const;

  Index rule_;
  std::vector<document::Path> paths_;
  std::optional<Collator> collator_;
  std::vector<Normaliser> normalisers_;  ///< one a path; none if no path has steps
};

/// Bytes that two keys share exactly if they are equal, for digests.
std::string bytes_of(const Key& key);
void append_bytes(std::string& out, const Key& key);
void append_bytes(std::string& out, const Part& part);

}  // namespace profilestore::keys
