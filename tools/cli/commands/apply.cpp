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
    "Does exactly what the plan says. If a source or the store has changed since, it\n"
    "stops and leaves the store unchanged.\n"
    "The plan may be edited in one way: the survivor of a group set to another member\n"
    "of its line, by writing the _id of a loser (or of what is replaced) in place of\n"
    "the survivor's. Where several members have that _id, copy source, line and\n"
    "offset too. It survives by hand, before --keep and --on-existing; what it takes\n"
    "from the others is worked out again, and the result says which were edited. Any\n"
    "other edit is refused, and so is a choice by which another line would change.",
    "  profilestore import users.json --store profiles.db --collection users \\\n"
    "      --unique userId --plan plan.jsonl\n"
    "  profilestore apply plan.jsonl --store profiles.db\n"
    "  # first let the first loser of line 2 survive:\n"
    "  jq -c 'if input_line_number == 2 then .survivor = .losers[0] else . end' \\\n"
    "      plan.jsonl > edited.jsonl",
    on_apply::declare};

}  // namespace profilestore::cli
