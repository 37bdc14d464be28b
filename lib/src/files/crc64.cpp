#include "files/crc64.hpp"

#include <array>
#include <cstddef>

namespace profilestore::files {
namespace {

constexpr std::uint64_t reflected_polynomial = 0xC96C5795D7870F42;
constexpr std::size_t bytes_at_once = 8;

using Table = std::array<std::uint64_t, 256>;

// Table n: what a byte does to the checksum once n further bytes have followed.
constexpr std::array<Table, bytes_at_once> make_tables() {
  std::array<Table, bytes_at_once> tables{};
  for (std::uint64_t byte = 0; byte < 256; ++byte) {
    std::uint64_t sum = byte;
    for (int bit = 0; bit < 8; ++bit)
      sum = (sum >> 1) ^ ((sum & 1) != 0 ? reflected_polynomial : 0);
    tables[0][byte] = sum;
  }
  for (std::size_t n = 1; n < bytes_at_once; ++n)
    for (std::size_t byte = 0; byte < 256; ++byte)
      tables[n][byte] = tables[0][tables[n - 1][byte] & 0xFF] ^ (tables[n - 1][byte] >> 8);
  return tables;
}

constexpr std::array<Table, bytes_at_once> tables = make_tables();

std::uint64_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

}  // namespace

std::uint64_t crc64(std::string_view bytes, std::uint64_t before) {
  std::uint64_t sum = ~before;
  for (; bytes.size() >= bytes_at_once; bytes.remove_prefix(bytes_at_once)) {
    std::uint64_t next = 0;
    for (std::size_t i = 0; i < bytes_at_once; ++i) {
      const std::uint64_t byte = byte_at(bytes, i) ^ (sum >> (8 * i) & 0xFF);
      next ^= tables[bytes_at_once - 1 - i][byte];
    }
    sum = next;
  }
  for (std::size_t i = 0; i < bytes.size(); ++i)
    sum = tables[0][(sum ^ byte_at(bytes, i)) & 0xFF] ^ (sum >> 8);
  return ~sum;
}

}  // namespace profilestore::files
