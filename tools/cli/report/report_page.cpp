#include <fmt/format.h>

#include "report/html.hpp"
#include "report/report.hpp"
#include "text/errors.hpp"
#include "text/findings_text.hpp"
#include "text/new_file.hpp"

namespace profilestore::cli {
namespace {

constexpr auto with_values =
    "This page shows document values, which are personal data. Protect it as you protect the data "
    "itself, or create it again with --no-values.";
constexpr auto without_values =
    "Created with --no-values: fields are marked as equal or different, and the only document "
    "values "
    "shown are times of creation and update.";

bool shows_values(const Report& report) {
  return report.investigation.is_object() && report.investigation.value("values", true);
}

std::string notices(const Report& report) {
  std::string html;
  if (report.investigation.is_object()) {
    const bool values = shows_values(report);
    html += text_element("p", values ? with_values : without_values,
                         values ? "class=\"notice\" role=\"note\"" : "class=\"soft\"");
  }
  if (!report.note.empty()) html += text_element("p", report.note, "class=\"notice\"");
  return html;
}

std::string investigation(const Value& found, bool with_sources) {
  std::string html = counts_part(found, with_sources);
  for (const Value& key : found.at("keys"))
    html += element("section", key_part(key, found) + groups_part(key, found));
  return html;
}

}  // namespace

std::string html_of(const Report& report) {
  std::string body = element("header", text_element("h1", report.title) + notices(report));
  std::string main;
  if (report.import.is_object()) main += import_part(report.import);
  if (report.investigation.is_object())
    main += investigation(report.investigation, !report.import.is_object());
  body += element("main", main);
  body +=
      element("footer",
              "Created by profilestore. Times are in UTC. Creation times and processes come from "
              "the ObjectIds: each holds a time, to the second, and five bytes that identify "
              "the process.");
  return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
         "<meta name=\"robots\" content=\"noindex\">"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
         "style-src 'unsafe-inline'\">" +
         text_element("title", report.title) + element("style", report_style) + "</head>" +
         element("body", body) + "</html>\n";
}

std::string json_of(const Report& report) {
  if (!report.import.is_object()) return plain_text(report.investigation) + "\n";
  Value whole = report.import;
  if (report.investigation.is_object()) whole["investigation"] = report.investigation;
  if (!report.note.empty()) whole["note"] = report.note;
  return plain_text(whole) + "\n";
}

void try_report(const std::string& path, const std::string& undone) {
  if (!NewFile(path).made())
    throw Failure("OutputFailed", fmt::format("--report: cannot write to {}; {}", path, undone));
}

void write_report(const std::string& path, const Report& report) {
  const std::string text = path.ends_with(".html") ? html_of(report) : json_of(report);
  Output file(path);
  file.write(text);
  file.flush();
}

}  // namespace profilestore::cli
