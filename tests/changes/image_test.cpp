// After-images without what the images before them have.
#include "changes/image.hpp"

#include <array>
#include <limits>
#include <random>

#include "catch.hpp"
#include "store/seed.hpp"

namespace changes_image_test {

using profilestore::changes::image_of;
using profilestore::changes::Rest;
using profilestore::changes::rest_of;

namespace {

std::string rest_text(std::string_view before, std::string_view after) {
  const Rest rest = rest_of(before, after);
  return std::to_string(rest.head) + "[" + std::string(rest.text) + "]" + std::to_string(rest.tail);
}

bool begins_characters(std::string_view text) {
  return text.empty() || (static_cast<unsigned char>(text.front()) & 0xC0U) != 0x80U;
}

// Of few characters, so that much is equal; some are of two and of four bytes.
std::string some_text(std::mt19937_64& random) {
  std::string text;
  for (auto left = random() % 120; left > 0; --left)
    text += std::array{
        "a", "a", "a", "b", "\u00e9", "\u00e8", "\U0001F600", "\U0001F601"}[random() % 8];
  return text;
}

}  // namespace

TEST_CASE("The rest of an image lacks what both begin and end with", "[changes][image]") {
  const struct {
    const char *before, *after, *rest;
  } cases[] = {
      {"", "", "0[]0"},
      {"", "ab", "0[ab]0"},
      {"ab", "", "0[]0"},
      {"abc", "abc", "3[]0"},
      {"abc", "axc", "1[x]1"},
      {"aaaa", "aa", "2[]0"},
      {"aa", "aaaa", "2[aa]0"},
      {"abab", "ababab", "4[ab]0"},
      {"xyz", "abc", "0[abc]0"},
      {"1\u00e92", "1\u00e82", "1[\u00e8]1"},  // their first bytes are equal
      {"1\u00e92", "1\u00c92", "1[\u00c9]1"},
      {"1\u00e3\u00a9", "1\u00e2\u00a9", "1[\u00e2]2"},    // so are their second characters
      {"1\U0001F6002", "1\U0001F5002", "1[\U0001F500]1"},  // their last bytes are
  };
  for (const auto& [before, after, rest] : cases) {
    CAPTURE(before, after);
    CHECK(rest_text(before, after) == rest);
  }
}

TEST_CASE("An image comes again of its rest, which is of whole characters",
          "[changes][image][random]") {
  const std::uint64_t seed = first_seed();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 2000; ++i) {
    const std::string before = some_text(random);
    std::string after = random() % 4 == 0 ? some_text(random) : before;
    if (random() % 2 == 0) after.insert(after.find('a') == after.npos ? 0 : after.rfind('a'), "b");
    const Rest rest = rest_of(before, after);
    REQUIRE(image_of(before, static_cast<std::int64_t>(rest.head),
                     static_cast<std::int64_t>(rest.tail), rest.text) == after);
    REQUIRE(begins_characters(rest.text));
    REQUIRE(begins_characters(std::string_view(after).substr(after.size() - rest.tail)));
  }
}

TEST_CASE("There is no image of a rest that is not of that text", "[changes][image]") {
  CHECK(image_of("abc", 2, 1, "x") == "abxc");
  CHECK_FALSE(image_of("abc", 2, 2, "x"));
  CHECK_FALSE(image_of("abc", 4, 0, "x"));
  CHECK_FALSE(image_of("abc", -1, 0, "x"));
  CHECK_FALSE(image_of("abc", 0, std::numeric_limits<std::int64_t>::max(), "x"));
}

}  // namespace changes_image_test
