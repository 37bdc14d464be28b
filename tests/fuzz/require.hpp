// What a check ends with.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace fuzz {

inline void require(bool holds, std::string_view what) {
  if (!holds) throw std::logic_error(std::string(what));
}

}  // namespace fuzz
