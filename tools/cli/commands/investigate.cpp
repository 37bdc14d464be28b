// profilestore investigate: reports duplicates and their causes.
#include <profilestore/investigate.hpp>

#include <memory>

#include "arguments/arguments.hpp"
#include "arguments/normalise.hpp"
#include "arguments/source_type.hpp"
#include "command.hpp"
#include "report/report.hpp"
#include "text/investigate_tables.hpp"
#include "text/long_work.hpp"

namespace profilestore::cli {
namespace on_investigate {

struct Arguments {
  std::vector<std::string> files, keys, identity, normalise;
  std::string store, collection;
  InvestigateOptions options;
  std::string report;
  bool json = false;
};

Document investigate_store(const Arguments& arguments, const InvestigateOptions& options) {
  if (arguments.collection.empty()) throw InvalidInput(2, "--store needs --collection");
  const Store store = open_to_read(arguments.store);
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
  try_report(arguments.report, "nothing was investigated");
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
    throw InvalidInput(2, "give either FILE... or --store S --collection C");
  if (arguments.store.empty() && !arguments.collection.empty())
    throw InvalidInput(2, "--collection needs --store; --from chooses a collection of a dump");
  if (!arguments.store.empty() && !arguments.options.from.empty())
    throw InvalidInput(2, "--from chooses a collection of a dump; a store's is --collection");
  if (!arguments.store.empty() && tells_source_type(arguments.options))
    throw InvalidInput(2, "options that tell what files are do not go with --store");
  check_report(arguments);
  InvestigateOptions options = arguments.options;
  if (!arguments.identity.empty()) options.identity = arguments.identity;
  std::erase(options.identity, "");
  // Only a report and --json show single fields.
  if (arguments.report.empty() && !arguments.json) options.columns = 0;
  for (const std::string& paths : arguments.keys) options.keys.push_back(paths_of("--key", paths));
  options.normalise = normalise_of(arguments.normalise, arguments.collection);
  const Document findings = findings_of(arguments, options);
  if (!arguments.report.empty())
    write_report(arguments.report, {.title = title_of(arguments), .investigation = findings});
  if (findings.contains("sources"))
    for (const Value& source : findings.at("sources"))
      if (source.contains("cutOff"))
        say(source.at("name").get<std::string>() + ": " + source.at("cutOff").get<std::string>());
  Output out;
  if (arguments.json)
    out.line(ejson::relaxed(findings));
  else
    print_findings(findings, out);
  out.flush();
  return Status::done;
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("FILE", arguments->files, "Exports, as for import; - reads standard input")
      ->type_name("");
  app.add_option("--store", arguments->store, "Investigate a collection of this store instead")
      ->type_name("S");
  app.add_option("--collection", arguments->collection, "Name of the collection")->type_name("C");
  app.add_option("--from", arguments->options.from,
                 "Which collection of a dump: app.users, or the name\n"
                 "of a collection or database alone")
      ->type_name("NAME");
  app.add_option("--key", arguments->keys,
                 "What should be unique: userId, or a,b.c over two\n"
                 "paths. Repeat for more (default: the fields that\n"
                 "look like keys)")
      ->allow_extra_args(false)
      ->type_name("PATHS");
  add_normalise(app, arguments->normalise, "Which texts are one key (default: equal ones).\n");
  app.add_option("--largest", arguments->options.largest,
                 "Show the N largest groups per key (default: 10)")
      ->type_name("N");
  app.add_option("--updated", arguments->options.updated,
                 "Field with the time of a document's last update\n"
                 "(default: updatedAt)")
      ->type_name("PATH");
  app.add_option("--identity", arguments->identity,
                 "Field that tells persons apart who share a key\n"
                 "(default: email; '' for none). Repeat to use\n"
                 "several fields together")
      ->allow_extra_args(false)
      ->type_name("PATH");
  app.add_flag_callback(
      "--no-values", [arguments] { arguments->options.values = false; },
      "Leave document values out of the output");
  app.add_option("--report", arguments->report,
                 "Also write a report to this file: HTML if its name\n"
                 "ends in .html, else what --json prints")
      ->type_name("F.html|F.json");
  add_source_type(app, SourceTypeArguments(arguments->options));
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace on_investigate

const Command investigate_command{
    "investigate", "Report duplicates and their causes",
    "Groups the documents that share a key, and shows how each group came about: when\n"
    "and by how many processes its documents were created, and whether one update\n"
    "changed them all. The verdict on a group is create race, retry, re-import, bulk\n"
    "update, distinct people or unknown. Changes nothing.",
    "  profilestore investigate creatorprofiles.json --key userId\n"
    "  profilestore investigate dump/app/users.bson.gz --report duplicates.html\n"
    "  profilestore investigate --store profiles.db --collection users --key email",
    on_investigate::declare};

}  // namespace profilestore::cli
