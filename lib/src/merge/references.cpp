#include "merge/references.hpp"

#include <algorithm>
#include <profilestore/object_id.hpp>
#include <span>
#include <vector>

#include "document/type.hpp"
#include "keys/key.hpp"

namespace profilestore::merge {
namespace {

using document::Digest;
using Found = std::set<Digest>;

Digest digest_of_id(const Value& id) {
  return document::digest_of(keys::bytes_of({keys::encode(id)}));
}

void take_reference(const Value& value, const References::IsOther& is_other, Found& found) {
  if (value.is_array()) {
    for (const Value& element : value) take_reference(element, is_other, found);
    return;
  }
  if (value.is_null()) return;
  if (const Value* id = document::member(value, "$id")) {
    const Value* name = document::member(value, "$ref");
    if (name == nullptr || !name->is_string() || !is_other(name->get<std::string>()))
      found.insert(digest_of_id(*id));
    return;
  }
  found.insert(digest_of_id(value));
  if (const Value* id = document::member(value, "_id")) found.insert(digest_of_id(*id));
  if (!value.is_string()) return;
  if (const auto id = ObjectId::from_hex(value.get_ref<const std::string&>()))
    found.insert(digest_of_id(Value(*id)));
}

bool look(const Value& value, std::span<const std::string> segments,
          const References::IsOther& is_other, Found& found) {
  if (segments.empty()) {
    take_reference(value, is_other, found);
    return true;
  }
  if (value.is_array()) {
    bool leads = false;
    for (const Value& element : value)
      if (!element.is_array()) leads = look(element, segments, is_other, found) || leads;
    return leads;
  }
  const Value* next = document::member(value, segments.front());
  return next != nullptr && look(*next, segments.subspan(1), is_other, found);
}

}  // namespace

bool References::count(const Document& document, const document::Path& path,
                       const IsOther& is_other) {
  Found found;
  const bool leads = look(document, path.segments(), is_other, found);
  for (const Digest& digest : found) ++counts_[digest];
  return leads;
}

std::int64_t References::to(const Value& id) const {
  const auto found = counts_.find(digest_of_id(id));
  return found == counts_.end() ? 0 : std::int64_t{found->second};
}

std::string References::sha256() const {
  std::vector<std::pair<Digest, std::uint32_t>> all(counts_.begin(), counts_.end());
  std::ranges::sort(all);
  document::Sha256 digest;
  for (const auto& [id, count] : all) {
    digest.add({reinterpret_cast<const char*>(id.data()), id.size()});
    digest.add(":" + std::to_string(count) + ";");
  }
  return digest.hex();
}

}  // namespace profilestore::merge
