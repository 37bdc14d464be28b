#include <profilestore/list_dump.hpp>

#include "sources/open_sources.hpp"

namespace profilestore {

std::vector<DumpedCollection> list_dump(const std::vector<std::string>& names) {
  std::vector<DumpedCollection> collections;
  for (const sources::Namespace& one : sources::dumped_in(names))
    collections.push_back({one.database, one.collection});
  return collections;
}

}  // namespace profilestore
