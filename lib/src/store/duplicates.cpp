#include "store/duplicates.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/rows.hpp"
#include "query/reading.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"

namespace profilestore::store {
namespace {

using sqlite::identifier;
using sqlite::Query;
using Rows = std::vector<std::int64_t>;

constexpr std::size_t most_groups = 10, most_ids = 10;

// The keys of all documents, a row each: those in columns and those of arrays. A document has a key
// once, however often it stands in its array.
std::string all_keys(const catalog::CollectionEntry& collection, const catalog::IndexEntry& entry) {
  const std::string columns = catalog::list_of(entry.columns);
  std::string keys = fmt::format("SELECT row, {} FROM {} WHERE {} IS NOT NULL", columns,
                                 identifier(collection.table), identifier(entry.columns.front()));
  if (!entry.elements.empty())
    keys += fmt::format(" UNION ALL SELECT row, {} FROM {}", columns, identifier(entry.elements));
  return keys;
}

struct Group {
  keys::Key key;
  Rows first_rows;
  std::int64_t last_row, documents;
};

/// The largest groups, and the one with the first document of all.
class Tally {
 public:
  void add(const keys::Key& key, const Rows& rows) {
    ++groups_;
    const auto documents = std::ssize(rows);
    memberships_ += documents;
    Group group{key, {}, rows.back(), documents};
    std::copy_n(rows.begin(), std::min(rows.size(), most_ids),
                std::back_inserter(group.first_rows));
    if (!first_ || group.first_rows.front() < first_->first_rows.front()) first_ = group;
    // Behind those that are as good: the order of keys decides last.
    const auto place = std::upper_bound(largest_.begin(), largest_.end(), group, before);
    largest_.insert(place, std::move(group));
    if (largest_.size() > most_groups) largest_.pop_back();
  }

  std::int64_t groups() const { return groups_; }
  std::int64_t memberships() const { return memberships_; }
  const std::vector<Group>& largest() const { return largest_; }
  const Group& first() const { return *first_; }

 private:
  static bool before(const Group& a, const Group& b) {
    if (a.documents != b.documents) return a.documents > b.documents;
    return a.first_rows.front() < b.first_rows.front();
  }

  std::int64_t groups_ = 0, memberships_ = 0;
  std::vector<Group> largest_;
  std::optional<Group> first_;
};

// A document with an array may be in several groups.
std::int64_t documents_of_shared_keys(sqlite::Connection& connection,
                                      const catalog::CollectionEntry& collection,
                                      const catalog::IndexEntry& entry) {
  const std::string columns = catalog::list_of(entry.columns), keys = all_keys(collection, entry);
  return connection.number(
      fmt::format("SELECT count(DISTINCT row) FROM ({1}) WHERE ({0}) IN "
                  "(SELECT {0} FROM ({1}) GROUP BY {0} HAVING count(*) > 1)",
                  columns, keys));
}

DuplicateGroup described(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                         const catalog::IndexEntry& entry, const Group& group) {
  DuplicateGroup described{{}, group.documents, {}};
  for (const std::int64_t row : group.first_rows) {
    const Document document = query::existing_document(connection, collection, row);
    if (row == group.first_rows.front()) described.key = entry.index.key_value(document, group.key);
    described.ids.push_back(document.value("_id", Value()));
  }
  return described;
}

}  // namespace

void each_shared_key(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                     const catalog::IndexEntry& index, const SharedKey& visit) {
  Query keys(connection, fmt::format("SELECT row, {0} FROM ({1}) ORDER BY {0}, row",
                                     catalog::list_of(index.columns), all_keys(collection, index)));
  keys::Key present, next;
  Rows rows;
  const auto end_of_key = [&] {
    if (rows.size() > 1) visit(present, rows);
    rows.clear();
  };
  while (keys.step()) {
    next.clear();
    for (std::size_t i = 0; i < index.columns.size(); ++i)
      next.push_back(keys.part(static_cast<int>(i) + 1));
    if (next != present) {
      end_of_key();
      present.swap(next);
    }
    rows.push_back(keys.integer(0));
  }
  end_of_key();
}

void raise_duplicates(sqlite::Connection& connection, const std::string& database,
                      const catalog::CollectionEntry& collection, const catalog::IndexEntry& index,
                      const Filled& filled) {
  Tally tally;
  each_shared_key(connection, collection, index,
                  [&](const keys::Key& key, const Rows& rows) { tally.add(key, rows); });
  DuplicateReport report{
      tally.groups(), tally.memberships(), {}, filled.null_keys, filled.missing_keys};
  if (!index.elements.empty())
    report.documents = documents_of_shared_keys(connection, collection, index);
  for (const Group& group : tally.largest())
    report.largest.push_back(described(connection, collection, index, group));
  const Group& first = tally.first();
  throw DuplicateKeys(
      duplicate_key(connection, database, collection,
                    query::existing_document(connection, collection, first.last_row),
                    {&index, first.first_rows.front(), first.key}),
      std::move(report));
}

}  // namespace profilestore::store
