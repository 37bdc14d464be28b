// Who may read and write what lies beside a store: those who may read and write the store.
#pragma once

#include <filesystem>

namespace profilestore::sqlite {

/// The store's owner, if we are root, and its permissions for a file that is open.
void give_permissions_of(const std::filesystem::path& store, int file);

}  // namespace profilestore::sqlite
