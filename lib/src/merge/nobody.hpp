// Values that name nobody: documents that share one are not of one person.
#pragma once

#include <array>
#include <optional>
#include <profilestore/document.hpp>
#include <string_view>

namespace profilestore::merge {

enum class Nobody {
  missing,      ///< there is no value, or it is undefined
  null,         ///< null
  empty,        ///< ""
  blank,        ///< white space only
  placeholder,  ///< "undefined", "null", "N/A" and the like, which programs write for no value
};

inline constexpr std::array<std::string_view, 5> names_of_nobody{"missing", "null", "empty",
                                                                 "blank", "a placeholder"};

inline std::string_view name_of(Nobody nobody) {
  return names_of_nobody[static_cast<std::size_t>(nobody)];
}

/// Why `value`, or the lack of one, names nobody; nothing if it names somebody.
std::optional<Nobody> nobody_of(const Value* value);

}  // namespace profilestore::merge
