#include "import_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/investigate.hpp>

#include "arguments.hpp"
#include "report.hpp"

namespace profilestore::cli {
namespace {

Value rules_of(const ImportOptions& options) {
  Value rules{{"collection", options.collection}, {"unique", Value::array()}};
  for (const Paths& paths : options.unique) {
    std::string text;
    for (const std::string& path : paths) (text += text.empty() ? "" : ",") += path;
    rules["unique"].push_back(text);
  }
  if (options.missing) rules["missing"] = name_of(*options.missing);
  rules["keep"] = options.keep;
  return rules;
}

void look_at_sources(const ImportReportRequest& request, const ImportOptions& import,
                     Report& report) {
  if (std::ranges::find(request.files, "-") != request.files.end()) {
    report.note =
        "The standard input can be read only once, so what was imported was not "
        "investigated; profilestore investigate --store looks at what is left.";
    return;
  }
  InvestigateOptions options;
  options.keys = {import.unique.empty() ? Paths("_id") : import.unique.front()};
  options.values = request.values;
  options.type = import.type;
  options.columns_have_types = import.columns_have_types;
  options.ignore_blanks = import.ignore_blanks;
  try {
    report.investigation = investigate(request.files, options);
  } catch (const Error& error) {
    report.note =
        fmt::format("The import is done; its sources could not be investigated: {}", error.what());
  }
}

}  // namespace

void check_import_report(const ImportReportRequest& request) {
  if (request.path.empty()) return;
  refuse_same_file("--report", request.path, request.store);
  for (const std::string& file : request.files) refuse_same_file("--report", request.path, file);
  try_report(request.path, "nothing was imported");
}

void write_import_report(const ImportReportRequest& request, const Value& told,
                         const ImportOptions& options) {
  if (request.path.empty()) return;
  Report report{
      .title = fmt::format("{} {} of {}", options.dry_run ? "Dry run into" : "Import into",
                           options.collection, request.store),
      .import = told};
  report.import["rules"] = rules_of(options);
  look_at_sources(request, options, report);
  write_report(request.path, report);
}

}  // namespace profilestore::cli
