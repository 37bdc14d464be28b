// Why documents of an import went to the quarantine, as text and as JSON.
#pragma once

#include <profilestore/import_report.hpp>
#include <string>

namespace profilestore::cli {

/// Adds "reasons": [{"reason", "documents", "example": {"source", "line", "column", "offset",
/// "reason"}}]; of BSON without a column.
void add_reasons(const ImportReport& report, Value& json);

/// Takes out what may be a value of a document: the full reasons, and what stands in quotes.
void drop_values_of_reasons(Value& json);

/// "users.json:3:1", as editors and compilers have it.
std::string place_text(const std::string& source, std::uint64_t line, std::uint64_t column);

/// Lines without the last end, if more than half of what was read was set aside; else empty.
std::string text_of_reasons(const ImportReport& report);

}  // namespace profilestore::cli
