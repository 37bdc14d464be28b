// Which index serves a find, in MongoDB's words.
#include <profilestore/collection.hpp>

#include "store/core.hpp"
#include "store/plan.hpp"
#include "store/reading.hpp"
#include "store/search.hpp"

namespace profilestore {
namespace {

Document bounds_of(const store::Plan& plan) {
  Document bounds = Document::object();
  const auto& paths = plan.index->index.rule().paths;
  for (std::size_t i = 0; i < plan.pinned.size(); ++i)
    bounds[paths[i]] = plan.pinned[i].size() == 1 ? "one key" : "several keys";
  if (plan.ranges) bounds[paths[plan.pinned.size()]] = "a range";
  return bounds;
}

Document scan_of(const store::Plan& plan, const read::Order& order) {
  const bool backward = order.paths().empty() ? order.reversed() : order.descending(0);
  if (plan.index == nullptr)
    return {{"stage", "COLLSCAN"},
            {"direction", order.paths().empty() && backward ? "backward" : "forward"}};
  return {{"stage", "FETCH"},
          {"inputStage",
           {{"stage", "IXSCAN"},
            {"keyPattern", plan.index->index.key_pattern()},
            {"indexName", plan.index->index.name()},
            {"isMultiKey", plan.has_elements()},
            {"isUnique", plan.index->unique()},
            {"direction", plan.sorted && backward ? "backward" : "forward"},
            {"indexBounds", bounds_of(plan)}}}};
}

}  // namespace

Document Collection::explain(const Document& filter, const FindOptions& options) const {
  const auto parsed = store::parse_filters(filter, {}).front();
  const auto order = store::window_of(options.sort, options.skip, options.limit).order;
  (void)store::parse_projection(options.projection);
  auto reader = core_->reader(session_);
  const auto* collection = reader.collection(name_);
  Document winner{{"stage", "EOF"}};
  if (collection != nullptr) {
    const store::Plan plan = store::plan_of(*collection, parsed, order);
    winner = scan_of(plan, order);
    if (!order.paths().empty() && !plan.sorted)
      winner = {{"stage", "SORT"}, {"sortPattern", options.sort}, {"inputStage", winner}};
  }
  return {{"queryPlanner",
           {{"namespace", core_->database() + "." + name_}, {"winningPlan", std::move(winner)}}}};
}

}  // namespace profilestore
