#include "splicing/parts.hpp"

#include <algorithm>
#include <profilestore/document.hpp>

namespace profilestore::splicing {
namespace {

using document::Path;

bool is_plain(char c) { return c >= ' ' && c != '"' && c != '\\' && c != 0x7f; }

Part named(const std::string& name) {
  if (std::ranges::all_of(name, is_plain)) return {name, name};
  const std::string quoted = Value(name).dump();
  return {name, quoted.substr(1, quoted.size() - 2)};
}

bool can_follow(const SharedPath& path) {
  return std::ranges::none_of(path->segments(), [](const std::string& segment) {
    return segment.empty() || segment.starts_with('$');
  });
}

constexpr std::size_t usual_parts = 4;

Part& child_of(Part& part, const std::string& name) {
  if (part.parts.empty()) part.parts.reserve(usual_parts);
  const auto found = std::ranges::find(part.parts, name, &Part::name);
  return found == part.parts.end() ? part.parts.emplace_back(named(name)) : *found;
}

void add(Part& root, const Path& path, bool written) {
  Part* part = &root;
  for (const std::string& segment : path.segments()) {
    if (part->whole) break;
    part = &child_of(*part, segment);
    part->written |= written;
  }
  part->whole = true;
  part->written |= written;
  part->parts.clear();
}

}  // namespace

std::optional<Part> parts_of(std::span<const SharedPath> written,
                             std::span<const SharedPath> read) {
  if (!std::ranges::all_of(written, can_follow) || !std::ranges::all_of(read, can_follow))
    return std::nullopt;
  Part root;
  for (const SharedPath& path : written) add(root, *path, true);
  for (const SharedPath& path : read) add(root, *path, false);
  return root;
}

}  // namespace profilestore::splicing
