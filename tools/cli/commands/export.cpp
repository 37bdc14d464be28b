// profilestore export: writes a collection as mongoexport does.
#include <profilestore/content_digest.hpp>

#include <fmt/format.h>

#include <memory>

#include "arguments/arguments.hpp"
#include "command.hpp"
#include "commands/export_aside.hpp"
#include "commands/export_redirects.hpp"

namespace profilestore::cli {
namespace on_export {

struct Arguments {
  std::string store, collection, format = "lines", file;
  Flavour flavour = Flavour::relaxed;
  AsideArguments aside;
  bool digest = false, redirects = false;
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

bool chooses_aside(const Arguments& arguments) {
  return !arguments.aside.import_id.empty() || !arguments.aside.source.empty();
}

// Before an output is opened: it may replace an export that has documents.
Store open_with(const Arguments& arguments) {
  Store store = open_to_read(arguments.store);
  if (!has_collection(store, arguments.collection))
    throw InvalidInput(26, no_collection(store, arguments.store, arguments.collection));
  return store;
}

Status run_aside(const Arguments& arguments) {
  if (arguments.aside.archive && arguments.aside.quarantine)
    throw InvalidInput(2, "--archive and --quarantine exclude each other");
  if (arguments.format != "lines")
    throw InvalidInput(2,
                       "--format array does not go with --archive or --quarantine: they write "
                       "lines");
  const Store store = open_with(arguments);
  Output out(arguments.file);
  export_aside(store, arguments.collection, arguments.aside, arguments.flavour, out);
  return Status::done;
}

Status run_digest(const Arguments& arguments) {
  if (arguments.aside.archive || arguments.aside.quarantine || arguments.aside.reasons ||
      arguments.aside.csv || chooses_aside(arguments))
    throw InvalidInput(2,
                       "--digest covers the collection only: leave out the options for the "
                       "archive and the quarantine");
  if (arguments.format != "lines" || arguments.flavour != Flavour::relaxed)
    throw InvalidInput(2, "--digest does not depend on --format or --canonical: leave them out");
  const Store store = open_to_read(arguments.store);
  Output out(arguments.file);
  out.line(content_digest(store, arguments.collection));
  out.flush();
  if (!has_collection(store, arguments.collection))
    say(no_collection(store, arguments.store, arguments.collection) +
        ": the digest is that of an empty collection");
  return Status::done;
}

Status run_redirects(const Arguments& arguments) {
  if (arguments.aside.archive || arguments.aside.quarantine || arguments.aside.reasons ||
      arguments.aside.csv || chooses_aside(arguments) || arguments.digest)
    throw InvalidInput(2, "--redirects goes with --format, --canonical and -o only");
  if (arguments.format == "array")
    throw InvalidInput(2, "--redirects writes --format lines or csv");
  const Store store = open_with(arguments);
  Output out(arguments.file);
  export_redirects(store, arguments.collection, arguments.format == "csv", arguments.flavour, out);
  return Status::done;
}

Status run(const Arguments& arguments) {
  if (!arguments.file.empty()) refuse_file_of_store("-o", arguments.file, arguments.store);
  if (arguments.redirects) return run_redirects(arguments);
  if (arguments.format == "csv")
    throw InvalidInput(2, "--format csv needs --redirects: documents are written as JSON");
  if (arguments.digest) return run_digest(arguments);
  if (arguments.aside.archive || arguments.aside.quarantine) return run_aside(arguments);
  if (arguments.aside.reasons || arguments.aside.csv || chooses_aside(arguments))
    throw InvalidInput(2,
                       "--with-reasons, --csv, --import and --source need --archive or "
                       "--quarantine");
  Store store = open_with(arguments);
  Cursor documents = store.collection(arguments.collection).find(Document::object());
  Output out(arguments.file);
  const std::int64_t count = write(std::move(documents), arguments, out);
  say(fmt::format("exported {}", counted(count, "document")));
  return Status::done;
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_store(app, arguments->store);
  add_collection(app, arguments->collection);
  app.add_option("--format", arguments->format,
                 "Write lines (one document each; the default) or\n"
                 "one array; of redirects lines or csv")
      ->check(CLI::IsMember({"lines", "array", "csv"}))
      ->type_name("FORMAT");
  add_canonical(app, arguments->flavour);
  app.add_option("-o,--output", arguments->file, "Write to this file instead of standard output")
      ->type_name("FILE");
  app.add_flag("--archive", arguments->aside.archive,
               "Export the archive instead: the losers of imports");
  app.add_flag("--quarantine", arguments->aside.quarantine,
               "Export the quarantine instead: unusable input, as\n"
               "it was in its source, and documents in conflict");
  app.add_option("--import", arguments->aside.import_id,
                 "With --archive or --quarantine: only what this\n"
                 "import put there")
      ->type_name("IMPORT");
  app.add_option("--source", arguments->aside.source,
                 "With --archive or --quarantine: only what comes\n"
                 "from this source, named as --with-reasons has it")
      ->type_name("NAME");
  app.add_flag("--with-reasons", arguments->aside.reasons,
               "With --archive or --quarantine: print one JSON\n"
               "object per line, with source, line, offset, reason\n"
               "and document; of the archive also survivor: the\n"
               "_id of the document that was kept, null if that is\n"
               "not there any more");
  app.add_flag("--csv", arguments->aside.csv,
               "With --archive or --quarantine: only lines of CSV\n"
               "or TSV that are not valid documents, below their\n"
               "header line")
      ->excludes("--with-reasons");
  app.add_flag("--redirects", arguments->redirects,
               "Export the redirects instead: for each document\n"
               "that was set aside its old _id, the _id of the\n"
               "survivor (null if that is gone), and the import\n"
               "that set it aside; csv has the two _ids, without\n"
               "their types: 1 and \"1\" look alike there");
  app.add_flag("--digest", arguments->digest,
               "Print one SHA-256 of all documents instead; it\n"
               "does not depend on their order");
  add_json_errors(app);
  return [arguments] { return run(*arguments); };
}

}  // namespace on_export

const Command export_command{
    "export", "Export a collection, or what imports set aside",
    "Writes all documents of a collection as Extended JSON, as mongoexport does. For\n"
    "a backup, use --canonical: relaxed JSON does not distinguish Int64 from Int32.\n"
    "With --archive or --quarantine, writes what imports set aside, to be corrected\n"
    "and imported again; CSV lines need --csv. With --redirects, writes which _id\n"
    "replaces which, for systems that refer to merged documents from outside.",
    "  profilestore export --store profiles.db --collection users -o users.json\n"
    "  profilestore export --store profiles.db --collection users --canonical |\n"
    "      mongoimport -d app -c users\n"
    "  profilestore export --store profiles.db --collection users --quarantine \\\n"
    "      --with-reasons\n"
    "  profilestore export --store profiles.db --collection users --redirects \\\n"
    "      --format csv -o replaced.csv",
    on_export::declare};

}  // namespace profilestore::cli
