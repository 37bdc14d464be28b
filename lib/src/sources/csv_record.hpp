// One record of CSV (RFC 4180) or TSV: where it ends, and its values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace profilestore::sources {

struct CsvStyle {
  char separator;
  bool quotes;  ///< a value may stand in quotes, and then hold separators and ends of lines
};

struct CsvExtent {
  std::size_t end;    ///< behind the last value, before the end of the line
  const char* fault;  ///< why it is no record; nullptr: it is one
};

/// Reads the record at the start of `text`, into `values` unless that is null. One with a fault
/// ends nowhere: what follows its first quote can't be trusted.
///
/// A quote that a value does not begin with is as any other character, as is `\r` within a line.
CsvExtent read_csv(std::string_view text, const CsvStyle& style, std::vector<std::string>* values);

}  // namespace profilestore::sources
