// The ways to an open store.
#include <profilestore/error.hpp>
#include <profilestore/store.hpp>

#include "crud/expire.hpp"
#include "store/core.hpp"
#include "store/own_folder.hpp"

namespace profilestore {
namespace {

using store::Core;

std::shared_ptr<Core> expiring(std::shared_ptr<Core> core) {
  core->after_write(crud::expire_a_few);
  crud::expire_at_open(*core);
  return core;
}

std::shared_ptr<Core> own_core(std::unique_ptr<sqlite::LockedFolder> folder, const char* name,
                               const StoreOptions& options) {
  const std::filesystem::path path = folder->path() / name;
  store::put_empty_store(path);
  auto core = Core::open(path, options);
  core->keep(std::move(folder));
  return expiring(std::move(core));
}

void refuse_what_needs_a_past(const StoreOptions& options) {
  if (options.read_only)
    throw InvalidInput(2, "a store for tests is new and empty, so it cannot be read_only");
  if (options.accept_rollback)
    throw InvalidInput(2, "a store for tests is new, so there is no accept_rollback");
}

}  // namespace

Store Store::open(const std::filesystem::path& path, const StoreOptions& options) {
  return Store(expiring(Core::open(path, options)));
}

Store Store::in_memory(const StoreOptions& options) {
  refuse_what_needs_a_past(options);
  return Store(own_core(store::folder_in_memory(), "memory.store", options));
}

Store Store::temporary(const StoreOptions& options) {
  refuse_what_needs_a_past(options);
  return Store(own_core(store::temporary_folder(), "temporary.store", options));
}

}  // namespace profilestore
