// What MongoDB allows in the filter of a find alone.
#pragma once

#include <profilestore/document.hpp>

namespace profilestore::match {

/// Throws InvalidFilter (224) if `filter` asks for a $jsonSchema or a $expr at any depth.
void refuse_of_documents(const Document& filter);

}  // namespace profilestore::match
