// profilestore import: imports exports, resolving duplicates.
#include <profilestore/plan.hpp>

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>

#include "arguments/arguments.hpp"
#include "arguments/import_rules.hpp"
#include "arguments/import_users.hpp"
#include "arguments/normalise.hpp"
#include "arguments/source_type.hpp"
#include "command.hpp"
#include "commands/import_dump.hpp"
#include "commands/import_summary.hpp"
#include "report/import_report.hpp"
#include "text/errors.hpp"
#include "text/long_work.hpp"
#include "text/new_file.hpp"

namespace profilestore::cli {
namespace on_import {

struct Arguments {
  std::vector<std::string> files, unique, normalise;
  std::string store, missing, plan;
  ImportReportRequest report;
  bool json = false;
  RulesArguments rules;
  ImportOptions options;
};

ImportSummary summary_of(const Arguments& arguments, const ImportReport& report) {
  const ImportOptions& options = arguments.options;
  return {report, arguments.store, options.collection, options.dry_run, arguments.plan};
}

void write(const Arguments& arguments, const ImportReportRequest& request,
           const ImportOptions& options, const ImportReport& report) {
  Output out;
  if (arguments.json)
    out.line(plain_text(described(report)));
  else
    print(summary_of(arguments, report), out);
  out.flush();
  write_import_report(request, described(report), report.rules, options);
}

// The plan gets its name only when it is complete.
ImportReport planned(const Arguments& arguments, const ImportOptions& options) {
  return write_new_file("--plan", arguments.plan, [&](std::ostream& out) {
    return plan_import(arguments.store, arguments.files, options, out);
  });
}

// What a plan must not overwrite.
std::vector<std::string> with_report(const Arguments& arguments) {
  std::vector<std::string> files = arguments.files;
  if (!arguments.report.path.empty()) files.push_back(arguments.report.path);
  return files;
}

// Each collection of a dump into that of its name.
Status run_dump(const Arguments& arguments) {
  if (!arguments.plan.empty() || !arguments.report.path.empty())
    throw InvalidInput(2, "a plan or a report is of one collection: name it with --collection");
  if (!arguments.options.users.file.empty())
    throw InvalidInput(2, "--users is for one collection: name it with --collection");
  DumpRequest request{arguments.files,     arguments.store,   arguments.unique,
                      arguments.normalise, arguments.options, arguments.json};
  set_rules(arguments.rules, request.options);
  if (!arguments.missing.empty()) request.options.missing = missing_of(arguments.missing);
  return import_collections(std::move(request));
}

Status run(const Arguments& arguments) {
  if (arguments.options.collection.empty()) return run_dump(arguments);
  if (!arguments.plan.empty())
    check_new_file("--plan", arguments.plan, arguments.store, with_report(arguments));
  ImportReportRequest request = arguments.report;
  request.store = arguments.store;
  request.files = arguments.files;
  check_import_report(request);
  ImportOptions options = arguments.options;
  for (const std::string& paths : arguments.unique)
    options.unique.push_back(unique_in(options.collection, paths));
  options.normalise = normalise_of(arguments.normalise, options.collection);
  set_rules(arguments.rules, options);
  if (!arguments.missing.empty()) options.missing = missing_of(arguments.missing);
  ImportReport report;
  {
    LongWork work;
    options.progress = work.progress();
    report = arguments.plan.empty() ? import_files(arguments.store, arguments.files, options)
                                    : planned(arguments, options);
  }
  return deliver(where_it_went(summary_of(arguments, report)),
                 is_clean(report) ? Status::done : Status::remainder,
                 [&] { write(arguments, request, options, report); });
}

// REQUIRES: `arguments` outlives the parsing.
void add_files_to_write(CLI::App& app, Arguments& arguments) {
  app.add_option("--plan", arguments.plan,
                 "Write to this file what would happen to each group\n"
                 "of duplicates, without changing the store; apply\n"
                 "then does exactly that, or with another survivor\n"
                 "where it was edited: see apply --help")
      ->type_name("FILE");
  CLI::Option* report = app.add_option("--report", arguments.report.path,
                                       "Write a report to this file, with an investigation\n"
                                       "of the sources: HTML if its name ends in .html,\n"
                                       "else JSON")
                            ->type_name("F.html|F.json");
  app.add_flag_callback(
         "--no-values", [&arguments] { arguments.report.values = false; },
         "Leave document values out of the report")
      ->needs(report);
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("FILE", arguments->files,
                 "Exports: Extended JSON, BSON, or CSV with --type,\n"
                 "compressed or not; or a folder from mongodump.\n"
                 "- reads standard input")
      ->required()
      ->type_name("");
  add_store(app, arguments->store);
  app.add_option("--collection", arguments->options.collection,
                 "Name of the collection (default: import each\n"
                 "collection of a dump under its name)")
      ->check(not_empty())
      ->type_name("C");
  app.add_option("--from", arguments->options.from,
                 "Which collection of a dump: app.users, or the name\n"
                 "of a collection or database alone (default: that\n"
                 "which --collection names)")
      ->check(not_empty())
      ->type_name("NAME");
  add_unique(app, arguments->unique,
             "Unique index to find or create: userId, or a,b.c\n"
             "over two paths; one that is there is used with\n"
             "its condition and collation. Repeat for more; the\n"
             "first one forms the groups (default: _id).\n"
             "Without --collection: users:email, logs:a,b.c");
  add_normalise(app, arguments->normalise, "Which texts are one key (default: equal ones).\n");
  app.add_option("--missing", arguments->missing,
                 "How to treat a missing or null key: quarantine the\n"
                 "document (reject), do as MongoDB's plain (collide)\n"
                 "or sparse index does, or admit any number\n"
                 "(distinct). Default: the rule of the index in the\n"
                 "store; for a new one, reject")
      ->check(CLI::IsMember({"reject", "collide", "sparse", "distinct"}, CLI::ignore_case))
      ->type_name("RULE");
  add_rules(app, arguments->rules);
  add_users(app, arguments->options.users);
  app.add_flag("--indexes", arguments->options.indexes,
               "Also create the indexes that a dump's\n"
               ".metadata.json files list");
  app.add_flag("--allow-absent", arguments->options.allow_absent,
               "Import even if no document has a field that a key\n"
               "or a rule names (default: that is an error)");
  add_source_type(app, SourceTypeArguments(arguments->options));
  app.add_flag("--dry-run", arguments->options.dry_run,
               "Report the result without changing the store");
  add_files_to_write(app, *arguments);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace on_import

const Command import_command{
    "import", "Import exports, resolving duplicates",
    "Groups the documents that share a key. One document of each group, the survivor,\n"
    "goes to the collection; the losers go to the archive, byte for byte. Invalid\n"
    "input, documents without a key (see --missing) and documents in conflict go to\n"
    "the quarantine: the exit status is then 3, with --dry-run and --plan too. An\n"
    "import that fails leaves the store unchanged. Importing the same file again\n"
    "changes nothing, except that documents in conflict are examined again, and that\n"
    "the quarantine has what this import put there, too.\n"
    "Without --collection, a dump is imported whole, all collections or none; --keep\n"
    "and the like then count for the collections that --unique names.",
    "  profilestore import creatorprofiles.json --store profiles.db \\\n"
    "      --collection creatorprofiles --unique userId\n"
    "  profilestore import users.json --store profiles.db --collection users \\\n"
    "      --unique email --keep complete:onboardingCompleted,newest:updatedAt\n"
    "  profilestore import dump/app/users.bson.gz --store profiles.db \\\n"
    "      --collection users --unique email --indexes\n"
    "  profilestore import dump/ --store profiles.db --indexes \\\n"
    "      --unique users:email --unique creatorprofiles:userId\n"
    "  profilestore import users.json --store profiles.db --collection users \\\n"
    "      --unique userId --merge fill,union:tags --identity email\n"
    "  profilestore import users.csv --store profiles.db --collection users \\\n"
    "      --unique email --type csv --columns-have-types\n"
    "  mongoexport -d app -c users | profilestore import - --store profiles.db \\\n"
    "      --collection users --unique userId --json\n"
    "  profilestore import users.json --store profiles.db --collection users \\\n"
    "      --unique userId --plan plan.jsonl    # then: profilestore apply plan.jsonl",
    on_import::declare};

}  // namespace profilestore::cli
