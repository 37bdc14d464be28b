// The checksum of mongodump's archives.
#include "files/crc64.hpp"

#include <string>

#include "catch.hpp"

namespace files_crc64_test {

using profilestore::files::crc64;

TEST_CASE("CRC-64 of the digits one to nine is the published one", "[files][crc]") {
  CHECK(crc64("123456789") == 0x995DC9BBDF1939FA);
  CHECK(crc64("") == 0);
}

TEST_CASE("A checksum goes on where another ended, wherever that was", "[files][crc]") {
  std::string bytes;
  for (int i = 0; i < 100; ++i) bytes += static_cast<char>(i * 37);
  const std::string_view all = bytes;
  for (std::size_t cut = 0; cut <= all.size(); ++cut)
    CHECK(crc64(all.substr(cut), crc64(all.substr(0, cut))) == crc64(all));
}

}  // namespace files_crc64_test
