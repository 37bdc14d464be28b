#include "references/tally.hpp"

#include <algorithm>

namespace profilestore {

std::string_view name_of(LeftReference why) {
  switch (why) {
    case LeftReference::nobody:
      return "nobody";
    case LeftReference::gone:
      return "gone";
    case LeftReference::conflict:
      return "conflict";
    case LeftReference::in_id:
      return "inId";
    case LeftReference::in_name:
      return "inName";
    case LeftReference::elsewhere:
      return "elsewhere";
    case LeftReference::no_text:
      return "noText";
  }
  return "";
}

namespace references {
namespace {

constexpr std::size_t most_paths = 1000;
constexpr const char* other_paths = "…";

void leave(PathReferences& path, LeftReference why, const Found& found, const Value& id) {
  const auto known = std::ranges::find(path.left, why, &LeftReferences::why);
  if (known != path.left.end())
    ++known->count;
  else
    path.left.push_back({why, 1, found.value, id, found.elsewhere});
}

bool refers(const PathReferences& path) {
  return path.living > 0 || path.rewritten > 0 ||
         std::ranges::any_of(path.left, [](const LeftReferences& left) {
           return left.why != LeftReference::nobody;
         });
}

}  // namespace

void Tally::add(const Findings& findings, const Value& id, bool conflict) {
  for (const Found& found : findings.found) {
    PathReferences& path = at(found.path);
    if (found.left)
      leave(path, *found.left, found, id);
    else if (found.rewritten && conflict)
      leave(path, LeftReference::conflict, found, id);
    else
      ++(found.rewritten ? path.rewritten : path.living);
  }
  if (conflict) return;
  for (const std::string& path : findings.repeated) ++at(path).repeated;
}

PathReferences& Tally::at(const std::string& path) {
  if (const auto known = paths_.find(path); known != paths_.end()) return known->second;
  PathReferences& made = paths_[paths_.size() < most_paths ? path : other_paths];
  if (made.path.empty()) made.path = paths_.size() <= most_paths ? path : other_paths;
  return made;
}

std::vector<PathReferences> Tally::paths(bool named) const {
  std::vector<PathReferences> all;
  for (const auto& [path, counts] : paths_)
    if (named || refers(counts)) {
      all.push_back(counts);
      if (path == other_paths)  // which of them refer is not known
        std::erase_if(all.back().left,
                      [](const LeftReferences& left) { return left.why == LeftReference::nobody; });
      std::ranges::sort(all.back().left, {}, &LeftReferences::why);
    }
  return all;
}

}  // namespace references
}  // namespace profilestore
