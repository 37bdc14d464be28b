#include "commands/index_summary.hpp"

#include <fmt/format.h>

#include "text/edited_groups.hpp"
#include "text/ledger.hpp"
#include "text/references_text.hpp"
#include "text/rule_uses.hpp"
#include "text/shell_word.hpp"

namespace profilestore::cli {

std::string where_it_went(const IndexSummary& summary) {
  const MakeUniqueReport& report = summary.report;
  if (!summary.plan.empty())
    return fmt::format(
        "plan in {}: nothing was written to the store; to do it:\n"
        "  profilestore apply {} --store {}",
        summary.plan, shell_word(summary.plan), shell_word(summary.store));
  if (summary.dry_run) return "dry run: nothing was written";
  const std::string made = fmt::format("unique index {} on collection {} of {}", report.index,
                                       summary.collection, summary.store);
  return report.id.empty() ? made + " exists already"
                           : fmt::format("import {}: {}", report.id, made);
}

bool none_quarantined(const MakeUniqueReport& report) {
  return report.ledger.conflicted + report.ledger.quarantined == 0;
}

Value described(const IndexSummary& summary) {
  const MakeUniqueReport& report = summary.report;
  Value json{{"import", report.id},
             {"index", report.index},
             {"groups", report.groups},
             {"ledger", json_of(report.ledger)}};
  if (!summary.usual_rules) add_rule_uses(report.rule_uses, report.ties, json);
  add_edited(report.edited, json);
  return json;
}

void print(const IndexSummary& summary, Output& out) {
  const MakeUniqueReport& report = summary.report;
  out.line(fmt::format("{} of documents that share a key", counted(report.groups, "group")));
  if (!summary.usual_rules && !report.rule_uses.empty())
    out.line(text_of_rule_uses(report.rule_uses, report.ties));
  if (const std::string edited = text_of_edited(report.edited, summary.store, summary.collection);
      !edited.empty())
    out.line(edited);
  out.line(to_text(report.ledger));
  out.line(where_it_went(summary));
  if (!report.id.empty())
    out.line(fmt::format("to undo this: profilestore undo {} --store {}", report.id,
                         shell_word(summary.store)));
  if (report.id.empty() || report.ledger.merged == 0) return;
  if (const std::string hint = references_hint(summary.store, summary.collection); !hint.empty())
    out.line(hint);
}

}  // namespace profilestore::cli
