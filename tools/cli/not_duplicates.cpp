// profilestore not-duplicates: two documents that are not of one person.
#include <profilestore/not_duplicates.hpp>

#include <fmt/format.h>

#include <memory>

#include "arguments.hpp"
#include "command.hpp"
#include "values.hpp"

namespace profilestore::cli {
namespace {

struct Arguments {
  std::string store, collection;
  std::vector<std::string> ids;
  bool list = false, remove = false, json = false;
};

Status list(const Store& store, const Arguments& arguments) {
  Output out;
  for (const DistinctPair& pair : not_duplicates(store, arguments.collection))
    out.line(arguments.json
                 ? relaxed({{"a", pair.a}, {"b", pair.b}, {"decided", pair.decided}})
                 : fmt::format("{}  {}  since {}", text_of_value(pair.a, Flavour::relaxed),
                               text_of_value(pair.b, Flavour::relaxed), pair.decided));
  out.flush();
  return Status::done;
}

Status decide(const Store& store, const Arguments& arguments) {
  const Value a = values_of(arguments.ids[0]).front(), b = values_of(arguments.ids[1]).front();
  const bool changed = arguments.remove ? remove_not_duplicates(store, arguments.collection, a, b)
                                        : add_not_duplicates(store, arguments.collection, a, b);
  const std::string told = arguments.remove ? (changed ? "no longer recorded" : "was not recorded")
                                            : (changed ? "recorded: later imports keep them apart"
                                                       : "was recorded before");
  Output out;
  if (arguments.json)
    out.line(relaxed({{"a", a}, {"b", b}, {"changed", changed}}));
  else
    out.line(fmt::format("{} and {}: {}", text_of_value(a, Flavour::relaxed),
                         text_of_value(b, Flavour::relaxed), told));
  out.flush();
  return Status::done;
}

Status run(const Arguments& arguments) {
  if (arguments.list == !arguments.ids.empty())
    throw InvalidInput(2, "not-duplicates takes two _ids, or --list");
  if (arguments.list && arguments.remove)
    throw InvalidInput(2, "--remove takes two _ids, and --list none");
  const Store store = open_existing(arguments.store);
  return arguments.list ? list(store, arguments) : decide(store, arguments);
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("ID", arguments->ids,
                 "The _ids of the two: JSON if it reads as JSON,\n"
                 "else a string; 24 hexadecimal digits are an\n"
                 "ObjectId")
      ->expected(2)
      ->option_text("A B");
  add_store(app, arguments->store);
  add_collection(app, arguments->collection);
  app.add_flag("--list", arguments->list, "Print what is recorded");
  app.add_flag("--remove", arguments->remove, "Take it back");
  add_json(app, arguments->json, "Print JSON");
  return [arguments] { return run(*arguments); };
}

}  // namespace

const Command not_duplicates_command{
    "not-duplicates", "Record that two documents are not of one person",
    "Later imports, and index create --resolve, that find both under one key don't\n"
    "merge one into the other: the lesser goes to the quarantine. What was merged\n"
    "before stays so; undo takes it back.",
    "  profilestore not-duplicates 662f06edb0c3f9a2d41f7e11 662f06f1b0c3f9a2d41f7e12 \\\n"
    "      --store profiles.db --collection users\n"
    "  profilestore not-duplicates --list --store profiles.db --collection users",
    declare};

}  // namespace profilestore::cli
