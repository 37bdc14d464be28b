#include "changes/image.hpp"

#include <algorithm>
#include <cstring>

namespace profilestore::changes {
namespace {

// Compared so many bytes at a time: images are long, and mostly the same.
constexpr std::size_t stride = 32;

bool is_inside_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::size_t common_head(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t head = 0;
  while (head + stride <= most && std::memcmp(a.data() + head, b.data() + head, stride) == 0)
    head += stride;
  while (head < most && a[head] == b[head]) ++head;
  while (head > 0 && head < b.size() && is_inside_character(b[head])) --head;
  return head;
}

std::size_t common_tail(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  const char *const a_end = a.data() + a.size(), *const b_end = b.data() + b.size();
  std::size_t tail = 0;
  while (tail + stride <= most &&
         std::memcmp(a_end - tail - stride, b_end - tail - stride, stride) == 0)
    tail += stride;
  while (tail < most && *(a_end - tail - 1) == *(b_end - tail - 1)) ++tail;
  while (tail > 0 && is_inside_character(*(b_end - tail))) --tail;
  return tail;
}

}  // namespace

Rest rest_of(std::string_view before, std::string_view after) {
  Rest rest;
  rest.head = common_head(before, after);
  rest.tail = common_tail(before.substr(rest.head), after.substr(rest.head));
  rest.text = after.substr(rest.head, after.size() - rest.head - rest.tail);
  return rest;
}

std::optional<std::string> image_of(std::string_view before, std::int64_t head, std::int64_t tail,
                                    std::string_view rest) {
  const auto size = static_cast<std::int64_t>(before.size());
  if (head < 0 || tail < 0 || head > size || tail > size - head) return std::nullopt;
  std::string image;
  image.reserve(static_cast<std::size_t>(head + tail) + rest.size());
  image.append(before.substr(0, static_cast<std::size_t>(head))).append(rest);
  return image.append(before.substr(static_cast<std::size_t>(size - tail)));
}

}  // namespace profilestore::changes
