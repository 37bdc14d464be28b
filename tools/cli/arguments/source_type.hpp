// The options for sources whose format can't be detected: CSV and TSV.
#pragma once

#include "command.hpp"

namespace profilestore::cli {

/// `options`: those of an import or an investigation.
template <class Options>
void add_source_type(CLI::App& app, Options& options) {
  app.add_option("--type", options.type,
                 "Read the sources as CSV or TSV. The first line\n"
                 "names the columns; a.b is field b of document a")
      ->check(CLI::IsMember({"csv", "tsv"}))
      ->type_name("TYPE");
  app.add_flag("--columns-have-types", options.columns_have_types,
               "Take types from the column names: age.int32(),\n"
               "born.date(2006-01-02), _id.objectId() (default:\n"
               "detect the type of each value)");
  app.add_flag("--ignore-blanks", options.ignore_blanks,
               "Omit fields whose CSV value is empty, instead of\n"
               "storing \"\"");
}

}  // namespace profilestore::cli
