// Documents that a test changes behind the store's back, given the digests that they would have had
// the store written them.
#pragma once

#include <string>

#include "sqlite/functions.hpp"
#include "store/raw_database.hpp"

inline void reseal(const std::filesystem::path& store, const std::string& table) {
  RawDatabase raw(store);
  profilestore::sqlite::register_functions(raw.handle());
  raw.run("UPDATE \"" + table + "\" SET sum = ps_doc_sum((SELECT id FROM ps_collections WHERE " +
          "table_name = '" + table + "'), row, doc, origin)");
}
