// What the tests of the splitter see of a source.
#pragma once

#include <algorithm>
#include <profilestore/document.hpp>
#include <profilestore/error.hpp>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "sources/json_splitter.hpp"

namespace splitting {

using profilestore::sources::JsonSplitter;
using profilestore::sources::Piece;

inline bool is_document(std::string_view bytes) {
  try {
    profilestore::ejson::parse(bytes);
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

}  // namespace splitting
