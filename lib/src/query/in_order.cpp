#include "query/in_order.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "query/by_keys.hpp"
#include "query/plan.hpp"
#include "query/sorter.hpp"
#include "query/text_filter.hpp"
#include "sqlite/identifier.hpp"

namespace profilestore::query {
namespace {

using sqlite::identifier;
using sqlite::Query;
using Entry = Sorter::Entry;

/// What an index gives comes in the order of the first path; what is equal there is put in order
/// here, and so is what stands outside of the index's order, which has to be known beforehand.
class Merge {
 public:
  Merge(const read::Order& order, std::size_t wanted, std::vector<Entry> loose)
      : order_(order), wanted_(wanted), loose_(std::move(loose)), group_(order, wanted) {}

  bool full() const { return wanted_ != 0 && rows_.size() >= wanted_; }

  void add(Entry entry) {
    if (group_key_ && order_.compare_first(*group_key_, entry.key) != 0) end_group();
    if (!group_key_) {
      while (taken_ < loose_.size() && order_.compare_first(loose_[taken_].key, entry.key) < 0)
        rows_.push_back(loose_[taken_++].row);
      group_key_ = entry.key;
    }
    group_.add(std::move(entry));
  }

  std::vector<std::int64_t> rows() && {
    end_group();
    for (; taken_ < loose_.size(); ++taken_) rows_.push_back(loose_[taken_].row);
    return std::move(rows_);
  }

 private:
  void end_group() {
    if (!group_key_) return;
    while (taken_ < loose_.size() && order_.compare_first(loose_[taken_].key, *group_key_) == 0)
      group_.add(std::move(loose_[taken_++]));
    for (const Entry& entry : group_.take()) rows_.push_back(entry.row);
    group_key_.reset();
  }

  const read::Order& order_;
  std::size_t wanted_;
  std::vector<Entry> loose_;
  std::size_t taken_ = 0;  ///< of the loose ones
  Sorter group_;
  std::optional<read::SortKey> group_key_;
  std::vector<std::int64_t> rows_;
};

std::vector<std::string> first_segments(const std::vector<document::Path>& paths) {
  std::vector<std::string> names;
  for (const document::Path& path : paths)
    if (std::ranges::find(names, path.segments().front()) == names.end())
      names.push_back(path.segments().front());
  return names;
}

class SortedRead {
 public:
  SortedRead(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
             const match::Filter& filter, const read::Order& order, std::size_t wanted)
      : connection_(connection),
        collection_(collection),
        filter_(filter),
        order_(order),
        wanted_(wanted),
        plan_(plan_of(collection, filter, order)),
        text_filter_(filter),
        sort_fields_(first_segments(order.paths())) {}

  std::vector<std::int64_t> rows() {
    return plan_.sorted ? rows_by_index() : rows_of(sorted(condition_of(plan_, collection_)));
  }

 private:
  std::vector<std::int64_t> rows_by_index() {
    std::vector<Entry> apart = loose();
    keys::Ranges ranges = in_plan(keys::ordered(plan_.index->index.rule().collation.has_value()));
    const bool down = order_.descending(0);
    if (down) std::ranges::reverse(ranges);
    if (apart.empty() && plan_.pinned.empty() && matches_all(filter_)) return rows_by_keys(ranges);
    Merge merge(order_, wanted_, std::move(apart));
    const std::string tail =
        fmt::format(" ORDER BY {}{}", identifier(plan_.next_column()), down ? " DESC" : "");
    for (const keys::Range& range : ranges)
      if (!each(keys_in(plan_, &range), tail, [&](Entry entry) {
            merge.add(std::move(entry));
            return !merge.full();
          }))
        break;
    return std::move(merge).rows();
  }

  // The index has all rows in order, and every document matches: none has to be read, but those
  // that are equal at the first path, where there are others.
  std::vector<std::int64_t> rows_by_keys(const keys::Ranges& ranges) {
    std::vector<std::int64_t> rows, group;
    std::optional<keys::Part> key;
    const auto end_group = [&] {
      put_in_order(group);
      rows.insert(rows.end(), group.begin(), group.end());
      group.clear();
    };
    for (const keys::Range& range : ranges)
      if (!each_key(connection_, collection_, plan_, range, order_.descending(0),
                    [&](std::int64_t row, const keys::Part& of_row) {
                      if (key != of_row) end_group();
                      if (wanted_ != 0 && rows.size() >= wanted_) return false;
                      key = of_row;
                      group.push_back(row);
                      return true;
                    }))
        break;
    end_group();
    return rows;
  }

  void put_in_order(std::vector<std::int64_t>& group) {
    if (group.size() < 2) return;
    if (order_.paths().size() == 1) {
      std::ranges::sort(group);
      return;
    }
    Sorter sorter(order_, 0);
    for (const std::int64_t row : group)
      sorter.add({order_.key_of(existing_document(connection_, collection_, row)), row});
    group = rows_of(sorter.take());
  }

  // The rows whose place among the others the index does not tell.
  std::vector<Entry> loose() {
    Clause condition;
    condition.add("row IN (");
    const char* between = "";
    const auto add = [&](const Clause& keys) {
      condition.add(between).add("SELECT row FROM ").add(identifier(collection_.table));
      condition.add(" WHERE ").add(keys);
      between = " UNION ALL ";
    };
    for (const keys::Range& range : in_plan(keys::loose())) add(keys_in(plan_, &range));
    const bool bounded = !plan_.pinned.empty() || plan_.ranges;
    if (!bounded) add(Clause().add(identifier(plan_.next_column())).add(" IS NULL"));
    if (bounded && plan_.has_elements()) condition.add(between).add(rows_of_elements(plan_));
    return sorted(condition.add(")"));
  }

  keys::Ranges in_plan(const keys::Ranges& ranges) const {
    return plan_.ranges ? keys::intersection(ranges, *plan_.ranges) : ranges;
  }

  std::vector<Entry> sorted(const Clause& condition) {
    Sorter sorter(order_, wanted_);
    each(condition, "", [&](Entry entry) {
      sorter.add(std::move(entry));
      return true;
    });
    return sorter.take();
  }

  // False if `take` wanted no more.
  template <typename Take>
  bool each(const Clause& condition, const std::string& tail, Take take) {
    int parameter = 1;
    catalog::StoredRows rows(connection_, collection_,
                             fmt::format("WHERE {}{}", condition.text(parameter), tail));
    condition.bind(rows.query(), parameter = 1);
    while (rows.next()) {
      if (!text_filter_.matches(rows.text())) continue;
      const Document sorted_by = fields_in(rows.text(), sort_fields_);
      if (!take({order_.key_of(sorted_by), rows.row()})) return false;
    }
    return true;
  }

  static std::vector<std::int64_t> rows_of(const std::vector<Entry>& entries) {
    std::vector<std::int64_t> rows;
    for (const Entry& entry : entries) rows.push_back(entry.row);
    return rows;
  }

  sqlite::Connection& connection_;
  const catalog::CollectionEntry& collection_;
  const match::Filter& filter_;
  const read::Order& order_;
  std::size_t wanted_;
  Plan plan_;
  TextFilter text_filter_;
  extjson::FieldReader sort_fields_;
};

// An index of which a bit has changed can name one row in the place of another.
void require_each_once(const catalog::CollectionEntry& collection,
                       const std::vector<std::int64_t>& listed) {
  if (listed.empty()) return;
  const auto [least, greatest] = std::ranges::minmax(listed);
  // Of rows that lie close together it takes a bit each to tell; differences of two may be huge.
  const std::uint64_t width =
      static_cast<std::uint64_t>(greatest) - static_cast<std::uint64_t>(least);
  if (width / 64 < listed.size()) {
    std::vector<bool> seen(width + 1);
    for (const std::int64_t row : listed) {
      auto one = seen[static_cast<std::size_t>(row - least)];
      if (one) catalog::refuse_order(collection, row);
      one = true;
    }
    return;
  }
  std::vector<std::int64_t> rows = listed;
  std::ranges::sort(rows);
  if (const auto twice = std::ranges::adjacent_find(rows); twice != rows.end())
    catalog::refuse_order(collection, *twice);
}

}  // namespace

std::vector<std::int64_t> rows_in_order(sqlite::Connection& connection,
                                        const catalog::CollectionEntry& collection,
                                        const match::Filter& filter, const Window& window) {
  const auto skip = static_cast<std::size_t>(window.skip);
  const std::size_t wanted = window.limit == 0 ? 0 : skip + static_cast<std::size_t>(window.limit);
  auto rows = SortedRead(connection, collection, filter, window.order, wanted).rows();
  require_each_once(collection, rows);
  if (wanted != 0 && rows.size() > wanted) rows.resize(wanted);
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(skip, rows.size())));
  return rows;
}

}  // namespace profilestore::query
