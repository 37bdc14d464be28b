#include "planning/field_origins.hpp"

namespace profilestore::planning {
namespace {

Value origin_of(const staging::MergeRecipe& recipe, const MergedDocument& merged,
                std::size_t rank) {
  const Candidate& candidate = recipe.ranked[rank];
  return {{"source", candidate.source},
          {"line", candidate.line},
          {"offset", candidate.offset},
          {"_id", merged.ids[rank]}};
}

void add_adopted(const std::optional<staging::Adoption>& adoption, Value& fields) {
  if (adoption)
    fields[adoption->target] = {{"users", adoption->source},
                                {"line", adoption->line},
                                {"offset", adoption->offset},
                                {"_id", adoption->id},
                                {"rule", "users:" + adoption->key}};
}

}  // namespace

history::SourcePosition place_of(const Candidate& candidate) {
  return {candidate.source, candidate.line, candidate.offset};
}

Value fields_from_user(const staging::ReadDocument& read) {
  Value fields = Value::object();
  add_adopted(read.adoption, fields);
  return fields;
}

Value fields_from_merge(const staging::MergeRecipe& recipe, const MergedDocument& merged) {
  Value fields = Value::object();
  add_adopted(merged.adoption, fields);
  for (const merge::Taken& taken : merged.taken) {
    Value field = origin_of(recipe, merged, taken.from.front());
    field["rule"] = taken.rule;
    for (std::size_t i = 1; i < taken.from.size(); ++i)
      field["others"].push_back(origin_of(recipe, merged, taken.from[i]));
    fields[taken.field] = std::move(field);
  }
  return fields;
}

}  // namespace profilestore::planning
