// exec's arguments "collation", "hint" and "maxTimeMS", which all operations with a filter take.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "arguments/arguments.hpp"
#include "arguments/index_text.hpp"
#include "exec/operations.hpp"

namespace profilestore::cli {
namespace {

constexpr int failed_to_parse = 9;

bool has_keys(const Index& index, const Document& pattern) {
  if (pattern.size() != index.paths.size()) return false;
  std::size_t i = 0;
  for (const auto& [path, direction] : pattern.items()) {
    if (path != index.paths[i] || whole_number(direction) != index.paths.direction(i)) return false;
    ++i;
  }
  return true;
}

// MongoDB: an empty pattern is no hint.
std::string name_of_keys(const Document& pattern, const Collection& collection) {
  if (pattern.empty()) return "";
  if (pattern.contains("$natural"))
    throw InvalidInput(bad_value, "'hint': {$natural: …} is not supported; name an index");
  std::vector<std::string> names;
  for (const Index& index : collection.list_indexes())
    if (has_keys(index, pattern)) names.push_back(index.name);
  if (names.size() == 1) return names.front();
  const std::string keys = plain_text(pattern);
  if (names.empty()) return keys;  // refused as any name that is no index
  throw InvalidInput(bad_value,
                     fmt::format("'hint': several indexes have the keys {}; name one: {}", keys,
                                 fmt::join(names, ", ")));
}

}  // namespace

std::optional<Collation> collation_argument(const Fields& arguments) {
  const Document given = arguments.document_or_empty("collation");
  if (given.empty()) return std::nullopt;  // MongoDB: only for an index is that an error
  return collation_of(given);
}

std::string hint_argument(const Fields& arguments, const Collection& collection) {
  if (!arguments.has("hint")) return "";
  const Value& hint = arguments.any("hint");
  if (hint.is_object()) return name_of_keys(hint, collection);
  if (!hint.is_string())
    throw InvalidInput(failed_to_parse, "'hint' must be the name of an index or its keys");
  if (hint == "")
    throw InvalidInput(bad_value,
                       "hint provided does not correspond to an existing index: it is empty");
  return hint.get<std::string>();
}

std::chrono::milliseconds max_time_argument(const Fields& arguments) {
  constexpr std::int64_t longest = 2147483647;  // MongoDB's bound
  const std::int64_t given = arguments.number_or("maxTimeMS", 0);
  if (given < 0 || given > longest)
    throw InvalidInput(
        bad_value, fmt::format("{} value for maxTimeMS is out of range [0, {}]", given, longest));
  return std::chrono::milliseconds(given);
}

DeleteOptions delete_options(const Fields& arguments, const Collection& collection) {
  return {.collation = collation_argument(arguments),
          .hint = hint_argument(arguments, collection),
          .operation_id = arguments.text_or("operationId", ""),
          .max_time = max_time_argument(arguments),
          .let = arguments.document_or_empty("let")};
}

}  // namespace profilestore::cli
