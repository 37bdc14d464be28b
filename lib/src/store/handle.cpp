// What the handles of a store share, from the opening to the end of the last of them.
#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "sqlite/files/store_file.hpp"
#include "sqlite/opening.hpp"
#include "store/build.hpp"
#include "store/core.hpp"

namespace profilestore::store {

std::shared_ptr<Core> Core::open(const std::filesystem::path& path, const StoreOptions& options) {
  const std::filesystem::path place = sqlite::resolve(path);
  if (options.accept_rollback && options.read_only)
    throw InvalidInput(2, "accept_rollback marks the store, so it cannot be read_only");
  if (const bool there = sqlite::store_exists(place); !there && options.read_only) {
    throw StorageFailure(
        fmt::format("{}: there is no store, and none was created: it was to be opened for reading",
                    place.string()),
        0);
  } else if (!there) {
    if (!options.accept_rollback) sqlite::refuse_vanished(place);
    build_store(place);
    sqlite::store_exists(place);
  }
  auto core = std::make_shared<Core>(place, options,
                                     options.durability == Durability::durable
                                         ? sqlite::Journal::wal_full
                                         : sqlite::Journal::wal_normal);
  // What works for a job holds `core`, which lives on until the job has ended.
  Core* const raw = core.get();
  return {raw, [core = std::move(core)](Core*) mutable {
            core->executor_.end();
            core.reset();
          }};
}

}  // namespace profilestore::store
