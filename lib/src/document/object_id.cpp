#include <profilestore/object_id.hpp>

#include <sys/random.h>

#include <atomic>
#include <cstring>
#include <mutex>
#include <system_error>

#include "document/bytes.hpp"
#include "document/type.hpp"

namespace profilestore {
namespace {

// What a process draws once. A child after fork has its parent's memory, so it draws again.
class Origin {
 public:
  /// The process's 5 bytes, and the next value of its counter.
  std::pair<std::array<std::uint8_t, 5>, std::uint32_t> next() {
    const std::lock_guard lock(mutex_);
    if (owner_ != ::getpid()) draw();
    return {random_, counter_++ & 0xFFFFFF};
  }

 private:
  void draw() {
    std::array<std::uint8_t, 8> bytes;
    if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
      throw std::system_error(errno, std::generic_category(), "getrandom");
    std::copy_n(bytes.begin(), random_.size(), random_.begin());
    counter_ = bytes[5] | bytes[6] << 8 | bytes[7] << 16;
    owner_ = ::getpid();
  }

  std::mutex mutex_;
  pid_t owner_ = 0;
  std::array<std::uint8_t, 5> random_{};
  std::uint32_t counter_ = 0;
};

std::string_view view(const ObjectId::Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

ObjectId ObjectId::generate() {
  static Origin origin;
  const auto [random, counter] = origin.next();
  const auto seconds = static_cast<std::uint32_t>(
      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())
          .time_since_epoch()
          .count());
  Bytes bytes;
  for (std::size_t i = 0; i < 4; ++i) bytes[i] = static_cast<std::uint8_t>(seconds >> (24 - 8 * i));
  std::copy(random.begin(), random.end(), bytes.begin() + 4);
  for (std::size_t i = 0; i < 3; ++i)
    bytes[9 + i] = static_cast<std::uint8_t>(counter >> (16 - 8 * i));
  return ObjectId(bytes);
}

std::optional<ObjectId> ObjectId::from_hex(std::string_view hex) {
  Bytes bytes;
  if (hex.size() != 2 * bytes.size()) return std::nullopt;
  int all = 0;  // negative once a digit is none
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const int high = document::hex_value(hex[2 * i]), low = document::hex_value(hex[2 * i + 1]);
    all |= high | low;
    bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return all < 0 ? std::nullopt : std::optional(ObjectId(bytes));
}

std::optional<ObjectId> ObjectId::from_value(const Value& value) {
  if (document::type_of(value) != document::Type::object_id || !value.begin()->is_string())
    return std::nullopt;
  return from_hex(value.begin()->get_ref<const std::string&>());
}

std::string ObjectId::to_hex() const { return document::hex_of(view(bytes_)); }

std::chrono::sys_seconds ObjectId::time() const {
  const std::uint32_t seconds = static_cast<std::uint32_t>(bytes_[0]) << 24 |
                                static_cast<std::uint32_t>(bytes_[1]) << 16 |
                                static_cast<std::uint32_t>(bytes_[2]) << 8 | bytes_[3];
  return std::chrono::sys_seconds{std::chrono::seconds{seconds}};
}

std::string ObjectId::process() const { return document::hex_of(view(bytes_).substr(4, 5)); }

void to_json(Value& value, const ObjectId& id) { value = {{"$oid", id.to_hex()}}; }

}  // namespace profilestore
