// The different values at a path.
#include <profilestore/collection.hpp>
#include <set>

#include "catalog/rows.hpp"
#include "document/tuples.hpp"
#include "query/filters.hpp"
#include "store/core.hpp"

namespace profilestore {
namespace {

bool is_undefined(const Value& value) {
  return value.is_object() && value.size() == 1 && value.begin().key() == "$undefined";
}

}  // namespace

std::vector<Value> Collection::distinct(const std::string& path, const Document& filter,
                                        const DistinctOptions& options) const {
  const std::vector<document::Path> paths{document::Path(path)};
  if (path.empty() || paths.front().has_empty_segment())
    throw InvalidInput(path.empty() ? 40352 : 15998,
                       "distinct needs a path without empty field names");
  std::set<Value, document::Comparison> values(query::order_of(options.collation));
  const FindOptions found{
      .collation = options.collation, .hint = options.hint, .max_time = options.max_time};
  for (const Document& document : find(filter, found))
    for (const document::Tuple& tuple : document::tuples_at(document, paths).tuples) {
      const Value* value = tuple.front();
      // What an empty array has at its end.
      if (value == nullptr || is_undefined(*value)) continue;
      values.insert(*value);
    }
  return {values.begin(), values.end()};
}

}  // namespace profilestore
