// profilestore investigate: why there are duplicates.
#include <profilestore/investigate.hpp>

#include <memory>

#include "arguments.hpp"
#include "command.hpp"
#include "investigate_tables.hpp"
#include "long_work.hpp"
#include "report.hpp"
#include "source_type.hpp"

namespace profilestore::cli {
namespace {

struct Arguments {
  std::vector<std::string> files, keys, identity;
  std::string store, collection;
  InvestigateOptions options;
  std::string report;
  bool json = false;
};

Document investigate_store(const Arguments& arguments, const InvestigateOptions& options) {
  if (arguments.collection.empty()) throw InvalidInput(2, "--store needs --collection");
  const Store store = open_existing(arguments.store);
  if (!has_collection(store, arguments.collection))
    say(arguments.store + " has no collection " + arguments.collection);
  return investigate(store, arguments.collection, options);
}

Document findings_of(const Arguments& arguments, InvestigateOptions options) {
  LongWork work;
  options.progress = work.progress();
  return arguments.store.empty() ? investigate(arguments.files, options)
                                 : investigate_store(arguments, options);
}

void check_report(const Arguments& arguments) {
  if (arguments.report.empty()) return;
  check_new_file("--report", arguments.report, arguments.store, arguments.files);
  try_report(arguments.report, "nothing was looked at");
}

std::string title_of(const Arguments& arguments) {
  if (!arguments.store.empty())
    return "Duplicates in " + arguments.collection + " of " + arguments.store;
  const std::string& first = arguments.files.front();
  const std::string name = first == "-" ? "standard input" : first.substr(first.rfind('/') + 1);
  if (arguments.files.size() == 1) return "Duplicates in " + name;
  return "Duplicates in " + name + " and " +
         counted(std::ssize(arguments.files) - 1, "other source");
}

Status run(const Arguments& arguments) {
  if (arguments.files.empty() == arguments.store.empty())
    throw InvalidInput(2, "investigate takes FILE... or --store S --collection C, one of them");
  if (arguments.store.empty() && !arguments.collection.empty())
    throw InvalidInput(2, "--collection means nothing without --store");
  check_report(arguments);
  InvestigateOptions options = arguments.options;
  if (!arguments.identity.empty()) options.identity = arguments.identity;
  std::erase(options.identity, "");
  // Only a report and --json tell of single fields.
  if (arguments.report.empty() && !arguments.json) options.columns = 0;
  for (const std::string& paths : arguments.keys) options.keys.push_back(paths_of("--key", paths));
  const Document findings = findings_of(arguments, options);
  if (!arguments.report.empty())
    write_report(arguments.report, {.title = title_of(arguments), .investigation = findings});
  Output out;
  if (arguments.json)
    out.line(relaxed(findings));
  else
    print_findings(findings, out);
  out.flush();
  return Status::done;
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("FILE", arguments->files,
                 "Exports, as import reads them;\n"
                 "- is standard input")
      ->type_name("");
  app.add_option("--store", arguments->store, "Look at a collection of this store instead")
      ->type_name("S");
  app.add_option("--collection", arguments->collection, "The collection's name")->type_name("C");
  app.add_option("--key", arguments->keys,
                 "What should be unique: userId, or a,b.c over\n"
                 "two paths. Several times: several. None: fields\n"
                 "that look like keys")
      ->allow_extra_args(false)
      ->type_name("PATHS");
  app.add_option("--largest", arguments->options.largest,
                 "Show so many groups of each key (default: 10)")
      ->type_name("N");
  app.add_option("--updated", arguments->options.updated,
                 "When a document was last updated\n"
                 "(default: updatedAt)")
      ->type_name("PATH");
  app.add_option("--identity", arguments->identity,
                 "What tells persons apart who share a key\n"
                 "(default: email; '' for nothing). Several times:\n"
                 "all of them together")
      ->allow_extra_args(false)
      ->type_name("PATH");
  app.add_flag_callback(
      "--no-values", [arguments] { arguments->options.values = false; },
      "Leave the documents' values out of the output");
  app.add_option("--report", arguments->report,
                 "Write a report to this file too: a page if its\n"
                 "name ends in .html, else what --json prints")
      ->type_name("F.html|F.json");
  add_source_type(app, arguments->options);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace

const Command investigate_command{
    "investigate", "Tell why there are duplicates",
    "Counts the documents of each key, and shows how those of one key came about:\n"
    "when and by how many processes they were created, and whether one update went\n"
    "over all of them; with a verdict each: create race, retry, re-import, bulk\n"
    "update, distinct people, unknown. It changes nothing.",
    "  profilestore investigate creatorprofiles.json --key userId\n"
    "  profilestore investigate dump/app/users.bson.gz --report duplicates.html\n"
    "  profilestore investigate --store profiles.db --collection users --key email",
    declare};

}  // namespace profilestore::cli
