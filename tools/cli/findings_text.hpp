// How the numbers and moments of an investigation are told, on a terminal and on a page.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "output.hpp"

namespace profilestore::cli {

/// A whole number of an object that has it.
std::int64_t number(const Value& object, const char* name);

/// "2024-06-17T01:00:07.412Z"; of a year beyond 9999 the milliseconds; "-" for null.
std::string date_text(const Value& date);

/// "5 m 40 s", "7 d"
std::string span_text(std::int64_t seconds);

/// "2 to 5 s", "more than a day": a line of a timeline's gaps.
std::string gap_text(const Value& gap);

/// The first `characters` characters of UTF-8 text, and an ellipsis if there are more.
std::string cut(const std::string& text, std::size_t characters);

/// A value of a document on one line; the digits of an ObjectId alone.
std::string value_text(const Value& value);

/// "objectId and string"
std::string list_text(const Value& names);

/// "1 process", "3 processes".
std::string counted(std::int64_t number, std::string_view noun, std::string_view plural);

/// So many groups have from `from` to `to` documents.
struct SizeRange {
  std::int64_t from, to, groups;
  std::string text() const;  ///< "2", "5–8"
};

/// The sizes of groups in ranges that grow: 2, 3, 4, 5–8, 9–16, …, without the empty ones at the
/// end.
std::vector<SizeRange> size_ranges(const Value& sizes);

}  // namespace profilestore::cli
