// The options that say what sources are which their looks can't tell.
#pragma once

#include "command.hpp"

namespace profilestore::cli {

/// `options`: those of an import or an investigation.
template <class Options>
void add_source_type(CLI::App& app, Options& options) {
  app.add_option("--type", options.type,
                 "The sources are of this type, which their looks\n"
                 "don't tell; their first line names the columns,\n"
                 "a.b within a document a")
      ->check(CLI::IsMember({"csv", "tsv"}))
      ->type_name("csv|tsv");
  app.add_flag("--columns-have-types", options.columns_have_types,
               "Each column is named with its type: age.int32(),\n"
               "born.date(2006-01-02), _id.objectId(). Without,\n"
               "a value is taken for what it looks like");
  app.add_flag("--ignore-blanks", options.ignore_blanks,
               "An empty value of CSV is no field, not \"\"");
}

}  // namespace profilestore::cli
