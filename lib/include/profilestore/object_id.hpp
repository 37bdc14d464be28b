// ObjectId: MongoDB's 12-byte document identifier.
#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <optional>
#include <profilestore/fwd.hpp>
#include <string>
#include <string_view>

namespace profilestore {

/// 4 bytes of seconds since 1970, 5 random bytes that a process draws once (and again in a child
/// after fork), and a 3-byte counter that starts at random; all big-endian.
class ObjectId {
 public:
  /// As stored: big-endian.
  using Bytes = std::array<std::uint8_t, 12>;

  /// A new identifier. Thread-safe; no two calls in the processes of one machine return the same.
  static ObjectId generate();

  /// From 24 hexadecimal digits of either case; empty if `hex` is anything else.
  static std::optional<ObjectId> from_hex(std::string_view hex);

  /// From the {"$oid": …} of a document; empty if `value` is anything else.
  static std::optional<ObjectId> from_value(const Value& value);

  /// From its 12 bytes.
  explicit ObjectId(const Bytes& bytes) : bytes_(bytes) {}

  /// 24 lower-case hexadecimal digits.
  std::string to_hex() const;

  /// When it was generated, to the second.
  std::chrono::sys_seconds time() const;

  /// The 5 random bytes of the process that generated it, as 10 hexadecimal digits.
  std::string process() const;

  /// Its 12 bytes.
  const Bytes& bytes() const { return bytes_; }

  auto operator<=>(const ObjectId&) const = default;

 private:
  Bytes bytes_;
};

/// Lets an ObjectId be used wherever a value is expected: {{"_id", ObjectId::generate()}}.
void to_json(Value& value, const ObjectId& id);

}  // namespace profilestore
