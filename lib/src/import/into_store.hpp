// The store that an import goes into, which may not be there yet.
#pragma once

#include <filesystem>
#include <functional>

#include "store/core.hpp"

namespace profilestore::importing {

/// Runs `work` on the open store, which it makes if there is none. A dry run makes none: `work` is
/// run on one that is gone afterwards. `progress`: see StoreOptions.
void into_store(const std::filesystem::path& store, bool dry_run, const OnProgress& progress,
                const std::function<void(store::Core&)>& work);

}  // namespace profilestore::importing
