// One import, with what a plan asks of it.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <profilestore/import.hpp>
#include <string>
#include <vector>

#include "planning/plan_lines.hpp"
#include "staging/stage.hpp"

namespace profilestore::importing {

/// Is told of the plan before anything is written. What it throws ends the import.
struct PlanObserver {
  /// {"sources", "users"?, "store"}: what the plan is bound to, before the sources are read.
  std::function<void(const Value& bound)> begin;
  planning::LineSink line;  ///< each line of it
  /// After the last. What was chosen by hand: then the plan is made again with that, and each line
  /// of it told again; null: it stands.
  std::function<std::shared_ptr<const merge::Chosen>()> end = [] { return nullptr; };
  std::vector<std::string> names = {};  ///< of the sources, in the plan; empty: as they are given
  std::vector<std::string> users = {};  ///< of the sources of users, the same
  std::string users_file = {};          ///< and as the options have them
};

/// As profilestore::import_files. `plan` may be null.
ImportReport run(const std::filesystem::path& store, const std::vector<std::string>& names,
                 const ImportOptions& options, const PlanObserver* plan,
                 const staging::ChunkOptions& sharing = staging::ChunkOptions::of_this_machine());

}  // namespace profilestore::importing
