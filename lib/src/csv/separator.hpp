// What stands between two values of CSV: told, or found out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csv/record.hpp"

namespace profilestore::csv {

/// ";", "semicolon", "tab", …: the character. Throws InvalidInput for what can't separate values.
char separator_of(const std::string& text);

/// "semicolon", "'§'"
std::string name_of_separator(char separator);

/// Excel's first line, `sep=;`.
struct SeparatorLine {
  char separator;
  std::size_t end;  ///< before the end of the line
};
std::optional<SeparatorLine> separator_line(std::string_view text);

/// Throws InvalidInput if there is more of another separator in the values of a line than of that
/// by which it was read.
void check_separator(const std::vector<std::string>& values, const Style& style);

}  // namespace profilestore::csv
