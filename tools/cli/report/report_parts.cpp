#include <fmt/format.h>

#include "report/html.hpp"
#include "report/report.hpp"
#include "report/report_charts.hpp"
#include "text/findings_text.hpp"

namespace profilestore::cli {
namespace {

std::string card(std::int64_t count, const std::string& what) {
  return element("div", text_element("dt", what) + text_element("dd", grouped(count)));
}

std::string count(const Value& object, const char* name) { return grouped(number(object, name)); }

std::string code(const std::string& text) { return text_element("code", text); }

// Never broken, however narrow the page is.
std::string whole(const std::string& text) { return text_element("code", text, "class=\"when\""); }

std::string format_of(const Value& source) {
  const std::string format = source.at("format").get<std::string>();
  return source.contains("cutOff") ? format + ": " + source.at("cutOff").get<std::string>()
                                   : format;
}

std::string sources_table(const Value& sources) {
  std::vector<std::vector<std::string>> rows;
  bool digests = false;
  for (const Value& source : sources) digests = digests || source.contains("sha256");
  for (const Value& source : sources) {
    const std::string name = source.at("name").get<std::string>();
    rows.push_back({escaped(name == "-" ? "standard input" : name), escaped(format_of(source)),
                    count(source, "bytes")});
    if (digests) rows.back().push_back(whole(source.value("sha256", "")));
  }
  std::vector<std::string> columns{"Source", "Format", "#Bytes"};
  if (digests) columns.emplace_back("SHA-256");
  return table("Sources", columns, rows);
}

// "losers, now in the archive": of a dry run nothing is there.
std::string as_a_plan(std::string meaning) {
  for (const std::string_view done : {"which is now in", "now in"})
    if (const std::size_t at = meaning.find(done); at != meaning.npos)
      return meaning.replace(at, done.size(), done == "now in" ? "to go to" : "which would go to");
  return meaning;
}

std::string ledger(const Value& import) {
  const Value& ledger = import.at("ledger");
  const bool dry = import.value("import", "").empty();
  static constexpr std::pair<const char*, const char*> meanings[] = {
      {"inserted", "new documents"},
      {"updated", "replaced the store's document of their key, which is now in the archive"},
      {"unchanged", "were already in the store or its archive"},
      {"merged", "losers, now in the archive"},
      {"conflicted", "in conflict with another document, now in quarantine"},
      {"quarantined", "unusable, now in quarantine"}};
  std::vector<std::vector<std::string>> rows;
  for (const auto& [name, meaning] : meanings)
    if (ledger.contains(name))
      rows.push_back({name, count(ledger, name), dry ? as_a_plan(meaning) : meaning});
  // Shows counts that a later version may add.
  for (const auto& [name, value] : ledger.items()) {
    bool known = name == "read";
    for (const auto& meaning : meanings) known = known || name == meaning.first;
    if (!known && value.is_number_integer())
      rows.push_back({escaped(name), grouped(value.get<std::int64_t>()), ""});
  }
  rows.push_back({"read", count(ledger, "read"), "sum of the above"});
  return table("Every piece read is counted in exactly one row", {"", "#", ""}, rows);
}

std::string rule_uses(const Value& import) {
  if (!import.contains("ruleUses")) return "";
  std::vector<std::vector<std::string>> rows;
  for (const Value& use : import.at("ruleUses")) {
    const auto text = [&](const char* name) { return use.at(name).get<std::string>(); };
    std::string unread = use.contains("unreadable") ? count(use, "unreadable") : "";
    if (use.contains("example")) unread += ", such as " + code(use.at("example"));
    rows.push_back({code(text("option") + " " + text("rule")), count(use, "documents"),
                    text("option") == "unique" ? "" : count(use, "groups"), unread});
  }
  rows.push_back({"no rule, but the _id", "", count(import, "ties"), ""});
  return table("Keys and rules: what they apply to and decided",
               {"Rule", "#Documents", "#Groups", "Values that it cannot read"}, rows);
}

std::string option_text(const Value& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return plain_text(value);
  std::string text;
  for (const Value& one : value) (text += text.empty() ? "" : ", ") += option_text(one);
  return text.empty() ? "none" : text;
}

std::string options(const Value& import) {
  std::vector<std::vector<std::string>> rows;
  for (const char* part : {"options", "rules"})
    if (import.contains(part))
      for (const auto& [name, value] : import.at(part).items())
        rows.push_back({escaped(name), code(option_text(value))});
  return rows.empty() ? "" : table("Options and rules", {"Option", "Value"}, rows);
}

std::string sizes_chart(const Value& key) {
  std::vector<Bar> bars;
  for (const SizeRange& range : size_ranges(key.at("groups").at("sizes")))
    bars.push_back({range.text(), range.groups});
  const std::string title =
      fmt::format("Groups that share a value of {}, by their number of documents",
                  key.at("key").get<std::string>());
  return element("figure", text_element("figcaption", title) + bar_chart(title, bars));
}

std::string timeline_figure(const Value& key) {
  const Value& timeline = key.at("timeline");
  if (timeline.is_null())
    return text_element("p",
                        "No document in these groups has an ObjectId, so their creation times are "
                        "unknown.",
                        "class=\"soft\"");
  const std::string title =
      fmt::format("Creation times of the documents in groups, in buckets of {}",
                  span_text(number(timeline, "bucketSeconds")));
  return element("figure", text_element("figcaption", title) + timeline_chart(title, timeline));
}

std::string timeline_tables(const Value& key) {
  const Value& timeline = key.at("timeline");
  if (timeline.is_null()) return {};
  std::vector<std::vector<std::string>> gaps, processes;
  for (const Value& gap : timeline.at("gaps"))
    gaps.push_back({gap_text(gap), count(gap, "documents")});
  for (const Value& one : timeline.at("processes"))
    processes.push_back({code(one.at("process").get<std::string>()), count(one, "documents")});
  const auto all = number(timeline, "processCount");
  return table("Time since the document before in its group", {"Time", "#Documents"}, gaps) +
         table(fmt::format("Created by {}{}", counted(all, "process", "es"),
                           all > std::ssize(processes) ? ", the busiest first" : ""),
               {"Process", "#Documents"}, processes);
}

std::string spikes(const Value& key, const Value& found) {
  std::vector<std::vector<std::string>> rows;
  for (const Value& one : key.at("sharedUpdates"))
    rows.push_back(
        {whole(date_text(one.at("updated"))), count(one, "documents"), count(one, "keys")});
  if (rows.empty()) return {};
  return table(fmt::format("Values of {} that several documents share",
                           found.at("updated").get<std::string>()),
               {"Time", "#Documents", "#Keys"}, rows);
}

std::string verdicts(const Value& key, const Value& found) {
  std::vector<std::vector<std::string>> rows;
  for (const Value& one : key.at("verdicts"))
    rows.push_back({escaped(one.at("title").get<std::string>()), count(one, "groups"),
                    count(one, "documents")});
  const Value& limits = found.at("thresholds");
  return text_element("h3", "Verdicts") +
         table("All groups", {"Verdict", "#Groups", "#Documents"}, rows) +
         element(
             "p",
             fmt::format("Create race: at least half of the documents were created at most {} s "
                         "after the one before. Retry: equal content, with gaps of more than "
                         "{} s and at most {}. Re-import: equal content with longer gaps, or "
                         "one _id several times. Bulk update: all documents have the same "
                         "time of update, later than the last creation. Distinct people: {}.",
                         number(limits, "raceSeconds"), number(limits, "retryFromSeconds"),
                         span_text(number(limits, "retryUntilSeconds")),
                         found.at("identity").empty()
                             ? "not checked, because no field tells persons apart"
                             : "different " + escaped(list_text(found.at("identity")))),
             "class=\"soft\"");
}

std::string notice(const std::string& text) { return text_element("p", text, "class=\"notice\""); }

std::string mixed(const Value& key) {
  std::string html;
  for (const Value& one : key.at("mixed"))
    html +=
        notice(fmt::format("The same text is stored as {} in {} ({}): readers see one key, an "
                           "index sees several.",
                           list_text(one.at("types")), counted(number(one, "values"), "case"),
                           counted(number(one, "documents"), "document")));
  return html;
}

std::string spellings(const Value& key) {
  std::string html;
  for (const Value& one : key.at("spellings")) {
    const std::string steps = steps_text(one.at("normalise"));
    html += notice(fmt::format(
        "{} of different keys would share one if {}: {}. Find them with --normalise {}={}.",
        counted(number(one, "groups"), "group"), what_is_ignored(steps),
        counted(number(one, "documents"), "document"), key.at("key").get<std::string>(), steps));
  }
  return html;
}

std::string normalised(const Value& key) {
  if (!key.contains("normalise")) return "";
  return text_element(
      "p", "Normalised before they were compared: " + plain_text(key.at("normalise")) + ".",
      "class=\"soft\"");
}

std::string types(const Value& key) {
  std::string text;
  for (const auto& [type, documents] : key.at("types").items())
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", type,
                        grouped(documents.get<std::int64_t>()));
  return text.empty() ? "" : text_element("p", "Types of the values: " + text, "class=\"soft\"");
}

}  // namespace

std::string table(const std::string& caption, const std::vector<std::string>& columns,
                  const std::vector<std::vector<std::string>>& rows) {
  const auto is_number = [&](std::size_t i) { return columns[i].starts_with('#'); };
  std::string head, body;
  for (std::size_t i = 0; i < columns.size(); ++i)
    head += text_element(columns[i].empty() || columns[i] == "#" ? "td" : "th",
                         is_number(i) ? columns[i].substr(1) : columns[i],
                         is_number(i) ? "scope=\"col\" class=\"n\"" : "scope=\"col\"");
  for (const auto& row : rows) {
    std::string cells = element("th", row[0], "scope=\"row\"");
    for (std::size_t i = 1; i < row.size(); ++i)
      cells += element("td", row[i], is_number(i) ? "class=\"n\"" : "");
    body += element("tr", cells);
  }
  const bool named = head.find("<th") != head.npos;
  return element(
      "div",
      element("table", text_element("caption", caption) +
                           (named ? element("thead", element("tr", head)) : "") +
                           element("tbody", body)),
      fmt::format("class=\"scroll fit\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"",
                  escaped(caption)));
}

std::string import_part(const Value& import) {
  std::string html =
      text_element("h2", import.value("import", "").empty()
                             ? std::string("Ledger of the dry run: nothing was written")
                             : "Ledger of import " + import.value("import", ""));
  html += ledger(import);
  html += reasons_part(import) + rule_uses(import);
  if (import.contains("keyless"))
    html += nobody_part("Keys that name nobody; their documents are not merged with each other",
                        import.at("keyless"));
  html += sources_table(import.at("sources"));
  return html + options(import);
}

std::string counts_part(const Value& found, bool with_sources) {
  std::string html = text_element("h2", "Input");
  std::string cards = card(number(found, "documents"), "documents");
  cards += card(number(found, "unusable"), "pieces that are not valid documents");
  if (found.contains("sampled"))
    cards += card(std::ssize(found.at("keys")), found.at("keys").size() == 1
                                                    ? "field that looks like a key"
                                                    : "fields that look like keys");
  html += element("dl", cards, "class=\"cards\"");
  if (with_sources && found.contains("sources")) html += sources_table(found.at("sources"));
  if (found.contains("sampled"))
    html += text_element("p",
                         fmt::format("Keys were detected in the first {}, by name or because their "
                                     "values are nearly unique; use --key to choose others.",
                                     counted(number(found, "sampled"), "document")),
                         "class=\"soft\"");
  return html;
}

std::string key_part(const Value& key, const Value& found) {
  const Value& groups = key.at("groups");
  std::string html = element("h2", "Key " + code(key.at("key").get<std::string>()));
  std::string cards = card(number(key, "distinct"), "distinct values");
  cards += card(number(groups, "count"), "of them in several documents");
  cards += card(number(groups, "documents"), "documents in groups");
  cards += card(number(groups, "largest"), "documents in the largest group");
  cards += card(number(key, "null"), "documents with null");
  cards += card(number(key, "missing"), "documents without a value");
  if (number(key, "arrays") > 0) cards += card(number(key, "arrays"), "documents with an array");
  html += element("dl", cards, "class=\"cards\"") + normalised(key) + mixed(key) + spellings(key) +
          types(key);
  html += nobody_part("Keys that name nobody: they are no duplicates of each other", key);
  const bool any = number(groups, "count") > 0;
  if (any)
    html += verdicts(key, found) + text_element("h3", "Group sizes and creation times") +
            element("div", sizes_chart(key) + timeline_figure(key), "class=\"columns\"");
  return html + element("div", (any ? timeline_tables(key) : "") + spikes(key, found),
                        "class=\"columns narrow\"");
}

}  // namespace profilestore::cli
