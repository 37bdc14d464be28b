// profilestore index create.
#pragma once

#include <CLI/CLI.hpp>

#include "command.hpp"

namespace profilestore::cli {

/// Declares its arguments on `app`.
Run declare_index_create(CLI::App& app);

}  // namespace profilestore::cli
