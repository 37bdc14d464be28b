#include "merge/ranking.hpp"

#include <algorithm>
#include <limits>

#include "document/number.hpp"
#include "document/type.hpp"

namespace profilestore::merge {
namespace {

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// Null if it spells neither.
Value spelled_by(std::string_view text) {
  Value value = Value::parse(text, nullptr, false);
  const bool too_large =
      value.is_number_unsigned() &&
      value.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()};
  return (value.is_number() && !too_large) || value.is_boolean() ? value : Value();
}

bool spells(const Value& spelled, const Value& value) {
  if (value.is_boolean() || spelled.is_boolean()) return spelled == value;
  return spelled.is_number() && document::compare_numbers(spelled, value) == 0;
}

}  // namespace

std::optional<Ranking> Ranking::of(std::string_view text) {
  Ranking ranking;
  for (;;) {
    const std::size_t end = text.find('>');
    const std::string_view one = without_blanks(text.substr(0, end));
    const bool is_there =
        std::ranges::find(ranking.entries_, one, &Entry::text) != ranking.entries_.end();
    if (one.empty() || is_there) return std::nullopt;
    ranking.entries_.push_back({std::string(one), spelled_by(one)});
    if (end == text.npos) return ranking;
    text.remove_prefix(end + 1);
  }
}

std::int64_t Ranking::score(const Value& value) const {
  const auto place = [this](auto entry) { return std::int64_t{entries_.end() - entry}; };
  if (value.is_string()) {
    const auto found =
        std::ranges::find(entries_, value.get_ref<const std::string&>(), &Entry::text);
    return found == entries_.end() ? 0 : place(found);
  }
  if (!value.is_boolean() && !document::is_number(document::type_of(value))) return 0;
  const auto is_it = [&](const Entry& entry) { return spells(entry.value, value); };
  if (std::ranges::count_if(entries_, is_it) != 1) return 0;
  return place(std::ranges::find_if(entries_, is_it));
}

std::optional<RankedField> ranked_field_of(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == text.npos) return std::nullopt;
  const document::Path path(text.substr(0, equals));
  auto ranking = Ranking::of(text.substr(equals + 1));
  if (path.has_empty_segment() || !ranking) return std::nullopt;
  return RankedField{path, std::make_shared<const Ranking>(*std::move(ranking))};
}

}  // namespace profilestore::merge
