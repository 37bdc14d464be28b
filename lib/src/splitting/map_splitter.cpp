#include "splitting/map_splitter.hpp"

#include <algorithm>

#include "splitting/brace_balance.hpp"
#include "splitting/json_members.hpp"

namespace profilestore::splitting {
namespace {

constexpr std::string_view spaces = " \t\r\n", separators = " \t\r\n,";

}  // namespace

MapSplitter::MapSplitter(std::string_view source, std::size_t begin, std::size_t end, Test test,
                         const Place& place)
    : source_(source.substr(0, end)),
      begin_(begin),
      test_(std::move(test)),
      at_(std::min(place.at, source_.size())),
      line_(place.line),
      line_begin_(at_ == 0 ? 0 : source_.rfind('\n', at_ - 1) + 1) {}

void MapSplitter::move_to(std::size_t end) {
  const std::string_view bytes = source_.substr(at_, end - at_);
  const auto lines = std::ranges::count(bytes, '\n');
  line_ += static_cast<std::uint32_t>(lines);
  if (lines != 0) line_begin_ = at_ + bytes.rfind('\n') + 1;
  at_ = end;
}

Piece MapSplitter::take(std::size_t end, bool usable, PieceFault fault) {
  Piece piece{
      source_.substr(at_, end - at_), at_, line_, usable, at_ - line_begin_ + 1, std::move(fault)};
  move_to(end);
  return piece;
}

std::optional<Piece> MapSplitter::next(std::size_t limit) {
  if (at_ == begin_) ++at_;
  move_to(std::min(source_.find_first_not_of(separators, at_), source_.size()));
  if (at_ + 1 == source_.size() && source_[at_] == '}') ++at_;
  if (at_ >= std::min(limit, source_.size())) return std::nullopt;
  const std::string_view rest = source_.substr(at_, source_.size() - 1 - at_);
  const std::size_t key_end = source_[at_] == '"' ? string_end(rest, 0) : rest.npos;
  const std::size_t colon =
      key_end == rest.npos ? rest.npos : rest.find_first_not_of(spaces, key_end);
  const std::size_t value = colon == rest.npos || rest[colon] != ':'
                                ? rest.npos
                                : rest.find_first_not_of(spaces, colon + 1);
  const std::size_t end = value == rest.npos ? rest.npos : json_value_end(rest, value);
  if (end == rest.npos) {
    const std::size_t line_end = std::min(rest.find('\n'), rest.size());
    const std::size_t last = rest.find_last_not_of(separators, line_end - 1);
    return take(at_ + last + 1, false, {"not a member of the map", "remove it, or mend it", false});
  }
  if (rest[value] != '{')
    return take(at_ + end, false,
                {"the member is not an object", "remove it or make it an object", false});
  return take(at_ + end, test_(rest.substr(0, end)));
}

}  // namespace profilestore::splitting
