// profilestore investigate: why there are duplicates.
#include <profilestore/investigate.hpp>

#include <memory>

#include "arguments.hpp"
#include "command.hpp"
#include "investigate_tables.hpp"
#include "source_type.hpp"

namespace profilestore::cli {
namespace {

struct Arguments {
  std::vector<std::string> files;
  std::string store, collection;
  InvestigateOptions options;
  bool json = false;
};

Document investigate_store(const Arguments& arguments) {
  if (arguments.collection.empty()) throw InvalidInput(2, "--store needs --collection");
  const Store store = open_existing(arguments.store);
  if (!has_collection(store, arguments.collection))
    say(arguments.store + " has no collection " + arguments.collection);
  return investigate(store, arguments.collection, arguments.options);
}

Status run(const Arguments& arguments) {
  if (arguments.files.empty() == arguments.store.empty())
    throw InvalidInput(2, "investigate takes FILE... or --store S --collection C, one of them");
  if (arguments.store.empty() && !arguments.collection.empty())
    throw InvalidInput(2, "--collection means nothing without --store");
  const Document findings = arguments.store.empty()
                                ? investigate(arguments.files, arguments.options)
                                : investigate_store(arguments);
  Output out;
  if (arguments.json)
    out.line(relaxed(findings));
  else
    print_findings(findings, out);
  out.flush();
  return Status::done;
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("FILE", arguments->files,
                 "Exports, as import reads them;\n"
                 "- is standard input")
      ->type_name("");
  app.add_option("--store", arguments->store, "Look at a collection of this store instead")
      ->type_name("S");
  app.add_option("--collection", arguments->collection, "The collection's name")->type_name("C");
  app.add_option("--key", arguments->options.key, "What should be unique (default: userId)")
      ->type_name("PATH");
  app.add_option("--identity", arguments->options.identity,
                 "What tells people apart who share a key\n"
                 "(default: email); several times: all of them")
      ->type_name("PATH");
  app.add_option("--updated", arguments->options.updated,
                 "What an update sets (default: updatedAt)")
      ->type_name("FIELD");
  app.add_option("--largest", arguments->options.largest, "Show so many keys (default: 10)")
      ->type_name("N");
  add_source_type(app, arguments->options);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace

const Command investigate_command{
    "investigate", "Tell why there are duplicates",
    "Counts the documents of each key, and shows how those of one key came about:\n"
    "when and by how many processes they were created, and whether one update went\n"
    "over all of them; with a verdict each: create race, retry, re-import, bulk\n"
    "update, distinct people, unknown. It changes nothing.",
    "  profilestore investigate creatorprofiles.json --key userId\n"
    "  profilestore investigate --store profiles.db --collection users --key email",
    declare};

}  // namespace profilestore::cli
