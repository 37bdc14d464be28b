// profilestore imports: lists what was imported into a store, and what was undone.
#include <profilestore/imports.hpp>

#include <fmt/format.h>

#include <memory>

#include "arguments/arguments.hpp"
#include "command.hpp"
#include "text/ledger.hpp"

namespace profilestore::cli {
namespace on_imports {

struct Arguments {
  std::string store, collection;
  bool undos = false, json = false;
};

std::string json_of(const ImportRecord& one) {
  Value sources = Value::array();
  for (const SourceReport& source : one.sources)
    sources.push_back({{"name", source.name},
                       {"format", source.format},
                       {"bytes", source.bytes},
                       {"sha256", source.sha256}});
  Value json{{"import", one.id},
             {"kind", std::string(name_of(one.kind))},
             {"collection", one.collection.empty() ? Value() : Value(one.collection)},
             {"started", one.started},
             {"ledger", cli::json_of(one.ledger)},
             {"undone", one.undone.empty() ? Value() : Value(one.undone)},
             {"undoneParts", one.undone_parts},
             {"sources", sources},
             {"rules", one.rules}};
  return plain_text(json);
}

std::string json_of(const UndoRecord& one) {
  return plain_text({{"import", one.import_id},
                     {"collection", one.collection.empty() ? Value() : Value(one.collection)},
                     {"undone", one.undone},
                     {"whole", one.whole},
                     {"ofKey", one.of_key},
                     {"removed", one.whole ? Value() : Value(one.removed)}});
}

std::string what_it_was(const ImportRecord& one) {
  switch (one.kind) {
    case ImportKind::import:
      return one.sources.size() == 1
                 ? "import of " + one.sources.front().name
                 : fmt::format("import of {}", counted(std::ssize(one.sources), "source"));
    case ImportKind::make_unique:
      return "duplicates resolved for an index";
    case ImportKind::merge_documents:
      return "two documents merged by hand";
    case ImportKind::rewrite_references:
      return "references rewritten";
  }
  return "";
}

void print(const ImportRecord& one, Output& out) {
  out.line(fmt::format("{}  {}  {}: {}", one.id, one.started,
                       one.collection.empty() ? "(a dropped collection)" : one.collection,
                       what_it_was(one)));
  out.line("    " + to_text(one.ledger));
  if (!one.undone.empty()) out.line("    undone " + one.undone);
  if (one.undone.empty() && one.undone_parts > 0)
    out.line("    undone in part; imports --undos lists it");
}

void print(const UndoRecord& one, Output& out) {
  const std::string what =
      one.whole ? "all of it"
      : one.of_key
          ? fmt::format("a key, {} removed", counted(one.removed, "document"))
          : fmt::format("but for what was left, {} removed", counted(one.removed, "document"));
  out.line(fmt::format("{}  import {} into {}: {}", one.undone, one.import_id,
                       one.collection.empty() ? "(a dropped collection)" : one.collection, what));
}

template <typename Record>
void print(const std::vector<Record>& records, bool json, Output& out) {
  for (const Record& one : records)
    if (json)
      out.line(json_of(one));
    else
      print(one, out);
}

Status run(const Arguments& arguments) {
  const Store store = open_to_read(arguments.store);
  Output out;
  ImportPage page{.collection = arguments.collection};
  if (arguments.undos) {
    page.limit = 0;
    print(undos(store, page), arguments.json, out);
  } else {
    for (;;) {
      const auto records = imports(store, page);
      print(records, arguments.json, out);
      if (records.size() < page.limit) break;
      page.after = records.back().id;
    }
  }
  out.flush();
  return Status::done;
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  add_store(app, arguments->store);
  app.add_option("--collection", arguments->collection, "Only those into this collection")
      ->type_name("NAME");
  app.add_flag("--undos", arguments->undos, "List what was undone instead");
  add_json(app, arguments->json, "Print one JSON object per line");
  return [arguments] { return run(*arguments); };
}

}  // namespace on_imports

const Command imports_command{
    "imports", "List what was imported into a store, and undone",
    "Lists each import with its id, which undo, verify and explain take, when it was,\n"
    "its sources and its counts; likewise what index create --resolve, merge and\n"
    "references have done, which undo undoes too. --json adds the rules.",
    "  profilestore imports --store profiles.db\n"
    "  profilestore imports --store profiles.db --collection users --json\n"
    "  profilestore imports --undos --store profiles.db",
    on_imports::declare};

}  // namespace profilestore::cli
