// The groups of a plan whose survivors were edited, as text and as JSON.
#pragma once

#include <profilestore/import_report.hpp>
#include <string>
#include <vector>

namespace profilestore::cli {

/// Adds "edited": [{"line", "planned", "chosen", "done"}, …], if there are any.
void add_edited(const std::vector<EditedGroup>& edited, Value& json);

/// Lines for the summary: each survivor, and how it is kept in later imports; empty: none.
std::string text_of_edited(const std::vector<EditedGroup>& edited, const std::string& store,
                           const std::string& collection);

}  // namespace profilestore::cli
