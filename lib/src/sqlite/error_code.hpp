// SQLite's result codes become this library's errors, in one place.
#pragma once

#include <string_view>

namespace profilestore::sqlite {

/// Throws the StorageFailure that the extended result `code` stands for; an unknown one stays a
/// StorageFailure. `doing` is a phrase ("committing"); the message never holds bound values.
[[noreturn]] void raise(int code, std::string_view doing);

/// Throws unless `code` is SQLITE_OK.
void check(int code, std::string_view doing);

/// A UNIQUE or PRIMARY KEY constraint was violated.
bool is_unique_violation(int code);

}  // namespace profilestore::sqlite
