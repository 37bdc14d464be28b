// profilestore undo: an import taken back.
#include <profilestore/import.hpp>

#include <fmt/format.h>

#include <memory>

#include "arguments.hpp"
#include "command.hpp"

namespace profilestore::cli {
namespace {

constexpr std::size_t shown_left = 20;

struct Arguments {
  std::string import_id, store;
  bool json = false;
};

std::string json_of(const UndoReport& report) {
  Value left = Value::array();
  for (const LeftDocument& document : report.left)
    left.push_back({{"_id", document.id}, {"why", std::string(name_of(document.why))}});
  return relaxed({{"import", report.id},
                  {"removed", report.removed},
                  {"restored", report.restored},
                  {"moved", report.moved},
                  {"gone", report.gone},
                  {"edited", report.edited},
                  {"builtOn", report.built_on},
                  {"clashes", report.clashes},
                  {"left", left},
                  {"droppedIndex", report.dropped_index}});
}

std::string_view meaning_of(Left why) {
  switch (why) {
    case Left::edited:
      return "changed or deleted since";
    case Left::built_on:
      return "a later import built on it";
    case Left::clash:
      return "an index does not admit it";
  }
  return "";
}

std::int64_t left_of(const UndoReport& report) {
  return report.edited + report.built_on + report.clashes;
}

void print(const UndoReport& report, Output& out) {
  const auto row = [&](std::string_view name, std::int64_t count, std::string_view meaning) {
    out.line(fmt::format("  {:<9} {:>9}   {}", name, grouped(count), meaning));
  };
  out.line(fmt::format("import {} is undone:", report.id));
  row("removed", report.removed, "documents that it had made");
  row("restored", report.restored, "documents that it had replaced or set aside");
  if (report.moved > 0)
    row("moved", report.moved, "of these: their place was taken, they come last");
  if (report.gone > 0) row("gone", report.gone, "had been made, and deleted or set aside since");
  row("left", left_of(report), "as they are");
  for (std::size_t i = 0; i < std::min(report.left.size(), shown_left); ++i)
    out.line(fmt::format("    _id {}: {}", text_of_value(report.left[i].id, Flavour::relaxed),
                         meaning_of(report.left[i].why)));
  if (left_of(report) > static_cast<std::int64_t>(shown_left))
    out.line("    … (--json has the first hundred)");
  if (!report.dropped_index.empty())
    out.line(fmt::format("The index {} is dropped.", report.dropped_index));
}

Status run(const Arguments& arguments) {
  const UndoReport report = undo(open_existing(arguments.store), arguments.import_id);
  return deliver(fmt::format("import {} is undone", arguments.import_id),
                 left_of(report) == 0 ? Status::done : Status::remainder, [&] {
                   Output out;
                   if (arguments.json)
                     out.line(json_of(report));
                   else
                     print(report, out);
                   out.flush();
                 });
}

Run declare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  app.add_option("IMPORT", arguments->import_id, "The import's id, as import or index printed it")
      ->required()
      ->type_name("");
  add_store(app, arguments->store);
  add_json(app, arguments->json, "Print one JSON object");
  return [arguments] { return run(*arguments); };
}

}  // namespace

const Command undo_command{
    "undo", "Take an import back",
    "Removes what an import made, and puts back what it replaced or set aside, byte\n"
    "for byte: of import, and of index create --resolve, whose index is dropped.\n"
    "Documents that were changed since stay, and so do those that a later import\n"
    "built on: exit status 3 if there are any.",
    "  profilestore undo 2 --store profiles.db", declare};

}  // namespace profilestore::cli
