#include "text/set_aside_reasons.hpp"

#include <fmt/format.h>

#include <cctype>

#include "text/output.hpp"

namespace profilestore::cli {
namespace {

std::int64_t set_aside(const ImportReport& report) {
  return report.ledger.conflicted + report.ledger.quarantined;
}

std::string text_of(const ReasonCount& count) {
  std::string text = fmt::format("\n{:>9}  {}\n           {}", grouped(count.documents),
                                 count.reason, place_text(count.source, count.line, count.column));
  return count.example == count.reason ? text : text + ": " + count.example;
}

// A quote with a letter behind it is an apostrophe.
std::size_t end_of_quoted(const std::string& text, std::size_t begin) {
  std::size_t end = text.find(text[begin], begin + 1);
  while (end != text.npos && end + 1 < text.size() &&
         std::isalnum(static_cast<unsigned char>(text[end + 1])) != 0)
    end = text.find(text[begin], end + 1);
  return end;
}

// A word of the input stands in quotes; so do names of fields, which cannot be told from it.
std::string without_quoted(const std::string& text) {
  std::string bare;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const bool may_quote = (c == '\'' || c == '"') && (at == 0 || text[at - 1] == ' ' ||
                                                       text[at - 1] == '(' || text[at - 1] == ':');
    const std::size_t end = may_quote ? end_of_quoted(text, at) : text.npos;
    if (end == text.npos) {
      bare += text[at++];
    } else {
      (bare += c).append("…") += c;
      at = end + 1;
    }
  }
  return bare;
}

}  // namespace

void add_reasons(const ImportReport& report, Value& json) {
  json["reasons"] = Value::array();
  for (const ReasonCount& count : report.reasons) {
    Value example{{"source", count.source}, {"line", count.line}};
    if (count.column != 0) example["column"] = count.column;
    example["offset"] = count.offset;
    example["reason"] = count.example;
    json["reasons"].push_back(
        {{"reason", count.reason}, {"documents", count.documents}, {"example", example}});
  }
}

void drop_values_of_reasons(Value& json) {
  if (!json.contains("reasons")) return;
  for (Value& one : json["reasons"]) {
    one["reason"] = without_quoted(one["reason"].get<std::string>());
    one["example"].erase("reason");
  }
}

std::string place_text(const std::string& source, std::uint64_t line, std::uint64_t column) {
  const std::string name = source == "-" ? "standard input" : source;
  return column == 0 ? fmt::format("{}, document {}", name, line)
                     : fmt::format("{}:{}:{}", name, line, column);
}

std::string text_of_reasons(const ImportReport& report) {
  const std::int64_t aside = set_aside(report);
  if (aside * 2 <= report.ledger.read) return "";
  std::string text =
      fmt::format("set aside: {} of {} read; why, each with its first place:", grouped(aside),
                  grouped(report.ledger.read));
  std::int64_t told = 0;
  for (const ReasonCount& count : report.reasons) {
    text += text_of(count);
    told += count.documents;
  }
  if (told < aside) text += fmt::format("\n{:>9}  for other reasons", grouped(aside - told));
  return text;
}

}  // namespace profilestore::cli
