#include "store/reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>

#include "extjson/reader.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/rows.hpp"
#include "store/search.hpp"

namespace profilestore::store {
namespace {

using sqlite::identifier;
using sqlite::Query;

/// The rows of a sorted find: of a window that ends, no more than twice what it shows are kept.
class Sorter {
 public:
  explicit Sorter(const Window& window)
      : order_(window.order),
        skip_(static_cast<std::size_t>(window.skip)),
        wanted_(window.limit == 0 ? 0 : skip_ + static_cast<std::size_t>(window.limit)) {}

  void add(std::int64_t row, const Document& document) {
    entries_.push_back({order_.key_of(document), row});
    if (wanted_ == 0 || entries_.size() < 64 || entries_.size() / 2 < wanted_) return;
    std::nth_element(entries_.begin(), at(wanted_), entries_.end(), before());
    entries_.erase(at(wanted_), entries_.end());
  }

  std::vector<std::int64_t> rows() && {
    std::sort(entries_.begin(), entries_.end(), before());
    const std::size_t end = wanted_ == 0 ? entries_.size() : std::min(wanted_, entries_.size());
    std::vector<std::int64_t> rows;
    for (std::size_t i = skip_; i < end; ++i) rows.push_back(entries_[i].row);
    return rows;
  }

 private:
  struct Entry {
    read::SortKey key;
    std::int64_t row;
  };

  std::vector<Entry>::iterator at(std::size_t i) {
    return entries_.begin() + static_cast<std::ptrdiff_t>(i);
  }

  struct Before {
    const read::Order& order;
    bool operator()(const Entry& a, const Entry& b) const {
      const auto by_key = order.compare(a.key, b.key);
      return by_key != 0 ? by_key < 0 : a.row < b.row;
    }
  };
  Before before() const { return {order_}; }

  const read::Order& order_;
  std::size_t skip_, wanted_;
  std::vector<Entry> entries_;
};

std::string select(const CollectionEntry& collection, const Search& search, const char* what,
                   const char* tail) {
  int parameter = 3;
  return fmt::format("SELECT {} FROM {} WHERE {}{}", what, identifier(collection.table),
                     search.condition(parameter), tail);
}

}  // namespace

Window window_of(const Document& sort, std::int64_t skip, std::int64_t limit) {
  if (skip < 0 || limit < 0) throw InvalidInput(2, "skip and limit of a find may not be negative");
  return {read::Order::parse(sort.is_null() ? sort : extjson::normalise_value(sort)), skip, limit};
}

read::Projection parse_projection(const Document& projection) {
  return read::Projection::parse(projection.is_null() ? projection
                                                      : extjson::normalise_value(projection));
}

std::vector<std::int64_t> rows_of(sqlite::Connection& connection, const CollectionEntry& collection,
                                  const match::Filter& filter, const Window& window) {
  Search search(collection, filter);
  int parameter = 3;
  if (window.order.paths().empty()) {
    const char* tail = window.order.reversed() ? " ORDER BY row DESC LIMIT ?1 OFFSET ?2"
                                               : " ORDER BY row LIMIT ?1 OFFSET ?2";
    Query query(connection, select(collection, search, "row", tail));
    query.bind(1, window.limit == 0 ? -1 : window.limit).bind(2, window.skip);
    search.bind(query, parameter);
    std::vector<std::int64_t> rows;
    while (query.step()) rows.push_back(query.integer(0));
    return rows;
  }
  Sorter sorter(window);
  Query query(connection, select(collection, search, "row, doc", ""));
  search.bind(query, parameter);
  while (query.step()) sorter.add(query.integer(0), decode(query.text(1)));
  return std::move(sorter).rows();
}

std::optional<std::int64_t> first_row(sqlite::Connection& connection,
                                      const CollectionEntry& collection,
                                      const std::vector<match::Filter>& filters,
                                      const read::Order& order) {
  for (const match::Filter& filter : filters) {
    const auto rows = rows_of(connection, collection, filter, {order, 0, 1});
    if (!rows.empty()) return rows.front();
  }
  return std::nullopt;
}

std::optional<Document> document_at(sqlite::Connection& connection,
                                    const CollectionEntry& collection, std::int64_t row) {
  Query query(connection,
              fmt::format("SELECT doc FROM {} WHERE row = ?1", identifier(collection.table)));
  query.bind(1, row);
  if (!query.step()) return std::nullopt;
  return decode(query.text(0));
}

Document projected(const read::Projection& projection, const std::vector<match::Filter>& filters,
                   Document document) {
  if (projection.empty()) return document;
  std::optional<std::size_t> position;
  if (projection.is_positional())
    for (const match::Filter& filter : filters)
      if (const auto match = filter.match(document)) {
        position = match->position;
        break;
      }
  return projection.apply(document, position);
}

}  // namespace profilestore::store
