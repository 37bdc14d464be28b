#include "splitting/csv_splitter.hpp"

#include <algorithm>

namespace profilestore::splitting {
namespace {

std::size_t end_of_line(std::string_view source, std::size_t at, char line_end) {
  std::size_t end = std::min(source.find(line_end, at), source.size());
  while (end > at && source[end - 1] == '\r') --end;
  return end;
}

}  // namespace

CsvSplitter::CsvSplitter(std::string_view source, const csv::Style& style, std::size_t body,
                         Test test, const Place& place)
    : source_(source), style_(style), test_(std::move(test)), at_(place.at), line_(place.line) {
  if (at_ == 0) pass_over(body);
}

void CsvSplitter::pass_over(std::size_t end) {
  line_ += static_cast<std::uint32_t>(
      std::ranges::count(source_.substr(at_, end - at_), style_.line_end));
  at_ = end;
}

std::optional<Piece> CsvSplitter::next(std::size_t limit) {
  pass_over(csv::behind_empty_lines(source_, at_, style_));
  if (at_ >= std::min(limit, source_.size())) return std::nullopt;
  const csv::Extent extent = csv::read_record(source_.substr(at_), style_, nullptr);
  const bool record = extent.fault == nullptr;
  const std::size_t end = record ? at_ + extent.end : end_of_line(source_, at_, style_.line_end);
  const std::string_view bytes = source_.substr(at_, end - at_);
  const Piece piece{bytes, at_, line_, record && test_(bytes)};
  pass_over(end);
  return piece;
}

}  // namespace profilestore::splitting
