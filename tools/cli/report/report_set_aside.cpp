// What an import could not place: keys that name nobody, and reasons of the quarantine.
#include <fmt/format.h>

#include "report/html.hpp"
#include "report/report.hpp"
#include "text/findings_text.hpp"
#include "text/set_aside_reasons.hpp"

namespace profilestore::cli {
namespace {

std::string example_text(const Value& example) {
  return place_text(example.at("source").get<std::string>(),
                    example.at("line").get<std::uint64_t>(),
                    example.value("column", std::uint64_t{0}));
}

}  // namespace

std::string nobody_part(const std::string& caption, const Value& counts) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& [name, what] :
       {std::pair{"missing", "no value"}, std::pair{"null", "null"},
        std::pair{"empty", "empty text"}, std::pair{"blank", "white space only"}})
    if (number(counts, name) > 0) rows.push_back({what, grouped(number(counts, name))});
  std::int64_t told = 0;
  for (const Value& one : counts.at("placeholders")) {
    told += number(one, "documents");
    rows.push_back(
        {one.contains("text") ? text_element("code", plain_text(one.at("text"))) : "a placeholder",
         grouped(number(one, "documents"))});
  }
  const std::int64_t all = counts.value("placeholderDocuments", told);
  if (all > told) rows.push_back({"other placeholders", grouped(all - told)});
  return rows.empty() ? "" : table(caption, {"Key", "#Documents"}, rows);
}

std::string reasons_part(const Value& import) {
  if (!import.contains("reasons") || import.at("reasons").empty()) return "";
  std::vector<std::vector<std::string>> rows;
  std::int64_t told = 0;
  for (const Value& one : import.at("reasons")) {
    const Value& example = one.at("example");
    std::string place = text_element("code", example_text(example));
    if (example.contains("reason") && example.at("reason") != one.at("reason"))
      place += ": " + escaped(example.at("reason").get<std::string>());
    rows.push_back(
        {escaped(one.at("reason").get<std::string>()), grouped(number(one, "documents")), place});
    told += number(one, "documents");
  }
  const Value& ledger = import.at("ledger");
  const std::int64_t all = number(ledger, "conflicted") + number(ledger, "quarantined");
  if (all > told) rows.push_back({"other reasons", grouped(all - told), ""});
  return table("Why documents were set aside", {"Reason", "#Documents", "The first of them"}, rows);
}

}  // namespace profilestore::cli
