#include "query/text_filter.hpp"

#include <profilestore/error.hpp>
#include <utility>

#include "catalog/rows.hpp"
#include "extjson/normal_fields.hpp"
#include "query/by_keys.hpp"

namespace profilestore::query {
namespace {

// With more it takes as long as to read the whole document.
constexpr std::size_t most_fields = 8;

// A name or value as dump() writes it.
std::string written(const std::string& name) {
  const std::string quoted = Value(name).dump();
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

Document fields_in(std::string_view normal, extjson::FieldReader& fields) {
  try {
    return fields.fields_of(normal);
  } catch (const MalformedJson&) {
    return catalog::decode(normal);  // says what is wrong
  }
}

void TextFilter::look_at_filter() {
  if (std::exchange(looked_at_filter_, true)) return;
  matches_all_ = query::matches_all(filter_);
  if (matches_all_ || !filter_.only_equalities() || filter_.terms() != nullptr) return;
  for (const match::Equality& one : filter_.equalities()) {
    // A null is also equal to what is not there, and a path of several may lead through an array.
    if (one.value.is_null() || one.path.find('.') != one.path.npos) {
      written_.clear();
      return;
    }
    written_.push_back({written(one.path), one.value.dump()});
  }
}

bool TextFilter::matches(std::string_view normal) {
  look_at_filter();
  return matches_all_ || is_written(normal) || matches_by_fields(normal);
}

// A value equals itself. Another may equal it too: 1.0 does 1, and an array one of its elements.
bool TextFilter::is_written(std::string_view normal) const {
  if (written_.empty()) return false;
  std::size_t found = 0, at = 0;
  while (const auto field = extjson::next_field(normal, at)) {
    for (const Written& wanted : written_)
      if (field->name == wanted.name) {
        if (field->value != wanted.value) return false;
        ++found;
      }
    if (found == written_.size()) return true;
  }
  return false;
}

bool TextFilter::matches_by_fields(std::string_view normal) {
  if (!std::exchange(looked_at_fields_, true)) {
    const auto names = filter_.fields();
    if (names && names->size() <= most_fields) fields_.emplace(*names);
  }
  if (!fields_) return filter_.matches(catalog::decode(normal));
  return filter_.matches(fields_in(normal, *fields_));
}

}  // namespace profilestore::query
