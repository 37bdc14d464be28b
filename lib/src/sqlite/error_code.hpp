// SQLite's result codes become this library's errors, in one place.
#pragma once

#include <string_view>

#include "sqlite/fault_text.hpp"

namespace profilestore::sqlite {

/// Throws the StorageFailure that the extended result code stands for; an unknown one stays a
/// StorageFailure. The message never holds bound values.
[[noreturn]] void raise(const Fault& fault);

/// Throws unless `code` is SQLITE_OK.
void check(int code, std::string_view doing);

/// A UNIQUE or PRIMARY KEY constraint was violated.
bool is_unique_violation(int code);

/// A statement names what the schema does not have, or no longer.
bool is_schema_error(int code);

}  // namespace profilestore::sqlite
