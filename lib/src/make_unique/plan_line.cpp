#include "make_unique/plan_line.hpp"

#include "catalog/rows.hpp"
#include "planning/plan_lines.hpp"

namespace profilestore::making_unique {
namespace {

Value member(const Value& id) { return {{"store", true}, {"_id", id}}; }

}  // namespace

Value line_of(const GroupPlan& plan, std::string_view before) {
  const UniqueGroup& group = plan.group;
  Value losers = Value::array();
  for (const UniqueGroup::Loser& one : group.losers) {
    Value loser = member(one.id);
    loser["outcome"] = "merged";
    loser["rule"] = one.rule;
    losers.push_back(std::move(loser));
  }
  for (std::size_t i = 0; i < group.parted.size(); ++i) {
    Value loser = member(group.parted[i]);
    loser["outcome"] = "conflicted";
    loser["reason"] = group.reasons[i];
    losers.push_back(std::move(loser));
  }
  Value changes = Value::object();
  if (plan.merged)
    changes = planning::difference(catalog::decode(before), plan.merged->merged.read.fields);
  return {{"key", group.key},
          {"survivor", member(group.survivor)},
          {"losers", std::move(losers)},
          {"changes", std::move(changes)}};
}

Value line_of_rejected(const Value& id, std::string_view reason) {
  Value rejected = member(id);
  rejected["reason"] = reason;
  return {{"quarantined", std::move(rejected)}};
}

}  // namespace profilestore::making_unique
