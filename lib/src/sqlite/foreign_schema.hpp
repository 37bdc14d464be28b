// What SQLite would run by itself when a store is read or written, and this library never makes:
// triggers, views, virtual tables, and expressions in the tables and indexes of collections.
#pragma once

#include <string_view>

#include "sqlite/connection.hpp"

namespace profilestore::sqlite {

/// Whether a CREATE statement has more than a list of names: a second parenthesis, or anything
/// behind the list. DEFAULT and GENERATED need none for constants, and COLLATE has none.
bool has_expression(std::string_view sql);

/// Throws NotAStore, naming it, if the schema has one. REQUIRES: the store's record of its
/// collections is there.
void refuse_foreign_schema(Connection& connection);

}  // namespace profilestore::sqlite
