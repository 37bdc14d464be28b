// What ICU could not do.
#pragma once

#include <fmt/format.h>
#include <unicode/utypes.h>

#include <profilestore/error.hpp>
#include <string_view>

namespace profilestore::keys {

/// Throws Error with MongoDB's code for a failure of its ICU. `what`: "ICU has no collator".
inline void check_icu(UErrorCode status, std::string_view what) {
  constexpr int operation_failed = 96;
  if (U_FAILURE(status))
    throw Error(operation_failed, fmt::format("{}: {}", what, u_errorName(status)));
}

}  // namespace profilestore::keys
