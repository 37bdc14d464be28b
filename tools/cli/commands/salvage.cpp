// profilestore salvage: reads what can be read of a damaged store into a new one.
#include <profilestore/salvage.hpp>

#include <fmt/format.h>

#include <memory>

#include "arguments/arguments.hpp"
#include "command.hpp"
#include "text/long_work.hpp"
#include "text/output.hpp"

namespace profilestore::cli {
namespace on_salvage {

struct Arguments {
  std::string source, store;
  bool json = false;
};

std::string place_of(const Unsalvaged& one) {
  std::string place = fmt::format("collection {}", one.collection);
  if (one.last > one.row)
    place += fmt::format(", rows {} to {}", one.row, one.last);
  else if (one.row != 0)
    place += fmt::format(", row {}", one.row);
  return one.id.is_null()
             ? place
             : fmt::format("{}, _id {}", place, text_of_value(one.id, Flavour::relaxed));
}

Value json_of(const Unsalvaged& one) {
  Value json{{"collection", one.collection}, {"row", one.row}, {"last", one.last}};
  if (!one.id.is_null()) json["_id"] = one.id;
  json["why"] = one.why;
  return json;
}

Value json_of(const SalvagedCollection& one) {
  return {{"name", one.name}, {"found", one.found},       {"salvaged", one.salvaged},
          {"lost", one.lost}, {"unproven", one.unproven}, {"indexesLeftOut", one.indexes_left_out}};
}

void print_json(const SalvageReport& report, Output& out) {
  Value collections = Value::array(), lost = Value::array();
  for (const SalvagedCollection& one : report.collections) collections.push_back(json_of(one));
  for (const Unsalvaged& one : report.lost) lost.push_back(json_of(one));
  out.line(ejson::relaxed({{"path", report.path.string()},
                           {"whole", report.whole()},
                           {"collections", collections},
                           {"lost", lost},
                           {"lostRecords", report.lost_records},
                           {"notes", report.notes}}));
}

void print(const SalvageReport& report, Output& out) {
  for (const std::string& note : report.notes) out.line(fmt::format("note: {}", note));
  for (const Unsalvaged& one : report.lost)
    out.line(fmt::format("lost: {}: {}", place_of(one), one.why));
  for (const std::string& one : report.lost_records) out.line(fmt::format("lost: {}", one));
  for (const SalvagedCollection& one : report.collections) {
    for (const std::string& index : one.indexes_left_out)
      out.line(fmt::format("collection {}: not made: index {}", one.name, index));
    out.line(fmt::format(
        "collection {}: found {} = salvaged {} + lost {}{}", one.name, one.found, one.salvaged,
        one.lost,
        one.unproven == 0 ? "" : fmt::format("; {} of the salvaged had no digest", one.unproven)));
  }
}

Status run(const Arguments& arguments) {
  LongWork work;
  const SalvageReport report = salvage(arguments.source, arguments.store, work.progress());
  return deliver(fmt::format("{} is made", report.path.string()),
                 report.whole() ? Status::done : Status::remainder, [&] {
                   Output out;
                   if (arguments.json)
                     print_json(report, out);
                   else
                     print(report, out);
                   out.flush();
                 });
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("DAMAGED", arguments->source, "The damaged store")->required()->type_name("");
  app.add_option("NEW", arguments->store, "The new store")->required()->type_name("");
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace on_salvage

const Command salvage_command{
    "salvage", "Read what can be read of a damaged store",
    "Reads the documents of a damaged store, around pages that cannot be read, into a\n"
    "new store, and lists what is lost: collection, row, _id where an index still\n"
    "tells it, and why. Never changes the damaged store, which nobody may have open.\n"
    "Takes documents whose digest is right, mends single bits, counts those without\n"
    "a digest; makes collections, indexes and validators anew. Takes what imports\n"
    "left, too: ledgers, archive, quarantine, redirects; and decisions. First try\n"
    "check --repair on a copy: if it mends all, nothing need be salvaged.\n"
    "Exit status 3 if something is lost.",
    "  profilestore salvage damaged.db profiles.db\n"
    "  profilestore salvage damaged.db profiles.db --json",
    on_salvage::declare};

}  // namespace profilestore::cli
