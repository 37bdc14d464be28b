#include "import/rules_met.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <profilestore/error.hpp>

#include "staging/field_names.hpp"

namespace profilestore::importing {
namespace {

using merge::RuleCount;
using merge::RuleQuestion;

std::int64_t groups_of(const staging::Stage& stage, const RuleQuestion& question) {
  const auto& groups = question.option == "keep"    ? stage.decisions
                       : question.option == "merge" ? stage.merges
                                                    : stage.parted;
  const auto found = groups.find(question.rule);
  return found == groups.end() ? 0 : found->second;
}

void add(std::vector<RuleQuestion>& all, std::vector<RuleQuestion> some) {
  std::ranges::move(some, std::back_inserter(all));
}

// A first line that names no columns is a record.
std::string hint_of_header(const std::vector<sources::Source>& sources) {
  for (const sources::Source& source : sources)
    if (!source.header().empty() && source.header() == source.header_bytes())
      return fmt::format(
          ". The columns have the names that are in the first line of {}; if none "
          "are, name them with the option of fields (--fields)",
          source.name());
  return "";
}

[[noreturn]] void refuse(const RuleQuestion& question, const std::string& field,
                         const std::vector<sources::Source>& sources) {
  throw InvalidInput(
      2, fmt::format("{}: '{}': no document of the sources has a field '{}'{} Nothing was written; "
                     "allow-absent imports all the same{}",
                     question.option, question.rule, field,
                     staging::hint_for(field, staging::field_names(sources)),
                     hint_of_header(sources)));
}

}  // namespace

std::vector<RuleQuestion> questions_of(const ImportOptions& options, const merge::RuleSet& rules,
                                       const staging::ImportSchema& schema) {
  std::vector<RuleQuestion> all;
  for (const Paths& paths : options.unique) {
    std::string text;
    std::vector<merge::AskedField> fields;
    for (const std::string& path : paths) {
      text += (text.empty() ? "" : ",") + path;
      fields.push_back({document::Path(path)});
    }
    // A key that users give need not be in the sources.
    all.push_back({"unique", text, std::move(fields), options.users.file.empty()});
  }
  add(all, schema.rules.questions());
  if (rules.keep == merge::Rules::usual)
    for (RuleQuestion& question : all)
      question.must_apply = question.must_apply && question.option != "keep";
  add(all, schema.merging.questions());
  add(all, schema.identity.questions());
  return all;
}

void check_rules_met(const staging::Stage& stage, const staging::ImportSchema& schema,
                     const std::vector<sources::Source>& sources) {
  if (stage.documents == 0) return;
  for (std::size_t i = 0; i < schema.questions.size(); ++i) {
    const RuleQuestion& question = schema.questions[i];
    if (!question.must_apply) continue;
    for (std::size_t field = 0; field < question.fields.size(); ++field)
      if (stage.rules_met[i].has_field.at(field) == 0)
        refuse(question, question.fields[field].path.text(), sources);
    if (const std::string why = merge::why_never(question, stage.rules_met[i]); !why.empty())
      throw InvalidInput(2, fmt::format("{}: '{}': {}. Nothing was written; allow-absent imports "
                                        "all the same",
                                        question.option, question.rule, why));
  }
}

std::vector<RuleUse> rule_uses(const staging::Stage& stage, const staging::ImportSchema& schema) {
  std::vector<RuleUse> uses;
  const std::string by_hand(merge::Rules::by_hand);
  if (const auto found = stage.decisions.find(by_hand); found != stage.decisions.end())
    uses.push_back({"keep", by_hand, found->second, found->second});
  for (std::size_t i = 0; i < schema.questions.size(); ++i) {
    const RuleQuestion& question = schema.questions[i];
    RuleCount counted = stage.rules_met.empty() ? RuleCount{} : stage.rules_met[i];
    counted.settle();
    uses.push_back({question.option, question.rule, counted.documents, groups_of(stage, question),
                    counted.unreadable, counted.example});
  }
  return uses;
}

KeylessDocuments keyless_documents(const staging::Stage& stage) {
  const auto& counts = stage.nobody.documents;
  KeylessDocuments keyless{counts[0], counts[1], counts[2], counts[3], {}};
  for (const auto& [text, documents] : stage.nobody.placeholders)
    if (documents > 1) keyless.placeholders.emplace_back(text, documents);
  return keyless;
}

}  // namespace profilestore::importing
