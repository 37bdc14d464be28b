#include "access/export/whole_dump.hpp"

#include <profilestore/import_dump.hpp>

#include "access/export/import_options.hpp"
#include "access/export/ledger.hpp"

namespace profiles::access {

using namespace profilestore;

QString database_of(const ImportSetup& setup) {
  return setup.from.endsWith(u'.' + setup.collection)
             ? setup.from.chopped(setup.collection.size() + 1)
             : QString();
}

std::vector<DumpedImport> import_whole_dump(const ImportSetup& setup, const Control& control) {
  ImportDumpOptions options;
  options.from = database_of(setup).toStdString();
  const auto own =
      options.collections.emplace(setup.collection.toStdString(), import_options(setup, control))
          .first;
  own->second.collection.clear();
  own->second.from.clear();
  // Rules are for the collection for which they were written: its fields are not those of others.
  // What happens to the documents of the store is said for all.
  options.usual.on_existing = own->second.on_existing;
  options.usual.progress = own->second.progress;
  read_as(setup.reading, options.usual);
  std::vector<DumpedImport> imports;
  for (const ImportReport& one :
       import_dump(setup.store.toStdString(), files_of(setup.sources), options).imports)
    imports.push_back({QString::fromStdString(one.collection), QString::fromStdString(one.id),
                       ledger_of(one.ledger)});
  return imports;
}

}  // namespace profiles::access
