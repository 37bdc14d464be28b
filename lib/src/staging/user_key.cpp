#include "staging/user_key.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

namespace profilestore::staging {
namespace {

[[noreturn]] void refuse(std::string_view text, std::string_view why) {
  throw InvalidInput(
      2, fmt::format("users: '{}' is not a key such as email=email:userId=_id: {}", text, why));
}

struct Pair {
  std::string_view left, right;
};

Pair halves(std::string_view text, std::string_view part, char between) {
  const std::size_t at = part.find(between);
  if (at == std::string_view::npos || part.find(between, at + 1) != std::string_view::npos)
    refuse(text, fmt::format("'{}' must have one '{}'", part, between));
  return {part.substr(0, at), part.substr(at + 1)};
}

document::Path path_of(std::string_view text, std::string_view part) {
  document::Path path(part);
  if (path.has_empty_segment()) refuse(text, fmt::format("'{}' is not a field path", part));
  return path;
}

}  // namespace

UserKey UserKey::parse(std::string_view text) {
  const auto [same, given] = halves(text, text, ':');
  const auto [profile, user] = halves(text, same, '=');
  const auto [target, from] = halves(text, given, '=');
  UserKey key{std::string(text), path_of(text, profile), path_of(text, user), path_of(text, target),
              path_of(text, from)};
  if (key.target.segments().front() == "_id") refuse(text, "every document has an _id");
  if (key.target.overlaps(key.profile))
    refuse(text, fmt::format("'{}' cannot be looked up by itself", target));
  return key;
}

}  // namespace profilestore::staging
