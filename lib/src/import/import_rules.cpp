#include "import/import_rules.hpp"

#include <profilestore/error.hpp>

#include "extjson/reader.hpp"

namespace profilestore::importing {

merge::RuleSet rules_of(const ImportOptions& options) {
  const bool by_options = options.keep != merge::Rules::usual || !options.merge.empty() ||
                          !options.identity.empty() || !options.on_existing.empty();
  if (options.rules && by_options)
    throw InvalidInput(2,
                       "the rules are given twice: use a rules file, or keep, merge, identity and "
                       "on-existing, but not both");
  merge::RuleSet rules;
  if (options.rules) {
    rules = merge::RuleSet::of(*options.rules);
  } else {
    rules = {options.keep, options.merge, options.identity, merge::Existing::merge};
    if (!options.on_existing.empty()) rules.existing = merge::existing_of(options.on_existing);
  }
  const merge::Rules order = merge::Rules::parse(rules.keep);
  (void)merge::Merging::parse(rules.merge);
  (void)merge::Identity::of(rules.identity);
  if (rules.existing == merge::Existing::newest && !order.of_time())
    throw InvalidInput(2, "onExisting: 'newest' needs a rule newest:FIELD or oldest:FIELD in keep");
  return rules;
}

std::string sha256_of(const merge::RuleSet& rules) {
  document::Sha256 digest;
  digest.add(rules.json().dump());
  return digest.hex();
}

staging::ImportSchema schema_of(const catalog::CollectionEntry& collection, const Paths* grouping,
                                const merge::RuleSet& rules,
                                const std::vector<std::string>& sources) {
  staging::ImportSchema schema = staging::ImportSchema::of(collection, rules.keep, grouping);
  schema.rules.resolve_sources(sources);
  schema.merging = merge::Merging::parse(rules.merge);
  std::vector<document::Path> fixed = schema.indexes[schema.grouping].index.paths();
  fixed.emplace_back("_id");
  schema.merging.keep_fixed(fixed);
  schema.identity = merge::Identity::of(rules.identity);
  schema.existing = rules.existing;
  return schema;
}

}  // namespace profilestore::importing
