#include "arguments/import_rules.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "text/errors.hpp"
#include "text/output.hpp"

namespace profilestore::cli {
namespace {

std::vector<std::string> split(const std::vector<std::string>& lists) {
  std::vector<std::string> parts;
  for (const std::string& list : lists)
    for (std::size_t at = 0; at <= list.size();) {
      const std::size_t comma = std::min(list.find(',', at), list.size());
      parts.push_back(list.substr(at, comma - at));
      at = comma + 1;
    }
  return parts;
}

Value rules_in(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  if (!in) throw InvalidInput(2, fmt::format("--rules: cannot read {}", file));
  try {
    return ejson::parse(text);
  } catch (const MalformedJson& error) {
    throw InvalidInput(2, fmt::format("--rules: {}: {}", file, error.what()));
  }
}

}  // namespace

void add_rules(CLI::App& app, RulesArguments& arguments) {
  app.add_option("--keep", arguments.keep,
                 "How to choose the survivor of a group; the first\n"
                 "rule that decides wins: complete, complete:FIELD,\n"
                 "newest:FIELD, oldest:FIELD, source:NAME, first,\n"
                 "last (default: complete,newest:updatedAt)")
      ->type_name("RULES");
  app.add_option("--merge", arguments.merge,
                 "What the survivor takes from the losers: fill,\n"
                 "union:FIELD, max:FIELD, min:FIELD,\n"
                 "newest:FIELD[@BY], longest:FIELD,\n"
                 "concat:FIELD[@SEPARATOR], group:F+G+...\n"
                 "(default: nothing)")
      ->allow_extra_args(false)
      ->type_name("RULES");
  app.add_option("--identity", arguments.identity,
                 "Fields that tell persons apart, such as email. A\n"
                 "document whose value differs is in conflict, and\n"
                 "is not merged")
      ->allow_extra_args(false)
      ->type_name("FIELDS");
  app.add_option("--on-existing", arguments.on_existing,
                 "What to do with a document that the store has for\n"
                 "a key: keep it, replace it, let it compete (merge,\n"
                 "the default), or replace it if the imported one is\n"
                 "newer (newest)")
      ->check(CLI::IsMember({"keep", "replace", "merge", "newest"}))
      ->type_name("WHAT");
  app.add_option("--rules", arguments.file,
                 "These four rules in one file: {\"version\": 1,\n"
                 "\"keep\": [...], \"merge\": {\"fill\": true,\n"
                 "\"union\": [...], \"groups\": [[...]]},\n"
                 "\"identity\": [...], \"onExisting\": \"merge\"}")
      ->type_name("F.json");
}

void set_rules(const RulesArguments& arguments, ImportOptions& options) {
  options.merge = split(arguments.merge);
  options.identity = split(arguments.identity);
  options.on_existing = arguments.on_existing;
  if (!arguments.keep.empty()) options.keep = arguments.keep;
  if (arguments.file.empty()) return;
  if (!arguments.keep.empty() || !options.merge.empty() || !options.identity.empty() ||
      !options.on_existing.empty())
    throw InvalidInput(2,
                       "--rules replaces --keep, --merge, --identity and --on-existing: do not "
                       "combine them");
  options.rules = rules_in(arguments.file);
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
