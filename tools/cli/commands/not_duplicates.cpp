// profilestore not-duplicates: records that two documents belong to different persons.
#include <profilestore/not_duplicates.hpp>

#include <fmt/format.h>

#include <memory>

#include "arguments/arguments.hpp"
#include "arguments/values.hpp"
#include "command.hpp"

namespace profilestore::cli {
namespace on_not_duplicates {

struct Arguments {
  std::string store, collection;
  std::vector<std::string> ids;
  bool list = false, remove = false, json = false;
};

Status list(const Store& store, const Arguments& arguments) {
  Output out;
  for (const DistinctPair& pair : not_duplicates(store, arguments.collection))
    out.line(arguments.json
                 ? ejson::relaxed({{"a", pair.a}, {"b", pair.b}, {"decided", pair.decided}})
                 : fmt::format("{}  {}  since {}", text_of_value(pair.a, Flavour::relaxed),
                               text_of_value(pair.b, Flavour::relaxed), pair.decided));
  out.flush();
  return Status::done;
}

Status decide(const Store& store, const Arguments& arguments) {
  const Value a = values_of(arguments.ids[0]).front(), b = values_of(arguments.ids[1]).front();
  const bool changed = arguments.remove ? remove_not_duplicates(store, arguments.collection, a, b)
                                        : add_not_duplicates(store, arguments.collection, a, b);
  const std::string told =
      arguments.remove ? (changed ? "no longer recorded" : "not recorded")
                       : (changed ? "recorded, later imports keep them apart" : "already recorded");
  Output out;
  if (arguments.json)
    out.line(ejson::relaxed({{"a", a}, {"b", b}, {"changed", changed}}));
  else
    out.line(fmt::format("{} and {}: {}", text_of_value(a, Flavour::relaxed),
                         text_of_value(b, Flavour::relaxed), told));
  out.flush();
  return Status::done;
}

Status run(const Arguments& arguments) {
  if (arguments.list == !arguments.ids.empty())
    throw InvalidInput(2, "give either two _ids or --list");
  if (arguments.list && arguments.remove)
    throw InvalidInput(2, "--remove needs two _ids, not --list");
  const Store store =
      arguments.list ? open_to_read(arguments.store) : open_existing(arguments.store);
  return arguments.list ? list(store, arguments) : decide(store, arguments);
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("ID", arguments->ids,
                 "_ids of the two documents, needed unless --list is\n"
                 "given: JSON if it parses as\n"
                 "JSON, else a string; 24 hexadecimal digits are an\n"
                 "ObjectId")
      ->expected(2)
      ->option_text("A B");
  add_store(app, arguments->store);
  add_collection(app, arguments->collection);
  app.add_flag("--list", arguments->list, "List the recorded pairs");
  app.add_flag("--remove", arguments->remove, "Remove the record of a pair");
  add_json(app, arguments->json, "Print one JSON object, or with --list one per line");
  return [arguments] { return run(*arguments); };
}

}  // namespace on_not_duplicates

const Command not_duplicates_command{
    "not-duplicates", "Record that two documents are not duplicates",
    "The two documents belong to different people, even if they share a key. Later\n"
    "imports and index create --resolve do not merge them: they quarantine the one\n"
    "that is not the survivor. Merges already made stay; to reverse one, undo its\n"
    "import.",
    "  profilestore not-duplicates --store profiles.db --collection users \\\n"
    "      662f06edb0c3f9a2d41f7e11 662f06f1b0c3f9a2d41f7e12\n"
    "  profilestore not-duplicates --list --store profiles.db --collection users",
    on_not_duplicates::declare};

}  // namespace profilestore::cli
