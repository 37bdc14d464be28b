// profilestore import: an export full of duplicates becomes a clean collection.
#include <profilestore/plan.hpp>

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <memory>

#include "arguments.hpp"
#include "command.hpp"
#include "errors.hpp"
#include "import_report.hpp"
#include "import_rules.hpp"
#include "import_summary.hpp"
#include "import_users.hpp"
#include "long_work.hpp"
#include "source_type.hpp"

namespace profilestore::cli {
namespace {

struct Arguments {
  std::vector<std::string> files, unique;
  std::string store, missing, plan;
  ImportReportRequest report;
  bool json = false;
  RulesArguments rules;
  ImportOptions options;
};

ImportSummary summary_of(const Arguments& arguments, const ImportReport& report) {
  const ImportOptions& options = arguments.options;
  return {report,          arguments.store, options.collection,
          options.indexes, options.dry_run, arguments.plan};
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

// A plan that is not whole has no name.
ImportReport planned(const Arguments& arguments, const ImportOptions& options) {
  const std::string part = arguments.plan + ".part";
  std::ofstream out(part, std::ios::binary);
  if (!out) throw Failure("OutputFailed", fmt::format("--plan: cannot write {}", part));
  try {
    ImportReport report = plan_import(arguments.store, arguments.files, options, out);
    out.close();
    if (!out || std::rename(part.c_str(), arguments.plan.c_str()) != 0)
      throw Failure("OutputFailed", fmt::format("--plan: cannot write {}", arguments.plan));
    return report;
  } catch (...) {
    std::remove(part.c_str());
    throw;
  }
}

Status run(const Arguments& arguments) {
  if (!arguments.plan.empty())
    check_new_file("--plan", arguments.plan, arguments.store, arguments.files);
  ImportReportRequest request = arguments.report;
  request.store = arguments.store;
  request.files = arguments.files;
  check_import_report(request);
  ImportOptions options = arguments.options;
  for (const std::string& paths : arguments.unique)
    options.unique.push_back(paths_of("--unique", paths));
  set_rules(arguments.rules, options);
  if (!arguments.missing.empty()) options.missing = missing_of(arguments.missing);
  ImportReport report;
  {
    LongWork work;
    options.progress = work.progress();
    report = arguments.plan.empty() ? import(arguments.store, arguments.files, options)
                                    : planned(arguments, options);
  }
  const bool clean = report.ledger.conflicted == 0 && report.ledger.quarantined == 0;
  return deliver(where_it_went(summary_of(arguments, report)),
                 clean ? Status::done : Status::remainder,
                 [&] { write(arguments, request, options, report); });
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("FILE", arguments->files,
                 "Exports: Extended JSON or BSON, CSV by --type,\n"
                 "packed or not; a folder of mongodump;\n"
                 "- is standard input")
      ->required()
      ->type_name("");
  add_store(app, arguments->store);
  add_collection(app, arguments->options.collection);
  add_unique(app, arguments->unique,
             "A unique index: userId, or a,b.c over two paths.\n"
             "Several times: several; the first one groups.\n"
             "None: documents are grouped by _id");
  app.add_option("--missing", arguments->missing,
                 "A missing or null key (default for a new\n"
                 "index: reject, to the quarantine); as MongoDB's\n"
                 "plain (collide) or sparse index; or any number\n"
                 "of them (distinct)")
      ->check(CLI::IsMember({"reject", "collide", "sparse", "distinct"}, CLI::ignore_case))
      ->type_name("RULE");
  add_rules(app, arguments->rules);
  add_users(app, arguments->options.users);
  app.add_flag("--indexes", arguments->options.indexes,
               "Make the indexes that the .metadata.json of a\n"
               "mongodump tells of");
  add_source_type(app, arguments->options);
  app.add_flag("--dry-run", arguments->options.dry_run, "Do everything but keep it");
  app.add_option("--plan", arguments->plan,
                 "Keep nothing, and write to this file what would\n"
                 "happen to each group of duplicates; apply does\n"
                 "just that")
      ->type_name("FILE");
  app.add_option("--report", arguments->report.path,
                 "Write a report to this file: a page if its name\n"
                 "ends in .html, else what --json prints; with an\n"
                 "investigation of what was imported")
      ->type_name("F.html|F.json");
  app.add_flag_callback(
      "--no-values", [arguments] { arguments->report.values = false; },
      "Leave the documents' values out of the report");
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace

const Command import_command{
    "import", "Make exports full of duplicates a clean collection",
    "Of the documents that share a key one stays, the others go to the archive, byte\n"
    "for byte; what is no usable document goes to the quarantine. All or nothing: if\n"
    "it fails, the store is as before. The same file again changes nothing.",
    "  profilestore import creatorprofiles.json --store profiles.db \\\n"
    "      --collection creatorprofiles --unique userId\n"
    "  profilestore import users.json --store profiles.db --collection users \\\n"
    "      --unique email --keep complete:onboardingCompleted,newest:updatedAt\n"
    "  profilestore import dump/app/users.bson.gz --store profiles.db \\\n"
    "      --collection users --unique email --indexes\n"
    "  profilestore import users.json --store profiles.db --collection users \\\n"
    "      --unique userId --merge fill,union:tags --identity email\n"
    "  profilestore import users.csv --store profiles.db --collection users \\\n"
    "      --unique email --type csv --columns-have-types\n"
    "  mongoexport -d app -c users | profilestore import - --store profiles.db \\\n"
    "      --collection users --unique userId --json\n"
    "  profilestore import users.json --store profiles.db --collection users \\\n"
    "      --unique userId --plan plan.jsonl    # then: profilestore apply plan.jsonl",
    declare};

}  // namespace profilestore::cli
