// How many bytes a value has as BSON.
#pragma once

#include <cstddef>
#include <profilestore/document.hpp>

namespace profilestore::expression {

/// Of a document or an array, as BSON writes it: bsonspec.org. REQUIRES: it is in normal form.
std::size_t bson_size(const Value& value);

}  // namespace profilestore::expression
