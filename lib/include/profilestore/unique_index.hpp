// A unique index: which values of a document no other document of the collection may share.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// What a unique index makes of a document without a value at its paths.
enum class Missing {
  collide,   ///< MongoDB's plain unique index: missing and null are one value, so one such document
  sparse,    ///< MongoDB's sparse index: exempt if every path is missing; a null is a value
  distinct,  ///< exempt if any path is missing or null: any number of such documents
  reject,    ///< missing or null at any path is an error (ValidationFailed)
};

/// "collide", "sparse", "distinct", "reject".
std::string_view name_of(Missing missing);

/// The rule of that name, if there is one.
std::optional<Missing> missing_of(std::string_view name);

/// One dotted path, or several: Paths{"userId"}, Paths{"tenant", "address.email"}.
class Paths {
 public:
  Paths(const char* path) : paths_{path} {}                            // NOLINT: implicit
  Paths(std::string path) : paths_{std::move(path)} {}                 // NOLINT: implicit
  Paths(std::initializer_list<std::string> paths) : paths_(paths) {}   // NOLINT: implicit
  Paths(std::vector<std::string> paths) : paths_(std::move(paths)) {}  // NOLINT: implicit

  auto begin() const { return paths_.begin(); }
  auto end() const { return paths_.end(); }
  std::size_t size() const { return paths_.size(); }
  const std::string& operator[](std::size_t i) const { return paths_[i]; }
  bool operator==(const Paths&) const = default;

 private:
  std::vector<std::string> paths_;
};

/// No two documents of the collection have equal values at all of `paths`. Equality is MongoDB's:
/// 1 = 1.0 = Int64 1 = Decimal 1, and 1 ≠ "1" ≠ true.
struct UniqueIndex {
  Paths paths;
  Missing missing = Missing::collide;
  std::string name = {};  ///< empty: as MongoDB names it, `userId_1`, `tenant_1_address.email_1`

  bool operator==(const UniqueIndex&) const = default;
};

}  // namespace profilestore
