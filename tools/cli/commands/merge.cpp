// profilestore merge: merges one document of a store into another.
#include <profilestore/merge_documents.hpp>

#include <fmt/format.h>

#include <memory>

#include "arguments/arguments.hpp"
#include "arguments/import_rules.hpp"
#include "arguments/values.hpp"
#include "command.hpp"
#include "text/ledger.hpp"
#include "text/references_text.hpp"
#include "text/shell_word.hpp"

namespace profilestore::cli {
namespace on_merge {

struct Arguments {
  std::string store, collection, id, into;
  std::vector<std::string> merge;
  bool allow_absent = false, dry_run = false, json = false;
};

Value described(const MergeDocumentsReport& report) {
  Value taken = Value::array();
  for (const UniqueGroup::Taken& one : report.taken)
    taken.push_back({{"field", one.field}, {"rule", one.rule}, {"from", one.from}});
  return {{"import", report.id}, {"ledger", json_of(report.ledger)}, {"taken", taken}};
}

void print(const Arguments& arguments, const MergeDocumentsReport& report, Output& out) {
  for (const UniqueGroup::Taken& one : report.taken)
    out.line(fmt::format("took {} by {}", one.field, one.rule));
  out.line(to_text(report.ledger));
  if (report.id.empty()) {
    out.line("dry run: nothing was written");
    return;
  }
  out.line(fmt::format("import {} into collection {} of {}", report.id, arguments.collection,
                       arguments.store));
  out.line(fmt::format("to undo this: profilestore undo {} --store {}", report.id,
                       shell_word(arguments.store)));
  if (const std::string hint = references_hint(arguments.store, arguments.collection);
      !hint.empty())
    out.line(hint);
}

Status run(const Arguments& arguments) {
  const Value loser = values_of(arguments.id).front(), survivor = values_of(arguments.into).front();
  const Store store = open_existing(arguments.store);
  const MergeDocumentsReport report = merge_documents(store, arguments.collection, loser, survivor,
                                                      {.merge = parts_of_all(arguments.merge),
                                                       .allow_absent = arguments.allow_absent,
                                                       .dry_run = arguments.dry_run});
  return deliver(
      report.id.empty() ? "dry run: nothing was written" : fmt::format("import {}", report.id),
      Status::done, [&] {
        Output out;
        if (arguments.json)
          out.line(ejson::relaxed(described(report)));
        else
          print(arguments, report, out);
        out.flush();
      });
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("A", arguments->id,
                 "_id of the document that is merged: JSON if it\n"
                 "parses as JSON, else a string; 24 hexadecimal\n"
                 "digits are an ObjectId")
      ->required()
      ->type_name("");
  app.add_option("--into", arguments->into, "_id of the document that stays")
      ->required()
      ->type_name("B");
  add_store(app, arguments->store);
  add_collection(app, arguments->collection);
  app.add_option("--merge", arguments->merge,
                 "What B takes from A, as for import: fill,\n"
                 "union:FIELD, ... (default: nothing)")
      ->allow_extra_args(false)
      ->type_name("RULES");
  app.add_flag("--allow-absent", arguments->allow_absent,
               "Merge even if neither has what a rule names");
  app.add_flag("--dry-run", arguments->dry_run, "Print what would be done, and change nothing");
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace on_merge

const Command merge_command{
    "merge", "Merge one document into another",
    "The two documents are one person's, whatever their keys say. A goes to the\n"
    "archive, byte for byte, and its _id leads to B. B takes from A what --merge says\n"
    "to take. It has a number as an import has, and undo takes it back.",
    "  profilestore merge 662f06edb0c3f9a2d41f7e11 \\\n"
    "      --into 662f06f1b0c3f9a2d41f7e12 --merge fill,union:tags \\\n"
    "      --store profiles.db --collection users",
    on_merge::declare};

}  // namespace profilestore::cli
