#include "report/report_charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>

#include "report/html.hpp"
#include "text/findings_text.hpp"

namespace profilestore::cli {
namespace {

constexpr double width = 720, height = 196;
constexpr double top = 28, bottom = 30, left = 8, right = 8;
constexpr double floor_at = height - bottom;

std::string frame(const std::string& title, const std::string& inner) {
  return fmt::format(
      "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\" class=\"chart\">{}"
      "<line class=\"axis\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/></svg>",
      width, height, escaped(title), inner, left, floor_at, width - right, floor_at);
}

std::string text_at(double x, double y, std::string_view anchor, std::string_view text,
                    std::string_view kind) {
  return fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>",
                     kind, x, y, anchor, escaped(text));
}

std::string bar_at(double x, double wide, std::int64_t value, std::int64_t most,
                   const std::string& tip) {
  if (value == 0) return {};
  // At least 2 pixels, so that small values stay visible.
  const double high =
      std::max(2.0, (floor_at - top) * static_cast<double>(value) / static_cast<double>(most));
  return fmt::format(
      "<rect class=\"bar\" x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\">"
      "<title>{}</title></rect>",
      x, floor_at - high, wide, high, escaped(tip));
}

// Seconds since 1970 of "2024-06-17T01:00:07Z".
std::int64_t seconds_of(const Value& date) {
  int year = 1970;
  unsigned month = 1, day = 1, hour = 0, minute = 0, second = 0;
  std::sscanf(date_text(date).c_str(), "%d-%u-%uT%u:%u:%u", &year, &month, &day, &hour, &minute,
              &second);
  const std::chrono::sys_days days =
      std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
  return std::int64_t{days.time_since_epoch().count()} * 86'400 + hour * 3600 + minute * 60 +
         second;
}

// A time, as precise as buckets of this width need.
std::string moment_text(std::int64_t seconds, std::int64_t bucket) {
  const std::chrono::sys_seconds moment{std::chrono::seconds(seconds)};
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date(day);
  const auto in_day = (moment - day).count();
  const std::string days =
      fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  if (bucket >= 86'400) return days;
  return fmt::format("{} {:02}:{:02}:{:02}", days, in_day / 3600, in_day / 60 % 60, in_day % 60);
}

}  // namespace

std::string bar_chart(const std::string& title, const std::vector<Bar>& bars) {
  std::int64_t most = 1;
  for (const Bar& bar : bars) most = std::max(most, bar.value);
  const double step = std::min(90.0, (width - left - right) / static_cast<double>(bars.size()));
  std::string inner;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const Bar& bar = bars[i];
    const double x = left + step * static_cast<double>(i), middle = x + step / 2;
    const double high =
        (floor_at - top) * static_cast<double>(bar.value) / static_cast<double>(most);
    inner += bar_at(x + step * 0.14, step * 0.72, bar.value, most,
                    fmt::format("{}: {}", bar.label, grouped(bar.value)));
    inner += text_at(middle, floor_at - std::max(bar.value == 0 ? 0.0 : 2.0, high) - 6, "middle",
                     grouped(bar.value), bar.value == 0 ? "label" : "value");
    inner += text_at(middle, floor_at + 18, "middle", bar.label, "label");
  }
  return frame(title, inner);
}

std::string timeline_chart(const std::string& title, const Value& timeline) {
  const std::int64_t bucket = number(timeline, "bucketSeconds");
  std::map<std::int64_t, std::int64_t> counts;
  std::int64_t most = 1;
  for (const Value& one : timeline.at("buckets")) {
    counts[seconds_of(one.at("from"))] = number(one, "documents");
    most = std::max(most, number(one, "documents"));
  }
  const std::int64_t from = counts.begin()->first, to = counts.rbegin()->first;
  const auto buckets = static_cast<double>((to - from) / bucket + 1);
  const double step = std::min(40.0, (width - left - right) / buckets);
  std::string inner;
  for (const auto& [second, documents] : counts)
    inner +=
        bar_at(left + step * static_cast<double>((second - from) / bucket) + step * 0.08,
               step * 0.84, documents, most,
               fmt::format("{}: {}", moment_text(second, bucket), counted(documents, "document")));
  inner += text_at(left, 16, "start", fmt::format("highest bar: {}", counted(most, "document")),
                   "label");
  inner += text_at(left, floor_at + 18, "start", moment_text(from, bucket), "label");
  if (to > from)
    inner += text_at(width - right, floor_at + 18, "end", moment_text(to, bucket), "label");
  return frame(title, inner);
}

}  // namespace profilestore::cli
