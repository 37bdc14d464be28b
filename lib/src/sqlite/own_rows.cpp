#include "sqlite/own_rows.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>
#include <vector>

#include "sqlite/functions.hpp"

namespace profilestore::sqlite {

bool has_object(Connection& connection, const char* name) {
  Query names(connection, "SELECT count(*) FROM sqlite_schema WHERE name = ?1");
  return names.bind(1, name).step() && names.integer(0) != 0;
}

bool is_sound_own(Query& row, int first, int count) {
  if (row.is_null(first + count)) return true;
  std::vector<keys::Part> values;
  for (int i = 0; i < count; ++i) values.push_back(row.part(first + i));
  return row.integer(first + count) == sum_of_values(values);
}

void refuse_unsound_own(Connection& connection, std::string_view table) {
  throw Corrupt(fmt::format("{}: a row of the store's own table {} is damaged: it does not have "
                            "the digest it was stored with; nothing was done. `profilestore check` "
                            "lists the damage; restore the store from a backup",
                            connection.place(), table),
                0);
}

}  // namespace profilestore::sqlite
