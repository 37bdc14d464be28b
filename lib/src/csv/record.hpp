// One record of CSV (RFC 4180) or TSV: where it ends, and its values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace profilestore::csv {

struct Style {
  char separator;
  bool quotes;  ///< a value may stand in quotes, and then hold separators and ends of lines
  char line_end = '\n';  ///< `\r` of old Macs; behind `\r`s, or without, it is `\n`
};

struct Extent {
  std::size_t end;    ///< behind the last value, before the end of the line
  const char* fault;  ///< why it is no record; nullptr: it is one
};

/// Reads the record at the start of `text`, into `values` unless that is null. One with a fault
/// ends nowhere: what follows its first quote can't be trusted.
///
/// A quote that a value does not begin with is as any other character, as is `\r` within a line
/// that ends with `\n`.
Extent read_record(std::string_view text, const Style& style, std::vector<std::string>* values);

/// Where the empty lines at `at` end; a `\r` within a line is part of a value.
std::size_t behind_empty_lines(std::string_view source, std::size_t at, const Style& style);

/// What ends the lines of a source: `\r` if the first line ends so and no `\n` stands outside of
/// quotes.
char line_end_of(std::string_view source, bool quotes);

/// Where the text of a source begins: behind a byte order mark.
std::size_t start_of(std::string_view source);

}  // namespace profilestore::csv
