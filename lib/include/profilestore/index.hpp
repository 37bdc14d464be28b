// Indexes: which values no two documents may share, and by which documents are found quickly.
#pragma once

#include <chrono>
#include <initializer_list>
#include <optional>
#include <profilestore/collation.hpp>
#include <profilestore/document.hpp>
#include <profilestore/normalise.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// How an index treats a document without a value at its paths.
enum class Missing {
  collide,   ///< MongoDB's plain index: missing and null are one value, so one such document
  sparse,    ///< MongoDB's sparse index: exempt if every path is missing; null is a value
  distinct,  ///< exempt if any path is missing or null: any number of such documents
  reject,    ///< missing or null at any path is an error (ValidationFailed)
};

/// "collide", "sparse", "distinct", "reject".
std::string_view name_of(Missing missing);

/// The rule of that name; empty if there is none.
std::optional<Missing> missing_of(std::string_view name);

/// A dotted path of an index and its direction, 1 or -1, as in MongoDB's `{email: 1}`. An index can
/// be read in both directions regardless; the direction is part of its name.
struct IndexPath {
  std::string path;   ///< dotted
  int direction = 1;  ///< 1 or -1

  /// An ascending path.
  IndexPath(const char* text) : path(text) {}  // NOLINT: implicit
  /// An ascending path.
  IndexPath(std::string text) : path(std::move(text)) {}  // NOLINT: implicit
  /// A path and its direction.
  IndexPath(std::string text, int ascending) : path(std::move(text)), direction(ascending) {}
  bool operator==(const IndexPath&) const = default;
};

/// One or several dotted paths: Paths{"userId"}, Paths{"tenant", "address.email"},
/// Paths{{"tenant", 1}, {"updatedAt", -1}}.
class Paths {
 public:
  /// One path.
  Paths(const char* path) : Paths({IndexPath(path)}) {}  // NOLINT: implicit
  /// One path.
  Paths(std::string path) : Paths({IndexPath(std::move(path))}) {}  // NOLINT: implicit
  /// Several paths.
  Paths(std::initializer_list<IndexPath> paths) : Paths(std::vector<IndexPath>(paths)) {}
  /// Several ascending paths.
  Paths(const std::vector<std::string>& paths)  // NOLINT: implicit
      : Paths(std::vector<IndexPath>(paths.begin(), paths.end())) {}
  /// Several paths, each with its direction.
  explicit Paths(std::vector<IndexPath> paths);

  /// The paths as strings, in their order.
  auto begin() const { return paths_.begin(); }
  /// The end of the paths.
  auto end() const { return paths_.end(); }
  /// How many there are.
  std::size_t size() const { return paths_.size(); }
  /// The path at `i`.
  const std::string& operator[](std::size_t i) const { return paths_[i]; }
  /// The direction of the path at `i`: 1 or -1.
  int direction(std::size_t i) const { return directions_[i]; }

  /// Compares paths and directions.
  bool operator==(const Paths&) const = default;
  /// Compares the paths alone.
  bool same_as(const Paths& other) const { return paths_ == other.paths_; }

 private:
  std::vector<std::string> paths_;
  std::vector<int> directions_;
};

/// An index of a collection. Queries that restrict its first paths, or sort by them, read it
/// instead of the whole collection.
struct Index {
  Paths paths;                         ///< what it orders by
  bool unique = false;                 ///< see UniqueIndex
  Missing missing = Missing::collide;  ///< `distinct` and `reject`: unique indexes only
  std::string name = {};  ///< empty: as MongoDB names it, `userId_1`, `tenant_1_address.email_1`
  /// Only documents that match this filter are in the index (MongoDB's partialFilterExpression);
  /// null or empty: all documents. Allowed: $eq, $exists: true, $gt, $gte, $lt, $lte, $in, $all,
  /// $type, $and, $or. The index serves a query whose equalities imply that its matches are in the
  /// index. None implies {$type: "string"}, since a string equals a symbol; use {$gt: ""} instead.
  Document where = {};
  /// Which strings are equal; empty: those with equal bytes. A call searches by such an index as by
  /// any other if it has the same collation or names it as its hint; else for equalities only, and
  /// matches as always: {name: "Ann"} does not find "ann".
  std::optional<Collation> collation = {};
  /// Which texts are one key besides: case, blanks, spellings of an e-mail address or a telephone
  /// number. Queries use such an index for equalities only, and match as always, unless they name
  /// it as their `hint`.
  Normalise normalise = {};
  /// Delete documents so long after the date at the path: MongoDB's expireAfterSeconds, a TTL
  /// index. Of an array its least date counts; a document without a date there stays for ever. 0:
  /// at that date. One path, not `_id`, at most 2,147,483,647 s, no normalise. Documents that have
  /// expired are found until they are deleted, see Store::expire().
  std::optional<std::chrono::seconds> expire_after = {};

  bool operator==(const Index&) const = default;
};

/// An index under which no two documents have equal values at all of `paths`. Equality is
/// MongoDB's: 1 = 1.0 = Int64 1 = Decimal 1, and 1 ≠ "1" ≠ true. Each element of an array is a
/// value; one document may repeat it.
struct UniqueIndex {
  Paths paths;                              ///< the unique key
  Missing missing = Missing::collide;       ///< see Index::missing
  std::string name = {};                    ///< see Index::name
  Document where = {};                      ///< see Index::where
  std::optional<Collation> collation = {};  ///< see Index::collation
  Normalise normalise = {};                 ///< see Index::normalise

  /// The same as an Index.
  operator Index() const {  // NOLINT: implicit
    return {paths, true, missing, name, where, collation, normalise, {}};
  }
};

}  // namespace profilestore
