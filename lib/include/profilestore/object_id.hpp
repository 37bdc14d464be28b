// ObjectId: MongoDB's 12-byte document identifier.
#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>

namespace profilestore {

/// 4 bytes of seconds since 1970, 5 random bytes that a process draws once (and again in a child
/// after fork), and a 3-byte counter that starts at random; all big-endian.
class ObjectId {
 public:
  using Bytes = std::array<std::uint8_t, 12>;

  /// A new identifier. Safe from any thread; no two calls of one machine's processes share one.
  static ObjectId generate();

  /// From 24 hexadecimal digits of either case; nothing if `hex` is something else.
  static std::optional<ObjectId> from_hex(std::string_view hex);

  /// From the {"$oid": …} of a document; nothing if `value` is something else.
  static std::optional<ObjectId> from_value(const Value& value);

  explicit ObjectId(const Bytes& bytes) : bytes_(bytes) {}

  /// 24 lower-case hexadecimal digits.
  std::string to_hex() const;

  /// When it was made, to the second.
  std::chrono::sys_seconds time() const;

  /// The 5 random bytes of the process that made it, as 10 hexadecimal digits.
  std::string process() const;

  const Bytes& bytes() const { return bytes_; }

  auto operator<=>(const ObjectId&) const = default;

 private:
  Bytes bytes_;
};

/// Lets an ObjectId stand wherever a value is wanted: {{"_id", ObjectId::generate()}}.
void to_json(Value& value, const ObjectId& id);

}  // namespace profilestore
