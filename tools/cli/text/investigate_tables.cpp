#include "text/investigate_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "text/findings_text.hpp"

namespace profilestore::cli {
namespace {

constexpr std::size_t columns = 80;
constexpr std::size_t key_columns = 24;  // an ObjectId

std::string group_key_text(const Value& group) {
  if (!group.contains("key")) return "-";
  const std::string text = value_text(group.at("key"));
  return text.size() <= key_columns ? text : cut(text, key_columns - 1);
}

void print_row(Output& out, std::int64_t count, std::string_view what) {
  out.line(fmt::format("{:>9}  {}", grouped(count), what));
}

// Documents whose key names nobody, by kind.
void print_nobody(const Value& key, const std::string& name, Output& out) {
  print_row(out, number(key, "null"), fmt::format("documents with a null {}", name));
  print_row(out, number(key, "missing"), fmt::format("documents without {}", name));
  for (const auto& [kind, what] : {std::pair{"empty", "an empty"}, std::pair{"blank", "a blank"}})
    if (number(key, kind) > 0)
      print_row(out, number(key, kind), fmt::format("documents with {} {}", what, name));
  std::int64_t told = 0;
  for (const Value& one : key.at("placeholders")) {
    const std::string text =
        one.contains("text") ? plain_text(one.at("text")) : std::string("one placeholder");
    print_row(out, number(one, "documents"),
              fmt::format("documents with {} as {}, which names nobody", text, name));
    told += number(one, "documents");
  }
  if (const std::int64_t all = number(key, "placeholderDocuments"); all > told)
    print_row(out, all - told, fmt::format("documents with other placeholders as {}", name));
}

// Keys that are one but for their spelling: what --normalise would find.
void print_spellings(const Value& key, const std::string& name, Output& out) {
  if (key.contains("normalise"))
    out.line(fmt::format("           (normalised: {})", plain_text(key.at("normalise"))));
  for (const Value& one : key.at("spellings")) {
    const std::string steps = steps_text(one.at("normalise"));
    print_row(out, number(one, "groups"),
              fmt::format("more groups if {} ({}):", what_is_ignored(steps),
                          counted(number(one, "documents"), "document")));
    out.line(fmt::format("             --normalise {}={}", name, steps));
  }
}

void print_counts(const Value& key, Output& out) {
  const std::string name = cut(key.at("key").get<std::string>(), 30);
  const Value& groups = key.at("groups");
  print_nobody(key, name, out);
  if (number(key, "arrays") > 0)
    print_row(out, number(key, "arrays"),
              fmt::format("documents with an array at {}, not counted below; an\n"
                          "           import groups them by their elements",
                          name));
  std::string types;
  for (const auto& [type, count] : key.at("types").items())
    types += fmt::format("{} {}", types.empty() ? ":" : ",", type);
  print_row(out, number(key, "distinct"), fmt::format("distinct values of {}{}", name, types));
  print_row(out, number(key, "distinct") - number(groups, "count"), "of them in one document only");
  print_row(out, number(groups, "count"),
            number(groups, "count") == 0
                ? "of them in several documents"
                : fmt::format("of them in several: {}, {} in the largest group",
                              counted(number(groups, "documents"), "document"),
                              grouped(number(groups, "largest"))));
  for (const Value& mixed : key.at("mixed"))
    print_row(out, number(mixed, "values"),
              fmt::format("values of {} stored as {}: {}", name, list_text(mixed.at("types")),
                          counted(number(mixed, "documents"), "document")));
  print_spellings(key, name, out);
}

void print_sizes(const Value& key, Output& out) {
  const std::vector<SizeRange> ranges = size_ranges(key.at("groups").at("sizes"));
  std::int64_t most = 1;
  for (const SizeRange& range : ranges) most = std::max(most, range.groups);
  out.line("");
  out.line("group size   groups");
  for (const SizeRange& range : ranges) {
    std::string bar;
    for (std::int64_t i = 0; i < (range.groups * 50 + most - 1) / most; ++i) bar += "▪";
    out.line(fmt::format("{:>10}  {:>7}{}{}", range.text(), grouped(range.groups),
                         bar.empty() ? "" : "  ", bar));
  }
}

std::string row_of(const Value& group) {
  const Value& created = group.at("evidence").at("created");
  const Value& updated = group.at("evidence").at("updated");
  std::string span = "-", close = "-", processes = "-", updates = "none";
  if (!created.is_null()) {
    span = span_text(number(created, "seconds"));
    close = fmt::format("{} of {}", number(created, "close"), number(created, "documents") - 1);
    processes = std::to_string(number(created, "processCount"));
  }
  if (!updated.is_null()) {
    const std::int64_t shared = number(updated, "sharedBy"), all = number(group, "documents");
    updates = shared == all ? "all equal"
              : shared == 1 ? "all differ"
                            : fmt::format("{} of {}", shared, all);
  }
  return fmt::format("{:>6}  {:>10}  {:>10}  {:>9}  {:>11}  {}", number(group, "documents"), span,
                     close, processes, updates, group_key_text(group));
}

void print_groups(const Value& key, const Value& findings, Output& out) {
  const std::int64_t race = number(findings.at("thresholds"), "raceSeconds");
  out.line("");
  out.line(fmt::format("{:>6}  {:>10}  {:>10}  {:>9}  {:>11}  {}", "docs", "created in",
                       fmt::format("within {} s", race), "processes", "updated",
                       cut(key.at("key").get<std::string>(), 23)));
  for (const Value& group : key.at("largest")) {
    out.line(row_of(group));
    out.line("        " + group.at("title").get<std::string>());
  }
  out.line("");
  out.line("created in: time from the first to the last, by the times in their ObjectIds");
  out.line(
      fmt::format("within {} s: documents created at most {} s after the one before", race, race));
  out.line("processes:  how many created them, by the process part of their ObjectIds");
  out.line(fmt::format("updated:    how many share the most common {}",
                       cut(findings.at("updated").get<std::string>(), 30)));
}

void print_timeline(const Value& key, Output& out) {
  const Value& timeline = key.at("timeline");
  if (timeline.is_null()) return;
  out.line("");
  out.line(fmt::format("{} in groups were created by {},",
                       counted(number(timeline, "documents"), "document"),
                       counted(number(timeline, "processCount"), "process", "es")));
  out.line(fmt::format("from {} to {}. Time since the one before:", date_text(timeline.at("first")),
                       date_text(timeline.at("last"))));
  for (const Value& gap : timeline.at("gaps"))
    if (number(gap, "documents") > 0) print_row(out, number(gap, "documents"), gap_text(gap));
}

void print_shared(const Value& key, const Value& findings, Output& out) {
  if (key.at("sharedUpdates").empty()) return;
  out.line("");
  out.line(fmt::format("documents  keys  with the same {}",
                       cut(findings.at("updated").get<std::string>(), 40)));
  for (const Value& moment : key.at("sharedUpdates"))
    out.line(fmt::format("{:>9}  {:>4}  {}", grouped(number(moment, "documents")),
                         grouped(number(moment, "keys")), date_text(moment.at("updated"))));
}

void print_wrapped(std::string_view text, Output& out) {
  std::string line;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, space);
    text.remove_prefix(std::min(space + 1, text.size()));
    if (!line.empty() && line.size() + 1 + word.size() > columns) {
      out.line(line);
      line.clear();
    }
    line += line.empty() ? "  " : " ";
    line += word;
  }
  out.line(line);
}

void print_verdicts(const Value& key, Output& out) {
  out.line("");
  out.line(" groups  documents  verdict");
  for (const Value& verdict : key.at("verdicts"))
    out.line(fmt::format("{:>7}  {:>9}  {}", grouped(number(verdict, "groups")),
                         grouped(number(verdict, "documents")),
                         verdict.at("title").get<std::string>()));
  if (key.at("largest").empty()) return;
  const Value& largest = key.at("largest").front();
  out.line("");
  out.line(fmt::format("The largest group: {}.", largest.at("title").get<std::string>()));
  print_wrapped(largest.at("says").get<std::string>(), out);
}

void print_key(const Value& key, const Value& findings, Output& out) {
  print_counts(key, out);
  if (number(key.at("groups"), "count") > 0) {
    print_sizes(key, out);
    if (!key.at("largest").empty()) print_groups(key, findings, out);
    print_timeline(key, out);
  }
  print_shared(key, findings, out);
  if (number(key.at("groups"), "count") > 0) print_verdicts(key, out);
}

}  // namespace

void print_findings(const Document& findings, Output& out) {
  print_row(out, number(findings, "documents"), "documents");
  if (number(findings, "unusable") > 0)
    print_row(out, number(findings, "unusable"), "pieces of input that are not valid documents");
  const Value& keys = findings.at("keys");
  if (findings.contains("sampled"))
    print_row(out, std::ssize(keys),
              fmt::format("{} like a key in the first {}; or use --key",
                          keys.size() == 1 ? "field looks" : "fields look",
                          counted(number(findings, "sampled"), "document")));
  for (const Value& key : keys) {
    if (keys.size() > 1 || findings.contains("sampled")) {
      out.line("");
      out.line(fmt::format("── {} ──", cut(key.at("key").get<std::string>(), 70)));
    }
    print_key(key, findings, out);
  }
}

}  // namespace profilestore::cli
