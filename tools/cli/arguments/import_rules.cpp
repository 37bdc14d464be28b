#include "arguments/import_rules.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "arguments/values.hpp"
#include "text/errors.hpp"
#include "text/output.hpp"

namespace profilestore::cli {
namespace {

Value rules_in(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  if (!in)
    throw InvalidInput(2, fmt::format("--rules: cannot read {}: {}", file, std::strerror(errno)));
  try {
    return ejson::parse(text);
  } catch (const MalformedJson& error) {
    throw InvalidInput(2, fmt::format("--rules: {}: {}", file, error.what()));
  }
}

[[noreturn]] void refuse_both() {
  throw InvalidInput(2,
                     "--rules replaces --keep, --merge, --identity and --on-existing: do not "
                     "combine them");
}

template <class Options>
void take_rules(const RulesArguments& arguments, Options& options) {
  options.merge = parts_of_all(arguments.merge);
  options.identity = parts_of_all(arguments.identity);
  if (!arguments.keep.empty()) options.keep = arguments.keep;
  if (arguments.file.empty()) return;
  if (!arguments.keep.empty() || !options.merge.empty() || !options.identity.empty()) refuse_both();
  options.rules = rules_in(arguments.file);
}

}  // namespace

void add_rules(CLI::App& app, RulesArguments& arguments) {
  app.add_option("--keep", arguments.keep,
                 "How to choose the survivor of a group. The first\n"
                 "rule that decides wins: complete (most filled\n"
                 "fields), complete:FIELD (FIELD is not missing,\n"
                 "null, false or empty), newest:FIELD, oldest:FIELD\n"
                 "(of numbers the highest, the lowest),\n"
                 "rank:FIELD=BEST>NEXT>... (quote it: > is the\n"
                 "shell's), most-referenced:COLLECTION.PATH (most\n"
                 "documents of that collection refer to it),\n"
                 "source:NAME (comes from that file), first, last\n"
                 "(default: complete,newest:updatedAt)")
      ->type_name("RULES");
  app.add_option("--merge", arguments.merge,
                 "What the survivor takes from the losers: fill,\n"
                 "union:FIELD[@KEY], max:FIELD, min:FIELD,\n"
                 "newest:FIELD[@BY], longest:FIELD, sum:FIELD,\n"
                 "rank:FIELD=BEST>NEXT>..., group:F+G+...,\n"
                 "concat:FIELD[@SEPARATOR] (default: nothing).\n"
                 "fill: fields that it lacks, also inside\n"
                 "sub-documents; KEY: elements with an equal value\n"
                 "there are one; sum: each document counts once;\n"
                 "group: fields that belong together, all from one\n"
                 "document; BY: the field with the time (default:\n"
                 "updatedAt)")
      ->allow_extra_args(false)
      ->type_name("RULES");
  app.add_option("--identity", arguments.identity,
                 "Fields that tell people apart, such as email. A\n"
                 "document that differs from the survivor in one of\n"
                 "them is in conflict: quarantined, not merged\n"
                 "(default: none)")
      ->allow_extra_args(false)
      ->type_name("FIELDS");
  app.add_option("--on-existing", arguments.on_existing,
                 "What to do if the store already has a document\n"
                 "with the key: keep it, replace it, let both\n"
                 "compete under --keep and --merge (merge, the\n"
                 "default), or replace it if the imported one is\n"
                 "newer (newest)")
      ->check(CLI::IsMember({"keep", "replace", "merge", "newest"}))
      ->type_name("WHAT");
  app.add_option("--rules", arguments.file,
                 "--keep, --merge, --identity and --on-existing in\n"
                 "one file: {\"version\": 1, \"keep\": [...],\n"
                 "\"merge\": {\"fill\": true, \"union\": [...],\n"
                 "\"groups\": [[...]], ...}, \"identity\": [...],\n"
                 "\"onExisting\": \"merge\"}")
      ->type_name("F.json");
}

void set_rules(const RulesArguments& arguments, ImportOptions& options) {
  take_rules(arguments, options);
  options.on_existing = arguments.on_existing;
  if (!arguments.file.empty() && !options.on_existing.empty()) refuse_both();
}

void set_rules(const RulesArguments& arguments, MakeUniqueOptions& options) {
  take_rules(arguments, options);
}

void add_rules_of_index(CLI::App& app, RulesArguments& arguments) {
  app.add_option("--keep", arguments.keep,
                 "With --resolve: how to choose the survivor, as for\n"
                 "import (default: complete,newest:updatedAt)")
      ->type_name("RULES");
  app.add_option("--merge", arguments.merge,
                 "With --resolve: what the survivor takes from the\n"
                 "losers, as for import (default: nothing)")
      ->allow_extra_args(false)
      ->type_name("RULES");
  app.add_option("--identity", arguments.identity,
                 "With --resolve: fields that tell people apart, as\n"
                 "for import; documents of others than the survivor\n"
                 "are quarantined (default: none)")
      ->allow_extra_args(false)
      ->type_name("FIELDS");
  app.add_option("--rules", arguments.file,
                 "With --resolve: --keep, --merge and --identity in\n"
                 "one file, as for import")
      ->type_name("F.json");
}

void add_rules(const ImportReport& report, Value& json) {
  if (report.usual_rules) return;
  json["rules"] = report.rules;
  json["rulesSha256"] = report.rules_sha256;
}

std::string text_of_rules(const ImportReport& report) {
  if (report.usual_rules) return "";
  return fmt::format("rules {}\n  sha256 {}", plain_text(report.rules), report.rules_sha256);
}

}  // namespace profilestore::cli
