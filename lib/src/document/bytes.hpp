// Base64, hexadecimal digits and digests of bytes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace profilestore::document {

std::string base64_of(std::string_view bytes);

/// Nothing if `text` is not base64 with its padding.
std::optional<std::string> bytes_of_base64(std::string_view text);

/// SHA-256 of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view bytes);
  /// The digest of what was added, as bytes or as 64 hexadecimal digits; then it starts anew.
  std::array<unsigned char, 32> finish();
  std::string hex();

 private:
  void restart();

  void* context_;
};

/// The first 128 bits of the SHA-256: what tells contents apart. Not of a faster hash: whoever can
/// make two contents collide could make an import take one profile for another.
using Digest = std::array<std::uint8_t, 16>;
Digest digest_of(std::string_view bytes);

std::string hex_of(std::string_view bytes);

inline constexpr auto hex_values = [] {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (int i = 0; i < 10; ++i) values['0' + i] = static_cast<std::int8_t>(i);
  for (int i = 10; i < 16; ++i)
    values['a' + i - 10] = values['A' + i - 10] = static_cast<std::int8_t>(i);
  return values;
}();

/// The value of a hexadecimal digit of either case, or -1.
constexpr int hex_value(char c) { return hex_values[static_cast<unsigned char>(c)]; }

}  // namespace profilestore::document
