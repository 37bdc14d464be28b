#include "splitting/map_member.hpp"

#include <fmt/format.h>

#include <profilestore/document.hpp>
#include <profilestore/error.hpp>

#include "csv/type.hpp"
#include "splitting/brace_balance.hpp"
#include "splitting/json_members.hpp"

namespace profilestore::splitting {
namespace {

constexpr std::string_view blank = " \t\r\n";

// Where the document of a member begins; npos: it has none.
std::size_t document_in(std::string_view piece, std::size_t key_end) {
  if (key_end == piece.npos) return piece.npos;
  const std::size_t colon = piece.find_first_not_of(blank, key_end);
  if (colon == piece.npos || piece[colon] != ':') return piece.npos;
  const std::size_t value = piece.find_first_not_of(blank, colon + 1);
  return value == piece.npos || piece[value] != '{' ? piece.npos : value;
}

// Whether the document has the key in the field already.
bool has_key(std::string_view document, const JsonMembers::Member& key, const std::string& field) {
  JsonMembers members(document);
  while (const auto member = members.next()) {
    if (member->text() != field) continue;
    const JsonMembers::Member value{member->value, {}};
    if (member->value.starts_with('"') && value.text() == key.text()) return true;
    throw InvalidInput(9, fmt::format("its '{0}' is not its key in the map; choose another field "
                                      "for the key (--map-key)",
                                      field));
  }
  return false;
}

}  // namespace

Moved append_member(std::string_view piece, const std::string& field, std::string& json) {
  const std::size_t key_end = piece.starts_with('"') ? string_end(piece, 0) : piece.npos;
  const std::size_t begin = document_in(piece, key_end);
  if (begin == piece.npos) throw InvalidInput(9, "not a member of a map of documents");
  const JsonMembers::Member key{piece.substr(0, key_end), {}};
  const std::size_t start = json.size();
  if (has_key(piece.substr(begin), key, field)) {
    json += piece.substr(begin);
    return {0, begin};
  }
  json += '{';
  csv::append_json_string(field, json);
  json += ':';
  json += key.name;
  const std::size_t first = piece.find_first_not_of(blank, begin + 1);
  if (first != piece.npos && piece[first] != '}') json += ',';
  const std::size_t text = json.size() - start;
  json += piece.substr(begin + 1);
  return {text, begin + 1};
}

}  // namespace profilestore::splitting
