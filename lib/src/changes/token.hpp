// What a consumer keeps of how far it has come.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "changes/log.hpp"

namespace profilestore::changes {

struct Token {
  std::string store;  ///< sqlite::Mark::store
  std::int64_t collection = 0;
  Position position;
  bool operator==(const Token&) const = default;
};

/// "cs1-…-4-17-0123456789abcdef". Applications keep it: do not change.
std::string text_of(const Token& token);

/// Nothing if the text is none.
std::optional<Token> token_of(std::string_view text);

}  // namespace profilestore::changes
