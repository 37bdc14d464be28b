// Numbers, times and values of an investigation as text, for the terminal and the HTML report.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "text/output.hpp"

namespace profilestore::cli {

/// The whole number at `name`, which the object must have.
std::int64_t number(const Value& object, const char* name);

/// "2024-06-17T01:00:07.412Z"; beyond the year 9999 the milliseconds since 1970; "-" for null.
std::string date_text(const Value& date);

/// "5 m 40 s", "7 d"
std::string span_text(std::int64_t seconds);

/// "2 to 5 s", "more than 1 day": a range of a timeline's gaps.
std::string gap_text(const Value& gap);

/// The first `characters` characters of UTF-8 text, and an ellipsis if there are more.
std::string cut(const std::string& text, std::size_t characters);

/// A value of a document on one line; of an ObjectId only its digits.
std::string value_text(const Value& value);

/// "objectId and string"
std::string list_text(const Value& names);

/// ["trim", "case"] -> "trim,case", as --normalise takes it
std::string steps_text(const Value& normalise);

/// What of texts does not count under such steps: "case and blanks are ignored".
std::string_view what_is_ignored(std::string_view steps);

/// "1 process", "3 processes".
std::string counted(std::int64_t number, std::string_view noun, std::string_view plural);

/// `groups` groups have from `from` to `to` documents each.
struct SizeRange {
  std::int64_t from, to, groups;
  std::string text() const;  ///< "2", "5–8"
};

/// Group sizes in growing ranges, 2, 3, 4, 5–8, 9–16, …, up to the last range that is not empty.
std::vector<SizeRange> size_ranges(const Value& sizes);

}  // namespace profilestore::cli
