// Which index serves a find, in MongoDB's words.
#include <profilestore/collection.hpp>

#include "document/time_limit.hpp"
#include "query/filters.hpp"
#include "query/plan.hpp"
#include "query/reading.hpp"
#include "query/search.hpp"
#include "store/core.hpp"

namespace profilestore {
namespace {

Document bounds_of(const query::Plan& plan) {
  Document bounds = Document::object();
  const auto& paths = plan.index->index.rule().paths;
  for (std::size_t i = 0; i < plan.pinned.size(); ++i)
    bounds[paths[i]] = plan.pinned[i].size() == 1 ? "one key" : "several keys";
  if (plan.ranges) bounds[paths[plan.pinned.size()]] = "a range";
  return bounds;
}

Document scan_of(const query::Plan& plan, const read::Order& order) {
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
  const document::TimeLimit limit(document::TimeLimit::after(options.max_time));
  const auto terms = query::terms_of(options.collation, options.let);
  query::Filters filters(filter, {}, terms, options.hint);
  const auto order = query::window_of(options.sort, options.skip, options.limit, terms).order;
  (void)query::parse_projection(options.projection, terms);
  auto reader = core_->reader(session_);
  const auto* collection = reader.collection(name_);
  filters.take_hint(collection);
  Document winner{{"stage", "EOF"}};
  if (collection != nullptr) {
    const query::Plan plan = query::plan_of(*collection, filters.first(), order);
    winner = scan_of(plan, order);
    if (!order.paths().empty() && !plan.sorted)
      winner = {{"stage", "SORT"}, {"sortPattern", options.sort}, {"inputStage", winner}};
  }
  return {{"queryPlanner",
           {{"namespace", core_->database() + "." + name_}, {"winningPlan", std::move(winner)}}}};
}

}  // namespace profilestore
