#include "bench/table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bench {
namespace {

std::string text_of(const Mark& mark) {
  switch (mark.kind) {
    case Mark::Kind::at_least:
      return fmt::format("≥ {:.4g}", mark.bound);
    case Mark::Kind::at_most:
      return fmt::format("≤ {:.4g}", mark.bound);
    case Mark::Kind::none:
      break;
  }
  return "";
}

std::string ratio_text(double ratio) {
  return ratio < 10 ? fmt::format("{:.2f}", ratio) : fmt::format("{:.1f}", ratio);
}

std::string line(std::string_view what, std::string_view mark, std::string_view ratio,
                 std::string_view processor, std::string_view ours, std::string_view floor,
                 std::string_view verdict) {
  return fmt::format("| {:<58} | {:<6} | {:<18} | {:<4} | {:>10} | {:>10} | {:<6} |", what, mark,
                     ratio, processor, ours, floor, verdict);
}

}  // namespace

double median(std::vector<double> numbers) {
  std::sort(numbers.begin(), numbers.end());
  const std::size_t middle = numbers.size() / 2;
  if (numbers.size() % 2 == 1) return numbers[middle];
  return (numbers[middle - 1] + numbers[middle]) / 2;
}

bool misses(const Row& row) {
  const double reached = median(row.ratios);
  switch (row.mark.kind) {
    case Mark::Kind::at_least:
      return reached < row.mark.bound;
    case Mark::Kind::at_most:
      return reached > row.mark.bound;
    case Mark::Kind::none:
      break;
  }
  return false;
}

std::string number_text(double number) {
  if (number < 100) return fmt::format("{:.3g}", number);
  std::string digits = fmt::format("{:.0f}", number);
  for (std::size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, ",");
  return digits;
}

std::string duration_text(double seconds) {
  if (seconds >= 1) return number_text(seconds) + " s";
  if (seconds >= 1e-3) return number_text(seconds * 1e3) + " ms";
  return number_text(seconds * 1e6) + " µs";
}

std::string heading() {
  return line("what", "mark", "ratio", "CPU", "ours", "floor", "") +
         "\n|---|---|---|---|---:|---:|---|";
}

std::string line_of(const Row& row) {
  const std::string mark = text_of(row.mark);
  if (row.ratios.empty()) return line(row.what, mark, "", "", "", "", "not measured");
  const auto [lowest, highest] = std::minmax_element(row.ratios.begin(), row.ratios.end());
  return line(row.what, mark,
              fmt::format("{} ({}–{})", ratio_text(median(row.ratios)), ratio_text(*lowest),
                          ratio_text(*highest)),
              row.processor_ratios.empty() ? "" : ratio_text(median(row.processor_ratios)),
              row.ours, row.floor, misses(row) ? "missed" : "");
}

}  // namespace bench
