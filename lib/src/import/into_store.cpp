#include "import/into_store.hpp"

#include "sqlite/files/store_file.hpp"
#include "store/build.hpp"

namespace profilestore::importing {
namespace {

/// What a dry run into a store that does not exist ends with: the store is not to be made.
struct NothingKept {};

}  // namespace

void into_store(const std::filesystem::path& store, bool dry_run, const OnProgress& progress,
                const std::function<void(store::Core&)>& work) {
  const std::filesystem::path place = sqlite::resolve(store);
  if (!sqlite::store_exists(place)) {
    try {
      const bool made = store::build_store(place, [&](const std::shared_ptr<store::Core>& core) {
        work(*core);
        if (dry_run) throw NothingKept{};
      });
      if (made) return;
    } catch (const NothingKept&) {
      return;
    }
  }
  const auto core = store::Core::open(place, {.progress = progress});
  work(*core);
}

}  // namespace profilestore::importing
