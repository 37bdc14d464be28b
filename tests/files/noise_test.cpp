// What has no structure at all, and what only looks so.
#include "files/noise.hpp"

#include <random>
#include <string>

#include "catch.hpp"

namespace files_noise_test {

using namespace profilestore;

namespace {

std::string random_bytes(std::size_t size) {
  std::mt19937 random(3);
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(random());
  return bytes;
}

std::string repeated(const std::string& text, std::size_t size) {
  std::string bytes;
  while (bytes.size() < size) bytes += text;
  return bytes;
}

// As BSON has them: names, lengths, texts, and a picture in each.
std::string documents_with_pictures(std::size_t size) {
  using namespace std::string_literals;
  const std::string picture = random_bytes(600);
  return repeated("\xE8\x02\0\0\x02name\0\x1A\0\0\0Ana Berg of the many words\0"s +
                      "\x12visits\0\x07\0\0\0\0\0\0\0\x05picture\0\x58\x02\0\0\0"s + picture +
                      "\0"s,
                  size);
}

}  // namespace

TEST_CASE("Random bytes are noise, and nothing that can be imported is", "[files][noise]") {
  constexpr std::size_t enough = 64 << 10;
  CHECK(files::is_noise(random_bytes(enough)));
  CHECK_FALSE(files::is_noise(random_bytes(enough - 1)));
  CHECK_FALSE(files::is_noise("\x28\xB5\x2F\xFD" + random_bytes(enough)));
  CHECK_FALSE(files::is_noise(repeated("{\"name\":\"\u042f\u65e5\u672c\U0001F600\"}\n", enough)));
  CHECK_FALSE(files::is_noise(documents_with_pictures(enough)));
  CHECK_FALSE(files::is_noise(std::string(enough, '\0')));
}

}  // namespace files_noise_test
