// Which documents of the store the lines of a plan keep, and which they replace. By arrays a
// document may be of several groups.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace profilestore::importing {

class StoreClaims {
 public:
  /// The line that replaces what this one keeps, or keeps what it replaces; 0: none.
  std::uint64_t add(std::uint64_t number, std::string_view line);

 private:
  std::map<std::string, std::uint64_t> kept_, replaced_;  ///< by `_id`s
};

}  // namespace profilestore::importing
