#include "sources/separators.hpp"

namespace profilestore::sources {
namespace {

std::string_view separators_of(Format format) {
  switch (format) {
    case Format::json:
      return " \t\r\n,[]";
    case Format::csv:
      return "\r\n";
    case Format::bson:
      return "";
  }
  return "";
}

}  // namespace

bool separates(const Source& source, std::uint64_t from, std::uint64_t to) {
  if (to <= from) return true;
  std::string_view gap = source.bytes().substr(from, to - from);
  if (from == 0 && gap.starts_with("\xEF\xBB\xBF")) gap.remove_prefix(3);
  if (from == 0 && source.header() != "") {
    // A carriage return may belong to the header.
    const std::string header = source.header();
    const auto at = gap.find(header);
    if (at != std::string_view::npos && gap.substr(0, at).find_first_not_of("\r\n") == gap.npos)
      gap.remove_prefix(at + header.size());
  }
  return gap.find_first_not_of(separators_of(source.format())) == std::string_view::npos;
}

}  // namespace profilestore::sources
