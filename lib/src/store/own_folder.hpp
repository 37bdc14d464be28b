// Stores for tests: empty, in a folder of their own, gone with their last handle.
#pragma once

#include <filesystem>
#include <memory>

#include "sqlite/files/locked_folder.hpp"

namespace profilestore::store {

/// In memory. Throws StorageFailure if this machine has no folder there.
std::unique_ptr<sqlite::LockedFolder> folder_in_memory();

/// Where the system keeps temporary files.
std::unique_ptr<sqlite::LockedFolder> temporary_folder();

/// Puts an empty store at `path`, with an identity of its own. The first of a process makes it by
/// all migrations; the others are copies of what that one was.
void put_empty_store(const std::filesystem::path& path);

}  // namespace profilestore::store
