#include "investigate_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/object_id.hpp>

namespace profilestore::cli {
namespace {

constexpr std::size_t key_columns = 24;  // an ObjectId

std::int64_t number(const Value& object, const char* name) {
  return object.at(name).get<std::int64_t>();
}

// "2024-06-17T01:00:07.412Z"; of a year beyond 9999 the milliseconds.
std::string date_text(const Value& date) {
  const Value& inner = date.at("$date");
  return inner.is_string() ? inner.get<std::string>() : plain_text(inner);
}

std::string span_text(std::int64_t seconds) {
  if (seconds < 60) return fmt::format("{} s", seconds);
  if (seconds < 3600) return fmt::format("{} m {} s", seconds / 60, seconds % 60);
  if (seconds < 86400) return fmt::format("{} h {} m", seconds / 3600, seconds / 60 % 60);
  return fmt::format("{} d {} h", seconds / 86400, seconds / 3600 % 24);
}

// The first `columns` characters of UTF-8 text.
std::string cut(const std::string& text, std::size_t columns) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (begins && ++characters == columns + 1) return text.substr(0, at) + "…";
  }
  return text;
}

std::string key_text(const Value& key) {
  if (const auto id = ObjectId::from_value(key)) return id->to_hex();
  return cut(text_of_value(key, Flavour::relaxed), key_columns - 1);
}

void print_wrapped(const std::string& text, Output& out) {
  constexpr std::size_t width = 78;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(at + width, text.size());
    if (end < text.size()) {
      const std::size_t space = text.rfind(' ', end);
      if (space != std::string::npos && space > at) end = space;
    }
    out.line("  " + text.substr(at, end - at));
    at = end + (end < text.size() && text[end] == ' ' ? 1 : 0);
  }
}

/// One key's documents, and what can be read off them.
class Group {
 public:
  explicit Group(const Value& group)
      : group_(group), created_(group.at("created")), updated_(group.at("updatedAt")) {}

  std::int64_t documents() const { return number(group_, "documents"); }

  /// The verdict with its evidence, in lines of a terminal.
  void print_verdict(Output& out) const {
    std::string names;
    for (const Value& name : group_.at("verdict"))
      names += (names.empty() ? "" : ", then ") + name.get<std::string>();
    out.line(fmt::format("{}: {}", key_text(group_.at("key")), names));
    print_wrapped(group_.at("because").get<std::string>(), out);
  }

  std::string row() const {
    const std::string span = created_.is_null() ? "-" : span_text(number(created_, "seconds"));
    const std::string close =
        created_.is_null()
            ? "-"
            : fmt::format("{} of {}", number(created_, "withinTwoSeconds"), documents() - 1);
    const std::string processes =
        created_.is_null() ? "-" : std::to_string(created_.at("processes").size());
    return fmt::format("{:>6}  {:>10}  {:>10}  {:>9}  {:>11}  {}", documents(), span, close,
                       processes, updates(), key_text(group_.at("key")));
  }

 private:
  std::string updates() const {
    if (updated_.is_null()) return "none";
    const std::int64_t shared = number(updated_, "sharedBy");
    if (shared == documents()) return "one for all";
    return shared == 1 ? "all differ" : fmt::format("{} of {}", shared, documents());
  }

  const Value& group_;
  const Value& created_;
  const Value& updated_;
};

void print_counts(const Value& findings, Output& out) {
  const std::string key = findings.at("key").get<std::string>();
  const Value& groups = findings.at("groups");
  const auto row = [&](std::int64_t count, const std::string& what) {
    out.line(fmt::format("{:>9}  {}", grouped(count), what));
  };
  row(number(findings, "documents"), "documents");
  if (number(findings, "unusable") > 0)
    row(number(findings, "unusable"), "pieces of the input that are no documents");
  row(number(findings, "null"), fmt::format("documents whose {} is null", key));
  row(number(findings, "missing"), fmt::format("documents without {}", key));
  if (number(findings, "arrays") > 0)
    row(number(findings, "arrays"), fmt::format("documents with an array at {}", key));
  std::string types;
  for (const auto& [type, count] : findings.at("types").items())
    types += fmt::format("{} {}", types.empty() ? ":" : ",", type);
  row(number(findings, "distinct"), fmt::format("different values of {}{}", key, types));
  row(number(findings, "distinct") - number(groups, "count"), "of them with one document");
  row(number(groups, "count"), number(groups, "count") == 0
                                   ? "of them with several"
                                   : fmt::format("of them with several: {} in all, {} of one value",
                                                 counted(number(groups, "documents"), "document"),
                                                 grouped(number(groups, "largest"))));
}

void print_groups(const std::vector<Group>& groups, const std::string& key, Output& out) {
  out.line("");
  out.line(fmt::format("{:>6}  {:>10}  {:>10}  {:>9}  {:>11}  {}", "copies", "created in",
                       "within 2 s", "processes", "updatedAt", cut(key, key_columns - 1)));
  for (const Group& group : groups) out.line(group.row());
  out.line("");
  out.line("created in: from the first copy to the last, by the times in their ObjectIds");
  out.line("within 2 s: copies that were created at most 2 s after the one before");
  out.line("processes:  so many wrote the copies, by the process part of their ObjectIds");
  out.line("updatedAt:  how many copies share the commonest one");
}

void print_shared(const Value& moments, Output& out) {
  if (moments.empty()) return;
  out.line("");
  out.line("documents  keys  share this updatedAt");
  for (const Value& moment : moments)
    out.line(fmt::format("{:>9}  {:>4}  {}", grouped(number(moment, "documents")),
                         grouped(number(moment, "keys")), date_text(moment.at("updatedAt"))));
}

std::string_view meaning_of(std::string_view verdict) {
  if (verdict == "create race") return "requests at one time looked, found none, and inserted";
  if (verdict == "retry") return "sent again by who did not hear that it was done";
  if (verdict == "re-import") return "the same data came in more than once";
  if (verdict == "bulk update") return "one update went over all; their updatedAt tells no order";
  if (verdict == "distinct people") return "the key is shared by people who are not the same";
  return "none of these; something inserts where it should update";
}

void print_verdicts(const Value& findings, const std::vector<Group>& groups, Output& out) {
  out.line("");
  out.line(fmt::format("What all {} with several documents look like:",
                       counted(number(findings.at("groups"), "count"), "value")));
  for (const auto& [name, count] : findings.at("verdicts").items())
    out.line(fmt::format("{:>6}  {:<15}  {}", grouped(count.get<std::int64_t>()), name,
                         meaning_of(name)));
  out.line("");
  for (const Group& group : groups) group.print_verdict(out);
}

}  // namespace

void print_findings(const Document& findings, Output& out) {
  print_counts(findings, out);
  const Value& largest = findings.at("largest");
  const std::vector<Group> groups(largest.begin(), largest.end());
  if (!groups.empty()) print_groups(groups, findings.at("key").get<std::string>(), out);
  print_shared(findings.at("sharedUpdatedAt"), out);
  if (number(findings.at("groups"), "count") > 0) print_verdicts(findings, groups, out);
}

}  // namespace profilestore::cli
