#include "query/plain_key.hpp"

#include <algorithm>

#include "extjson/normal_fields.hpp"

namespace profilestore::query {
namespace {

constexpr std::size_t oid_digits = 24;

// Whether a text is written as it is, between quotes.
bool is_plain(std::string_view text) {
  return std::ranges::all_of(text,
                             [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
}

bool is_oid(std::string_view text) {
  return text.size() == oid_digits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// A string or an ObjectId in normal form, as it is written; empty: anything else.
std::string written_plainly(const Value& value) {
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    return is_plain(text) ? '"' + text + '"' : "";
  }
  if (!value.is_object() || value.size() != 1 || value.begin().key() != "$oid") return "";
  const Value& digits = value.begin().value();
  if (!digits.is_string() || !is_oid(digits.get_ref<const std::string&>())) return "";
  return R"({"$oid":")" + digits.get_ref<const std::string&>() + "\"}";
}

}  // namespace

const catalog::IndexEntry* plain_index(const catalog::CollectionEntry& collection,
                                       std::string_view path) {
  for (const catalog::IndexEntry& entry : collection.indexes)
    if (entry.unique() && entry.index.size() == 1 && entry.index.paths().front().text() == path &&
        !entry.where && entry.elements.empty() && entry.index.equals_under(std::nullopt))
      return &entry;
  return nullptr;
}

std::optional<PlainKey> PlainKey::of(const Document& filter) {
  if (!filter.is_object() || filter.size() != 1) return std::nullopt;
  const auto& [name, value] = filter.get_ref<const Document::object_t&>().front();
  if (name.empty() || name.front() == '$' || name.find('.') != name.npos || !is_plain(name))
    return std::nullopt;
  std::string written = written_plainly(value);
  if (written.empty()) return std::nullopt;
  return PlainKey(name, value, std::move(written));
}

bool PlainKey::is_in(std::string_view normal) const {
  std::size_t at = 0;
  while (const auto field = extjson::next_field(normal, at))
    if (field->name == *name_) return field->value == written_;
  return false;
}

}  // namespace profilestore::query
