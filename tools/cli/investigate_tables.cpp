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

/// One key's documents, and what can be read off them.
class Group {
 public:
  explicit Group(const Value& group)
      : group_(group), created_(group.at("created")), updated_(group.at("updatedAt")) {}

  std::int64_t documents() const { return number(group_, "documents"); }

  /// Some were created so close to each other that requests at the same time must have done it.
  bool raced() const { return !created_.is_null() && number(created_, "withinTwoSeconds") > 0; }

  bool raced_across_processes() const { return raced() && created_.at("processes").size() > 1; }

  /// One moment of updatedAt, after all of them had been created.
  bool updated_together() const {
    if (updated_.is_null() || number(updated_, "sharedBy") < documents()) return false;
    constexpr std::size_t to_the_second = 19;
    return created_.is_null() || date_text(updated_.at("value")).substr(0, to_the_second) >
                                     date_text(created_.at("last")).substr(0, to_the_second);
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

void print_reading(const std::vector<Group>& groups, Output& out) {
  const auto count = [&](bool (Group::*is)() const) {
    return std::count_if(groups.begin(), groups.end(),
                         [&](const Group& group) { return (group.*is)(); });
  };
  const auto raced = count(&Group::raced);
  const auto across = count(&Group::raced_across_processes);
  const auto updated = count(&Group::updated_together);
  out.line("");
  out.line(fmt::format("What the {} above look like:", counted(std::ssize(groups), "value")));
  if (raced > 0)
    out.line(
        fmt::format("  {} created in a race: copies within 2 s of each other ({} by several\n"
                    "    processes). Requests at one time looked, found none, and inserted.",
                    raced, across));
  if (raced < std::ssize(groups))
    out.line(
        fmt::format("  {} created one after the other: something inserts where it should update.",
                    std::ssize(groups) - raced));
  if (updated > 0)
    out.line(
        fmt::format("  {} updated together, after the last copy was created: a bulk update went\n"
                    "    over them. It did not make them, and their updatedAt tells no order.",
                    updated));
}

}  // namespace

void print_findings(const Document& findings, Output& out) {
  print_counts(findings, out);
  const Value& largest = findings.at("largest");
  const std::vector<Group> groups(largest.begin(), largest.end());
  if (!groups.empty()) print_groups(groups, findings.at("key").get<std::string>(), out);
  print_shared(findings.at("sharedUpdatedAt"), out);
  if (!groups.empty()) print_reading(groups, out);
}

}  // namespace profilestore::cli
