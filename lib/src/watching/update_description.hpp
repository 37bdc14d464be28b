// What an update changed, from the two images. Pure.
#pragma once

#include <profilestore/changes.hpp>

namespace profilestore::watching {

/// What becomes `after` if it is set, removed and cut off in `before`, but for the order of fields:
/// one that has moved is told as set. A name that a dotted path can't spell is told with what it
/// stands in.
UpdateDescription description_of(const Document& before, const Document& after);

}  // namespace profilestore::watching
