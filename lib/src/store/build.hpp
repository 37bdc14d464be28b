// The making of a new store: beside its place, whole, then named.
#pragma once

#include <functional>

#include "store/core.hpp"

namespace profilestore::store {

/// Builds a store beside `target` and gives it that name once `fill` has returned; nobody ever sees
/// a part of it. False if something else got the name meanwhile: then nothing was made.
/// REQUIRES: `target` is resolved.
bool build_store(const std::filesystem::path& target,
                 const std::function<void(const std::shared_ptr<Core>&)>& fill);

}  // namespace profilestore::store
