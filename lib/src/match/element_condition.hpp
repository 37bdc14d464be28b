// What MongoDB allows in the filter of a find alone.
#pragma once

#include <profilestore/document.hpp>

namespace profilestore::match {

/// Throws InvalidFilter (224) if `filter` asks for a $jsonSchema at any depth.
void refuse_json_schema(const Document& filter);

}  // namespace profilestore::match
