// profilestore export: a collection as mongoexport writes one.
#include <profilestore/content_digest.hpp>

#include <fmt/format.h>

#include <memory>

#include "arguments.hpp"
#include "command.hpp"
#include "export_aside.hpp"

namespace profilestore::cli {
namespace {

struct Arguments {
  std::string store, collection, format = "lines", file;
  Flavour flavour = Flavour::relaxed;
  AsideArguments aside;
  bool digest = false;
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

Status run_aside(const Arguments& arguments) {
  if (arguments.aside.archive && arguments.aside.quarantine)
    throw InvalidInput(2, "--archive and --quarantine are two exports: take one of them");
  if (arguments.format != "lines")
    throw InvalidInput(2,
                       "--format array is for the collection itself: what imports have set "
                       "aside is written in lines");
  const Store store = open_existing(arguments.store);
  Output out(arguments.file);
  export_aside(store, arguments.collection, arguments.aside, arguments.flavour, out);
  return Status::done;
}

Status run_digest(const Arguments& arguments) {
  if (arguments.aside.archive || arguments.aside.quarantine || arguments.aside.reasons ||
      arguments.aside.csv || !arguments.aside.import_id.empty())
    throw InvalidInput(2, "--digest is of the collection itself, not of what imports set aside");
  if (arguments.format != "lines" || arguments.flavour != Flavour::relaxed)
    throw InvalidInput(2, "--digest does not depend on --format and --canonical: leave them out");
  const Store store = open_existing(arguments.store);
  Output out(arguments.file);
  out.line(content_digest(store, arguments.collection));
  out.flush();
  if (!has_collection(store, arguments.collection))
    say(fmt::format("{} has no collection {}: the digest is that of an empty one", arguments.store,
                    arguments.collection));
  return Status::done;
}

Status run(const Arguments& arguments) {
  if (!arguments.file.empty()) refuse_file_of_store("-o", arguments.file, arguments.store);
  if (arguments.digest) return run_digest(arguments);
  if (arguments.aside.archive || arguments.aside.quarantine) return run_aside(arguments);
  if (arguments.aside.reasons || arguments.aside.csv || !arguments.aside.import_id.empty())
    throw InvalidInput(2, "--with-reasons, --csv and --import go with --archive or --quarantine");
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
  app.add_flag("--archive", arguments->aside.archive,
               "Instead, the documents that gave way to another\n"
               "of their key");
  app.add_flag("--quarantine", arguments->aside.quarantine,
               "Instead, what was no usable document, as it\n"
               "stood there, and documents in conflict");
  app.add_option("--import", arguments->aside.import_id, "Of these: those of one import only")
      ->type_name("IMPORT");
  app.add_flag("--with-reasons", arguments->aside.reasons,
               "Of these: one object a line that tells the\n"
               "source, the place, the reason and the document");
  app.add_flag("--csv", arguments->aside.csv,
               "Of these: only the lines of CSV or TSV that are\n"
               "no document, below the line of their columns")
      ->excludes("--with-reasons");
  app.add_flag("--digest", arguments->digest,
               "Instead, one SHA-256 of all documents by their\n"
               "_id: equal for equal collections, in whatever\n"
               "order they are");
  add_json_errors(app);
  return [arguments] { return run(*arguments); };
}

}  // namespace

const Command export_command{
    "export", "Write a collection as mongoexport does",
    "Writes all documents of a collection as Extended JSON, as mongoexport does.\n"
    "Choose --canonical for a backup: relaxed JSON does not tell an Int64 from an\n"
    "Int32. What imports have set aside, in the archive or the quarantine, comes out\n"
    "as a file that can be mended and imported again; lines of CSV by --csv.",
    "  profilestore export --store profiles.db --collection users -o users.json\n"
    "  profilestore export --store profiles.db --collection users --canonical |\n"
    "      mongoimport -d app -c users\n"
    "  profilestore export --store profiles.db --collection users --quarantine \\\n"
    "      --with-reasons",
    declare};

}  // namespace profilestore::cli
