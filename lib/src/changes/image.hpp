// An after-image as it is kept beside the one before: without what both begin and end with. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace profilestore::changes {

/// The rest of an after-image, and how many bytes of the one before stand around it.
struct Rest {
  std::size_t head = 0, tail = 0;
  std::string_view text;
};

/// Of valid UTF-8 the rest is valid too. REQUIRES: `after` outlives it.
Rest rest_of(std::string_view before, std::string_view after);

/// The after-image; nothing if `before` has not so many bytes.
std::optional<std::string> image_of(std::string_view before, std::int64_t head, std::int64_t tail,
                                    std::string_view rest);

}  // namespace profilestore::changes
