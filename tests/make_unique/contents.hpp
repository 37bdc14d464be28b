// What the tests of this room put into a store, and what undo has to bring back.
#pragma once

#include <profilestore/make_unique.hpp>

#include <string>
#include <vector>

#include "import/fixture.hpp"
#include "store/raw_database.hpp"

/// Everything in the store but the records of imports: what undo has to bring back.
inline std::vector<std::vector<RawDatabase::Row>> contents(const temporary::Store& store) {
  RawDatabase raw(store.path());
  return {raw.rows("SELECT name, sql FROM sqlite_schema ORDER BY name"),
          raw.rows("SELECT *, hex(origin) FROM users ORDER BY row"),
          raw.rows("SELECT * FROM ps_indexes ORDER BY id"),
          raw.rows("SELECT * FROM ps_archive ORDER BY id"),
          raw.rows("SELECT * FROM ps_quarantine ORDER BY id")};
}

inline void insert_all(profilestore::Collection& users, const std::vector<std::string>& documents) {
  int id = 0;
  for (const std::string& text : documents) {
    profilestore::Document document = profilestore::ejson::parse(text);
    if (!document.contains("_id")) document["_id"] = ++id;
    users.insert_one(document);
  }
}
