#include "commands/import_summary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "arguments/import_rules.hpp"
#include "arguments/import_users.hpp"
#include "text/edited_groups.hpp"
#include "text/ledger.hpp"
#include "text/references_text.hpp"
#include "text/rule_uses.hpp"
#include "text/set_aside_reasons.hpp"
#include "text/shell_word.hpp"

namespace profilestore::cli {
namespace {

Value described(const SourceReport& source) {
  Value indexes = Value::array();
  for (const SourceIndex& index : source.indexes) {
    Value told{{"name", index.name}, {"unique", index.unique}, {"there", index.there}};
    if (!index.why_not.empty()) told["whyNot"] = index.why_not;
    indexes.push_back(told);
  }
  Value json{{"name", source.name},
             {"format", source.format},
             {"bytes", source.bytes},
             {"sha256", source.sha256}};
  if (!indexes.empty()) json["indexes"] = indexes;
  if (!source.cut_off.empty()) json["cutOff"] = source.cut_off;
  return json;
}

bool is_missing(const SourceIndex& index) { return index.unique && !index.there; }

void print(const SourceReport& source, bool indexes_wanted, Output& out) {
  out.line(fmt::format("{}: {}, {}\n  sha256 {}",
                       source.name == "-" ? "standard input" : source.name, source.format,
                       counted(static_cast<std::int64_t>(source.bytes), "byte"), source.sha256));
  if (!source.cut_off.empty()) out.line(fmt::format("{}: {}", source.name, source.cut_off));
  for (const SourceIndex& index : source.indexes) {
    const std::string name =
        fmt::format("  {} {}: ", index.unique ? "unique index" : "index", index.name);
    if (!index.why_not.empty())
      out.line(name + "not created: " + index.why_not +
               (indexes_wanted && index.unique
                    ? "; nothing keeps its values unique, so create one that this library has"
                    : ""));
    else if (index.there)
      out.line(name + "exists");
    else if (!indexes_wanted)
      out.line(name + "listed in the dump's metadata; --indexes creates it");
  }
}

}  // namespace

Value described(const std::vector<LeftOutSource>& left_out) {
  Value json = Value::array();
  for (const LeftOutSource& left : left_out)
    json.push_back({{"name", left.name}, {"why", left.why}});
  return json;
}

void print(const std::vector<LeftOutSource>& left_out, Output& out) {
  for (const LeftOutSource& left : left_out)
    out.line(fmt::format("left out: {}: {}", left.name, left.why));
}

Value described(const ImportReport& report) {
  Value sources = Value::array();
  for (const SourceReport& source : report.sources) sources.push_back(described(source));
  Value json{{"import", report.id}, {"sources", sources}};
  if (!report.left_out.empty()) json["leftOut"] = described(report.left_out);
  add_rule_uses(report, json);
  add_reasons(report, json);
  json["ledger"] = json_of(report.ledger);
  add_edited(report.edited, json);
  add_users(report, json);
  add_rules(report, json);
  return json;
}

bool is_clean(const ImportReport& report) {
  const auto is_whole = [&](const SourceReport& source) {
    return source.cut_off.empty() &&
           (!report.indexes || std::ranges::none_of(source.indexes, is_missing));
  };
  return report.ledger.conflicted == 0 && report.ledger.quarantined == 0 &&
         std::ranges::all_of(report.sources, is_whole);
}

std::string where_it_went(const ImportSummary& summary) {
  if (!summary.plan.empty())
    return fmt::format("plan written to {}; the store is unchanged", summary.plan);
  if (summary.dry_run) return "dry run: nothing was written";
  return fmt::format("import {} into collection {} of {}", summary.report.id, summary.collection,
                     summary.store);
}

void print(const ImportSummary& summary, Output& out) {
  const ImportReport& report = summary.report;
  for (const SourceReport& source : report.sources) print(source, report.indexes, out);
  print(report.left_out, out);
  if (const std::string users = text_of_users(report); !users.empty()) out.line(users);
  if (const std::string rules = text_of_rules(report); !rules.empty()) out.line(rules);
  if (const std::string uses = text_of_rule_uses(report); !uses.empty()) out.line(uses);
  if (const std::string why = text_of_reasons(report); !why.empty()) out.line(why);
  if (const std::string edited = text_of_edited(report.edited, summary.store, summary.collection);
      !edited.empty())
    out.line(edited);
  out.line(to_text(report.ledger));
  out.line(where_it_went(summary));
  const std::int64_t aside = report.ledger.conflicted + report.ledger.quarantined;
  const bool kept = !summary.dry_run && summary.plan.empty();
  if (const std::string hint = report.ledger.merged > 0 && kept
                                   ? references_hint(summary.store, summary.collection)
                                   : "";
      !hint.empty())
    out.line(hint);
  if (aside == 0 || !kept) return;
  // Not limited to this import: what an earlier one quarantined is not stored again.
  out.line(fmt::format("{} in quarantine; to list it with sources and reasons:", grouped(aside)));
  out.line(
      fmt::format("  profilestore export --store {} --collection {} --quarantine "
                  "--with-reasons",
                  shell_word(summary.store), shell_word(summary.collection)));
}

}  // namespace profilestore::cli
