// The top-level fields of a text that is in normal form, where they stand: no value is read.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace profilestore::extjson {

/// Name and value as they stand in the text, the name without its quotes.
struct FieldText {
  std::string_view whole, name, value;
};

/// The next field of the document `normal` from `at` on, which is then behind it; `at` begins with
/// 0. Nothing at the end of the document, nor where the text goes on otherwise than one in normal
/// form does.
std::optional<FieldText> next_field(std::string_view normal, std::size_t& at);

}  // namespace profilestore::extjson
