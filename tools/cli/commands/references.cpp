// profilestore references: leads references to merged documents to those that were kept.
#include <profilestore/references.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "arguments/arguments.hpp"
#include "arguments/values.hpp"
#include "command.hpp"
#include "text/long_work.hpp"
#include "text/references_text.hpp"

namespace profilestore::cli {
namespace on_references {

struct Arguments {
  std::string store, to;
  std::vector<std::string> in;
  bool dry_run = false, json = false;
};

// A name of a collection may have dots too: the longest one that there is.
ReferencePath path_of(const std::string& text, const std::vector<std::string>& collections) {
  std::size_t length = 0;
  for (const std::string& name : collections)
    if (text.starts_with(name + ".")) length = std::max(length, name.size());
  if (length == 0) length = text.find('.');
  if (length == std::string::npos || length == 0 || length + 1 == text.size())
    throw InvalidInput(2,
                       fmt::format("--in: '{}' is not COLLECTION.PATH, as in orders.userId", text));
  return {text.substr(0, length), text.substr(length + 1)};
}

std::vector<ReferencePath> paths_of(const Arguments& arguments, const Store& store) {
  const std::vector<std::string> collections = store.collection_names();
  std::vector<ReferencePath> paths;
  for (const std::string& list : arguments.in)
    for (const std::string& text : parts_of(list)) paths.push_back(path_of(text, collections));
  return paths;
}

Status run(const Arguments& arguments) {
  const Store store = open_existing(arguments.store);
  if (!has_collection(store, arguments.to))
    throw InvalidInput(26, "--to: " + no_collection(store, arguments.store, arguments.to));
  ReferencesOptions options{.in = paths_of(arguments, store), .dry_run = arguments.dry_run};
  ReferencesReport report;
  {
    LongWork work;
    options.progress = work.progress();
    report = rewrite_references(store, arguments.to, options);
  }
  const ReferencesSummary summary{report, arguments.store, arguments.dry_run,
                                  !arguments.in.empty()};
  return deliver(what_was_done(summary), is_clean(report) ? Status::done : Status::remainder, [&] {
    Output out;
    if (arguments.json)
      out.line(ejson::relaxed(described(report)));
    else
      print(summary, out);
    out.flush();
  });
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_store(app, arguments->store);
  app.add_option("--to", arguments->to, "Collection that is referred to")
      ->required()
      ->type_name("COLLECTION");
  app.add_option("--in", arguments->in,
                 "Look at these paths only, separated by commas, as\n"
                 "in orders.userId; there a value of any type is a\n"
                 "reference (default: everywhere, for ObjectIds,\n"
                 "their text, binary values and DBRefs)")
      ->allow_extra_args(false)
      ->type_name("PATHS");
  app.add_flag("--dry-run", arguments->dry_run, "Print what would be done, and change nothing");
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace on_references

const Command references_command{
    "references", "Lead references to merged documents to those kept",
    "After duplicates were merged, other documents still contain the _ids of those\n"
    "that were set aside. This finds such values in all collections and rewrites them\n"
    "to the _id of the document that was kept. An ObjectId may also be spelled as\n"
    "text, and stays text. _ids are never rewritten, and no array loses an element.\n"
    "\n"
    "Values that refer to nobody are counted and stay. Documents that would break a\n"
    "unique index or the validator of their collection are left as they are.\n"
    "\n"
    "Numbers and other texts are references only where --in names the path: a\n"
    "quantity of 2 is not user 2. Use --dry-run first, and look at the paths.\n"
    "\n"
    "Each collection that is changed gets an import of its own, which profilestore\n"
    "undo reverses. All is done in one transaction. Exit status 3: some references to\n"
    "documents that were set aside are left.",
    "  profilestore references --store profiles.db --to users --dry-run\n"
    "  profilestore references --store profiles.db --to users\n"
    "  profilestore references --store profiles.db --to users \\\n"
    "      --in orders.userId,bookings.guests.who",
    on_references::declare};

}  // namespace profilestore::cli
