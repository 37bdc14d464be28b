#include "make_unique/rules.hpp"

#include <algorithm>
#include <iterator>
#include <profilestore/error.hpp>

namespace profilestore::making_unique {

merge::RuleSet rules_of(const MakeUniqueOptions& options) {
  const bool by_options =
      options.keep != merge::Rules::usual || !options.merge.empty() || !options.identity.empty();
  if (options.rules && by_options)
    throw InvalidInput(2,
                       "the rules are given twice: use a rules file, or keep, merge and identity, "
                       "but not both");
  merge::RuleSet rules{options.keep, options.merge, options.identity, merge::Existing::merge};
  if (options.rules) rules = merge::RuleSet::of(*options.rules);
  if (rules.existing != merge::Existing::merge)
    throw InvalidInput(2,
                       "onExisting: no documents come to those of the store here: leave it out, or "
                       "say \"merge\"");
  merge::Rules::parse(rules.keep).resolve_sources({});  // documents of a store have none
  (void)merge::Merging::parse(rules.merge);
  (void)merge::Identity::of(rules.identity);
  return rules;
}

staging::ImportSchema schema_of(const catalog::CollectionEntry& collection,
                                const catalog::IndexEntry& index, const merge::RuleSet& rules) {
  auto schema = staging::ImportSchema::of(collection, rules.keep, nullptr);
  schema.merging = merge::Merging::parse(rules.merge);
  std::vector<document::Path> fixed = index.index.paths();
  fixed.emplace_back("_id");
  schema.merging.keep_fixed(fixed);
  schema.identity = merge::Identity::of(rules.identity);
  return schema;
}

}  // namespace profilestore::making_unique
