// Documents that stand within one object: `{"data": {"users": […]}}`.
#pragma once

#include <string>
#include <string_view>

namespace profilestore::sources {

/// Where the array or the map of documents is, its brackets included.
struct Wrapped {
  std::size_t begin, end;
  bool is_map;
};

/// What is at the dotted path `at` of the only object in `text`; at "." is that object. Throws
/// InvalidInput, that begins with `name`, if nothing is there, or neither an array nor a map of
/// objects; if a name of the path is there twice; and for text that is not one whole object.
Wrapped wrapped_at(const std::string& name, std::string_view text, const std::string& at);

}  // namespace profilestore::sources
