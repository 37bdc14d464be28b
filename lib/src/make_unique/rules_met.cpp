#include "make_unique/rules_met.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

#include "catalog/rows.hpp"
#include "catalog/stored_rows.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "staging/field_names.hpp"

namespace profilestore::making_unique {
namespace {

// Of the first documents, for the name that was meant.
std::vector<std::string> names_in(sqlite::Connection& connection,
                                  const catalog::CollectionEntry& collection) {
  std::vector<Document> documents;
  catalog::StoredRows rows(connection, collection, "ORDER BY row LIMIT 1000");
  while (rows.next()) documents.push_back(rows.document());
  return staging::field_names(documents);
}

[[noreturn]] void refuse(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                         const std::string& what, const std::string& field) {
  throw InvalidInput(
      2, fmt::format("{} has a field '{}'{} Nothing was done; allow-absent does it all the same",
                     what, field, staging::hint_for(field, names_in(connection, collection))));
}

}  // namespace

void check_key_met(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                   const catalog::IndexEntry& index) {
  std::vector<merge::RuleQuestion> questions;
  for (const document::Path& path : index.index.paths())
    questions.push_back({"unique", path.text(), {{path}}});
  std::vector<merge::RuleCount> counts(questions.size());
  std::size_t open = questions.size();
  bool any = false;
  catalog::StoredRows rows(connection, collection, "ORDER BY row");
  while (open > 0 && rows.next()) {
    any = true;
    const Document document = rows.document();
    open = 0;
    for (std::size_t i = 0; i < questions.size(); ++i) {
      merge::count(questions[i], document, counts[i]);
      open += counts[i].has_field[0] == 0 ? 1 : 0;
    }
  }
  rows.query().reset();
  if (!any) return;
  for (std::size_t i = 0; i < questions.size(); ++i)
    if (counts[i].has_field[0] == 0)
      refuse(connection, collection, fmt::format("no document of collection {}", collection.name),
             questions[i].rule);
}

void check_rules_met(sqlite::Connection& connection, const catalog::CollectionEntry& collection,
                     const std::vector<merge::RuleQuestion>& questions,
                     const std::vector<merge::RuleCount>& counted, std::string_view nobody) {
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const merge::RuleQuestion& question = questions[i];
    for (std::size_t field = 0; field < question.fields.size(); ++field)
      if (counted[i].has_field.at(field) == 0)
        refuse(connection, collection,
               fmt::format("{}: '{}': {}", question.option, question.rule, nobody),
               question.fields[field].path.text());
    if (const std::string why = merge::why_never(question, counted[i]); !why.empty())
      throw InvalidInput(2, fmt::format("{}: '{}': {}. Nothing was done; allow-absent does it all "
                                        "the same",
                                        question.option, question.rule, why));
  }
}

std::vector<RuleUse> rule_uses(const staging::ImportSchema& schema, const GroupPlanner& planner) {
  const RuleResults& results = planner.results();
  std::vector<RuleUse> uses;
  const std::string by_hand(merge::Rules::by_hand);
  if (const auto found = results.decisions.find(by_hand); found != results.decisions.end())
    uses.push_back({"keep", by_hand, found->second, found->second});
  for (std::size_t i = 0; i < schema.questions.size(); ++i) {
    const merge::RuleQuestion& question = schema.questions[i];
    merge::RuleCount counted = planner.rules_met()[i];
    counted.settle();
    const auto& groups = question.option == "keep"    ? results.decisions
                         : question.option == "merge" ? results.merges
                                                      : results.parted;
    const auto found = groups.find(question.rule);
    uses.push_back({question.option, question.rule, counted.documents,
                    found == groups.end() ? 0 : found->second, counted.unreadable,
                    counted.example});
  }
  return uses;
}

}  // namespace profilestore::making_unique
