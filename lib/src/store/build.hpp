// The making of a new store: beside its place, whole, then named.
#pragma once

#include <functional>

#include "sqlite/files/store_file.hpp"
#include "store/core.hpp"

namespace profilestore::store {

/// Builds a store beside `target` and gives it that name once `fill` has returned, if there is
/// anything to fill it with; nobody ever sees a part of it. False if something else got the name
/// meanwhile: then nothing was made. REQUIRES: `target` is resolved.
bool build_store(const std::filesystem::path& target,
                 const std::function<void(const std::shared_ptr<Core>&)>& fill = {});

/// The last steps of it, for a store that is whole: write-ahead logging, its name, its head mark
/// if it is to have one.
/// REQUIRES: no connection to it is open.
bool publish(sqlite::NewFile& file, bool with_head = true);

}  // namespace profilestore::store
