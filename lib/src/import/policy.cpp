#include "import/policy.hpp"

#include <profilestore/error.hpp>

#include "extjson/reader.hpp"

namespace profilestore::importing {

merge::RuleSet rules_of(const ImportOptions& options) {
  const bool by_options = options.keep != merge::Rules::usual || !options.merge.empty() ||
                          !options.identity.empty() || !options.on_existing.empty();
  if (options.rules && by_options)
    throw InvalidInput(2,
                       "the rules are given twice: all of them stand in the file of rules, or "
                       "none, and then keep, merge, identity and on-existing give them");
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
    throw InvalidInput(2,
                       "onExisting: 'newest' asks a rule newest:FIELD or oldest:FIELD of keep, "
                       "and there is none");
  return rules;
}

std::string sha256_of(const merge::RuleSet& rules) {
  document::Sha256 digest;
  digest.add(rules.json().dump());
  return digest.hex();
}

Scheme scheme_of(const store::CollectionEntry& collection, const Paths* grouping,
                 const merge::RuleSet& rules, const std::vector<std::string>& sources) {
  Scheme scheme = Scheme::of(collection, rules.keep, grouping);
  scheme.rules.resolve_sources(sources);
  scheme.merging = merge::Merging::parse(rules.merge);
  std::vector<document::Path> fixed = scheme.indexes[scheme.grouping].index.paths();
  fixed.emplace_back("_id");
  scheme.merging.keep_fixed(fixed);
  scheme.identity = merge::Identity::of(rules.identity);
  scheme.existing = rules.existing;
  return scheme;
}

}  // namespace profilestore::importing
