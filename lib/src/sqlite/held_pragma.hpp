// A setting of a connection that is another for as long as some work takes: a cache for a write
// that touches indexes all over, a thread that sorts.
#pragma once

#include <cstdint>
#include <string>

#include "sqlite/connection.hpp"

namespace profilestore::sqlite {

/// What a page cache may hold, as `PRAGMA cache_size` takes it: below 0, KiB.
inline constexpr std::int64_t wide_cache = -48 * 1024;

class HeldPragma {
 public:
  /// A pragma whose value is a number that SQLite tells and takes alike.
  /// REQUIRES: the connection outlives this.
  HeldPragma(Connection& connection, const char* name, std::int64_t value);
  ~HeldPragma();
  HeldPragma(const HeldPragma&) = delete;
  HeldPragma& operator=(const HeldPragma&) = delete;

 private:
  Connection& connection_;
  std::string restore_;
};

}  // namespace profilestore::sqlite
