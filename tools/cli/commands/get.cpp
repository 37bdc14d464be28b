// profilestore get: prints the one document that has these values.
#include <profilestore/object_id.hpp>

#include <fmt/format.h>

#include <memory>
#include <optional>

#include "arguments/comparing.hpp"
#include "arguments/values.hpp"
#include "command.hpp"
#include "text/errors.hpp"

namespace profilestore::cli {
namespace on_get {

struct Arguments {
  std::string store, collection, filter, projection = "{}";
  std::vector<std::string> pairs;
  bool follow = false;
  Comparing comparing;
  Flavour flavour = Flavour::relaxed;
};

Document filter_of(const std::vector<std::string>& pairs) {
  Document filter = Document::object();
  for (const std::string& pair : pairs) {
    const std::size_t equals = pair.find('=');
    if (equals == 0 || equals == pair.npos)
      throw InvalidInput(2, fmt::format("'{}' is not KEY=VALUE", pair));
    const std::string key = pair.substr(0, equals);
    if (filter.contains(key)) throw InvalidInput(2, fmt::format("{} is given twice", key));
    filter[key] = value_of(pair.substr(equals + 1));
  }
  return filter;
}

// The easiest mistake to make: an ObjectId given as a string.
std::string advice(const std::vector<std::string>& pairs) {
  for (const std::string& pair : pairs) {
    const std::size_t equals = pair.find('=');
    const std::string value = pair.substr(equals + 1);
    if (ObjectId::from_hex(value))
      return fmt::format(R"(; if it is an ObjectId, write {}='{{"$oid": "{}"}}')",
                         pair.substr(0, equals), value);
  }
  return "";
}

// Reads one snapshot, so that the message about a redirect is true of the document printed.
std::optional<Document> found_in(const Store& store, const Arguments& arguments,
                                 const Document& filter) {
  FindOneOptions options =
      compared(FindOneOptions{.projection = document_of("--projection", arguments.projection)},
               arguments.comparing);
  std::optional<Document> found;
  store.snapshot([&](Snapshot& snapshot) {
    const Collection collection = snapshot.collection(arguments.collection);
    found = collection.find_one(filter, options);
    if (found || !arguments.follow) return;
    options.follow_redirects = true;
    found = collection.find_one(filter, options);
    if (!found) return;
    options.projection = {{"_id", 1}};
    const auto survivor = collection.find_one(filter, options);
    say(fmt::format("that _id redirects to the survivor, _id {}",
                    text_of_value(survivor->at("_id"), arguments.flavour)));
  });
  return found;
}

Status run(const Arguments& arguments) {
  if (arguments.pairs.empty() == arguments.filter.empty())
    throw InvalidInput(2, "give either KEY=VALUE or --filter");
  const Document filter = arguments.pairs.empty() ? document_of("--filter", arguments.filter)
                                                  : filter_of(arguments.pairs);
  if (arguments.follow && !filter.contains("_id"))
    throw InvalidInput(2, "--follow needs _id=VALUE, or a --filter with an _id");
  const auto found = found_in(open_to_read(arguments.store), arguments, filter);
  if (!found)
    throw Failure("DocumentNotFound", fmt::format("no document matches in collection {}{}",
                                                  arguments.collection, advice(arguments.pairs)));
  Output out;
  out.line(text_of(*found, arguments.flavour));
  out.flush();
  return Status::done;
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("PAIR", arguments->pairs,
                 "Find the document with VALUE at PATH. If several\n"
                 "pairs are given, all must match. VALUE is JSON if\n"
                 "it parses as JSON, else a string: write an\n"
                 "ObjectId as '{\"$oid\": \"...\"}'. Give either pairs\n"
                 "or --filter")
      ->option_text("PATH=VALUE ...");
  app.add_option("--filter", arguments->filter, "MongoDB filter, as JSON")->type_name("JSON");
  app.add_flag("--follow", arguments->follow,
               "If the _id is that of a loser, follow its redirect\n"
               "to the survivor");
  add_projection(app, arguments->projection);
  add_comparing(app, arguments->comparing);
  add_store(app, arguments->store);
  add_collection(app, arguments->collection);
  add_canonical(app, arguments->flavour);
  add_json_errors(app);
  return [arguments] { return run(*arguments); };
}

}  // namespace on_get

const Command get_command{
    "get", "Print one document",
    "Prints the first document that matches. Exit status 1 if none does. With\n"
    "--follow, the _id of a loser, which an import or index create --resolve\n"
    "archived, leads to the survivor; a note on standard error says so.",
    "  profilestore get email=ana@example.org --store profiles.db --collection users\n"
    "  profilestore get --store profiles.db --collection users \\\n"
    "      'userId={\"$oid\": \"643700f2ec89025cc10eec67\"}'   # an ObjectId\n"
    "  profilestore get --store profiles.db --collection users \\\n"
    "      'code=\"42\"'                                     # a string, not a number\n"
    "  profilestore get --store profiles.db --collection users \\\n"
    "      '_id={\"$oid\": \"662f06edb0c3f9a2d41f7e11\"}' --follow\n"
    "  profilestore get --store profiles.db --collection users \\\n"
    "      email=ana@example.org --projection '{\"address\": 1}'",
    on_get::declare};

}  // namespace profilestore::cli
