#include "text/findings_text.hpp"

#include <fmt/format.h>

#include <profilestore/object_id.hpp>

namespace profilestore::cli {

std::int64_t number(const Value& object, const char* name) {
  return object.at(name).get<std::int64_t>();
}

std::string date_text(const Value& date) {
  if (date.is_null()) return "-";
  const Value& inner = date.at("$date");
  return inner.is_string() ? inner.get<std::string>() : plain_text(inner);
}

std::string span_text(std::int64_t seconds) {
  const auto text = [&](std::int64_t unit, const char* name, std::int64_t part,
                        const char* part_name) {
    const std::int64_t rest = seconds % unit / part;
    return rest == 0 ? fmt::format("{} {}", seconds / unit, name)
                     : fmt::format("{} {} {} {}", seconds / unit, name, rest, part_name);
  };
  if (seconds < 60) return fmt::format("{} s", seconds);
  if (seconds < 3600) return text(60, "m", 1, "s");
  if (seconds < 86400) return text(3600, "h", 60, "m");
  return text(86400, "d", 3600, "h");
}

std::string gap_text(const Value& gap) {
  switch (gap.at("upToSeconds").is_null() ? 0 : number(gap, "upToSeconds")) {
    case 1:
      return "up to 1 s";
    case 5:
      return "2 to 5 s";
    case 60:
      return "6 s to 1 minute";
    case 600:
      return "1 to 10 minutes";
    case 3600:
      return "10 minutes to 1 hour";
    case 86400:
      return "1 hour to 1 day";
    default:
      return "more than 1 day";
  }
}

std::string cut(const std::string& text, std::size_t characters) {
  std::size_t seen = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (begins && ++seen == characters + 1) return text.substr(0, at) + "…";
  }
  return text;
}

std::string value_text(const Value& value) {
  if (const auto id = ObjectId::from_value(value)) return id->to_hex();
  return text_of_value(value, Flavour::relaxed);
}

std::string list_text(const Value& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i].get<std::string>();
  }
  return text;
}

std::string steps_text(const Value& normalise) {
  std::string text;
  for (const Value& step : normalise) text += (text.empty() ? "" : ",") + step.get<std::string>();
  return text;
}

std::string_view what_is_ignored(std::string_view steps) {
  if (steps == "email") return "e-mail addresses are compared, hosts too";
  if (steps == "gmail") return "Gmail's dots and +... are ignored too";
  if (steps == "digits") return "telephone numbers are compared by their digits";
  if (steps == "hex-id") return "an ObjectId and its 24 digits are one";
  return "case and blanks are ignored";
}

std::string counted(std::int64_t number, std::string_view noun, std::string_view plural) {
  return fmt::format("{} {}{}", grouped(number), noun, number == 1 ? "" : plural);
}

std::string SizeRange::text() const {
  return from == to ? grouped(from) : fmt::format("{}–{}", grouped(from), grouped(to));
}

std::vector<SizeRange> size_ranges(const Value& sizes) {
  std::vector<SizeRange> ranges{{2, 2, 0}, {3, 3, 0}, {4, 4, 0}};
  for (const Value& size : sizes) {
    while (number(size, "size") > ranges.back().to)
      ranges.push_back({ranges.back().to + 1, ranges.back().to * 2, 0});
    for (SizeRange& range : ranges)
      if (number(size, "size") >= range.from && number(size, "size") <= range.to)
        range.groups += number(size, "groups");
  }
  while (!ranges.empty() && ranges.back().groups == 0) ranges.pop_back();
  return ranges;
}

}  // namespace profilestore::cli
