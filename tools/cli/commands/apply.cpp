// profilestore apply: runs exactly the import that a plan describes.
#include <profilestore/plan.hpp>
#include <profilestore/unique_plan.hpp>

#include <fmt/format.h>

#include <memory>

#include "arguments/arguments.hpp"
#include "command.hpp"
#include "commands/import_summary.hpp"
#include "commands/index_summary.hpp"
#include "text/long_work.hpp"

namespace profilestore::cli {
namespace on_apply {

struct Arguments {
  std::string plan, store;
  ApplyOptions options;
  bool json = false;
};

Status run_of_index(const Arguments& arguments) {
  if (!arguments.options.sources.empty() || !arguments.options.users.empty())
    throw InvalidInput(2, fmt::format("{} is of documents of the store: give neither sources nor "
                                      "--users",
                                      arguments.plan));
  const Store store = open_existing(arguments.store);
  AppliedUniquePlan applied;
  {
    LongWork work;
    applied = apply_unique_plan(store, arguments.plan, work.progress());
  }
  const IndexSummary summary{applied.report, arguments.store, applied.collection, false};
  return deliver(where_it_went(summary),
                 none_quarantined(applied.report) ? Status::done : Status::remainder, [&] {
                   Output out;
                   if (arguments.json)
                     out.line(plain_text(described(summary)));
                   else
                     print(summary, out);
                   out.flush();
                 });
}

Status run(const Arguments& arguments) {
  if (is_unique_plan(arguments.plan)) return run_of_index(arguments);
  ApplyOptions options = arguments.options;
  ImportReport report;
  {
    LongWork work;
    options.progress = work.progress();
    report = apply_plan(arguments.store, arguments.plan, options);
  }
  const ImportSummary summary{report, arguments.store, report.collection};
  return deliver(where_it_went(summary), is_clean(report) ? Status::done : Status::remainder, [&] {
    Output out;
    if (arguments.json)
      out.line(plain_text(described(report)));
    else
      print(summary, out);
    out.flush();
  });
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("PLAN", arguments->plan, "File that --plan wrote, of import or index create")
      ->required()
      ->type_name("");
  app.add_option("FILE", arguments->options.sources,
                 "Sources, in the order of the plan, if they have\n"
                 "moved (default: the paths in the plan)")
      ->type_name("");
  add_store(app, arguments->store);
  app.add_option("--users", arguments->options.users, "File of users, if it has moved")
      ->type_name("FILE");
  add_json(app, arguments->json, "Print one JSON object, as import --json does");
  return [arguments] { return run(*arguments); };
}

}  // namespace on_apply

const Command apply_command{
    "apply", "Do what a plan describes",
    "Does exactly what the plan says. If a source, the store or the plan itself has\n"
    "changed since, it stops and leaves the store unchanged.",
    "  profilestore import users.json --store profiles.db --collection users \\\n"
    "      --unique userId --plan plan.jsonl\n"
    "  profilestore apply plan.jsonl --store profiles.db",
    on_apply::declare};

}  // namespace profilestore::cli
