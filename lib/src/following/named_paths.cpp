#include "following/named_paths.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "staging/field_names.hpp"

namespace profilestore::following {
namespace {

void check_collection(const std::string& name, const catalog::Catalog& catalog) {
  if (catalog.find(name) != nullptr) return;
  std::vector<std::string> names;
  for (const auto& [known, collection] : catalog.collections) names.push_back(known);
  throw InvalidInput(26, fmt::format("the store has no collection '{}'{} Nothing was done", name,
                                     staging::hint_for(name, names)));
}

void check_path(const ReferencePath& one, const document::Path& path) {
  if (path.has_empty_segment())
    throw InvalidInput(2, fmt::format("'{}' is no path of collection {}: a name in it is empty",
                                      one.path, one.collection));
  if (path.segments().front() == "_id")
    throw InvalidInput(2, fmt::format("{}.{}: an _id is never rewritten, as others may refer to "
                                      "its document by it",
                                      one.collection, one.path));
}

// Whether it is there already.
bool check_others(const ReferencePath& one, const document::Path& path,
                  const std::vector<document::Path>& others) {
  for (const document::Path& other : others) {
    if (other.text() == path.text()) return true;
    if (other.overlaps(path))
      throw InvalidInput(2, fmt::format("collection {}: the paths '{}' and '{}' lead to the same "
                                        "values; name one of them",
                                        one.collection, other.text(), path.text()));
  }
  return false;
}

}  // namespace

NamedPaths named_paths(const std::vector<ReferencePath>& in, const catalog::Catalog& catalog) {
  NamedPaths all;
  for (const ReferencePath& one : in) {
    check_collection(one.collection, catalog);
    document::Path path(one.path);
    check_path(one, path);
    std::vector<document::Path>& paths = all[one.collection];
    if (!check_others(one, path, paths)) paths.push_back(std::move(path));
  }
  return all;
}

void check_met(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
               const std::vector<document::Path>& paths, const std::vector<std::int64_t>& met) {
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (met[i] > 0) continue;
    // Of the first documents, for the name that was meant.
    std::vector<Document> documents;
    catalog::StoredRows rows(connection, collection, "ORDER BY row LIMIT 1000");
    while (rows.next()) documents.push_back(rows.document());
    const std::string& path = paths[i].text();
    throw InvalidInput(
        2, fmt::format("no document of collection {} has a field '{}'{} Nothing was done",
                       collection.name, path,
                       staging::hint_for(path, staging::field_names(documents))));
  }
}

}  // namespace profilestore::following
