// What the caller says that sources are, where their looks can't tell.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <vector>

#include "csv/table.hpp"

namespace profilestore::sources {

struct SourceType {
  std::string name = {};                 ///< "csv", "tsv"; "": JSON or BSON, as a source looks
  bool columns_have_types = false;       ///< of CSV: the header tells them
  bool ignore_blanks = false;            ///< of CSV: an empty value is no field
  std::string delimiter = {};            ///< of CSV: as separator_of() reads it; "": as it looks
  std::vector<std::string> fields = {};  ///< of CSV: the columns, if no header names them
  std::string encoding = {};             ///< "": UTF-8, or as a source looks
  std::string at = {};                   ///< of JSON: where in an object the documents are
  std::string map_key = {};              ///< with `at`: the field that takes the key of each
  bool array_columns = true;             ///< of CSV: `tags[0]` is an element of an array

  /// REQUIRES: `options` are an ImportOptions, an InvestigateOptions, or a UserLookup, which has no
  /// typed columns.
  template <class Options>
  static SourceType of(const Options& options) {
    SourceType type{.name = options.type,
                    .delimiter = options.delimiter,
                    .fields = options.fields,
                    .encoding = options.encoding,
                    .at = options.at,
                    .map_key = options.map_key};
    if constexpr (requires { options.columns_have_types; }) {
      type.columns_have_types = options.columns_have_types;
      type.ignore_blanks = options.ignore_blanks;
    }
    return type;
  }

  /// The other way round.
  template <class Options>
  void give_to(Options& options) const {
    options.type = name;
    options.delimiter = delimiter;
    options.fields = fields;
    options.encoding = encoding;
    options.at = at;
    options.map_key = map_key;
    if constexpr (requires { options.columns_have_types; }) {
      options.columns_have_types = columns_have_types;
      options.ignore_blanks = ignore_blanks;
    }
  }

  /// Adds what is told to an object, and reads it again.
  void add_to(Value& json) const;
  static SourceType in(const Value& json);

  /// REQUIRES: it is of CSV, and checked.
  csv::Options csv() const;

  /// Throws InvalidInput for what there is not, and for what goes with another type only.
  void check() const;
};

}  // namespace profilestore::sources
