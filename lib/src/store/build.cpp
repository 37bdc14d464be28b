#include "store/build.hpp"

#include "sqlite/files/head_file.hpp"
#include "sqlite/files/store_file.hpp"
#include "sqlite/mark.hpp"
#include "sqlite/migrations.hpp"

namespace profilestore::store {

bool publish(sqlite::NewFile& file, bool with_head) {
  std::optional<sqlite::Mark> mark;
  {
    sqlite::Connection connection(file.path(), {});
    connection.start_journal();
    mark = sqlite::read_mark(connection);
  }
  // One of a store that was there before would be another's. Cut off between these, the store has
  // no head mark until its next write.
  std::error_code ignored;
  if (!sqlite::store_exists(file.target()))
    std::filesystem::remove(sqlite::head_path(file.target()), ignored);
  if (!file.publish()) return false;
  if (mark && with_head) sqlite::write_head(file.target(), {mark->store, mark->sequence});
  return true;
}

bool build_store(const std::filesystem::path& target,
                 const std::function<void(const std::shared_ptr<Core>&)>& fill) {
  sqlite::NewFile file(target);
  {
    sqlite::Connection connection(file.path(), {.journal = sqlite::Journal::none});
    connection.start_journal();
    sqlite::migrate(connection);
  }
  if (fill) fill(std::make_shared<Core>(file.path(), StoreOptions{}, sqlite::Journal::none));
  // To switch to write-ahead logging while others open the store could fail at once for one of
  // them.
  return publish(file);
}

}  // namespace profilestore::store
