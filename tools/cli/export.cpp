// profilestore export: a collection as mongoexport writes one.
#include <fmt/format.h>

#include <memory>

#include "arguments.hpp"
#include "command.hpp"

namespace profilestore::cli {
namespace {

struct Arguments {
  std::string store, collection, format = "lines", file;
  Flavour flavour = Flavour::relaxed;
};

std::int64_t write(Cursor documents, const Arguments& arguments, Output& out) {
  const bool array = arguments.format == "array";
  std::int64_t count = 0;
  if (array) out.write("[");
  for (const Document& document : documents) {
    if (array && count > 0) out.write(",");
    out.write(text_of(document, arguments.flavour));
    if (!array) out.write("\n");
    ++count;
  }
  if (array) out.write("]\n");
  out.flush();
  return count;
}

Status run(const Arguments& arguments) {
  if (!arguments.file.empty()) refuse_same_file("-o", arguments.file, arguments.store);
  Store store = open_existing(arguments.store);
  Cursor documents = store.collection(arguments.collection).find(Document::object());
  Output out(arguments.file);
  const std::int64_t count = write(std::move(documents), arguments, out);
  if (count == 0 && !has_collection(store, arguments.collection))
    say(fmt::format("{} has no collection {}: exported nothing", arguments.store,
                    arguments.collection));
  else
    say(fmt::format("exported {}", counted(count, "document")));
  return Status::done;
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_store(app, arguments->store);
  add_collection(app, arguments->collection);
  app.add_option("--format", arguments->format, "lines (one document each; default) or array")
      ->check(CLI::IsMember({"lines", "array"}))
      ->type_name("");
  add_canonical(app, arguments->flavour);
  app.add_option("-o,--output", arguments->file, "Write to this file, not to standard output")
      ->type_name("FILE");
  add_json_errors(app);
  return [arguments] { return run(*arguments); };
}

}  // namespace

const Command export_command{
    "export", "Write a collection as mongoexport does",
    "Writes all documents of a collection as Extended JSON, as mongoexport does.\n"
    "Choose --canonical for a backup: relaxed JSON does not tell an Int64 from an\n"
    "Int32.",
    "  profilestore export --store profiles.db --collection users -o users.json\n"
    "  profilestore export --store profiles.db --collection users --canonical |\n"
    "      mongoimport -d app -c users",
    declare};

}  // namespace profilestore::cli
