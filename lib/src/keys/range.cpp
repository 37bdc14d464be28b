#include "keys/range.hpp"

#include <algorithm>

#include "document/number.hpp"
#include "document/type.hpp"

namespace profilestore::keys {
namespace {

using document::Relation;
using document::Type;

Blob start_of(int bracket) { return {std::string(1, static_cast<char>(bracket))}; }

// All keys of the brackets from `first` up to, and not including, `end`.
Range brackets(int first, int end) { return {start_of(first), true, start_of(end), false}; }

Range bracket_of(Type type) {
  const int bracket = document::bracket(type);
  return brackets(bracket, bracket + 1);
}

// A date's key is its milliseconds in two's complement: those before 1970 come last in its bracket.
Range dates(bool negative) {
  Blob middle = start_of(document::bracket(Type::date));
  middle.bytes += '\x80';
  Range range = bracket_of(Type::date);
  (negative ? range.low : range.high) = std::move(middle);
  return range;
}

// Of each type whose keys have the order of its values: its keys, in that order. Under a collation
// strings are sort keys.
std::optional<Ranges> sorted_keys(Type type, bool collated) {
  switch (type) {
    case Type::int32:
    case Type::int64:
    case Type::real:
    case Type::decimal:
      return Ranges{{{}, true, std::string(), false}};
    case Type::string:
    case Type::symbol:
      if (collated) return Ranges{bracket_of(Type::string)};
      return Ranges{{std::string(), true, Blob(), false}};
    case Type::object_id:
    case Type::boolean:
      return Ranges{bracket_of(type)};
    case Type::date:
      return Ranges{dates(true), dates(false)};
    default:
      return std::nullopt;
  }
}

bool is_in(const Range& range, const Part& part) {
  const auto low =
      range.low.index() == 0 ? std::partial_ordering::greater : compare(part, range.low);
  const auto high =
      range.high.index() == 0 ? std::partial_ordering::less : compare(part, range.high);
  return (low > 0 || (low == 0 && range.low_included)) &&
         (high < 0 || (high == 0 && range.high_included));
}

// Cuts `sorted` at `part`: what is before it, or after it.
Ranges cut(const Ranges& sorted, Relation relation, const Part& part) {
  const bool less = relation == Relation::less || relation == Relation::less_or_equal;
  const bool included =
      relation == Relation::less_or_equal || relation == Relation::greater_or_equal;
  const auto at = static_cast<std::size_t>(
      std::ranges::find_if(sorted, [&](const Range& range) { return is_in(range, part); }) -
      sorted.begin());
  Ranges result;
  for (std::size_t i = less ? 0 : at; i < (less ? at + 1 : sorted.size()); ++i) {
    result.push_back(sorted[i]);
    if (i != at) continue;
    (less ? result.back().high : result.back().low) = part;
    (less ? result.back().high_included : result.back().low_included) = included;
  }
  return result;
}

int kind(const Part& part) {
  switch (part.index()) {
    case 0:
      return 0;
    case 1:
    case 2:
      return 1;
    default:
      return static_cast<int>(part.index());
  }
}

Value number_in(const Part& part) {
  if (const auto* integer = std::get_if<std::int64_t>(&part)) return *integer;
  return document::real(std::get<double>(part));
}

bool is_empty(const Range& range) {
  if (range.low.index() == 0 || range.high.index() == 0) return false;
  const auto order = compare(range.low, range.high);
  return order > 0 || (order == 0 && !(range.low_included && range.high_included));
}

Range intersection(Range range, const Range& other) {
  if (other.low.index() != 0) {
    const auto order =
        range.low.index() == 0 ? std::partial_ordering::less : compare(range.low, other.low);
    if (order == 0) range.low_included = range.low_included && other.low_included;
    if (order < 0) range.low = other.low, range.low_included = other.low_included;
  }
  if (other.high.index() != 0) {
    const auto order =
        range.high.index() == 0 ? std::partial_ordering::greater : compare(range.high, other.high);
    if (order == 0) range.high_included = range.high_included && other.high_included;
    if (order > 0) range.high = other.high, range.high_included = other.high_included;
  }
  return range;
}

std::optional<Ranges> ranges_of(Relation relation, const Value& operand, Part part, bool collated) {
  const Type type = document::type_of(operand);
  if (relation == Relation::equal) {
    if (type == Type::array || type == Type::regex || type == Type::undefined) return std::nullopt;
    return Ranges{{part, true, part, true}};
  }
  auto sorted = sorted_keys(type, collated);
  if (!sorted) return std::nullopt;
  const bool number = document::is_number(type);
  // A number that no INTEGER and no REAL equals bounds nothing.
  const bool placed = !number || !std::holds_alternative<Blob>(part);
  Ranges result = placed ? cut(*sorted, relation, part) : *std::move(sorted);
  if (number) result.push_back(bracket_of(type));
  return result;
}

Ranges all_ordered(bool collated) {
  Ranges all{brackets(document::bracket(Type::min_key), document::bracket(Type::null) + 1)};
  for (const Type type : {Type::int32, Type::string, Type::object_id, Type::boolean, Type::date}) {
    const auto sorted = sorted_keys(type, collated);
    all.insert(all.end(), sorted->begin(), sorted->end());
  }
  all.push_back(bracket_of(Type::max_key));
  return all;
}

}  // namespace

std::partial_ordering compare(const Part& a, const Part& b) {
  if (kind(a) != kind(b)) return kind(a) <=> kind(b);
  if (a.index() != b.index()) return document::compare(number_in(a), number_in(b));
  return a <=> b;
}

std::optional<Ranges> ranges_of(Relation relation, const Value& operand) {
  return ranges_of(relation, operand, encode(operand), false);
}

std::optional<Ranges> ranges_of(Relation relation, const Value& operand, const Indexer& index) {
  return ranges_of(relation, operand, index.part_of(0, operand),
                   index.rule().collation.has_value());
}

Ranges intersection(const Ranges& a, const Ranges& b) {
  Ranges result;
  for (const Range& one : a)
    for (const Range& other : b)
      if (Range both = intersection(one, other); !is_empty(both)) result.push_back(std::move(both));
  return result;
}

const Ranges& ordered(bool collated) {
  static const Ranges by_bytes = all_ordered(false), by_collation = all_ordered(true);
  return collated ? by_collation : by_bytes;
}

const Ranges& loose() {
  static const Ranges ranges{
      bracket_of(Type::int32),
      brackets(document::bracket(Type::object), document::bracket(Type::binary) + 1),
      brackets(document::bracket(Type::timestamp), document::bracket(Type::max_key))};
  return ranges;
}

}  // namespace profilestore::keys
