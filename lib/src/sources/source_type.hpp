// What the caller says that sources are, where their looks can't tell.
#pragma once

#include <string>

#include "csv/table.hpp"

namespace profilestore::sources {

struct SourceType {
  std::string name = {};            ///< "csv", "tsv"; "": JSON or BSON, as a source looks
  bool columns_have_types = false;  ///< of CSV: the header tells them
  bool ignore_blanks = false;       ///< of CSV: an empty value is no field

  /// REQUIRES: `options` has the fields that ImportOptions and InvestigateOptions share.
  template <class Options>
  static SourceType of(const Options& options) {
    return {options.type, options.columns_have_types, options.ignore_blanks};
  }

  /// REQUIRES: it is of CSV.
  csv::Options csv() const {
    return {name == "tsv" ? csv::Style{'\t', false} : csv::Style{',', true}, columns_have_types,
            ignore_blanks};
  }

  /// Throws InvalidInput for another name, or for what goes with CSV only.
  void check() const;
};

}  // namespace profilestore::sources
