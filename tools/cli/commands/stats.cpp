// profilestore stats: shows the contents of a store and the events recorded in it.
#include <memory>

#include "arguments/arguments.hpp"
#include "command.hpp"
#include "text/stats_text.hpp"

namespace profilestore::cli {
namespace on_stats {

struct Arguments {
  std::string store;
  bool json = false;
  bool prometheus = false;
};

Status run(const Arguments& arguments) {
  const Stats stats = open_to_read(arguments.store).stats();
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

}  // namespace on_stats

const Command stats_command{
    "stats", "Show the contents and the events of a store",
    "Shows the size of the store, the documents and indexes of each collection, and\n"
    "its events: duplicate keys, validation warnings, calls that changed many\n"
    "documents, merges and undos. Prints the totals, then the latest events. Shows no\n"
    "document values: a digest identifies each key.\n"
    "\n"
    "Events of a program that has the store open appear after its next write, or\n"
    "when it closes the store.",
    "  profilestore stats --store profiles.db\n"
    "  profilestore stats --store profiles.db --json\n"
    "  profilestore stats --store profiles.db --prometheus >profiles.prom.new &&\n"
    "      mv profiles.prom.new /var/lib/node_exporter/profiles.prom",
    on_stats::declare};

}  // namespace profilestore::cli
