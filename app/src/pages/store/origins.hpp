// Where the fields of a document come from, in words.
#pragma once

#include "access/store/documents.hpp"

namespace profiles::pages {

/// A line for all fields that come from the same place by the same rule, in the order of the
/// document.
QString in_words(const std::vector<access::Origin>& origins);

}  // namespace profiles::pages
