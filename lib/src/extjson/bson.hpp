// BSON → text of Extended JSON, for the one reader that checks every document.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace profilestore::extjson {

/// The length that a document of BSON at the start of `bytes` tells, if it can be one: it is not
/// longer than `bytes`, and ends with a zero. What stands in it is not looked at.
std::optional<std::size_t> bson_length(std::string_view bytes);

/// Appends the document in canonical Extended JSON v2 to `text`.
///
/// Throws InvalidInput (22) with the place in the document, in bytes, if it is no sound BSON; and
/// for what Extended JSON can't tell: a field of a document within it that is named as a wrapper
/// is,
/// `$oid` or `$date`, would be read as one.
void append_json_of_bson(std::string_view bson, std::string& text);

}  // namespace profilestore::extjson
