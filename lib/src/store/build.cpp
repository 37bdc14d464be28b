#include "store/build.hpp"

#include "sqlite/migrations.hpp"
#include "sqlite/store_file.hpp"

namespace profilestore::store {

bool build_store(const std::filesystem::path& target,
                 const std::function<void(const std::shared_ptr<Core>&)>& fill) {
  sqlite::NewFile file(target);
  {
    sqlite::Connection connection(file.path(), {.journal = sqlite::Journal::none});
    connection.start_journal();
    sqlite::migrate(connection);
  }
  fill(std::make_shared<Core>(file.path(), StoreOptions{}, sqlite::Journal::none));
  // To switch to write-ahead logging while others open the store could fail at once for one of
  // them.
  sqlite::Connection(file.path(), {}).start_journal();
  return file.publish();
}

}  // namespace profilestore::store
