#include "extjson/names.hpp"

#include <algorithm>

namespace profilestore::extjson {

std::optional<std::string_view> Names::close(const Object& object) {
  const auto first = names_.begin() + static_cast<std::ptrdiff_t>(object.first);
  std::optional<std::string_view> twice;
  if (names_.size() - object.first > few) {
    std::sort(first, names_.end());
    const auto found = std::adjacent_find(first, names_.end());
    if (found != names_.end()) twice = *found;
  }
  names_.erase(first, names_.end());
  return twice;
}

}  // namespace profilestore::extjson
