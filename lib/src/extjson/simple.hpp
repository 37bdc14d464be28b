// Values that are in normal form at first sight: most filters and updates that applications build.
#pragma once

#include <profilestore/document.hpp>

namespace profilestore::extjson {

/// Whether `value` is in normal form, told without making that: it is a string, an integer, a
/// boolean or a null, or a small object of such values and objects. False of much else that is in
/// normal form, and of all that is not.
bool is_simple(const Value& value);

}  // namespace profilestore::extjson
