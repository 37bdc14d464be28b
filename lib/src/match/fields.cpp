#include "match/fields.hpp"

#include <algorithm>

namespace profilestore::match {

bool add_fields(const Node& node, std::vector<std::string>& fields) {
  if (node.kind == Node::Kind::whole) return false;
  if (node.kind == Node::Kind::leaf) {
    const std::string& first = node.leaf->path.segments().front();
    if (std::ranges::find(fields, first) == fields.end()) fields.push_back(first);
    return true;
  }
  return std::ranges::all_of(node.branches,
                             [&](const Node& branch) { return add_fields(branch, fields); });
}

}  // namespace profilestore::match
