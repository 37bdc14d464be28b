// A file that is a store of this library's version beyond doubt, told by its bytes: SQLite reads a
// whole schema before it answers anything, which takes as long as all the rest of an opening.
#pragma once

#include <filesystem>
#include <optional>

#include "sqlite/migrations.hpp"
#include "sqlite/opening.hpp"

namespace profilestore::sqlite {

/// What the file says without its log, if verify_untouched() finds nothing against it. Nothing: it
/// is something else, or an older or damaged one, and SQLite has to look. Reads as that does.
/// REQUIRES: `known` are this library's.
std::optional<MainFile> own_file(const std::filesystem::path& store,
                                 std::span<const Migration> known = migrations());

}  // namespace profilestore::sqlite
