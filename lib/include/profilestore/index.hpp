// Indexes: which values of a document no other may share, and by which it is found quickly.
#pragma once

#include <initializer_list>
#include <optional>
#include <profilestore/collation.hpp>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// What an index makes of a document without a value at its paths.
enum class Missing {
  collide,   ///< MongoDB's plain index: missing and null are one value, so one such document
  sparse,    ///< MongoDB's sparse index: exempt if every path is missing; a null is a value
  distinct,  ///< exempt if any path is missing or null: any number of such documents
  reject,    ///< missing or null at any path is an error (ValidationFailed)
};

/// "collide", "sparse", "distinct", "reject".
std::string_view name_of(Missing missing);

/// The rule of that name, if there is one.
std::optional<Missing> missing_of(std::string_view name);

/// A dotted path of an index, and its direction as MongoDB has it in `{email: 1}`: 1 or -1. An
/// index is read in both directions whatever it says; the direction is a part of its name.
struct IndexPath {
  std::string path;
  int direction = 1;

  IndexPath(const char* text) : path(text) {}             // NOLINT: implicit
  IndexPath(std::string text) : path(std::move(text)) {}  // NOLINT: implicit
  IndexPath(std::string text, int ascending) : path(std::move(text)), direction(ascending) {}
  bool operator==(const IndexPath&) const = default;
};

/// One dotted path, or several: Paths{"userId"}, Paths{"tenant", "address.email"},
/// Paths{{"tenant", 1}, {"updatedAt", -1}}.
class Paths {
 public:
  Paths(const char* path) : Paths({IndexPath(path)}) {}             // NOLINT: implicit
  Paths(std::string path) : Paths({IndexPath(std::move(path))}) {}  // NOLINT: implicit
  Paths(std::initializer_list<IndexPath> paths) : Paths(std::vector<IndexPath>(paths)) {}
  Paths(const std::vector<std::string>& paths)  // NOLINT: implicit
      : Paths(std::vector<IndexPath>(paths.begin(), paths.end())) {}
  explicit Paths(std::vector<IndexPath> paths);

  auto begin() const { return paths_.begin(); }
  auto end() const { return paths_.end(); }
  std::size_t size() const { return paths_.size(); }
  const std::string& operator[](std::size_t i) const { return paths_[i]; }
  int direction(std::size_t i) const { return directions_[i]; }

  /// The same paths in the same directions; without their directions: same_as().
  bool operator==(const Paths&) const = default;
  bool same_as(const Paths& other) const { return paths_ == other.paths_; }

 private:
  std::vector<std::string> paths_;
  std::vector<int> directions_;
};

/// An index of a collection. A query that says something about its first paths, or sorts by them,
/// reads it instead of the whole collection.
struct Index {
  Paths paths;
  bool unique = false;
  Missing missing = Missing::collide;  ///< `distinct` and `reject`: of unique indexes only
  std::string name = {};  ///< empty: as MongoDB names it, `userId_1`, `tenant_1_address.email_1`
  /// Only documents that match this filter are in the index (MongoDB's partialFilterExpression);
  /// null or empty: all are. It may use $eq, $exists: true, $gt, $gte, $lt, $lte, $in, $type, $and,
  /// $or. A query is served by such an index if its equalities say that its matches are in it;
  /// {$type: "string"} is said by none, as a string equals a symbol: {$gt: ""} is.
  Document where = {};
  /// Which strings are equal; nothing: those of the same bytes. Of the queries, equalities alone
  /// read such an index, and they match as they always do: {name: "Ann"} does not find "ann".
  std::optional<Collation> collation = {};

  bool operator==(const Index&) const = default;
};

/// No two documents of the collection have equal values at all of `paths`. Equality is MongoDB's:
/// 1 = 1.0 = Int64 1 = Decimal 1, and 1 ≠ "1" ≠ true. Of an array each element is a value, which
/// may stand in it several times.
struct UniqueIndex {
  Paths paths;
  Missing missing = Missing::collide;
  std::string name = {};
  Document where = {};
  std::optional<Collation> collation = {};

  operator Index() const {  // NOLINT: implicit
    return {paths, true, missing, name, where, collation};
  }
};

}  // namespace profilestore
