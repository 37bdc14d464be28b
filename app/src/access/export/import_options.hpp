// The setup as the library takes it; for the sources of this room alone.
#pragma once

#include <profilestore/import.hpp>

#include "access/export/setup.hpp"
#include "access/open_store.hpp"
#include "access/store/new_index.hpp"

namespace profiles::access {

/// Without blanks around them; what is empty is left out.
std::vector<std::string> names_of(const QStringList& texts);
/// Paths as they are: a file may have blanks around its name.
std::vector<std::string> files_of(const QStringList& paths);
/// `options`: of an import or an investigation.
template <class Options>
void read_as(const Reading& reading, Options& options) {
  options.type = reading.type.toStdString();
  options.encoding = reading.encoding.trimmed().toStdString();
  options.at = reading.at.trimmed().toStdString();
  options.map_key = reading.map_key.trimmed().toStdString();
  if (reading.type.isEmpty()) return;
  options.delimiter = reading.delimiter.toStdString();
  options.fields = names_of(reading.fields.split(u',', Qt::SkipEmptyParts));
  options.columns_have_types = reading.columns_have_types;
  options.ignore_blanks = reading.ignore_blanks;
}
profilestore::ImportOptions import_options(const ImportSetup& setup, const Control& control);

}  // namespace profiles::access
