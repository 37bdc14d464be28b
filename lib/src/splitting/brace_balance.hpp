// How far the braces of a piece of JSON reach, whatever is wrong between them.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace profilestore::splitting {

/// What is between braces.
enum class BraceSyntax {
  json,
  shell,  ///< strings in other quotes, comments and regular expressions too
};

struct Extent {
  std::size_t end;         ///< just past the closing brace, or as far as the scan went
  std::size_t next_start;  ///< of the first line inside that starts with a brace; npos: none
  bool closed;
  bool is_shell = false;  ///< there is what only the shells print
};

/// Whether to give up at the end of a line, `length` bytes after the start.
using GivesUp = std::function<bool(std::size_t length, const Extent& so_far)>;

/// From the brace or bracket at `begin` to the one that closes it.
Extent balance(std::string_view source, std::size_t begin, BraceSyntax syntax,
               const GivesUp& gives_up);

/// Just past the string that begins at `begin`, a quote; npos: no quote in its line closes it.
std::size_t string_end(std::string_view source, std::size_t begin);

/// Just past the comment at `begin`: from `#` or `//` up to the end of its line, or within `/*` and
/// `*/`. `begin` itself: there is none. npos: its end is missing.
std::size_t comment_end(std::string_view source, std::size_t begin);

}  // namespace profilestore::splitting
