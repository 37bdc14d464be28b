#include <algorithm>
#include <profilestore/index.hpp>

namespace profilestore {

// On disk: do not change.
std::string_view name_of(Missing missing) {
  switch (missing) {
    case Missing::collide:
      return "collide";
    case Missing::sparse:
      return "sparse";
    case Missing::distinct:
      return "distinct";
    case Missing::reject:
      return "reject";
  }
  return "";
}

std::optional<Missing> missing_of(std::string_view name) {
  for (const Missing rule : {Missing::collide, Missing::sparse, Missing::distinct, Missing::reject})
    if (name_of(rule) == name) return rule;
  return std::nullopt;
}

Paths::Paths(std::vector<IndexPath> paths) {
  for (IndexPath& one : paths) {
    paths_.push_back(std::move(one.path));
    directions_.push_back(one.direction);
  }
}

}  // namespace profilestore
