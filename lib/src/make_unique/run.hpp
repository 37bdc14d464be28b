// One make_unique, with what a plan asks of it.
#pragma once

#include <functional>
#include <memory>
#include <profilestore/make_unique.hpp>
#include <string_view>

#include "planning/plan_lines.hpp"

namespace profilestore::making_unique {

/// Is told of the plan before anything is kept: of all of it again, `begin` too, if it is made
/// again. What it throws ends the run.
struct PlanObserver {
  std::function<void(const Value& store)> begin;  ///< what of the store decides: see store_state
  planning::LineSink line;
  /// What was chosen by hand: then the plan is made again with that, and told again; null: it
  /// stands.
  std::function<std::shared_ptr<const merge::Chosen>()> end = [] { return nullptr; };
};

/// As profilestore::make_unique. `plan` may be null.
MakeUniqueReport run(const Store& store, std::string_view collection, const UniqueIndex& index,
                     const MakeUniqueOptions& options, const PlanObserver* plan);

}  // namespace profilestore::making_unique
