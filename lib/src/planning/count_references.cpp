#include "planning/count_references.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <profilestore/error.hpp>

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "document/bytes.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "staging/field_names.hpp"

namespace profilestore::planning {
namespace {

using catalog::CollectionEntry;

std::string start_of(const std::string& place) { return place.substr(0, place.find('.')); }

// A name may have dots: the longest one that fits.
template <class IsCollection>
std::optional<std::size_t> end_of_collection(const std::string& place, IsCollection is_collection) {
  for (std::size_t dot = place.rfind('.'); dot != place.npos && dot > 0;
       dot = place.rfind('.', dot - 1))
    if (is_collection(place.substr(0, dot))) return dot;
  return std::nullopt;
}

class Counter {
 public:
  Counter(sqlite::Connection& connection, const catalog::Catalog& catalog, const ReferredTo& to)
      : connection_(connection), catalog_(catalog), to_(to) {}

  std::shared_ptr<const merge::References> count(const merge::Rules::Referring& referring) {
    auto references = std::make_shared<merge::References>();
    for (const std::string& place : referring.places)
      count_place(referring.rule, place, *references);
    return references;
  }

 private:
  void count_place(const std::string& rule, const std::string& place,
                   merge::References& references) {
    const auto end = end_of_collection(place, [this](const std::string& name) {
      return name == to_.collection || catalog_.find(name) != nullptr;
    });
    if (!end) refuse_collection(rule, place);
    if (place.substr(0, *end) == to_.collection && !to_.in_store) refuse_own(rule);
    const CollectionEntry& collection = *catalog_.find(place.substr(0, *end));
    const document::Path path(place.substr(*end + 1));
    bool leads = false;
    catalog::StoredRows rows(connection_, collection, "ORDER BY row");
    while (rows.next())
      leads = references.count(rows.document(), path, [this](const std::string& name) {
        return is_other(name);
      }) || leads;
    if (!leads && !to_.allow_absent) refuse_path(rule, collection, path);
  }

  // A DBRef may name the collection as it was called before.
  bool is_other(const std::string& name) const {
    return name != to_.collection && catalog_.find(name) != nullptr;
  }

  [[noreturn]] void refuse_collection(const std::string& rule, const std::string& place) const {
    std::vector<std::string> names;
    for (const auto& [name, entry] : catalog_.collections) names.push_back(name);
    throw InvalidInput(
        2, fmt::format("keep: '{}': the store has no collection '{}'{} Nothing was written; import "
                       "the collection that refers first, or both at once from their dump",
                       rule, start_of(place), staging::hint_for(start_of(place), names)));
  }

  [[noreturn]] void refuse_own(const std::string& rule) const {
    throw InvalidInput(
        2, fmt::format("keep: '{}': an import cannot ask its own collection, of which it has read "
                       "only a part by then. Nothing was written; import it without a unique "
                       "index, then create that with index create --resolve and this rule",
                       rule));
  }

  [[noreturn]] void refuse_path(const std::string& rule, const CollectionEntry& collection,
                                const document::Path& path) {
    std::vector<Document> documents;
    catalog::StoredRows rows(connection_, collection, "ORDER BY row LIMIT 1000");
    while (rows.next()) documents.push_back(rows.document());
    throw InvalidInput(
        2, fmt::format("keep: '{}': no document of collection {} has a field '{}'{} Nothing was "
                       "written; allow-absent goes on all the same",
                       rule, collection.name, path.text(),
                       staging::hint_for(path.text(), staging::field_names(documents))));
  }

  sqlite::Connection& connection_;
  const catalog::Catalog& catalog_;
  const ReferredTo& to_;
};

}  // namespace

std::string CountedReferences::sha256() const {
  document::Sha256 digest;
  for (const auto& [rule, references] : all_) digest.add(references->sha256());
  return digest.hex();
}

CountedReferences count_references(sqlite::Connection& connection, const catalog::Catalog& catalog,
                                   const merge::Rules& rules, const ReferredTo& to) {
  CountedReferences counted;
  Counter counter(connection, catalog, to);
  for (const merge::Rules::Referring& referring : rules.referring())
    counted.add(referring.rule, counter.count(referring));
  return counted;
}

std::vector<std::string> referring_collections(const merge::Rules& rules,
                                               const std::vector<std::string>& names) {
  const auto is_one = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  std::vector<std::string> found;
  for (const merge::Rules::Referring& referring : rules.referring())
    for (const std::string& place : referring.places)
      if (const auto end = end_of_collection(place, is_one)) found.push_back(place.substr(0, *end));
  return found;
}

}  // namespace profilestore::planning
