// One record of CSV (RFC 4180) or TSV: where it ends, and its values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace profilestore::csv {

struct Style {
  char separator;
  bool quotes;  ///< a value may stand in quotes, and then hold separators and ends of lines
};

struct Extent {
  std::size_t end;    ///< behind the last value, before the end of the line
  const char* fault;  ///< why it is no record; nullptr: it is one
};

/// Reads the record at the start of `text`, into `values` unless that is null. One with a fault
/// ends nowhere: what follows its first quote can't be trusted.
///
/// A quote that a value does not begin with is as any other character, as is `\r` within a line.
Extent read_record(std::string_view text, const Style& style, std::vector<std::string>* values);

/// Where the empty lines at `at` end; a `\r` within a line is part of a value.
std::size_t behind_empty_lines(std::string_view source, std::size_t at);

/// Where the first line that is not empty begins: behind a byte order mark too.
std::size_t start_of(std::string_view source);

}  // namespace profilestore::csv
