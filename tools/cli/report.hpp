// A report as a file: one page of HTML that needs nothing else, or the same as JSON.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <vector>

namespace profilestore::cli {

/// What a report tells. Each part may be missing: null.
struct Report {
  std::string title;
  /// {"import": id, "sources": […], "ledger": {…}, "options": {name: value, …}, "rules": {…}}.
  Value import = nullptr;
  Value investigation = nullptr;  ///< as profilestore::investigate returns it
  std::string note = {};          ///< what is missing, and why
};

/// One page: no script, nothing from the network.
std::string html_of(const Report& report);

/// {"import": …, "sources": …, …, "investigation": {…}}; of an investigation alone, what it found.
std::string json_of(const Report& report);

/// Fails if the file at `path` can't be written, before anything is done; nothing changes. `undone`
/// says what was not done.
void try_report(const std::string& path, const std::string& undone);

/// Writes a page to `path` if its name ends in .html, else JSON: to a name beside it, which then
/// takes its place. Throws Failure ("OutputFailed").
void write_report(const std::string& path, const Report& report);

// The parts of a page, as HTML.
extern const char* const report_style;
std::string import_part(const Value& import);
std::string counts_part(const Value& investigation, bool with_sources);
std::string key_part(const Value& key, const Value& investigation);
std::string groups_part(const Value& key, const Value& investigation);

/// A table with a heading of columns; each row's first cell is its heading. Cells are HTML; those
/// of columns whose name begins with '#' are numbers.
std::string table(const std::string& caption, const std::vector<std::string>& columns,
                  const std::vector<std::vector<std::string>>& rows);

}  // namespace profilestore::cli
