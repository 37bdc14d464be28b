// A report as a file: one self-contained HTML page, or the same as JSON.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <vector>

namespace profilestore::cli {

/// What a report contains. `import` and `investigation` may be null.
struct Report {
  std::string title;
  /// {"import": id, "sources": […], "ledger": {…}, "options": {name: value, …}, "rules": {…}}.
  Value import = nullptr;
  Value investigation = nullptr;  ///< as profilestore::investigate returns it
  std::string note = {};          ///< what is missing, and why
};

/// One page: no script, nothing from the network.
std::string html_of(const Report& report);

/// {"import": …, "sources": …, …, "investigation": {…}}; without an import, the investigation
/// itself.
std::string json_of(const Report& report);

/// Call before the work: throws Failure ("OutputFailed") if the file at `path` can't be written,
/// and changes nothing. `undone` ends the message: "nothing was imported".
void try_report(const std::string& path, const std::string& undone);

/// Writes HTML if `path` ends in .html, else JSON; see NewFile. Throws Failure ("OutputFailed").
void write_report(const std::string& path, const Report& report);

// The parts of the page, as HTML.
extern const char* const report_style;
std::string import_part(const Value& import);
/// How many documents have which keys that name nobody; empty if there are none.
std::string nobody_part(const std::string& caption, const Value& counts);
std::string reasons_part(const Value& import);
std::string counts_part(const Value& investigation, bool with_sources);
std::string key_part(const Value& key, const Value& investigation);
std::string groups_part(const Value& key, const Value& investigation);

/// A table. The first cell of each row is its heading. Cells are HTML; a column whose name begins
/// with '#' holds numbers.
std::string table(const std::string& caption, const std::vector<std::string>& columns,
                  const std::vector<std::vector<std::string>>& rows);

}  // namespace profilestore::cli
