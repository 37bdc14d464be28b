// All pages of one database into another.
#pragma once

#include <cstdint>
#include <functional>

#include "sqlite/connection.hpp"

namespace profilestore::sqlite {

/// Bytes that were copied, and those that there are.
using CopyProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Makes `to` what `from` is. REQUIRES: a read transaction is open in `from`, so that it is of one
/// moment; nobody else has `to` open.
void copy_pages(Connection& from, Connection& to, const CopyProgress& progress);

}  // namespace profilestore::sqlite
