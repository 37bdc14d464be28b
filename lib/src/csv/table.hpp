// A source of CSV or TSV: what its header says, and its records as documents.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csv/record.hpp"
#include "csv/type.hpp"

namespace profilestore::csv {

/// What the caller says of a table.
struct Options {
  Style style = {',', true};
  bool columns_have_types = false;  ///< the header tells them
  bool ignore_blanks = false;       ///< an empty value is no field
};

class Table {
 public:
  /// Reads the header of `source`, which is named so. Throws InvalidInput, with the name, for one
  /// that can't name the fields of a document.
  Table(const std::string& name, std::string_view source, const Options& options);

  const Style& style() const { return style_; }
  std::string_view header() const { return header_; }  ///< a part of the source
  std::size_t body() const { return body_; }           ///< where the header ends

  /// Appends a record as Extended JSON. Fields that its end lacks are missing. Throws InvalidInput
  /// with the column's name, and never with a value, for a record with too many, or with a value
  /// that is not of its column's type.
  void append_json(std::string_view record, std::string& json) const;

 private:
  struct Column {
    std::string name;
    Type type = {};
  };

  /// A field of a document, or the document itself: nodes_[0].
  struct Node {
    std::string key;                         ///< `"key":`
    std::size_t column = 0;                  ///< of a field without fields
    std::vector<std::size_t> children = {};  ///< in nodes_
  };

  void add_column(std::string_view text, bool typed);
  void add_fields();
  bool append(const Node& node, const std::vector<std::string>& values, std::string& json) const;
  bool append_document(const Node& node, const std::vector<std::string>& values,
                       std::string& json) const;
  bool append_value(const Column& column, std::string_view value, std::string& json) const;

  Style style_;
  bool ignore_blanks_;
  std::string_view header_;
  std::size_t body_ = 0;
  std::vector<Column> columns_;
  std::vector<Node> nodes_;
};

}  // namespace profilestore::csv
