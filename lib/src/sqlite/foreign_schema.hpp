// What SQLite would run by itself when a store is read or written, and this library never makes:
// triggers, views, virtual tables, and expressions in the tables and indexes of collections.
#pragma once

#include "sqlite/connection.hpp"

namespace profilestore::sqlite {

/// Throws NotAStore, naming it, if the schema has one. REQUIRES: the store's record of its
/// collections is there.
void refuse_foreign_schema(Connection& connection);

}  // namespace profilestore::sqlite
