// profilestore undo: undoes an import.
#include <profilestore/import.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

#include "arguments/arguments.hpp"
#include "arguments/values.hpp"
#include "command.hpp"
#include "text/long_work.hpp"

namespace profilestore::cli {
namespace on_undo {

constexpr std::size_t shown_left = 20;

struct Arguments {
  std::string import_id, store;
  std::vector<std::string> keys;
  bool json = false;
};

std::string json_of(const UndoReport& report) {
  Value left = Value::array();
  for (const LeftDocument& document : report.left) {
    Value one{{"_id", document.id}, {"why", std::string(name_of(document.why))}};
    if (!document.fields.empty()) one["fields"] = document.fields;
    left.push_back(std::move(one));
  }
  Value json{{"import", report.id},
             {"removed", report.removed},
             {"restored", report.restored},
             {"merged", report.merged},
             {"moved", report.moved},
             {"gone", report.gone},
             {"edited", report.edited},
             {"builtOn", report.built_on},
             {"clashes", report.clashes},
             {"invalid", report.invalid},
             {"left", left},
             {"droppedIndex", report.dropped_index},
             {"keptIndexes", report.kept_indexes}};
  if (!report.references.empty()) json["references"] = report.references;
  return ejson::relaxed(json);
}

std::string meaning_of(const LeftDocument& document) {
  switch (document.why) {
    case LeftReason::edited:
      return document.fields.empty() ? "changed or deleted since the import"
                                     : fmt::format("the import and a later edit both changed {}",
                                                   fmt::join(document.fields, ", "));
    case LeftReason::built_on:
      return "a later import depends on it";
    case LeftReason::clash:
      return "its key is taken, or an index requires one";
    case LeftReason::invalid:
      return "changed since, and the merge would fail the validator";
  }
  return "";
}

std::int64_t left_of(const UndoReport& report) {
  return report.edited + report.built_on + report.clashes + report.invalid;
}

std::string what_is_undone(const UndoReport& report, bool whole) {
  return fmt::format("import {} is undone{}", report.id,
                     !whole                ? " for these keys"
                     : left_of(report) > 0 ? ", except for what is left"
                                           : "");
}

void print(const UndoReport& report, bool whole, Output& out) {
  const auto row = [&](std::string_view name, std::int64_t count, std::string_view meaning) {
    out.line(fmt::format("  {:<9} {:>9}   {}", name, grouped(count), meaning));
  };
  out.line(what_is_undone(report, whole) + ":");
  row("removed", report.removed, "documents that the import created");
  row("restored", report.restored, "documents that it replaced, archived or quarantined");
  if (report.merged > 0)
    row("merged", report.merged, "restored, except for later edits, which they keep");
  if (report.moved > 0)
    row("moved", report.moved, "of those, now last in natural order: their place was taken");
  if (report.gone > 0)
    row("gone", report.gone, "created by the import, but deleted or archived since");
  row("left", left_of(report), "as they are");
  for (std::size_t i = 0; i < std::min(report.left.size(), shown_left); ++i)
    out.line(fmt::format("    _id {}: {}", text_of_value(report.left[i].id, Flavour::relaxed),
                         meaning_of(report.left[i])));
  if (left_of(report) > static_cast<std::int64_t>(shown_left))
    out.line("    … (--json shows the first hundred)");
  if (!report.dropped_index.empty())
    out.line(fmt::format("Dropped the index {}.", report.dropped_index));
  if (!report.kept_indexes.empty())
    out.line(fmt::format("Kept the indexes that the import created: {}",
                         fmt::join(report.kept_indexes, ", ")));
  for (const std::string& import : report.references)
    out.line(
        fmt::format("Import {0} has rewritten references by what this one had merged, and they "
                    "still are: undo import {0} too.",
                    import));
}

// Where the key can be read in two ways, tries the likelier reading, then the other if the import
// has none such. A key that was undone before is one that it had. Of several keys each may be
// another.
UndoReport undone(const Store& store, const Arguments& arguments) {
  LongWork work;
  UndoOptions likely{.progress = work.progress()}, other = likely;
  for (const std::string& key : arguments.keys) {
    const std::vector<Value> values = values_of(key);
    likely.keys.push_back(values.front());
    other.keys.push_back(values.back());
  }
  if (likely.keys == other.keys) return undo_import(store, arguments.import_id, likely);
  try {
    return undo_import(store, arguments.import_id, likely);
  } catch (const InvalidInput& refused) {
    constexpr int no_such_key = 4;
    if (refused.code() != no_such_key) throw;
    if (arguments.keys.size() > 1)
      throw InvalidInput(no_such_key,
                         fmt::format("{}. Of several keys 24 hexadecimal digits are ObjectIds: "
                                     "give those that are strings one at a time",
                                     refused.what()));
    return undo_import(store, arguments.import_id, other);
  }
}

Status run(const Arguments& arguments) {
  const UndoReport report = undone(open_existing(arguments.store), arguments);
  const bool whole = arguments.keys.empty();
  return deliver(
      what_is_undone(report, whole),
      left_of(report) == 0 && report.references.empty() ? Status::done : Status::remainder, [&] {
        Output out;
        if (arguments.json)
          out.line(json_of(report));
        else
          print(report, whole, out);
        out.flush();
      });
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("IMPORT", arguments->import_id, "Id of the import, as import or index printed it")
      ->required()
      ->type_name("");
  app.add_option("--key", arguments->keys,
                 "Undo only the group with this key: JSON if it\n"
                 "parses as JSON, else a string; 24 hexadecimal\n"
                 "digits are an ObjectId, or a string if the import\n"
                 "has no such ObjectId. If the index has several\n"
                 "paths, give an array of values. Repeat for more\n"
                 "keys")
      ->allow_extra_args(false)
      ->type_name("KEY");
  add_store(app, arguments->store);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace on_undo

const Command undo_command{
    "undo", "Undo an import",
    "Removes the documents that an import created, and restores, byte for byte, those\n"
    "that it replaced, archived or quarantined. Also undoes index create --resolve,\n"
    "and then drops that index, and references. Indexes created by import are kept.\n"
    "\n"
    "A document that the import replaced keeps later edits, unless the import changed\n"
    "the same fields. Other edited documents, and those that a later import depends\n"
    "on, are left as they are: the exit status is then 3, and undo can be run again\n"
    "for these.",
    "  profilestore undo 2 --store profiles.db\n"
    "  profilestore undo 2 --key 643700f2ec89025cc10eec67 --store profiles.db\n"
    "  profilestore undo 2 --key '[\"acme\", \"ana@example.org\"]' --store profiles.db",
    on_undo::declare};

}  // namespace profilestore::cli
