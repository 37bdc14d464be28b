// What an update changed, from the two images. Pure. It takes as long as they are large.
#pragma once

#include <optional>
#include <profilestore/changes.hpp>

namespace profilestore::watching {

/// What becomes `after` if it is set, removed and cut off in `before`, but for the order of fields:
/// one that has moved is told as set. A name that a dotted path can't spell is told with what it
/// stands in. Nothing: that is the document.
std::optional<UpdateDescription> description_of(const Document& before, const Document& after);

}  // namespace profilestore::watching
