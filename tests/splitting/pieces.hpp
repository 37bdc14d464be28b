// What the tests of the splitter see of a source.
#pragma once

#include <algorithm>
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "extjson/reader.hpp"
#include "splitting/json_splitter.hpp"

namespace pieces {

using profilestore::splitting::JsonSplitter;
using profilestore::splitting::Piece;

inline bool is_document(std::string_view bytes) {
  try {
    profilestore::extjson::parse(bytes, profilestore::extjson::Syntax::exported);
    return true;
  } catch (const profilestore::MalformedJson&) {
    return false;
  }
}

inline std::vector<Piece> pieces_of(std::string_view source,
                                    const JsonSplitter::Test& test = is_document) {
  JsonSplitter splitter(source, test);
  std::vector<Piece> pieces;
  while (const auto piece = splitter.next()) pieces.push_back(*piece);
  CHECK_FALSE(splitter.next());  // the end stays the end
  return pieces;
}

inline std::uint32_t line_of(std::string_view source, std::uint64_t offset) {
  const auto before = source.substr(0, offset);
  return static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n'));
}

/// Whether there are but white space, commas, brackets and byte order marks.
inline bool only_separators(std::string_view gap) {
  while (!gap.empty()) {
    const std::size_t length = gap.starts_with("\xEF\xBB\xBF") ? 3 : 1;
    if (length == 1 && std::string_view(" \t\r\n,[]").find(gap.front()) == gap.npos) return false;
    gap.remove_prefix(length);
  }
  return true;
}

/// The source with its pieces marked, where they say that they are.
inline std::string marked(std::string_view source, const std::vector<Piece>& pieces) {
  std::string text;
  std::uint64_t at = 0;
  for (const Piece& piece : pieces) {
    if (piece.offset < at || piece.offset > source.size()) return "a piece out of place";
    text += source.substr(at, piece.offset - at);
    text += piece.usable ? '<' : '(';
    text += piece.bytes;
    text += piece.usable ? '>' : ')';
    at = piece.offset + piece.bytes.size();
  }
  return text += source.substr(std::min<std::uint64_t>(at, source.size()));
}

/// In `marked` <…> is a usable piece and (…) one that is none; these marks are no part of the
/// source.
struct Row {
  std::string description, marked;
};

inline void check(const std::vector<Row>& table) {
  for (const Row& row : table) {
    INFO(row.description);
    std::string source = row.marked;
    std::erase_if(
        source, [](char c) { return std::string_view("<>()").find(c) != std::string_view::npos; });
    const auto pieces = pieces_of(source);
    CHECK(marked(source, pieces) == row.marked);
    for (const Piece& piece : pieces) CHECK(piece.line == line_of(source, piece.offset));
  }
}

}  // namespace pieces
