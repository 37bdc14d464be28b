#include "report/import_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <profilestore/investigate.hpp>

#include "arguments/arguments.hpp"
#include "arguments/source_type.hpp"
#include "report/report.hpp"
#include "text/long_work.hpp"
#include "text/rule_uses.hpp"
#include "text/set_aside_reasons.hpp"

namespace profilestore::cli {
namespace {

Value asked(const ImportOptions& options) {
  Value asked{{"collection", options.collection}, {"unique", Value::array()}};
  for (const Paths& paths : options.unique) {
    std::string text;
    for (const std::string& path : paths) (text += text.empty() ? "" : ",") += path;
    asked["unique"].push_back(text);
  }
  if (options.missing) asked["missing"] = name_of(*options.missing);
  if (!options.normalise.empty()) asked["normalise"] = profilestore::value_of(options.normalise);
  if (options.indexes) asked["indexes"] = true;
  if (options.allow_absent) asked["allowAbsent"] = true;
  if (!options.from.empty()) asked["from"] = options.from;
  if (!options.users.file.empty())
    asked["users"] = {{"file", options.users.file}, {"key", options.users.key}};
  add_source_type(options, asked);
  return asked;
}

// Which texts were one key: what was asked for, else the rule of the collection's index.
Normalise normalise_of(const ImportOptions& options, const Paths& key, const std::string& store) {
  Normalise normalise;
  for (const std::string& path : key)
    if (const auto steps = options.normalise.at(path); !steps.empty()) normalise.add(path, steps);
  std::error_code ignored;
  if (!normalise.empty() || !std::filesystem::exists(store, ignored)) return normalise;
  try {
    for (const Index& index : open_to_read(store).collection(options.collection).list_indexes())
      if (index.unique && index.paths.same_as(key)) return index.normalise;
  } catch (const StorageFailure&) {  // the report of what was imported does without
  }
  return normalise;
}

// The identity that the rules of the import name, else the investigation's default.
void take_identity(const Document& rules, InvestigateOptions& options) {
  const auto identity = rules.find("identity");
  if (identity != rules.end() && identity->is_array() && !identity->empty())
    options.identity = identity->get<std::vector<std::string>>();
}

// Those that were imported: of a dump the files of the one collection.
std::vector<std::string> names_of(const Value& sources) {
  std::vector<std::string> names;
  for (const Value& source : sources) names.push_back(source.at("name").get<std::string>());
  return names;
}

void look_at_sources(const ImportReportRequest& request, const ImportOptions& import,
                     const Document& rules, Report& report) {
  if (std::ranges::find(request.files, "-") != request.files.end()) {
    report.note =
        "Standard input can be read only once, so its documents were not investigated. To "
        "investigate the collection as it is now, run profilestore investigate --store.";
    return;
  }
  InvestigateOptions options;
  options.keys = {import.unique.empty() ? Paths("_id") : import.unique.front()};
  options.normalise = normalise_of(import, options.keys.front(), request.store);
  options.values = request.values;
  take_source_type(import, options);
  take_identity(rules, options);
  LongWork work;
  options.progress = work.progress();
  try {
    report.investigation = investigate(names_of(report.import.at("sources")), options);
  } catch (const Interrupted&) {
    report.note = "The import succeeded; the investigation of its sources was interrupted.";
  } catch (const Error& error) {
    report.note = fmt::format("The import succeeded; its sources could not be investigated: {}",
                              error.what());
  }
}

}  // namespace

void check_import_report(const ImportReportRequest& request) {
  if (request.path.empty()) return;
  check_new_file("--report", request.path, request.store, request.files);
  try_report(request.path, "nothing was imported");
}

void write_import_report(const ImportReportRequest& request, const Value& told,
                         const Document& rules, const ImportOptions& options) {
  if (request.path.empty()) return;
  Report report{
      .title = fmt::format("{} {} of {}", options.dry_run ? "Dry run: import into" : "Import into",
                           options.collection, request.store),
      .import = told};
  if (!request.values) {
    drop_values(report.import);
    drop_values_of_reasons(report.import);
  }
  report.import["options"] = asked(options);
  report.import["rules"] = rules;
  look_at_sources(request, options, rules, report);
  write_report(request.path, report);
}

}  // namespace profilestore::cli
