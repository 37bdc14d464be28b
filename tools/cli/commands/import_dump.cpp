#include "commands/import_dump.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "arguments/arguments.hpp"
#include "arguments/normalise.hpp"
#include "commands/import_summary.hpp"
#include "text/long_work.hpp"
#include "text/output.hpp"

namespace profilestore::cli {
namespace on_import_dump {

// "users:email=email" goes to the options of that collection.
void give_normalise(const std::string& text, std::map<std::string, ImportOptions>& collections) {
  for (auto& [name, own] : collections)
    if (text.starts_with(name + ":")) {
      const Normalise asked = normalise_of({text}, name);
      for (const auto& [path, steps] : asked.steps()) own.normalise.add(path, steps);
      return;
    }
  throw InvalidInput(2, fmt::format("--normalise {}: name a collection that --unique names, as in "
                                    "--unique users:email --normalise users:email=email",
                                    text));
}

// What is about which documents stay counts for the collections with a key of their own.
ImportDumpOptions options_of(const DumpRequest& request) {
  ImportDumpOptions options;
  options.from = request.options.from;
  ImportOptions keyed = request.options;
  keyed.from = "";
  for (const std::string& text : request.unique) {
    const std::size_t colon = text.rfind(':');  // a collection's name may have one
    if (colon == 0 || colon == std::string::npos)
      throw InvalidInput(
          2, fmt::format("--unique {0}: name the collection, as in --unique users:{0}, since all "
                         "collections are imported; or choose one with --collection",
                         text));
    const std::string collection = text.substr(0, colon);
    ImportOptions& own = options.collections.try_emplace(collection, keyed).first->second;
    own.unique.push_back(paths_of("--unique", text.substr(colon + 1)));
  }
  for (const std::string& text : request.normalise) give_normalise(text, options.collections);
  const ImportOptions usual;
  options.usual = keyed;
  options.usual.keep = usual.keep;
  options.usual.merge = usual.merge;
  options.usual.identity = usual.identity;
  options.usual.rules = usual.rules;
  // What happens to the store's documents counts for all: those of one _id meet without a key too.
  if (keyed.rules && keyed.rules->is_object())
    if (const auto found = keyed.rules->find("onExisting"); found != keyed.rules->end())
      options.usual.rules = Document{{"version", 1}, {"onExisting", *found}};
  options.usual.missing = usual.missing;
  return options;
}

ImportSummary summary_of(const DumpRequest& request, const ImportReport& report) {
  return {report, request.store, report.collection, request.options.dry_run};
}

void print(const DumpRequest& request, const ImportDumpReport& report, Output& out) {
  for (const ImportReport& one : report.imports) {
    out.line(fmt::format("collection {}", one.collection));
    print(summary_of(request, one), out);
    out.line("");
  }
  cli::print(report.left_out, out);
}

Value described(const ImportDumpReport& report) {
  Value imports = Value::array();
  for (const ImportReport& one : report.imports) {
    Value json{{"collection", one.collection}};
    json.update(cli::described(one));
    imports.push_back(json);
  }
  return {{"imports", imports}, {"leftOut", cli::described(report.left_out)}};
}

std::string where_all_went(const DumpRequest& request, const ImportDumpReport& report) {
  if (request.options.dry_run) return "dry run: nothing was written";
  return fmt::format("{} of {} imported", counted(std::ssize(report.imports), "collection"),
                     request.store);
}

void check_rules(const DumpRequest& request) {
  const ImportOptions usual;
  const ImportOptions& given = request.options;
  const bool any = given.keep != usual.keep || !given.merge.empty() || !given.identity.empty() ||
                   !given.on_existing.empty() || given.rules || given.missing;
  if (any && request.unique.empty())
    throw InvalidInput(2,
                       "rules and --missing count for the collections that --unique names: give "
                       "--unique users:email, or choose one collection with --collection");
}

}  // namespace on_import_dump

Status import_collections(DumpRequest request) {
  on_import_dump::check_rules(request);
  ImportDumpReport report;
  {
    LongWork work;
    request.options.progress = work.progress();
    report = import_dump(request.store, request.files, on_import_dump::options_of(request));
  }
  const bool clean = std::all_of(report.imports.begin(), report.imports.end(), is_clean);
  return deliver(on_import_dump::where_all_went(request, report),
                 clean ? Status::done : Status::remainder, [&] {
                   Output out;
                   if (request.json)
                     out.line(plain_text(on_import_dump::described(report)));
                   else
                     on_import_dump::print(request, report, out);
                   out.flush();
                 });
}

Paths unique_in(const std::string& collection, const std::string& text) {
  const std::string prefix = collection + ":";
  return paths_of("--unique", text.starts_with(prefix) ? text.substr(prefix.size()) : text);
}

}  // namespace profilestore::cli
