// Dotted paths: "address.email" names the field `email` of the sub-document `address`.
#pragma once

#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore::document {

/// A dotted path and its segments. Cutting never fails: "a..b" has an empty segment, which the
/// languages that refuse it look for.
class Path {
 public:
  explicit Path(std::string_view text);

  const std::string& text() const { return text_; }
  const std::vector<std::string>& segments() const { return segments_; }
  bool has_empty_segment() const;

  /// Whether one is the other or leads to it: "a" and "a.b", but not "a" and "ab".
  bool overlaps(const Path& other) const;

 private:
  std::string text_;
  std::vector<std::string> segments_;
};

/// The array index that a segment names: decimal digits without a leading zero.
std::optional<std::size_t> index_of(std::string_view segment);

/// The value at `path`, walking plain objects only; null pointer if there is none. Arrays are not
/// entered, nor are wrappers.
const Value* find(const Value& document, const Path& path);

/// The member `name` of a plain object, or null pointer.
const Value* member(const Value& object, std::string_view name);

/// Sets `path`, making plain objects on the way.
/// REQUIRES: no segment but the last meets a value that is no plain object.
void put(Value& document, const Path& path, Value value);

}  // namespace profilestore::document
