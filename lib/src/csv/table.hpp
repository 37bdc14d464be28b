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
  Style style = {',', true};             ///< its line_end is found out
  bool columns_have_types = false;       ///< the header tells them
  bool ignore_blanks = false;            ///< an empty value is no field
  bool separator_told = false;           ///< else it may be what a line `sep=;` says, or a mistake
  std::vector<std::string> fields = {};  ///< the header, if the source has none
  bool arrays = true;                    ///< `tags[0]` is an element of an array
};

class Table {
 public:
  /// Reads the header of `source`, which is named so. Throws InvalidInput, with the name, for one
  /// that can't name the fields of a document.
  Table(const std::string& name, std::string_view source, const Options& options);

  const Style& style() const { return style_; }
  std::string_view header() const { return header_; }  ///< a part of the source: `sep=;` too
  std::size_t body() const { return body_; }           ///< where the header ends

  /// What tells a table of records alone, without options of fields, what they are.
  std::string header_text() const;

  /// Appends a record as Extended JSON. Fields that its end lacks are missing; so are elements of
  /// arrays that are empty, and all that follow them too. Throws InvalidInput with the column's
  /// name, and never with a value, for a record with too many, or with a value that is not of its
  /// column's type; and for the header once more, where files were put one behind the other.
  void append_json(std::string_view record, std::string& json) const;

 private:
  struct Column {
    std::string name;
    Type type = {};
  };

  /// A field of a document or an element of an array, or the document itself: nodes_[0].
  struct Node {
    std::string key;                         ///< `"key":`, nothing of an element
    std::size_t column = 0;                  ///< of one without parts; else the first of them
    std::size_t index = 0;                   ///< of an element
    bool is_array = false;                   ///< its parts are elements
    std::vector<std::size_t> children = {};  ///< its parts, in nodes_
  };
  struct Tree;

  std::size_t read_separator(std::string_view source, const std::string& name, bool told);
  void read_header(std::string_view source, const Options& options, bool told);
  void take_fields(std::string_view source, const std::string& name, const Options& options);
  void add_column(std::string_view text, bool typed);
  void add_fields(bool arrays);
  void add_field(Tree& tree, std::size_t column, bool arrays);
  void check_arrays();
  bool is_header(const std::vector<std::string>& values) const;
  bool append(const Node& node, const std::vector<std::string>& values, std::string& json) const;
  bool append_document(const Node& node, const std::vector<std::string>& values,
                       std::string& json) const;
  bool append_array(const Node& node, const std::vector<std::string>& values,
                    std::string& json) const;
  bool is_blank(const Node& node, const std::vector<std::string>& values) const;
  bool append_value(const Column& column, std::string_view value, std::string& json) const;

  Style style_;
  bool ignore_blanks_;
  std::string_view header_;
  std::size_t body_ = 0;
  std::vector<std::string> fields_;  ///< as Options::fields
  std::vector<std::string> names_;   ///< of the header, as they are there
  std::vector<Column> columns_;
  std::vector<Node> nodes_;
};

}  // namespace profilestore::csv
