#include "history/created_index.hpp"

namespace profilestore::history {

Value description_of(const Index& rule) {
  Value key = Value::object();
  for (std::size_t i = 0; i < rule.paths.size(); ++i) key[rule.paths[i]] = rule.paths.direction(i);
  Value description{
      {"name", rule.name}, {"key", key}, {"missing", std::string(name_of(rule.missing))}};
  if (!rule.where.empty()) description["where"] = rule.where;
  if (rule.collation) description["collation"] = document_of(*rule.collation);
  if (!rule.normalise.empty()) description["normalise"] = value_of(rule.normalise);
  return description;
}

Index index_of(const Value& description) {
  std::vector<IndexPath> paths;
  for (const auto& [path, direction] : description.at("key").items())
    paths.emplace_back(path, direction.get<int>());
  Index rule{Paths(std::move(paths)), true,
             missing_of(description.at("missing").get<std::string>()).value(),
             description.at("name").get<std::string>()};
  if (description.contains("where")) rule.where = description.at("where");
  if (description.contains("collation"))
    rule.collation = profilestore::collation_of(description.at("collation"));
  if (description.contains("normalise")) rule.normalise = normalise_of(description.at("normalise"));
  return rule;
}

const catalog::IndexEntry* created_index(const catalog::CollectionEntry& collection,
                                         const Record& record) {
  const catalog::IndexEntry* entry = collection.index_named(record.created_index);
  const bool same =
      entry != nullptr && description_of(entry->index.rule()) == record.rules.at("index");
  return same ? entry : nullptr;
}

}  // namespace profilestore::history
