#include "splitting/cut_off_bson.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace profilestore::splitting {
namespace {

constexpr std::int64_t longest_bson = (16 << 20) + (16 << 10);

std::int64_t little_endian(std::string_view four) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i)
    number |= std::uint32_t{static_cast<unsigned char>(four[i])} << (8 * i);
  return static_cast<std::int32_t>(number);
}

/// What a type of BSON takes: so many bytes, and as many more as a length at their start says.
struct FieldExtent {
  std::int64_t bytes;
  bool has_length = false;
  std::int64_t least = 0;  ///< that the length can be
};

std::optional<FieldExtent> field_extent_of(unsigned char type) {
  switch (type) {
    case 0x01:  // double
    case 0x09:  // date
    case 0x11:  // timestamp
    case 0x12:  // int64
      return FieldExtent{8};
    case 0x02:  // string
    case 0x0D:  // code
    case 0x0E:  // symbol
      return FieldExtent{4, true, 1};
    case 0x03:  // document
    case 0x04:  // array
      return FieldExtent{0, true, 5};
    case 0x05:  // binary
      return FieldExtent{5, true};
    case 0x06:  // undefined
    case 0x0A:  // null
    case 0x7F:  // maximal key
    case 0xFF:  // minimal key
      return FieldExtent{0};
    case 0x07:  // ObjectId
      return FieldExtent{12};
    case 0x08:  // boolean
      return FieldExtent{1};
    case 0x0C:  // pointer
      return FieldExtent{16, true, 1};
    case 0x0F:  // code with scope
      return FieldExtent{0, true, 14};
    case 0x10:  // int32
      return FieldExtent{4};
    case 0x13:  // decimal
      return FieldExtent{16};
    default:
      return std::nullopt;
  }
}

}  // namespace

bool is_cut_off_bson(std::string_view bytes) {
  if (bytes.size() < 4) return true;
  const std::int64_t length = little_endian(bytes);
  if (length <= static_cast<std::int64_t>(bytes.size()) || length > longest_bson) return false;
  for (std::size_t at = 4; at < bytes.size();) {
    const auto type = static_cast<unsigned char>(bytes[at++]);
    int names = type == 0x0B ? 3 : 1;  // a regular expression is two more texts
    for (; names > 0 && at < bytes.size(); --names) {
      at = bytes.find('\0', at);
      if (at == bytes.npos) return type != 0;
      ++at;
    }
    if (type == 0x0B) continue;
    const auto extent = field_extent_of(type);
    if (!extent) return false;  // the end of the document too
    std::int64_t size = extent->bytes;
    if (extent->has_length) {
      if (bytes.size() < at + 4) return true;
      const std::int64_t told = little_endian(bytes.substr(at));
      if (told < extent->least) return false;
      size += told;
    }
    at += static_cast<std::size_t>(size);
  }
  return true;
}

}  // namespace profilestore::splitting
