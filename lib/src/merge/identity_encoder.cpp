#include "merge/identity_encoder.hpp"

#include <string_view>

#include "keys/key.hpp"
#include "merge/combine.hpp"

namespace profilestore::merge {
namespace {

constexpr std::string_view blanks = " \t\r\n";

}  // namespace

std::optional<std::string> IdentityEncoder::of(const Value* value) const {
  if (!is_filled(value)) return std::nullopt;
  if (!value->is_string()) return keys::bytes_of({keys::encode(*value)});
  std::string_view text = value->get_ref<const std::string&>();
  text.remove_prefix(text.find_first_not_of(blanks));
  text.remove_suffix(text.size() - 1 - text.find_last_not_of(blanks));
  return keys::bytes_of({collator_.sort_key(text)});
}

}  // namespace profilestore::merge
