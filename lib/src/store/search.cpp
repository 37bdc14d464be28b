#include "store/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>

#include "document/type.hpp"
#include "extjson/reader.hpp"
#include "sqlite/identifier.hpp"
#include "store/rows.hpp"

namespace profilestore::store {
namespace {

using document::Type;

// Each is one level of the statement's expression.
constexpr std::size_t most_then_by = 16;
using match::Equality;

// A value that an index search finds exactly where the filter does. Not null, which also matches a
// missing field; not an array, which a filter looks for as a whole and in elements.
bool can_be_looked_up(const Value& value) {
  switch (document::type_of(value)) {
    case Type::null:
    case Type::undefined:
    case Type::array:
    case Type::regex:
      return false;
    default:
      return true;
  }
}

const Value* pinned(const std::vector<Equality>& equalities, const std::string& path) {
  const Value* value = nullptr;
  for (const Equality& equality : equalities) {
    if (equality.path != path || !can_be_looked_up(equality.value)) continue;
    if (value != nullptr) return nullptr;  // two values: no document has both
    value = &equality.value;
  }
  return value;
}

std::optional<keys::Key> pinned_key(const std::vector<Equality>& equalities,
                                    const IndexEntry& entry) {
  keys::Key key;
  for (const document::Path& path : entry.index.paths()) {
    const Value* value = pinned(equalities, path.text());
    if (value == nullptr) return std::nullopt;
    key.push_back(keys::encode(*value));
  }
  return key;
}

}  // namespace

Search::Search(const CollectionEntry& collection, match::Filter filter)
    : filter_(std::move(filter)) {
  const auto& equalities = filter_.equalities();
  match_ = !(filter_.only_equalities() && equalities.empty());
  for (const IndexEntry& entry : collection.indexes) {
    auto key = pinned_key(equalities, entry);
    if (!key) continue;
    index_ = &entry;
    match_ = !(filter_.only_equalities() && equalities.size() == key->size());
    key_ = std::move(*key);
    return;
  }
}

std::string Search::condition(int& parameter) const {
  std::string condition;
  if (index_ != nullptr) {
    condition = equals(index_->columns, parameter);
    parameter += static_cast<int>(index_->columns.size());
  }
  if (match_)
    condition += fmt::format("{}ps_match(?{}, doc)", condition.empty() ? "" : " AND ", parameter++);
  return condition.empty() ? "true" : condition;
}

void Search::bind(sqlite::Query& query, int& parameter) {
  for (const keys::Part& part : key_) query.bind_part(parameter++, part);
  if (match_) query.bind_functions(parameter++, *this);
}

bool Search::matches(std::string_view document) { return filter_.matches(decode(document)); }

Target::Target(const CollectionEntry& collection, const std::vector<match::Filter>& filters)
    : collection_(collection) {
  for (const match::Filter& filter : filters) searches_.emplace_back(collection, filter);
}

Target::Target(const CollectionEntry& collection, std::optional<std::int64_t> row)
    : collection_(collection), row_(row) {}

std::string Target::subquery(int& parameter) const {
  if (searches_.empty()) return fmt::format("(SELECT ?{})", parameter++);
  std::string first;
  for (const Search& search : searches_) {
    const std::string rows =
        fmt::format("(SELECT row FROM {} WHERE {} ORDER BY row LIMIT 1)",
                    sqlite::identifier(collection_.table), search.condition(parameter));
    first = first.empty() ? rows : fmt::format("coalesce({}, {})", first, rows);
  }
  return first;
}

void Target::bind(sqlite::Query& query, int& parameter) {
  if (searches_.empty()) {
    if (row_) query.bind(parameter, *row_);
    ++parameter;
  }
  for (Search& search : searches_) search.bind(query, parameter);
}

std::vector<match::Filter> parse_filters(const Document& filter,
                                         const std::vector<Document>& then_by) {
  if (then_by.size() > most_then_by)
    throw InvalidInput(2, fmt::format("then_by takes at most {} filters", most_then_by));
  const auto parse = [](const Document& one) {
    // What `{}` in C++ gives is a null.
    if (one.is_null()) return match::Filter::parse(Document::object());
    return match::Filter::parse(extjson::normalise_value(one));
  };
  std::vector<match::Filter> filters{parse(filter)};
  std::transform(then_by.begin(), then_by.end(), std::back_inserter(filters), parse);
  return filters;
}

}  // namespace profilestore::store
