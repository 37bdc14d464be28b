#include "text/references_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>

#include "text/ledger.hpp"
#include "text/shell_word.hpp"

namespace profilestore::cli {
namespace {

constexpr std::size_t shown_conflicts = 20;

Value described(const LeftReferences& left) {
  Value json{{"why", std::string(name_of(left.why))},
             {"count", left.count},
             {"value", left.value},
             {"_id", left.document}};
  if (!left.found.empty()) json["alsoIn"] = left.found;
  return json;
}

Value described(const PathReferences& path) {
  Value left = Value::array();
  for (const LeftReferences& one : path.left) left.push_back(described(one));
  return {{"path", path.path},
          {"rewritten", path.rewritten},
          {"living", path.living},
          {"repeated", path.repeated},
          {"left", left}};
}

Value described(const CollectionReferences& collection) {
  Value paths = Value::array(), conflicts = Value::array();
  for (const PathReferences& path : collection.paths) paths.push_back(described(path));
  for (const ReferenceConflict& one : collection.conflicts)
    conflicts.push_back({{"_id", one.id}, {"reason", one.reason}});
  return {{"collection", collection.collection},
          {"import", collection.id},
          {"ledger", json_of(collection.ledger)},
          {"paths", paths},
          {"conflicts", conflicts}};
}

std::string meaning_of(const LeftReferences& left, const std::string& to, const std::string& path) {
  switch (left.why) {
    case LeftReference::nobody:
      return fmt::format("refers to nobody: no _id of {}, past or present", to);
    case LeftReference::gone:
      return "set aside for a document that is gone";
    case LeftReference::conflict:
      return "in conflict: rewritten, the document would break a rule of its collection";
    case LeftReference::in_id:
      return "in an _id, which is never rewritten";
    case LeftReference::in_name:
      return "the name of a field, which is never rewritten";
    case LeftReference::elsewhere:
      return fmt::format("also an _id of {}; if it refers to {}, add --in {}", left.found, to,
                         path);
    case LeftReference::no_text:
      return "the text of an ObjectId, but the _id of the survivor is none";
  }
  return "";
}

void print(const PathReferences& path, const std::string& collection, const std::string& to,
           Output& out) {
  const std::string name = collection + "." + path.path;
  out.line(fmt::format(
      "{}: {} rewritten, {} up to date{}", name, grouped(path.rewritten), grouped(path.living),
      path.repeated == 0
          ? ""
          : fmt::format("; a survivor is now repeated in {}", counted(path.repeated, "array"))));
  for (const LeftReferences& left : path.left)
    out.line(fmt::format("  {} left: {}; the first is {}, in the document with _id {}",
                         grouped(left.count), meaning_of(left, to, name),
                         text_of_value(left.value, Flavour::relaxed),
                         text_of_value(left.document, Flavour::relaxed)));
}

void print(const CollectionReferences& collection, const std::string& to, Output& out) {
  for (const PathReferences& path : collection.paths) print(path, collection.collection, to, out);
  const std::size_t shown = std::min(collection.conflicts.size(), shown_conflicts);
  for (std::size_t i = 0; i < shown; ++i)
    out.line(fmt::format("  in conflict: the document with _id {}: {}",
                         text_of_value(collection.conflicts[i].id, Flavour::relaxed),
                         collection.conflicts[i].reason));
  if (collection.ledger.conflicted > static_cast<std::int64_t>(shown))
    out.line("  … (--json shows the first hundred)");
  out.line(fmt::format("{}: {}", collection.collection, to_text(collection.ledger)));
}

bool is_settled(const PathReferences& path) {
  return std::ranges::all_of(
      path.left, [](const LeftReferences& left) { return left.why == LeftReference::nobody; });
}

std::vector<const CollectionReferences*> changed(const ReferencesReport& report) {
  std::vector<const CollectionReferences*> all;
  for (const CollectionReferences& one : report.collections)
    if (!one.id.empty()) all.push_back(&one);
  return all;
}

}  // namespace

Value described(const ReferencesReport& report) {
  Value collections = Value::array();
  for (const CollectionReferences& one : report.collections) collections.push_back(described(one));
  return {{"to", report.to}, {"collections", collections}, {"unsearched", report.unsearched}};
}

bool is_clean(const ReferencesReport& report) {
  return std::ranges::all_of(report.collections, [](const CollectionReferences& one) {
    return std::ranges::all_of(one.paths, is_settled);
  });
}

std::string what_was_done(const ReferencesSummary& summary) {
  if (summary.dry_run) return "dry run: nothing was written";
  std::string imports;
  for (const CollectionReferences* one : changed(summary.report))
    imports += fmt::format("{}import {} into collection {}", imports.empty() ? "" : ", ", one->id,
                           one->collection);
  return imports.empty() ? "nothing to rewrite: the store is unchanged"
                         : fmt::format("{} of {}", imports, summary.store);
}

void print(const ReferencesSummary& summary, Output& out) {
  const ReferencesReport& report = summary.report;
  for (const CollectionReferences& one : report.collections) print(one, report.to, out);
  if (report.collections.empty()) out.line(fmt::format("no references to {} found", report.to));
  if (report.unsearched > 0 && !summary.named)
    out.line(
        fmt::format("not searched for: {} that numbers or texts may equal by chance; name the "
                    "paths of references to {} with --in",
                    counted(report.unsearched, "_id"), report.to));
  out.line(what_was_done(summary));
  for (const CollectionReferences* one : changed(report))
    out.line(fmt::format("to undo this: profilestore undo {} --store {}", one->id,
                         shell_word(summary.store)));
}

std::string references_hint(const std::string& store, const std::string& collection) {
  try {
    const auto names = Store::open(store).collection_names();
    if (std::ranges::count(names, collection) == std::ssize(names)) return "";
  } catch (const Error&) {
    return "";
  }
  return fmt::format(
      "for references to merged documents: profilestore references --store {} --to {}",
      shell_word(store), shell_word(collection));
}

}  // namespace profilestore::cli
