// profilestore find: prints the documents that match, one per line.
#include <memory>

#include "arguments/comparing.hpp"
#include "command.hpp"

namespace profilestore::cli {
namespace on_find {

struct Arguments {
  std::string store, collection, filter = "{}", sort = "{}", projection = "{}";
  FindOptions options;
  Comparing comparing;
  Flavour flavour = Flavour::relaxed;
};

std::string not_negative(const std::string& text) {
  return text.starts_with('-') ? "must not be negative" : "";
}

Status run(const Arguments& arguments) {
  const Document filter = document_of("--filter", arguments.filter);
  FindOptions options = compared(arguments.options, arguments.comparing);
  options.sort = document_of("--sort", arguments.sort);
  options.projection = document_of("--projection", arguments.projection);
  Store store = open_to_read(arguments.store);
  Output out;
  for (const Document& document : store.collection(arguments.collection).find(filter, options))
    out.line(text_of(document, arguments.flavour));
  out.flush();
  return Status::done;
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_store(app, arguments->store);
  add_collection(app, arguments->collection);
  app.add_option("--filter", arguments->filter, "MongoDB filter, as JSON (default: {}, all)")
      ->type_name("JSON");
  app.add_option("--sort", arguments->sort,
                 "Sort order: {path: 1, ...}, -1 for descending\n"
                 "(default: natural order)")
      ->type_name("JSON");
  add_projection(app, arguments->projection);
  app.add_option("--skip", arguments->options.skip, "Skip the first N documents")
      ->check(not_negative)
      ->type_name("N");
  app.add_option("--limit", arguments->options.limit,
                 "Print at most N documents (0, the default: all)")
      ->check(not_negative)
      ->type_name("N");
  add_comparing(app, arguments->comparing);
  add_canonical(app, arguments->flavour);
  add_json_errors(app);
  return [arguments] { return run(*arguments); };
}

}  // namespace on_find

const Command find_command{
    "find", "Print the documents that match a filter",
    "Prints the documents that match a filter, one per line.",
    "  profilestore find --store profiles.db --collection users --limit 10\n"
    "  profilestore find --store profiles.db --collection users \\\n"
    "      --filter '{\"updatedAt\": {\"$gte\": {\"$date\": \"2024-01-01T00:00:00Z\"}}}'\n"
    "  profilestore find --store profiles.db --collection users --limit 1 \\\n"
    "      --sort '{\"updatedAt\": -1}' --projection '{\"email\": 1, \"_id\": 0}'",
    on_find::declare};

}  // namespace profilestore::cli
