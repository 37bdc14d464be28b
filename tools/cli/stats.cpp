// profilestore stats: how much is in a store, and what went against its rules.
#include <memory>

#include "arguments.hpp"
#include "command.hpp"
#include "stats_text.hpp"

namespace profilestore::cli {
namespace {

struct Arguments {
  std::string store;
  bool json = false;
  bool prometheus = false;
};

Status run(const Arguments& arguments) {
  const Stats stats = open_existing(arguments.store).stats();
  Output out;
  if (arguments.json)
    out.line(json_of(stats));
  else if (arguments.prometheus)
    out.write(prometheus_of(stats));
  else
    print_stats(stats, arguments.store, out);
  out.flush();
  return Status::done;
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_store(app, arguments->store);
  add_json(app, arguments->json, "Print one JSON object");
  app.add_flag("--prometheus", arguments->prometheus,
               "Print Prometheus' text exposition format 0.0.4")
      ->excludes("--json");
  return [arguments] { return run(*arguments); };
}

}  // namespace

const Command stats_command{
    "stats", "Show what is in a store, and what happened",
    "Shows the documents and indexes of each collection, the size of the file, and\n"
    "what went against the rules: duplicate keys, validation warnings, calls that\n"
    "changed many documents, merges and undos; how often in all, and the latest.\n"
    "No value of a document is shown: a digest tells one key from another.\n"
    "\n"
    "What a program notes that has the store open is there after its next write,\n"
    "or when it closes the store.",
    "  profilestore stats --store profiles.db\n"
    "  profilestore stats --store profiles.db --json\n"
    "  profilestore stats --store profiles.db --prometheus >profiles.prom.new &&\n"
    "      mv profiles.prom.new /var/lib/node_exporter/profiles.prom",
    declare};

}  // namespace profilestore::cli
