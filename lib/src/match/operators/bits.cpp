#include "match/operators/bits.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "document/bytes.hpp"
#include "document/number.hpp"
#include "document/type.hpp"
#include "match/refusal.hpp"

namespace profilestore::match {
namespace {

using document::Type;
using Positions = std::vector<std::uint32_t>;

enum class Quantity { all, any };

std::string bytes_of(const Value& binary) {
  const Value& data = binary["$binary"];
  std::string bytes =
      document::bytes_of_base64(data["base64"].get_ref<const std::string&>()).value_or("");
  if (data["subType"] != "02") return bytes;
  // BSON's old binary subtype holds its length once more, in four bytes that MongoDB counts in.
  std::string prefix;
  for (int shift = 0; shift < 32; shift += 8)
    prefix += static_cast<char>(bytes.size() >> shift & 0xff);
  return prefix + bytes;
}

bool is_set(const std::string& bytes, std::uint32_t position) {
  const std::size_t byte = position / 8;
  return byte < bytes.size() &&
         (static_cast<unsigned char>(bytes[byte]) >> (position % 8) & 1) != 0;
}

bool is_set(std::int64_t number, std::uint32_t position) {
  return (number >> std::min<std::uint32_t>(position, 63) & 1) != 0;
}

Positions positions_of_mask(const Operand& operand) {
  const auto fault = [&](const char* message) {
    refuse(failed_to_parse, fmt::format("{}: {}", operand.name, message), operand.path.text(),
           operand.name);
  };
  const auto mask = document::integral_of(operand.value);
  if (!mask) fault("Expected an integer that a 64-bit integer can represent");
  if (*mask < 0) fault("Expected a non-negative number");
  Positions positions;
  for (std::uint32_t i = 0; i < 63; ++i)
    if (is_set(*mask, i)) positions.push_back(i);
  return positions;
}

Positions positions_of_list(const Operand& operand) {
  Positions positions;
  positions.reserve(operand.value.size());
  for (const Value& value : operand.value) {
    const auto fault = [&](const char* message) {
      refuse(message, operand.path.text(), operand.name);
    };
    const auto position = document::integral_of(value);
    if (!position) fault("bit positions must be an integer");
    if (*position < 0) fault("bit positions must be >= 0");
    if (*position > std::numeric_limits<std::int32_t>::max())
      fault("bit positions cannot be represented as a 32-bit signed integer");
    positions.push_back(static_cast<std::uint32_t>(*position));
  }
  return positions;
}

Positions positions_of_bytes(const std::string& bytes) {
  Positions positions;
  for (std::uint32_t i = 0; i < bytes.size() * 8; ++i)
    if (is_set(bytes, i)) positions.push_back(i);
  return positions;
}

Positions positions_of(const Operand& operand) {
  const Type type = document::type_of(operand.value);
  if (type == Type::array) return positions_of_list(operand);
  if (document::is_number(type)) return positions_of_mask(operand);
  if (type == Type::binary) return positions_of_bytes(bytes_of(operand.value));
  refuse(fmt::format("{} takes an Array, a number, or a BinData but received type {}", operand.name,
                     document::alias(type)),
         operand.path.text(), operand.name);
}

class BitTest {
 public:
  BitTest(Quantity quantity, bool set, Positions positions)
      : quantity_(quantity), set_(set), positions_(std::move(positions)) {}

  bool operator()(const Value* element) const {
    if (element == nullptr) return false;
    if (document::type_of(*element) == Type::binary) return holds_for(bytes_of(*element));
    const auto number = document::integral_of(*element);
    return number && holds_for(*number);
  }

 private:
  template <class Bits>
  bool holds_for(const Bits& bits) const {
    const auto as_wanted = [&](std::uint32_t position) { return is_set(bits, position) == set_; };
    return quantity_ == Quantity::all ? std::ranges::all_of(positions_, as_wanted)
                                      : std::ranges::any_of(positions_, as_wanted);
  }

  Quantity quantity_;
  bool set_;
  Positions positions_;
};

Node test_of(const Operand& operand, Quantity quantity, bool set) {
  return leaf_of({.path = operand.path, .holds = BitTest(quantity, set, positions_of(operand))});
}

}  // namespace

Node parse_bits_all_set(const Operand& operand) { return test_of(operand, Quantity::all, true); }
Node parse_bits_all_clear(const Operand& operand) { return test_of(operand, Quantity::all, false); }
Node parse_bits_any_set(const Operand& operand) { return test_of(operand, Quantity::any, true); }
Node parse_bits_any_clear(const Operand& operand) { return test_of(operand, Quantity::any, false); }

}  // namespace profilestore::match
