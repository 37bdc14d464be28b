// An SQLite file of this test's own, and connections to it as the store makes them.
#pragma once

#include "sqlite/connection.hpp"
#include "sqlite/query.hpp"
#include "store/temporary_store.hpp"

namespace scratch {

inline std::filesystem::path empty_file(const temporary::Folder& folder) {
  temporary::write_file(folder / "scratch.db", "");
  return folder / "scratch.db";
}

class Database : public temporary::Folder {
 public:
  explicit Database(const profilestore::sqlite::Settings& settings = {})
      : file(empty_file(*this)), connection(file, settings) {
    connection.start_journal();
  }

  std::filesystem::path file;
  profilestore::sqlite::Connection connection;
};

}  // namespace scratch
