#include "document/sum.hpp"

#include "catch.hpp"

namespace document_sum_test {

using profilestore::document::sum_of;

// The first is xxHash's own. They stand in every row of every store.
TEST_CASE("Sums are what they were", "[document][sum]") {
  CHECK(sum_of("") == 0x2d06800538d394c2U);
  CHECK(sum_of("abc") == 0x78af5f94892f3950U);
  CHECK(sum_of("abc", 1) == 0x6b4467b443c76228U);
  CHECK(sum_of(std::string(1000, 'x'), 7) == 0xa6b046c257309584U);
}

TEST_CASE("Each bit of the bytes and of the seed changes the sum", "[document][sum]") {
  std::string bytes(300, 'a');
  const auto sum = sum_of(bytes);
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    CHECK(sum_of(bytes) != sum);
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
  }
  for (int bit = 0; bit < 64; ++bit) CHECK(sum_of(bytes, 1ULL << bit) != sum);
  CHECK(sum_of(bytes) == sum);
}

}  // namespace document_sum_test
