// What an update's description says, done to a copy of the document.
#pragma once

#include <profilestore/changes.hpp>

namespace replay {

void apply(const profilestore::UpdateDescription& change, profilestore::Document& document);

}  // namespace replay
