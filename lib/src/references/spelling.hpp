// What values of `_id`s look like, and ObjectIds as texts.
#pragma once

#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>

namespace profilestore::references {

/// Whether `text` is 24 hexadecimal digits.
bool is_hex_id(std::string_view text);

/// Whether a value, in normal form, stands nowhere by chance: an ObjectId, its text, a binary
/// value.
bool is_unmistakable(const Value& value);

/// The text of `id` in the case of `model`, which is one of 24 hexadecimal digits; an `id` that is
/// a text as it is. Nothing for any other.
std::optional<Value> as_text_like(std::string_view model, const Value& id);

}  // namespace profilestore::references
