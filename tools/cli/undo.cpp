// profilestore undo: an import taken back.
#include <profilestore/import.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

#include "arguments.hpp"
#include "command.hpp"
#include "long_work.hpp"
#include "values.hpp"

namespace profilestore::cli {
namespace {

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
  return relaxed({{"import", report.id},
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
                  {"keptIndexes", report.kept_indexes}});
}

std::string meaning_of(const LeftDocument& document) {
  switch (document.why) {
    case Left::edited:
      return document.fields.empty()
                 ? "changed or deleted since"
                 : fmt::format("both changed {}", fmt::join(document.fields, ", "));
    case Left::built_on:
      return "a later import built on it";
    case Left::clash:
      return "an index does not admit it";
    case Left::invalid:
      return "changed since, and merged it would fail the validator";
  }
  return "";
}

std::int64_t left_of(const UndoReport& report) {
  return report.edited + report.built_on + report.clashes + report.invalid;
}

std::string what_is_undone(const UndoReport& report, bool whole) {
  return fmt::format("{}import {} is undone{}", whole ? "" : "of ", report.id,
                     whole && left_of(report) > 0 ? ", but for what is left" : "");
}

void print(const UndoReport& report, bool whole, Output& out) {
  const auto row = [&](std::string_view name, std::int64_t count, std::string_view meaning) {
    out.line(fmt::format("  {:<9} {:>9}   {}", name, grouped(count), meaning));
  };
  out.line(what_is_undone(report, whole) + ":");
  row("removed", report.removed, "documents that it had made");
  row("restored", report.restored, "documents that it had replaced or set aside");
  if (report.merged > 0)
    row("merged", report.merged, "of what it had replaced: what was changed since is kept");
  if (report.moved > 0)
    row("moved", report.moved, "of those: their place was taken, they come last");
  if (report.gone > 0) row("gone", report.gone, "had been made, and deleted or set aside since");
  row("left", left_of(report), "as they are");
  for (std::size_t i = 0; i < std::min(report.left.size(), shown_left); ++i)
    out.line(fmt::format("    _id {}: {}", text_of_value(report.left[i].id, Flavour::relaxed),
                         meaning_of(report.left[i])));
  if (left_of(report) > static_cast<std::int64_t>(shown_left))
    out.line("    … (--json has the first hundred)");
  if (!report.dropped_index.empty())
    out.line(fmt::format("The index {} is dropped.", report.dropped_index));
  if (!report.kept_indexes.empty())
    out.line(fmt::format("Indexes that it made stay, others may rest upon them: {}",
                         fmt::join(report.kept_indexes, ", ")));
}

// Of keys that may mean two things the likelier is tried first, for all of them.
UndoReport undone(const Store& store, const Arguments& arguments) {
  LongWork work;
  UndoOptions likely{.progress = work.progress()}, other = likely;
  for (const std::string& key : arguments.keys) {
    const std::vector<Value> values = values_of(key);
    likely.keys.push_back(values.front());
    other.keys.push_back(values.back());
  }
  if (likely.keys == other.keys) return undo(store, arguments.import_id, likely);
  try {
    return undo(store, arguments.import_id, likely);
  } catch (const InvalidInput&) {
    return undo(store, arguments.import_id, other);
  }
}

Status run(const Arguments& arguments) {
  const UndoReport report = undone(open_existing(arguments.store), arguments);
  const bool whole = arguments.keys.empty();
  return deliver(what_is_undone(report, whole),
                 left_of(report) == 0 ? Status::done : Status::remainder, [&] {
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
  app.add_option("IMPORT", arguments->import_id, "The import's id, as import or index printed it")
      ->required()
      ->type_name("");
  app.add_option("--key", arguments->keys,
                 "Only what the import did under this key, of the\n"
                 "index it grouped by: JSON if it reads as JSON,\n"
                 "else a string; 24 hexadecimal digits are an\n"
                 "ObjectId, or a string if there is none such; an\n"
                 "array of values if the index has several paths.\n"
                 "Can be given several times")
      ->allow_extra_args(false)
      ->type_name("KEY");
  add_store(app, arguments->store);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace

const Command undo_command{
    "undo", "Take an import back",
    "Removes what an import made, and puts back what it replaced or set aside, byte\n"
    "for byte: of import, and of index create --resolve, whose index is dropped.\n"
    "A document that it replaced and that was changed since keeps what was changed,\n"
    "if the import did not change the same fields. Other documents that were changed\n"
    "stay, and so do those that a later import built on: exit status 3 if there are\n"
    "any, and what is left can be undone again. Indexes that import made stay.",
    "  profilestore undo 2 --store profiles.db\n"
    "  profilestore undo 2 --key 643700f2ec89025cc10eec67 --store profiles.db\n"
    "  profilestore undo 2 --key '[\"acme\", \"ana@example.org\"]' --store profiles.db",
    declare};

}  // namespace profilestore::cli
