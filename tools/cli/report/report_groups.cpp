#include <fmt/format.h>

#include "report/html.hpp"
#include "report/report.hpp"
#include "text/findings_text.hpp"

namespace profilestore::cli {
namespace {

constexpr std::size_t open_at_first = 2;

std::string mark_of(std::int64_t mark) {
  return mark <= 26 ? std::string(1, static_cast<char>('A' + mark - 1)) : std::to_string(mark);
}

// The most common wrappers without their braces: {"$oid":"…"} as ObjectId …
std::string plain(const std::string& text) {
  static constexpr std::pair<std::string_view, std::string_view> wrappers[] = {
      {R"({"$oid":")", "ObjectId "}, {R"({"$date":")", "Date "}};
  for (const auto& [begin, name] : wrappers)
    if (text.starts_with(begin) && text.ends_with("\"}"))
      return std::string(name) + text.substr(begin.size(), text.size() - begin.size() - 2);
  return text;
}

// With a space between date and time, so that lines break only there.
std::string moment_of(const Value& date) {
  std::string text = date_text(date);
  if (text.size() > 10 && text[10] == 'T') text[10] = ' ';
  return text;
}

std::string text_of(const Value& cell) {
  std::string html =
      text_element("code", plain(cell.at("text").get<std::string>()), "dir=\"auto\"");
  if (cell.contains("length"))
    html += text_element("span",
                         fmt::format(" … {} in all", counted(number(cell, "length"), "character")),
                         "class=\"soft\"");
  return html;
}

std::string cell_of(const Value& cell) {
  if (cell.is_null()) return "<td class=\"none\">missing</td>";
  const std::int64_t mark = number(cell, "mark");
  return element("td",
                 text_element("span", mark_of(mark), "class=\"mark\"") +
                     (cell.contains("text") ? text_of(cell) : ""),
                 mark > 1 ? "class=\"other\"" : "");
}

// "5 values, missing in 3"
std::string how(const Value& field, std::int64_t documents) {
  std::string text;
  if (number(field, "distinct") > 1)
    text = fmt::format("≠ {}{} values", grouped(number(field, "distinct")),
                       field.contains("orMore") ? " or more" : "");
  if (const auto missing = documents - number(field, "documents"); missing > 0)
    text += fmt::format("{} missing in {}", text.empty() ? "≠" : ",", grouped(missing));
  return text;
}

std::string row_of(const Value& field, const Value& group) {
  std::string cells =
      text_element("th", field.at("path").get<std::string>(), "scope=\"row\" class=\"mono\"");
  if (!field.at("differs").get<bool>()) {
    const Value& first = field.at("cells").front();
    cells += "<td class=\"how same\">= equal</td>";
    cells += element("td", first.is_object() && first.contains("text") ? text_of(first) : "",
                     fmt::format("class=\"same\" colspan=\"{}\"", group.at("columns").size()));
    return element("tr", cells);
  }
  cells += text_element("td", how(field, number(group, "documents")), "class=\"how\"");
  for (const Value& cell : field.at("cells")) cells += cell_of(cell);
  return element("tr", cells);
}

std::string side_by_side(const Value& group) {
  if (!group.contains("fields") || group.at("columns").empty()) return {};
  std::string head = "<th scope=\"col\">Field</th><th scope=\"col\">In the group</th>";
  for (std::size_t i = 0; i < group.at("columns").size(); ++i) {
    const Value& column = group.at("columns")[i];
    const std::string created =
        column.at("created").is_null()
            ? "creation time unknown"
            : "created<br>" +
                  text_element("span", moment_of(column.at("created")), "class=\"when\"");
    head += element("th", fmt::format("Document {}, {}", i + 1, created), "scope=\"col\"");
  }
  std::string body;
  for (const Value& field : group.at("fields")) body += row_of(field, group);
  const std::string caption = fmt::format(
      "{} of {} documents, chosen to differ in content; equal letters in a row mark equal values{}",
      group.at("columns").size(), grouped(number(group, "documents")),
      group.contains("fieldsLeftOut")
          ? fmt::format("; {} more fields left out", number(group, "fieldsLeftOut"))
          : "");
  return element("div",
                 element("table",
                         text_element("caption", caption) + element("thead", element("tr", head)) +
                             element("tbody", body),
                         "class=\"side\""),
                 "class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Documents side by "
                 "side\"");
}

std::string fact(const std::string& name, const std::string& value) {
  return element("div", text_element("dt", name) + text_element("dd", value));
}

std::string facts(const Value& group, const Value& found) {
  const Value& evidence = group.at("evidence");
  const Value& created = evidence.at("created");
  const Value& updated = evidence.at("updated");
  std::string html = fact("Distinct _ids", grouped(number(evidence, "ids")));
  html += fact("Distinct contents", grouped(number(evidence, "contents")));
  if (!found.at("identity").empty())
    html += fact("Distinct " + list_text(found.at("identity")),
                 grouped(number(evidence, "identities")));
  if (!created.is_null()) {
    html += fact("First created", moment_of(created.at("first")));
    html += fact("Last created", moment_of(created.at("last")));
    html += fact(
        fmt::format("Within {} s of the one before", number(found.at("thresholds"), "raceSeconds")),
        fmt::format("{} of {}", number(created, "close"), number(created, "documents") - 1));
    html += fact("Longest gap", span_text(number(created, "longestGap")));
    html += fact("Processes", grouped(number(created, "processCount")));
  }
  if (!updated.is_null())
    html += fact("Most common " + found.at("updated").get<std::string>(),
                 fmt::format("{}, in {} of {}", moment_of(updated.at("value")),
                             number(updated, "sharedBy"), number(updated, "documents")));
  return element("dl", html, "class=\"facts\"");
}

std::string group_part(const Value& group, const Value& found, std::size_t place) {
  const std::string name = group.contains("key") ? cut(value_text(group.at("key")), 120)
                                                 : fmt::format("Group {}", place + 1);
  const std::string summary =
      element("bdi", escaped(name), "class=\"mono\"") +
      text_element("span", fmt::format(" · {} · ", counted(number(group, "documents"), "document")),
                   "class=\"count\"") +
      text_element("span", group.at("title").get<std::string>(), "class=\"verdict\"");
  return element(
      "details",
      element("summary", summary) + element("div",
                                            text_element("p", group.at("says").get<std::string>()) +
                                                facts(group, found) + side_by_side(group),
                                            "class=\"inside\""),
      place < open_at_first ? "open" : "");
}

}  // namespace

std::string groups_part(const Value& key, const Value& found) {
  const Value& groups = key.at("largest");
  if (groups.empty()) return {};
  std::string html = text_element("h3", "Largest groups");
  for (std::size_t i = 0; i < groups.size(); ++i) html += group_part(groups[i], found, i);
  return html;
}

}  // namespace profilestore::cli
