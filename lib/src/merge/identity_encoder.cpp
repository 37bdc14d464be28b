#include "merge/identity_encoder.hpp"

#include <string_view>

#include "document/blank.hpp"
#include "keys/key.hpp"
#include "merge/combine.hpp"

namespace profilestore::merge {

std::optional<std::string> IdentityEncoder::of(const Value* value) const {
  if (!is_filled(value)) return std::nullopt;
  if (!value->is_string()) return keys::bytes_of({keys::encode(*value)});
  const std::string_view text = document::trimmed(value->get_ref<const std::string&>());
  return keys::bytes_of({collator_.sort_key(text)});
}

}  // namespace profilestore::merge
