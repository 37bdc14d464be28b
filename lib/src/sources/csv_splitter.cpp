#include "sources/csv_splitter.hpp"

#include <algorithm>

namespace profilestore::sources {
namespace {

// Where the empty lines at `at` end; a `\r` within a line is part of a value.
std::size_t behind_empty_lines(std::string_view source, std::size_t at) {
  for (;;) {
    const std::size_t end = std::min(source.find_first_not_of('\r', at), source.size());
    if (end == source.size()) return end;
    if (source[end] != '\n') return at;
    at = end + 1;
  }
}

std::size_t end_of_line(std::string_view source, std::size_t at) {
  std::size_t end = std::min(source.find('\n', at), source.size());
  while (end > at && source[end - 1] == '\r') --end;
  return end;
}

}  // namespace

std::size_t csv_start(std::string_view source) {
  return behind_empty_lines(source,
                            source.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
}

CsvSplitter::CsvSplitter(std::string_view source, const CsvStyle& style, std::size_t body,
                         Test test, const Place& place)
    : source_(source), style_(style), test_(std::move(test)), at_(place.at), line_(place.line) {
  if (at_ == 0) pass_over(body);
}

void CsvSplitter::pass_over(std::size_t end) {
  line_ += static_cast<std::uint32_t>(std::ranges::count(source_.substr(at_, end - at_), '\n'));
  at_ = end;
}

std::optional<Piece> CsvSplitter::next(std::size_t limit) {
  pass_over(behind_empty_lines(source_, at_));
  if (at_ >= std::min(limit, source_.size())) return std::nullopt;
  const CsvExtent extent = read_csv(source_.substr(at_), style_, nullptr);
  const bool record = extent.fault == nullptr;
  const std::size_t end = record ? at_ + extent.end : end_of_line(source_, at_);
  const std::string_view bytes = source_.substr(at_, end - at_);
  const Piece piece{bytes, at_, line_, record && test_(bytes)};
  pass_over(end);
  return piece;
}

}  // namespace profilestore::sources
