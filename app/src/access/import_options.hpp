// The setup as the library takes it; for the sources of this room alone.
#pragma once

#include <profilestore/import.hpp>

#include "access/new_index.hpp"
#include "access/open_store.hpp"
#include "access/setup.hpp"

namespace profiles::access {

/// Without blanks around them; what is empty is left out.
std::vector<std::string> names_of(const QStringList& texts);
/// Paths as they are: a file may have blanks around its name.
std::vector<std::string> files_of(const QStringList& paths);
profilestore::ImportOptions import_options(const ImportSetup& setup, const Control& control);

}  // namespace profiles::access
