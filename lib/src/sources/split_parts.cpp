#include "sources/split_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <profilestore/error.hpp>

#include "sources/part_name.hpp"

namespace profilestore::sources {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_parts(const std::string& what) {
  throw InvalidInput(2, what + "; give all parts of a split file, in order");
}

std::string first_line_of(const std::string& name) {
  std::ifstream in(name, std::ios::binary);
  std::string line(4096, '\0');
  in.read(line.data(), static_cast<std::streamsize>(line.size()));
  line.resize(static_cast<std::size_t>(in.gcount()));
  return line.substr(0, line.find_first_of("\r\n"));
}

// Files of CSV with a header each are no parts.
bool begin_alike(const std::string& one, const std::string& other) {
  if (!fs::is_regular_file(one) || !fs::is_regular_file(other)) return false;
  const std::string first = first_line_of(one);
  return !first.empty() && first.find_first_of("{[") != 0 && first == first_line_of(other);
}

// Of names that only look alike, "a.gz" and "a.bz", none is the first and none follows another.
bool are_parts(const std::vector<PartName>& run) {
  if (run.size() < 2) return false;
  const bool has_first =
      std::ranges::any_of(run, [](const PartName& part) { return part.may_be_first(); });
  const bool follows = std::ranges::adjacent_find(run, [](const PartName& a, const PartName& b) {
                         return a.number + 1 == b.number;
                       }) != run.end();
  return (has_first || follows) && !begin_alike(run[0].text(), run[1].text());
}

void check_order(const std::vector<PartName>& run) {
  std::vector<PartName> sorted = run;
  std::ranges::stable_sort(sorted, {}, &PartName::number);
  if (!sorted.front().may_be_first())
    refuse_parts(fmt::format("{} is missing before {}", sorted.front().with(sorted.front().first()),
                             sorted.front().text()));
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const PartName &one = sorted[i - 1], &next = sorted[i];
    if (next.number == one.number) refuse_parts(one.text() + " is given twice");
    if (next.number > one.number + 1)
      refuse_parts(fmt::format("{} is missing between {} and {}", one.with(one.number + 1),
                               one.text(), next.text()));
  }
  for (std::size_t i = 1; i < run.size(); ++i)
    if (run[i].number < run[i - 1].number)
      refuse_parts(fmt::format("{} comes before {}", run[i].text(), run[i - 1].text()));
}

}  // namespace

std::vector<std::vector<std::string>> with_parts_joined(const std::vector<std::string>& names) {
  std::vector<std::vector<std::string>> all;
  for (std::size_t at = 0; at < names.size();) {
    std::vector<PartName> run;
    for (std::size_t i = at; i < names.size(); ++i) {
      const auto part = PartName::read(names[i]);
      if (!part || (!run.empty() && !part->is_of_same(run.front()))) break;
      run.push_back(*part);
    }
    const std::size_t count = std::max<std::size_t>(run.size(), 1);
    const auto begin = names.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = begin + static_cast<std::ptrdiff_t>(count);
    if (are_parts(run)) {
      check_order(run);
      all.emplace_back(begin, end);
    } else {
      for (auto name = begin; name != end; ++name) all.push_back({*name});
    }
    at += count;
  }
  return all;
}

std::string name_of_parts(const std::vector<std::string>& parts) {
  return parts.front() + ".." + PartName::read(parts.back())->suffix;
}

std::vector<std::string> parts_named(const std::string& name) {
  const std::size_t dots = name.rfind("..");
  if (dots == std::string::npos) return {};
  const auto first = PartName::read(name.substr(0, dots));
  if (!first || !first->may_be_first()) return {};
  const auto last = PartName::read(first->stem + name.substr(dots + 2));
  if (!last || !last->is_of_same(*first) || last->number <= first->number) return {};
  std::vector<std::string> parts;
  for (int number = first->number; number <= last->number; ++number)
    parts.push_back(first->with(number));
  return parts;
}

void refuse_lone_part(const std::string& name, std::string_view bytes) {
  const auto part = PartName::read(name);
  if (!part || bytes.empty()) return;
  if (part->is_surely_later()) {
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    if (first == bytes.npos || bytes[first] == '{' || bytes[first] == '[') return;
    if (begin_alike(part->with(part->first()), name) || begin_alike(part->with(0), name)) return;
    throw InvalidInput(
        2, fmt::format("{} is named like a later part of a split file, and does not begin as an "
                       "export does; give all parts, in order, or rename it if it is whole",
                       name));
  }
  const std::string next = part->with(part->number + 1);
  const char last = bytes.back();
  if (last == '\n' || last == '}' || last == ']' || last == '\0' || !fs::is_regular_file(next))
    return;
  throw InvalidInput(2, fmt::format("{} ends within a line, and {} goes on; give all parts of a "
                                    "split file, in order, or rename it if it is whole",
                                    name, next));
}

std::string advice_for_part(const std::string& name) {
  const auto part = PartName::read(name);
  if (!part || !(part->may_be_first() || part->is_surely_later())) return "";
  return "; it is named like a part of a split file: give all parts, in order";
}

}  // namespace profilestore::sources
