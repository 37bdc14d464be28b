// profilestore apply: the import that a plan tells of, and no other.
#include <profilestore/plan.hpp>

#include <fmt/format.h>

#include <memory>

#include "arguments.hpp"
#include "command.hpp"
#include "import_summary.hpp"
#include "long_work.hpp"

namespace profilestore::cli {
namespace {

struct Arguments {
  std::string plan, store;
  ApplyOptions options;
  bool json = false;
};

Status run(const Arguments& arguments) {
  ApplyOptions options = arguments.options;
  ImportReport report;
  {
    LongWork work;
    options.progress = work.progress();
    report = apply_plan(arguments.store, arguments.plan, options);
  }
  const ImportSummary summary{report, arguments.store, report.collection};
  const bool clean = report.ledger.conflicted == 0 && report.ledger.quarantined == 0;
  return deliver(where_it_went(summary), clean ? Status::done : Status::remainder, [&] {
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
  app.add_option("PLAN", arguments->plan, "What import --plan wrote")->required()->type_name("");
  app.add_option("FILE", arguments->options.sources,
                 "Where the sources are now, in the plan's order;\n"
                 "none: where they were")
      ->type_name("");
  add_store(app, arguments->store);
  app.add_option("--users", arguments->options.users, "Where the users are now, if elsewhere")
      ->type_name("FILE");
  add_json(app, arguments->json, "Print one JSON object, as import --json");
  return [arguments] { return run(*arguments); };
}

}  // namespace

const Command apply_command{
    "apply", "Run the import that a plan tells of",
    "Refuses, and the store is as before, if a source or what the store has is not\n"
    "what the plan was made for, or if the plan was edited: what happens is what it\n"
    "says.",
    "  profilestore import users.json --store profiles.db --collection users \\\n"
    "      --unique userId --plan plan.jsonl\n"
    "  profilestore apply plan.jsonl --store profiles.db",
    declare};

}  // namespace profilestore::cli
