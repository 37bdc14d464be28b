// Array filters: the conditions that `$[identifier]` in a path stands for.
#pragma once

#include <map>
#include <memory>
#include <profilestore/document.hpp>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "document/path.hpp"
#include "match/filter.hpp"

namespace profilestore::update {

class ArrayFilters {
 public:
  /// Each filter asks of one identifier: {x: {$gt: 3}}, {"x.a": 1, "x.b": 2}.
  /// Throws InvalidUpdate for one that names none, two, or another's (9), for an identifier that is
  /// not alphanumeric from a small letter on (2), and for what the query language refuses.
  static ArrayFilters parse(std::span<const Document> filters,
                            std::shared_ptr<const match::Terms> terms = nullptr);

  /// Throws InvalidUpdate (2) if `path` has an identifier that no filter explains.
  void check(const document::Path& path, std::string_view op) const;

  /// Throws InvalidUpdate (9) if a filter's identifier is in none of the paths.
  void check_all_used(const std::set<std::string, std::less<>>& identifiers) const;

  /// Whether an element passes the filter of `identifier`; the empty one takes every element.
  /// REQUIRES: check() has passed.
  bool matches(std::string_view identifier, const Value& element) const;

 private:
  std::map<std::string, match::Filter, std::less<>> filters_;
};

}  // namespace profilestore::update
