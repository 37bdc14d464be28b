#include "store/validator.hpp"

#include <string>

#include "catalog/rows.hpp"
#include "sqlite/query.hpp"

namespace profilestore::store {

// A defensive connection may not set it. A view that comes and goes moves it, and leaves nothing.
void move_schema_version(sqlite::Connection& connection) {
  connection.execute("CREATE VIEW ps_moved AS SELECT 1");
  connection.execute("DROP VIEW ps_moved");
}

void warn(WriteTransaction& write, const catalog::CollectionEntry& collection,
          std::vector<RuleFailure> failures) {
  if (!failures.empty()) write.warn({collection.name, std::move(failures)});
}

void set_validator(WriteTransaction& write, const catalog::CollectionEntry& collection,
                   const std::optional<Validator>& validator) {
  if (validator) (void)catalog::ParsedValidator(*validator);
  sqlite::Query record(write.connection(),
                       "UPDATE ps_collections SET validator = ?2, validation_level = ?3, "
                       "validation_action = ?4, sum = NULL WHERE id = ?1");
  const std::string text = validator ? catalog::encode(validator->filter) : "";
  record.bind(1, collection.id);
  if (validator)
    record.bind(2, text).bind(3, name_of(validator->level)).bind(4, name_of(validator->action));
  record.run();
  move_schema_version(write.connection());
  write.catalog_may_have_changed();
}

}  // namespace profilestore::store
