// What to make of a text that the fast parser refuses, and where in a text a fault stands.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "extjson/fault.hpp"

namespace profilestore::extjson {

/// The offset in `text` to which a trail leads. REQUIRES: `text` is JSON and has that place.
std::size_t offset_of(std::string_view text, const Trail& trail);

/// The same document as simdjson can read it: integers beyond 64 bits get a fraction, the
/// non-finite numbers that mongoexport 3.x wrote bare get their wrappers. Every value keeps its
/// place among its neighbours. Throws MalformedJson if `text` is no JSON even so.
std::string respelled(std::string_view text);

/// The path that a trail follows in a document: "address.lines.2".
std::string path_of(const Value& document, const Trail& trail);

}  // namespace profilestore::extjson
