#include "crud/update_plan.hpp"

#include <algorithm>

#include "catalog/condition.hpp"
#include "document/path.hpp"

namespace profilestore::crud {
namespace {

using document::Path;

// What stamp() writes.
const std::vector<Path>& stamps() {
  static const std::vector<Path> paths{Path("createdAt"), Path("updatedAt")};
  return paths;
}

bool overlaps_stamps(const Path& path) {
  return std::ranges::any_of(stamps(), [&](const Path& stamp) { return path.overlaps(stamp); });
}

bool touches_stamps(const update::Update& update) {
  return std::ranges::any_of(stamps(), [&](const Path& stamp) { return update.touches(stamp); });
}

bool may_touch(const catalog::CollectionEntry& collection, const update::Update& update,
               const document::Path& path) {
  return update.touches(path) || (collection.timestamps && overlaps_stamps(path));
}

// Whether the update may change which documents are in the index.
bool may_touch_condition(const catalog::CollectionEntry& collection, const update::Update& update,
                         const catalog::IndexEntry& entry) {
  const auto fields = catalog::fields_of_condition(entry.index.rule().where);
  return std::ranges::any_of(fields, [&](const std::string& field) {
    return may_touch(collection, update, document::Path(field));
  });
}

// One path decides on the keys of all: an array there, or a value that is missing.
bool may_touch(const catalog::CollectionEntry& collection, const update::Update& update,
               const catalog::IndexEntry& entry) {
  if (entry.name() == catalog::id_index_name) return false;
  return std::ranges::any_of(
             entry.index.paths(),
             [&](const document::Path& path) { return may_touch(collection, update, path); }) ||
         may_touch_condition(collection, update, entry);
}

using SharedPaths = std::vector<splicing::SharedPath>;

// Of a filter that says more than equalities nobody tells which paths it looks at.
std::optional<SharedPaths> paths_of(const query::Filters& filters) {
  if (const auto one = filters.one_value()) return SharedPaths{std::make_shared<Path>(one->path)};
  SharedPaths paths;
  for (const match::Filter& filter : filters.list()) {
    if (!filter.only_equalities()) return std::nullopt;
    for (const match::Equality& equality : filter.equalities())
      paths.push_back(std::make_shared<Path>(equality.path));
  }
  return paths;
}

// Each is sought among all others: beyond so many the whole document is quicker.
constexpr std::size_t most_paths = 32;

// A validator looks at all of the document.
std::optional<splicing::Part> parts_of(const catalog::CollectionEntry& collection,
                                       const query::Filters& filters,
                                       const update::Update& update) {
  if (collection.validator) return std::nullopt;
  std::optional<SharedPaths> written = update.paths(), read = paths_of(filters);
  if (!written || !read || written->size() + read->size() > most_paths) return std::nullopt;
  if (collection.timestamps) {
    // Stamps that the update takes away come again, in another place.
    if (touches_stamps(update)) return std::nullopt;
    for (const Path& stamp : stamps()) written->push_back(std::make_shared<Path>(stamp));
  }
  return splicing::parts_of(*written, *read);
}

}  // namespace

UpdatePlan plan_of(const catalog::CollectionEntry& collection, const query::Filters& filters,
                   const update::Update& update) {
  UpdatePlan plan;
  for (const catalog::IndexEntry& entry : collection.indexes) {
    const bool touched = may_touch(collection, update, entry);
    plan.columns.insert(plan.columns.end(), entry.columns.size(), touched);
    plan.touches_keys |= touched;
  }
  plan.parts = parts_of(collection, filters, update);
  return plan;
}

}  // namespace profilestore::crud
