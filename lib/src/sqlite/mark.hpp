// The mark of a store: which one it is, how far it has come, and whether it is in use. It stands in
// the table ps_head, in whose page of a log it can be found without SQLite.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sqlite/connection.hpp"

namespace profilestore::sqlite {

struct Mark {
  std::string store;           ///< 32 hexadecimal digits
  std::uint64_t sequence = 0;  ///< raised by some commits, never lowered
  bool in_use = false;         ///< false: the last to close the store moved the log into it
};

/// As it is stored: "profilestore:…:…:u". On disk: do not change.
std::string text_of(const Mark& mark);

/// The one of the greatest sequence in the bytes of a page: an older one may lie where no row does.
std::optional<Mark> mark_in(std::string_view bytes);

/// What the store says of itself; nothing if an older library made it. Throws Corrupt if the row is
/// damaged or missing.
std::optional<Mark> read_mark(Connection& connection);

/// REQUIRES: a write transaction is open, and the store has one.
void write_mark(Connection& connection, const Mark& mark);

}  // namespace profilestore::sqlite
